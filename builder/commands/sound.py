"""In: the folder of the project. Out: its `Library`, where all of it could be read."""

from __future__ import annotations

from pathlib import Path

from builder.library import Library
from builder.load import load_library
from builder.problem import DataError


def sound_library(root: Path) -> Library:
    """The library; raises DataError with every problem of reading, for what rests on a part would mislead."""
    library = load_library(root)
    if library.problems:
        raise DataError(library.problems)
    return library
