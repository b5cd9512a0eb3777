"""In: the glossary of a `Library`. Out: problems: terms without source or status, remarks on no term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.facts import WORDS
from builder.hint import unknown
from builder.load import LANGUAGES, Library
from builder.problem import Problem
from widgets.said import Said, say

PAGE, NOTES = "glossary", "notes"


def check_glossary(library: Library) -> Iterator[Problem]:
    """Each term has an id of its own, French and English, a status and known sources; each remark has its term."""
    ids: list[str] = []
    for index, term in enumerate(library.glossary):
        id = str(term.get("id", ""))
        messages = [*_of(term, library), *([say("id-twice", id=id)] if id in ids else [])]
        for message in messages:
            yield library.glossary_document.problem((index,), message)
        ids.append(id)
    for words in library.pages.get(PAGE, {}).values():
        notes = words.section(NOTES)
        for item in notes.items if notes else ():
            if item.id not in ids:
                yield Problem(words.path, item.line, unknown("term", item.id, ids))


def _of(term: dict[str, Any], library: Library) -> Iterator[Said]:
    for key in ("id", "en", "fr", "sources"):
        if not term.get(key):
            yield say("key-missing", key=key)
    if term.get("status") not in WORDS:
        yield unknown("status", str(term.get("status")), WORDS)
    for source in term.get("sources") or ():
        if source not in library.sources:
            yield unknown("source", source, library.sources)
    for guide in term.get("quoted_in") or ():
        if guide not in library.guides:
            yield unknown("guide", guide, library.guides)
    for language in term.get("linked_in") or ():
        if language not in LANGUAGES:
            yield unknown("language", language, LANGUAGES)
