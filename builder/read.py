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

type Trail = tuple[str | int, ...]
"""The way to a value from the top of its file: keys and positions."""

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24
LINKED = "This is a link to another file. Put the file itself here."
TOO_DEEP = f"More than {MAX_DEPTH} levels of indentation. Write it flatter."

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
    problems: list[Problem] = field(default_factory=list)
    text: str = ""
    """The whole file as it was written, if it could be read."""

    def line(self, trail: Trail) -> int:
        """The line of the nearest known place on the way to `trail`; 1 if there is none."""
        for length in range(len(trail), -1, -1):
            if trail[:length] in self.lines:
                return self.lines[trail[:length]]
        return 1

    def problem(self, trail: Trail, message: str) -> Problem:
        """A problem at the place `trail` of this file."""
        return Problem(self.path, self.line(trail), message)


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


def _decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    if len(raw) > MAX_BYTES:
        return "", [Problem(path, 1, f"The file has more than {MAX_BYTES} bytes. Split it.")]
    try:
        return raw.decode("utf-8").removeprefix("\ufeff"), []
    except UnicodeDecodeError as error:
        return "", [Problem(path, 1, f"Byte {error.start} is not UTF-8. Save the file as UTF-8.")]


def _parse(text: str, path: str) -> Document:
    document = Document(path, text=text)
    try:
        document.problems.extend(_screen(text, path))
        node = None if document.problems else yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        sign = f"U+{ord(text[error.position]):04X}"
        document.problems.append(Problem(path, line, f"A sign that nobody sees ({sign}) is here. Delete it."))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.problems.append(Problem(document.path, line, f"This is not YAML: {error.problem or error.context}."))
    except yaml.YAMLError as error:
        document.problems.append(document.problem((), f"This is not YAML: {error}."))
    else:
        if node is not None:
            document.data = _plain(node, (), document)
    return document


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
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            yield Problem(path, line, TOO_DEEP)
            return
        if getattr(event, "anchor", None):
            yield Problem(path, line, "An anchor (&name, *name) is used here. Write the value out again instead.")
        if tag := getattr(event, "tag", None):
            yield Problem(path, line, f"The tag {tag} is not read here. Leave it out.")


def _plain(node: yaml.Node, trail: Trail, document: Document) -> Any:
    document.lines.setdefault(trail, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*trail, index), document) for index, child in enumerate(node.value)]
    result: dict[str, Any] = {}
    assert isinstance(node, yaml.MappingNode)
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.problems.append(Problem(document.path, line, "A key must be one word."))
            continue
        key = key_node.value
        if key in result:
            first = document.lines[(*trail, key)]
            message = f"'{key}' is here twice (first on line {first}). Keep one of them."
            document.problems.append(Problem(document.path, line, message))
            continue
        document.lines[(*trail, key)] = line
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
