"""In: the text of a YAML file. Out: plain data with the line of every key and item, and the problems found.

Only what an editor needs of YAML is read: mappings, lists, words, whole numbers, decimals, true, false, null.
Everything else stays text: `no`, `12:30` and `2026-11-02` are words here, as they look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
TOO_DEEP = f"More than {MAX_DEPTH} levels of indentation. Write it flatter."

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass
class Document:
    """One YAML file as data."""

    path: str
    """Relative to the root of the repository."""
    data: Any = None
    lines: dict[Trail, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

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
    return parse_yaml(file.read_bytes(), file.relative_to(root).as_posix())


def parse_yaml(raw: bytes, path: str) -> Document:
    """Read the bytes of a file; `path` is what its problems name."""
    document = Document(path)
    if len(raw) > MAX_BYTES:
        document.problems.append(
            document.problem((), f"The file has {len(raw)} bytes; {MAX_BYTES} is the most. Split it.")
        )
        return document
    try:
        node = _compose(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        document.problems.append(document.problem((), f"Byte {error.start} is not UTF-8. Save the file as UTF-8."))
        return document
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.problems.append(Problem(document.path, line, f"This is not YAML: {error.problem or error.context}."))
        return document
    except yaml.YAMLError as error:
        document.problems.append(document.problem((), f"This is not YAML: {error}."))
        return document
    except RecursionError:
        document.problems.append(document.problem((), TOO_DEEP))
        return document
    if node is not None:
        document.problems.extend(_refused(node, document.path))
        if not document.problems:
            document.data = _plain(node, (), document)
    return document


def _compose(text: str) -> yaml.Node | None:
    """The nodes of a text by libyaml, ten times as fast; what it can't read, the slower reader says more plainly.

    Raises RecursionError for a depth at which libyaml would end the program.
    """
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > 10 * MAX_DEPTH:
                raise RecursionError
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _refused(node: yaml.Node, path: str) -> Iterator[Problem]:
    """Anchors, tags and depth that no guide needs, and that can make a small file very large."""
    seen: set[int] = set()
    waiting = [(node, 0)]
    while waiting:
        current, depth = waiting.pop()
        line = current.start_mark.line + 1
        if id(current) in seen:
            yield Problem(path, line, "An anchor (&name, *name) is used here. Write the value out again instead.")
            continue
        seen.add(id(current))
        if depth > MAX_DEPTH:
            yield Problem(path, line, TOO_DEEP)
            continue
        if not current.tag.startswith("tag:yaml.org,2002:") or current.tag.endswith(
            (":binary", ":set", ":omap", ":pairs")
        ):
            yield Problem(path, line, f"The tag {current.tag} is not read here. Leave it out.")
        if isinstance(current, yaml.MappingNode):
            waiting.extend((child, depth + 1) for pair in current.value for child in pair)
        elif isinstance(current, yaml.SequenceNode):
            waiting.extend((child, depth + 1) for child in current.value)


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
