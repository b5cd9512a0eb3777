"""In: the facts of a `Library`. Out: problems: a figure without value, a fact without source, dates that clash."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.hint import unknown
from builder.facts import Fact
from builder.load import Library
from builder.problem import Problem
from builder.read import Trail
from builder.words import ID


def check_facts(library: Library) -> Iterator[Problem]:
    """Each fact is a figure or a claim, rests on known sources, and its values start on different days."""
    for fact in library.facts.values():
        document, index = library.fact_places[fact.id]
        for trail, message in _of(fact, library):
            yield document.problem((index, *trail), message)


def _of(fact: Fact, library: Library) -> Iterator[tuple[Trail, str]]:
    if not ID.match(fact.id):
        yield ("id",), f"'{fact.id}' cannot be an id. Write small letters a to z, digits and single hyphens."
    if fact.is_figure == bool(fact.says):
        yield (), f"'{fact.id}' must be either a figure (unit and values) or a claim (says). Write one of the two."
    if fact.is_figure and not fact.values:
        yield (), f"The figure '{fact.id}' has no value. Write values: [{{from: …, value: …}}]."
    if not fact.is_figure and fact.values:
        yield ("values",), f"The values of '{fact.id}' have no unit. Write unit: days, months, MAD, …"
    sides: list[tuple[Trail, tuple[str, ...]]] = [(("sources",), fact.sources)]
    sides += [(("positions", n), side.sources) for n, side in enumerate(fact.positions)]
    for trail, sources in sides:
        if not sources:
            yield trail, f"'{fact.id}' has no source. Name at least one of sources.yaml."
        for source in sources:
            if source not in library.sources:
                yield trail, unknown("source", source, library.sources)
    starts = [value.from_ for value in fact.values]
    for n, value in enumerate(fact.values):
        if value.from_ in starts[:n]:
            yield ("values", n), f"'{fact.id}' has two values from {value.from_}. Keep one, or correct its day."
        if value.from_ == "unknown" and not value.seen:
            yield ("values", n), "A value of unknown start needs the day it was read: seen: YYYY-MM-DD."
    if fact.positions and sum(side.follow for side in fact.positions) != 1:
        yield ("positions",), f"Of the positions on '{fact.id}' exactly one must say follow: true."
    if fact.positions and not fact.why:
        yield ("positions",), f"'{fact.id}' has positions. Say why one is followed: why: …"
