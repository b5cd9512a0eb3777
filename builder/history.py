"""In: the facts of a `Library` and a revision of its repository. Out: problems: a check said to be later, and not told.

Whoever raises the day of `checked` has looked again, and says what there was to see.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.load import Library
from builder.problem import Problem
from builder.read import parse_yaml

FACTS = "guides/facts"


def check_history(library: Library, base: str) -> Iterator[Problem]:
    """Against the facts at `base`: a later day of `checked` comes with other words of what was seen.

    Where there is no version control, or no such revision, there is nothing to compare with.
    """
    before = dict(_checked_at(library.root, base))
    for id, fact in library.facts.items():
        on, seen = before.get(id, (fact.checked.on, ""))
        if fact.checked.on > on and fact.checked.seen.split() == seen.split():
            document, index = library.fact_places[id]
            message = f"'{id}' is said to be checked again, and what was seen is the same to the letter as on {on}."
            yield document.problem((index, "checked"), f"{message} Say in seen: what the page shows now, and its day.")


def knows(root: Path, revision: str) -> bool:
    """Whether the folder is under version control and has this revision."""
    return _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is not None


def _checked_at(root: Path, base: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each fact's day and words of `checked`, whatever file it stood in."""
    listed = _git(root, "ls-tree", "-r", "--name-only", base, "--", FACTS) or b""
    for path in listed.decode().splitlines():
        text = _git(root, "show", f"{base}:./{path}")
        data = parse_yaml(text, path).data if text and path.endswith(".yaml") else None
        for record in data if isinstance(data, list) else []:
            checked: Any = record.get("checked") if isinstance(record, dict) else None
            if isinstance(checked, dict) and {"on", "seen"} <= checked.keys():
                yield str(record.get("id")), (str(checked["on"]), str(checked["seen"]))


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git says; None where it is missing or fails."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
