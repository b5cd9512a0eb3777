"""In: a repository and a revision of it. Out: the files that have changed since, as they were: what is compared with.

Where there is no version control, or no such revision, there is nothing.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.read import parse_yaml

MAIN = ("origin/main", "main")
"""The branches that a change is meant for, the first that there is."""


def knows(root: Path, revision: str) -> bool:
    """Whether the folder is under version control and has this revision."""
    return _commit(root, revision) is not None


def find_bases(root: Path) -> list[str]:
    """What the files are compared with by default: the last commit, and where this branch left the main one.

    On the main branch itself, and where there is none, the commit before the last stands for the latter. A clone that
    does not reach back so far is compared with what it has.
    """
    last = _commit(root, "HEAD")
    left = (_git(root, "merge-base", "HEAD", branch) for branch in MAIN)
    commits = [commit.decode().strip() for commit in left if commit]
    before = next((commit for commit in commits if commit != last), _commit(root, "HEAD~1"))
    return [commit for commit in (last, before) if commit]


def read_changed(root: Path, base: str, folder: str) -> Iterator[tuple[str, Any]]:
    """Each YAML file below `folder` that is another one now or gone, with its data at `base`."""
    changed = _git(root, "diff", "--name-only", "--relative", "--no-renames", "-z", base, "--", folder) or b""
    for path in filter(None, changed.decode().split("\0")):
        text = _git(root, "show", f"{base}:./{path}") if path.endswith(".yaml") else None
        if text:
            yield path, parse_yaml(text, path).data


def _commit(root: Path, revision: str) -> str | None:
    """The name of a commit; None where there is no such one."""
    said = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return said.decode().strip() if said else None


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git says; None where it is missing or fails."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
