"""In: a file that is a list. Out: its records with their places; what cannot be read is noted in the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter, ValidationError

from builder.faults import faults_of
from builder.library import Library
from builder.problem import Problem
from builder.read import Document
from widgets.said import say

KINDS = {"Fact": "fact", "Source": "source", "Question": "shared", "Change": "change", "Term": "term"}
"""What the records of each model are called in problems."""


def read_records[T](library: Library, document: Document, kind: type[T]) -> list[tuple[int, T]]:
    """Those that have the right form; what is wrong with the others becomes problems of the library."""
    name = ("records", document.path)
    records, problems, lost = library.kept.of(name, document.text, lambda: _validated(document, kind))
    library.problems.extend(problems)
    lose(library, KINDS[kind.__name__], lost)
    return records


def _validated[T](document: Document, kind: type[T]) -> tuple[list[tuple[int, T]], list[Problem], list[Any]]:
    """The records of a list that have the right form, with their places; what is wrong with the others, and these."""
    adapter, records, problems = TypeAdapter(kind), list[tuple[int, T]](), list[Problem]()
    lost: list[Any] = [None] if document.problems else []
    if document.data is not None and not isinstance(document.data, list):
        return [], [document.problem((), say("file-no-list"))], [None]
    for index, record in enumerate(document.data or ()):
        try:
            records.append((index, adapter.validate_python(record)))
        except ValidationError as error:
            problems.extend(faults_of(error, document, kind, (index,)))
            lost.append(record)
    return records, problems, lost


def lose(library: Library, kind: str, records: Iterable[Any]) -> None:
    """Note what could not be read."""
    for record in records:
        ids = library.lost.setdefault(kind, set())
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            library.lost[kind] = None
        elif ids is not None:
            ids.add(record["id"])
