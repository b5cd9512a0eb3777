"""In: what a step found wrong. Out: one `Problem`, printed as `path:line: message`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """Something an editor has to mend, said in the editor's words."""

    path: str
    """The file, relative to the root of the repository."""
    line: int
    """Counted from 1; 1 where the file as a whole is meant."""
    message: str
    """What is wrong and what to write instead, in one line."""
    warning: bool = False
    """True where the site can still be built: it is printed, but does not fail the check."""

    def __str__(self) -> str:
        word = "warning: " if self.warning else ""
        return f"{self.path}:{self.line}: {word}{self.message}"


class DataError(Exception):
    """Raised by a step that cannot go on; carries every problem found, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
