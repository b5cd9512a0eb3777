"""In: what a step found wrong. Out: one `Problem`, printed as `path:line:column: what is wrong. What to write`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.messages import Told, put, tell
from widgets.said import Said, say

WARNING = say("warning")


@dataclass(frozen=True)
class Problem:
    """Something an editor has to mend, said in the editor's words."""

    path: str
    """The file, relative to the root of the repository; an option of the command line where it stands there."""
    line: int
    """Counted from 1; 1 where the file as a whole is meant."""
    said: Said
    """What is wrong and what to write instead: a code of builder/messages/, with what fills its gaps."""
    warning: bool = False
    """True where the site can still be built: it is printed, but does not fail the check."""
    column: int = 1
    """Counted in characters, from 1; 1 where the line as a whole is meant."""

    def __str__(self) -> str:
        return self.written()

    def __lt__(self, other: Problem) -> bool:
        return self._place < other._place

    @property
    def _place(self) -> tuple[str, int, int, str, bool]:
        return self.path, self.line, self.column, self.message, self.warning

    @property
    def message(self) -> str:
        """What is wrong and what to write, in one line of English."""
        return put(self.said)

    @property
    def in_file(self) -> bool:
        """Whether it stands in a file; else on the command line."""
        return "." in self.path or "/" in self.path

    def told(self, language: str = "en") -> Told:
        """What is wrong, and what to write, apart."""
        return tell(self.said, language)

    def written(self, language: str = "en") -> str:
        """The one line that is printed."""
        word = f"{put(WARNING, language)} " if self.warning else ""
        place = f"{self.path}:{self.line}:{self.column}" if self.in_file else self.path
        return f"{place}: {word}{put(self.said, language)}"


class DataError(Exception):
    """Raised by a step that cannot go on; carries every problem found, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
