"""In: a `Library` and a language. Out: the lines that its readers read, without marks, ids, addresses and code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from builder.check.prose import NOT_PROSE
from builder.library import Library
from builder.read import Document, Trail
from builder.words import Words

_SLOT = re.compile(r"\{[^{}]*\}|\\u[0-9a-f]{4}|&[a-z]+;")
_KEYS = re.compile(r"^(?:translation: .*|title: |summary: |---|!!! \w+)")
_SAMPLES = ("structured", "units", "format")
"""Keys whose words are names and patterns."""


@dataclass(frozen=True)
class Line:
    """A line of a text."""

    path: str
    number: int
    text: str


def texts_in(library: Library, language: str) -> list[Words]:
    """Every Markdown file of a language, once."""
    return [words for words in library.written if f"/{language}." in words.path or f"/{language}/" in words.path]


def lines_of(library: Library, language: str) -> Iterator[Line]:
    """The lines of guides, shared questions and pages, then of the words of the forms and of the frame."""
    for words in texts_in(library, language):
        yield from (Line(words.path, number, plain(text)) for number, text in unfenced(words))
    for document in library.documents:
        if document.path in (f"guides/interface/{language}.yaml", f"docs/words/{language}.yaml"):
            yield from _of_document(document)


def unfenced(words: Words) -> Iterator[tuple[int, str]]:
    """The lines; those of a program, which may stand in a list, are empty."""
    fenced = False
    for number, text in words.lines:
        mark = text.lstrip().startswith(("```", "~~~"))
        fenced ^= mark
        yield number, "" if fenced or mark else text


def plain(text: str) -> str:
    """A line as it is read."""
    return _SLOT.sub(" ", NOT_PROSE.sub(" ", _KEYS.sub(" ", text)))


def _of_document(document: Document) -> Iterator[Line]:
    for trail, value in _values(document.data, ()):
        if trail[0] not in _SAMPLES:
            yield Line(document.path, document.line(trail), plain(value))


def _values(data: Any, trail: Trail) -> Iterator[tuple[Trail, str]]:
    if isinstance(data, str):
        yield trail, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _values(value, (*trail, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _values(value, (*trail, index))
