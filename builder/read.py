"""In: the text of a YAML file. Out: plain data with the line of every key and item, and the problems found.

Only what an editor needs of YAML is read: mappings, lists, words, whole numbers, decimals, true, false, null.
Everything else stays text: `no`, `12:30` and `2026-11-02` are words here, as they look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import yaml

from builder.problem import Problem
from widgets.said import Said, say

type Trail = tuple[str | int, ...]
"""The way to a value from the top of its file: keys and positions."""

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24
LINKED = say("file-is-link")
TOO_DEEP = say("yaml-too-deep", max_depth=MAX_DEPTH)

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


# Longer ones stay text: Python refuses to read a whole number of thousands of digits.
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})\.[0-9]{1,30}\Z")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


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
    path = file.relative_to(root).as_posix()
    return Document(path, problems=problems) if problems else _parse(text, path)


def parse_yaml(raw: bytes, path: str) -> Document:
    """Read the bytes of a file; `path` is what its problems name."""
    text, problems = _decode(raw, path)
    return Document(path, problems=problems) if problems else _parse(text, path)


def read_text(file: FilePath, root: FilePath) -> tuple[str, list[Problem]]:
    """The text of a file of the tree itself, or what is wrong with it."""
    path = file.relative_to(root).as_posix()
    if file.resolve() != root.resolve() / path:
        return "", [Problem(path, 1, LINKED)]
    with file.open("rb") as opened:
        raw = opened.read(MAX_BYTES + 1)
    return _decode(raw, path)


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
        document.problems.extend(_screen(text, path))
        node = None if document.problems else yaml.compose(text, Loader=yaml.CSafeLoader)
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
    else:
        if node is not None:
            document.data = _plain(node, (), document)
    return document


def _broken(reason: str | None) -> Said:
    """What the reader of YAML stumbled over, in an editor's words where they are known."""
    code = next((code for part, code in STUMBLES.items() if part in (reason or "")), None)
    return say(code) if code else say("yaml-broken", reason=reason)


def _screen(text: str, path: str) -> Iterator[Problem]:
    """Anchors, tags and depth that no guide needs, and that can make a small file very large.

    Told of the text's events, before anything is made of it. They come from libyaml, ten times as fast; what it can't
    read, the slower reader says more plainly.
    """
    try:
        problems = list(_told(yaml.parse(text, Loader=yaml.CSafeLoader), path))
    except yaml.YAMLError:
        problems = list(_told(yaml.parse(text, Loader=yaml.SafeLoader), path))
    yield from problems


def _told(events: Iterable[yaml.Event], path: str) -> Iterator[Problem]:
    depth = 0
    for event in events:
        line, column = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            yield Problem(path, line, TOO_DEEP, column=column)
            return
        if getattr(event, "anchor", None):
            yield Problem(path, line, say("yaml-anchor"), column=column)
        if tag := getattr(event, "tag", None):
            yield Problem(path, line, say("yaml-tag", tag=tag), column=column)


def _plain(node: yaml.Node, trail: Trail, document: Document) -> Any:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    beside = document.lines.setdefault(trail, line) == line
    written = isinstance(node, yaml.ScalarNode) and bool(node.value or node.style)
    if trail not in document.columns or (beside and written):
        document.columns[trail] = column
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*trail, index), document) for index, child in enumerate(node.value)]
    result: dict[str, Any] = {}
    assert isinstance(node, yaml.MappingNode)
    for key_node, child in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.problems.append(Problem(document.path, line, say("yaml-key"), column=column))
            continue
        key = key_node.value
        if key in result:
            first = document.lines[(*trail, key)]
            said = say("yaml-key-twice", key=key, first=first)
            document.problems.append(Problem(document.path, line, said, column=column))
            continue
        document.lines[(*trail, key)] = line
        document.columns[(*trail, key)] = document.keys[(*trail, key)] = column
        result[key] = _plain(child, (*trail, key), document)
    return result


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    return text
