"""In: a `Library`. Out: problems: what someone wrote that could hurt a reader or mislead a reviewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from builder.check.files import check_files
from builder.check.links import SOURCES, check_addresses
from builder.check.markup import find_in_plain, find_markup
from builder.check.signs import find_signs
from builder.library import Library
from builder.problem import Problem
from builder.read import Document, Trail, place_of
from builder.words import Words
from widgets.ids import LONGEST_ID
from widgets.said import say

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SETTINGS = "mkdocs.yml"
"""The one YAML file that is no text for readers."""


def check_safe(library: Library) -> Iterator[Problem]:
    """Every file holds words and rules and nothing else, and says to a reviewer what it says to a reader."""
    yield from check_files(library.root)
    yield from check_addresses(library)
    yield from _ids(library)
    kept = library.kept
    for words in library.written:
        yield from kept.of(("safe", words.path), words.text, partial(list, _words(words)))
    for document in library.documents:
        yield from kept.of(("safe", document.path), document.text, partial(list, _document(document)))


def _words(words: Words) -> Iterator[Problem]:
    for place, message in (*find_signs(words.text), *find_markup(words)):
        line, column = place_of(words.text, place)
        yield Problem(words.path, line, message, column=column)
    for value in words.meta.values():
        for _, message in find_in_plain(value):
            line, column = place_of(words.text, words.text.find(value))
            yield Problem(words.path, line, message, column=column)


def _ids(library: Library) -> Iterator[Problem]:
    """What becomes part of an address or of a page's marks; rules and facts have checks of their own."""
    sources = [document for document in library.documents if document.path.endswith(SOURCES)]
    for document in (*sources, library.glossary_document, library.changes_document, library.shared.document):
        for index, record in enumerate(document.data or ()):
            id = record.get("id") if isinstance(record, dict) else None
            if id is not None and not (_ID.fullmatch(str(id)) and len(str(id)) <= LONGEST_ID):
                message = say("id-no-id", id=id)
                yield document.problem((index, "id"), message)


def _document(document: Document) -> Iterator[Problem]:
    text = document.text
    for place, message in find_signs(text):
        line, column = place_of(text, place)
        yield Problem(document.path, line, message, column=column)
    if document.path == SETTINGS:
        return
    escaped = "\\" in text  # only with one of these a value can hold what the file doesn't show
    for trail, value in _texts(document.data, ()):
        for _, message in (*find_in_plain(value), *(find_signs(value) if escaped else ())):
            yield document.problem(trail, message)


def _texts(data: Any, trail: Trail) -> Iterator[tuple[Trail, str]]:
    """Every text and every key, with the way to it."""
    if isinstance(data, str):
        yield trail, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*trail, key), key
            yield from _texts(value, (*trail, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*trail, index))
