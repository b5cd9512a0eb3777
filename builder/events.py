"""In: the events of a YAML text. Out: its data with the place of each part, and what no guide needs.

Anchors, tags and depth can make a small file very large: they are told as the events come, before more is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import yaml

from builder.problem import Problem
from widgets.said import Said, say

type Trail = tuple[str | int, ...]
"""The way to a value from the top of its file: keys and positions."""

MAX_DEPTH = 24
TOO_DEEP = say("yaml-too-deep", max_depth=MAX_DEPTH)

# Longer ones stay text: Python refuses to read a whole number of thousands of digits.
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})\.[0-9]{1,30}\Z")
_BEGINS = frozenset("+-0123456789")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


class _TooDeepError(Exception):
    """Raised where nothing that follows is worth a look."""


class Reader:
    """Goes through the events of a text once."""

    def __init__(self, loader: yaml.CSafeLoader | yaml.SafeLoader, path: str) -> None:
        """`path` is what its problems name."""
        self._next: Callable[[], Any] = loader.get_event
        self._path = path
        self._depth = 0
        self.data: Any = None
        self.lines: dict[Trail, int] = {}
        self.columns: dict[Trail, int] = {}
        self.keys: dict[Trail, int] = {}
        self.problems: list[Problem] = []
        """What is wrong with the keys."""
        self.refused: list[Problem] = []
        """Anchors, tags and what stands too deep: where there are any, the rest is not to be used."""
        self.second: yaml.Mark | None = None
        """Where another document begins."""

    def read(self) -> None:
        """Go through all of it; raises YAMLError where it is no YAML."""
        self._next()  # the stream begins
        try:
            if not isinstance(self._next(), yaml.StreamEndEvent):
                self.data = self._value(self._next(), ())
                self._next()  # the document ends
                while not isinstance(event := self._next(), yaml.StreamEndEvent):
                    self.second = self.second or event.start_mark
                    self._pass(self._next())
                    self._next()
        except _TooDeepError:
            pass

    def _value(self, event: Any, trail: Trail) -> Any:
        """What begins with this event."""
        mark = event.start_mark
        line = mark.line + 1
        beside = self.lines.setdefault(trail, line) == line
        if isinstance(event, yaml.ScalarEvent):
            if trail not in self.columns or (beside and (event.value or event.style)):
                self.columns[trail] = mark.column + 1
            self._screen(event)
            return _scalar(event)
        self.columns.setdefault(trail, mark.column + 1)
        self._screen(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(trail)
        return self._list(trail) if isinstance(event, yaml.SequenceStartEvent) else None

    def _list(self, trail: Trail) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._value(event, (*trail, len(found))))
        self._depth -= 1
        return found

    def _mapping(self, trail: Trail) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if not isinstance(event, yaml.ScalarEvent):
                self.problems.append(Problem(self._path, line, say("yaml-key"), column=column))
                self._pass(event)
                self._pass(self._next())
                continue
            self._screen(event)
            place = (*trail, event.value)
            if event.value in found:
                said = say("yaml-key-twice", key=event.value, first=self.lines[place])
                self.problems.append(Problem(self._path, line, said, column=column))
                self._pass(self._next())
                continue
            self.lines[place] = line
            self.columns[place] = self.keys[place] = column
            found[event.value] = self._value(self._next(), place)
        self._depth -= 1
        return found

    def _pass(self, event: Any) -> None:
        """Go past what begins with this event: nothing is made of it."""
        outside = self._depth
        self._screen(event)
        while self._depth > outside:
            event = self._next()
            if isinstance(event, yaml.CollectionEndEvent):
                self._depth -= 1
            else:
                self._screen(event)

    def _screen(self, event: Any) -> None:
        """Refuse an anchor, its use, a tag, and what stands too deep."""
        tag = None if isinstance(event, yaml.AliasEvent) else event.tag
        if isinstance(event, yaml.CollectionStartEvent):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                self._refuse(event, TOO_DEEP)
                raise _TooDeepError
        if event.anchor:
            self._refuse(event, say("yaml-anchor"))
        if tag:
            self._refuse(event, say("yaml-tag", tag=tag))

    def _refuse(self, event: Any, said: Said) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self.refused.append(Problem(self._path, line, said, column=column))


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _BEGINS:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    return text
