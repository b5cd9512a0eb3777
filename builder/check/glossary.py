"""In: the glossary of a `Library`. Out: problems: terms without name or source, remarks on no term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.hint import unknown
from builder.library import Library
from builder.problem import Problem
from builder.read import Trail
from widgets.said import Said, say

PAGE, NOTES = "glossary", "notes"


def check_glossary(library: Library) -> Iterator[Problem]:
    """Each term has an id of its own, French and English, a status and known sources; each remark has its term."""
    document, ids = library.glossary_document, list[str]()
    places = {id(record): index for index, record in enumerate(document.data or [])}
    for term in library.glossary:
        index = places[id(term)]
        if term["id"] in ids:
            yield document.problem((index, "id"), say("id-twice", id=term["id"]))
        for trail, said in _of(term, library):
            yield document.problem((index, *trail), said)
        ids.append(term["id"])
    ids += library.lost.get("term") or ()
    for words in library.pages.get(PAGE, {}).values():
        notes = words.section(NOTES)
        for item in notes.items if notes else ():
            if item.id not in ids:
                yield Problem(words.path, item.line, unknown("term", item.id, ids), column=item.column)


def _of(term: dict[str, Any], library: Library) -> Iterator[tuple[Trail, Said]]:
    for key in ("en", "fr", "sources"):
        if not term[key]:
            yield (key,), say("key-missing", key=key)
    if term["ar"] == "":
        yield ("ar",), say("term-no-arabic")
    for key, kind, known in (("sources", "source", library.sources), ("quoted_in", "guide", library.guides)):
        for n, id in enumerate(term.get(key) or ()):
            if id not in known:
                yield (key, n), unknown(kind, id, known)
