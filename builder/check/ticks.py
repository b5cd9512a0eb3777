"""In: the shared papers and the renamed ids of a `Library`. Out: problems: a place that isn't there, a lost tick."""

from __future__ import annotations

from collections.abc import Iterator

from builder.hint import unknown
from builder.library import Library
from builder.problem import Problem
from builder.ticks import SHARED, items_of
from builder.words import ID
from widgets.said import say


def check_ticks(library: Library) -> Iterator[Problem]:
    """A shared paper stands in two places at least, each in one paper; a new name leads to something that is there."""
    if SHARED in library.guides:
        message = say("guide-called-shared", shared=SHARED)
        yield library.guides[SHARED].document.problem((), message)
    yield from _check_papers(library)
    yield from _check_renamed(library)


def _papers_in(library: Library) -> list[str]:
    """Every place at which a paper is asked for."""
    return [
        f"{guide.id}/{paper.id}"
        for guide in library.guides.values()
        for papers in guide.procedure.evidence.values()
        for paper in papers
    ]


def _check_papers(library: Library) -> Iterator[Problem]:
    document, known = library.papers.document, _papers_in(library)
    first: dict[str, str] = {}
    for id, places in library.papers.data.items():
        if not ID.match(id):
            message = say("id-no-id", id=id)
            yield document.problem((id,), message)
        if len(set(places)) < 2:
            yield document.problem((id,), say("paper-alone", id=id))
        for index, place in enumerate(places):
            if place not in known:
                yield document.problem((id, index), unknown("paper", place, known))
            elif place in first:
                yield document.problem((id, index), say("paper-twice", place=place, paper=first[place]))
            first.setdefault(place, id)


def _check_renamed(library: Library) -> Iterator[Problem]:
    document, renamed = library.renamed.document, library.renamed.data
    known = [f"{SHARED}/{id}" for id in library.papers.data]
    known += [f"{guide.id}/{item}" for guide in library.guides.values() for item in items_of(guide)]
    for old, new in renamed.items():
        if old in known:
            yield document.problem((old,), say("renamed-still-there", old=old))
        if new is not None and new not in known and new not in renamed:
            yield document.problem((old,), unknown("item", new, known))
        if _in_circle(old, renamed):
            yield document.problem((old,), say("renamed-circle", old=old))


def _in_circle(old: str, renamed: dict[str, str | None]) -> bool:
    """Whether the new names of an id lead back to it."""
    new = renamed[old]
    for _ in renamed:
        if new == old:
            return True
        new = renamed.get(new, new) if new is not None else None
    return False
