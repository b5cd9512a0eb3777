"""In: problems and progress. Out: lines for a person, JSON or annotations for a program, and the exit code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from builder.messages import LANGUAGES, language_of, put
from builder.problem import Problem
from widgets.said import say


def add_report(parser: argparse.ArgumentParser) -> None:
    """How problems are told."""
    parser.add_argument(
        "--language", choices=LANGUAGES, help="the language of the problems (default: that of LC_ALL, LANG; else en)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", help="a list of path, line, column, code, message, advice and warning"
    )
    form.add_argument("--annotations", action="store_true", help="as GitHub shows them on the lines of a pull request")


def report(problems: Sequence[Problem], options: argparse.Namespace | None = None) -> int:
    """Print every problem; 1 if one of them is more than a warning."""
    language = getattr(options, "language", None) or language_of()
    if getattr(options, "json", False):
        print(json.dumps([as_data(problem, language) for problem in problems], ensure_ascii=False, indent=2))
    else:
        written = annotation if getattr(options, "annotations", False) else Problem.written
        for problem in problems:
            print(written(problem, language))
    errors = sum(not problem.warning for problem in problems)
    print(_summary(errors, len(problems) - errors, language), file=sys.stderr)
    return 1 if errors else 0


def as_data(problem: Problem, language: str) -> dict[str, object]:
    """A problem for a program."""
    message, advice = problem.told(language)
    place = {"path": problem.path, "line": problem.line, "column": problem.column}
    return {**place, "code": problem.said.code, "message": message, "advice": advice, "warning": problem.warning}


def annotation(problem: Problem, language: str) -> str:
    """A problem as a workflow command of GitHub; what stands on the command line has no file.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    place = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.said.code}
    if not problem.in_file:
        place = {"title": problem.path}
    written = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items())
    text = " ".join(filter(None, problem.told(language)))
    return f"::{'warning' if problem.warning else 'error'} {written}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for sign in ("%", "\r", "\n", *more):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _summary(errors: int, warnings: int, language: str) -> str:
    def several(number: int) -> bool:
        return number > 1 if language == "fr" else number != 1

    told = say("count-problems" if several(errors) else "count-problem", n=errors)
    also = say("count-warnings" if several(warnings) else "count-warning", n=warnings)
    return f"{put(told, language)}, {put(also, language)}"


def count(number: int, thing: str) -> str:
    """A number of things, in English."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def tell(message: str) -> None:
    """One line of progress."""
    print(f"· {message}", file=sys.stderr, flush=True)
