"""In: the changelog of a `Library`. Out: problems: entries without words, guides and facts that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.changes import PAGE
from builder.hint import unknown
from builder.library import Library
from builder.problem import Problem
from builder.read import Trail
from widgets.said import Said, say


def check_changes(library: Library) -> Iterator[Problem]:
    """Each entry names what there is, once, newest first, and has words in each language, which no others have."""
    ids: list[str] = []
    for index, change in enumerate(library.changes):
        for trail, said in _of(library, change.guides, change.facts):
            yield library.changes_document.problem((index, *trail), said)
        if change.id in ids:
            yield library.changes_document.problem((index, "id"), say("id-twice", id=change.id))
        if index and change.on > library.changes[index - 1].on:
            message = say("change-order", id=change.id)
            yield library.changes_document.problem((index, "on"), message)
        ids.append(change.id)
    for words in library.pages.get(PAGE, {}).values():
        entries = {section.id: section for section in words.sections if section.level > 2}
        for id in ids:
            if id not in entries:
                yield Problem(words.path, 1, say("change-no-words", id=id))
        for id, section in entries.items():
            if id not in ids:
                yield Problem(words.path, section.line, unknown("change", id, ids), column=section.column)


def _of(library: Library, guides: tuple[str, ...], facts: tuple[str, ...]) -> Iterator[tuple[Trail, Said]]:
    for kind, named, known in (("guide", guides, {*library.guides, *library.pages}), ("fact", facts, {*library.facts})):
        for n, id in enumerate(named):
            if id not in known:
                yield (f"{kind}s", n), unknown(kind, id, sorted(known))
