"""In: the text of a YAML file. Out: plain data with the line of every key and item, and the problems found.

Only what an editor needs of YAML is read: mappings, lists, words, whole numbers, decimals, true, false, null.
Everything else stays text: `no`, `12:30` and `2026-11-02` are words here, as they look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from builder.events import Reader, Trail
from builder.problem import Problem
from widgets.said import Said, say

__all__ = ["LINKED", "MAX_BYTES", "Document", "Trail", "parse_yaml", "path_in", "place_of", "read_text", "read_yaml"]

MAX_BYTES = 256 * 1024
LINKED = say("file-is-link")

STUMBLES = {
    "mapping values are not allowed": "yaml-colon",
    "could not find expected ':'": "yaml-no-colon",
    "expected ',' or": "yaml-bracket",
    "node content": "yaml-bracket",
    "expected <block end>": "yaml-indent",
    "expected <document start>": "yaml-indent",
    "cannot start any token": "yaml-start",
    "end of stream": "yaml-quote",
    "another document": "yaml-documents",
}
"""Parts of what the reader of YAML says, and what an editor did."""
OPENED = ("yaml-no-colon", "yaml-bracket", "yaml-quote")
"""Those that are told where the thing begins, which is long before its end is missed."""


@dataclass
class Document:
    """One YAML file as data."""

    path: str
    """Relative to the root of the repository."""
    data: Any = None
    lines: dict[Trail, int] = field(default_factory=dict)
    columns: dict[Trail, int] = field(default_factory=dict)
    """Where each value begins; of one that stands below its key, or is left out, its key."""
    keys: dict[Trail, int] = field(default_factory=dict)
    """Where each key begins."""
    problems: list[Problem] = field(default_factory=list)
    text: str = ""
    """The whole file as it was written, if it could be read."""

    def line(self, trail: Trail) -> int:
        """The line of the nearest known place on the way to `trail`; 1 if there is none."""
        return self.lines.get(self._nearest(trail), 1)

    def start(self, trail: Trail) -> tuple[int, int]:
        """The line and the column at which a value begins."""
        return self.lines.get(trail, 1), self.columns.get(trail, 1)

    def at(self, trail: Trail) -> Any:
        """What stands at a place; nothing where there is none."""
        found = self.data
        for part in trail:
            try:
                found = found[part]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def problem(self, trail: Trail, said: Said, *, key: bool = False) -> Problem:
        """A problem at the place `trail` of this file: at its value, or with `key` at the key itself."""
        place = self._nearest(trail)
        column = self.keys.get(place) if key else None
        return Problem(self.path, self.lines.get(place, 1), said, column=column or self.columns.get(place, 1))

    def _nearest(self, trail: Trail) -> Trail:
        """The nearest known place on the way to `trail`."""
        return next((trail[:end] for end in range(len(trail), -1, -1) if trail[:end] in self.lines), ())


def read_yaml(file: FilePath, root: FilePath) -> Document:
    """Read one file; what cannot be read is a problem of the document, never an exception."""
    text, problems = read_text(file, root)
    path = path_in(root, file)
    return Document(path, problems=problems) if problems else _parse(text, path)


def parse_yaml(raw: bytes, path: str) -> Document:
    """Read the bytes of a file; `path` is what its problems name."""
    text, problems = _decode(raw, path)
    return Document(path, problems=problems) if problems else _parse(text, path)


def read_text(file: FilePath, root: FilePath) -> tuple[str, list[Problem]]:
    """The text of a file of the tree itself, or what is wrong with it."""
    path = path_in(root, file)
    if file.resolve() != root.resolve() / path:
        return "", [Problem(path, 1, LINKED)]
    with file.open("rb") as opened:
        raw = opened.read(MAX_BYTES + 1)
    return _decode(raw, path)


def path_in(root: FilePath, file: FilePath) -> str:
    """The path of a file below `root`, as problems name it."""
    return file.as_posix().removeprefix(f"{root.as_posix().rstrip('/')}/")


def place_of(text: str, place: int) -> tuple[int, int]:
    """The line and the column of a place in a text."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    if len(raw) > MAX_BYTES:
        return "", [Problem(path, 1, say("file-too-large", max_bytes=MAX_BYTES))]
    try:
        return raw.decode("utf-8").removeprefix("\ufeff"), []
    except UnicodeDecodeError as error:
        return "", [Problem(path, 1, say("file-not-utf8", start=error.start))]


def _parse(text: str, path: str) -> Document:
    document = Document(path, text=text)
    try:
        return _read(text, path)
    except yaml.reader.ReaderError as error:
        line, column = place_of(text, error.position)
        sign = f"U+{ord(text[error.position]):04X}"
        document.problems.append(Problem(path, line, say("sign-unseen-yaml", sign=sign), column=column))
    except yaml.MarkedYAMLError as error:
        said = _broken(error.problem or error.context)
        marks = [error.problem_mark, error.context_mark][:: -1 if said.code in OPENED else 1]
        line, column = next(((mark.line + 1, mark.column + 1) for mark in marks if mark), (1, 1))
        document.problems.append(Problem(path, line, said, column=column))
    except yaml.YAMLError as error:
        document.problems.append(Problem(path, 1, say("yaml-broken", reason=error)))
    return document


def _broken(reason: str | None) -> Said:
    """What the reader of YAML stumbled over, in an editor's words where they are known."""
    code = next((code for part, code in STUMBLES.items() if part in (reason or "")), None)
    return say(code) if code else say("yaml-broken", reason=reason)


def _read(text: str, path: str) -> Document:
    """What the text's events come to. They come from libyaml; what it can't read, the slower reader says more plainly.

    Raises YAMLError.
    """
    try:
        reader = Reader(yaml.CSafeLoader(text), path)
        reader.read()
    except yaml.YAMLError:
        reader = Reader(yaml.SafeLoader(text), path)
        reader.read()
        if not reader.refused:
            raise
    if reader.refused:
        return Document(path, problems=reader.refused, text=text)
    if reader.second:
        raise yaml.composer.ComposerError(problem="but found another document", problem_mark=reader.second)
    return Document(path, reader.data, reader.lines, reader.columns, reader.keys, reader.problems, text)
