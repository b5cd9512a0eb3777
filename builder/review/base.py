"""In: a repository and a revision of it. Out: the `Library` as it was there, to compare its statements."""

from __future__ import annotations

from pathlib import Path

from builder.diff.version import revision
from builder.library import Library
from builder.load import load_library


def library_at(root: Path, base: str) -> Library:
    """The guides and facts at a revision; raises DataError where there is no such one."""
    with revision(root, base, "--base") as folder:
        return load_library(folder)
