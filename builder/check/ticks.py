"""In: the shared papers and the renamed ids of a `Library`. Out: problems: a place that isn't there, a lost tick."""

from __future__ import annotations

from collections.abc import Iterator

from builder.hint import unknown
from builder.load import Library
from builder.problem import Problem
from builder.ticks import SHARED, items_of
from builder.words import ID


def check_ticks(library: Library) -> Iterator[Problem]:
    """A shared paper stands in two places at least, each in one paper; a new name leads to something that is there."""
    if SHARED in library.guides:
        message = f"'{SHARED}' stands for the papers of all guides. Give this guide another name."
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
            message = f"'{id}' cannot be an id. Write small letters, digits and single hyphens, a letter first."
            yield document.problem((id,), message)
        if len(set(places)) < 2:
            yield document.problem((id,), f"'{id}' is one paper in one place. Name two places or more, or take it out.")
        for index, place in enumerate(places):
            if place not in known:
                yield document.problem((id, index), unknown("paper", place, known))
            elif place in first:
                yield document.problem(
                    (id, index), f"'{place}' is already in '{first[place]}'. Keep it in one of them."
                )
            first.setdefault(place, id)


def _check_renamed(library: Library) -> Iterator[Problem]:
    document, renamed = library.renamed.document, library.renamed.data
    known = [f"{SHARED}/{id}" for id in library.papers.data]
    known += [f"{guide.id}/{item}" for guide in library.guides.values() for item in items_of(guide)]
    for old, new in renamed.items():
        if old in known:
            yield document.problem((old,), f"'{old}' is still there. Take this line out, or rename it in the rules.")
        if new is not None and new not in known and new not in renamed:
            yield document.problem((old,), unknown("step or paper", new, known))
        if _in_circle(old, renamed):
            yield document.problem((old,), f"'{old}' is renamed in a circle. Lead each old id to one that is there.")


def _in_circle(old: str, renamed: dict[str, str | None]) -> bool:
    """Whether the new names of an id lead back to it."""
    new = renamed[old]
    for _ in renamed:
        if new == old:
            return True
        new = renamed.get(new, new) if new is not None else None
    return False
