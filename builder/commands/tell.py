"""In: problems and progress. Out: lines for a person, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from builder.problem import Problem


def report(problems: Sequence[Problem]) -> int:
    """Print every problem; 1 if one of them is more than a warning."""
    for problem in problems:
        print(problem)
    errors = sum(not problem.warning for problem in problems)
    warnings = len(problems) - errors
    print(f"{count(errors, 'problem')}, {count(warnings, 'warning')}", file=sys.stderr)
    return 1 if errors else 0


def count(number: int, thing: str) -> str:
    """A number of things, in English."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def tell(message: str) -> None:
    """One line of progress."""
    print(f"· {message}", file=sys.stderr, flush=True)
