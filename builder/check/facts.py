"""In: the facts of a `Library`. Out: problems: a figure without value, a fact without source, days or sides that clash.

How a derived figure is written is checked where it is worked out (`builder/derive.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.check.units import check_value
from builder.facts import KINDS, RANKS, Fact, Status
from builder.hint import unknown
from builder.library import Library
from builder.problem import Problem
from builder.read import Trail
from builder.words import ID
from widgets.figures import UNKNOWN_START
from widgets.said import Said, say

type Found = Iterator[tuple[Trail, Said]]


def check_facts(library: Library) -> Iterator[Problem]:
    """Each fact is a figure or a claim, rests on sources that bear its status, and its values stand in order."""
    for fact in library.facts.values():
        document, index = library.fact_places[fact.id]
        for check in (_kind, _sources, _days, _positions, _checked):
            for trail, message in check(fact, library):
                yield document.problem((index, *trail), message)


def check_days(library: Library, today: date) -> Iterator[Problem]:
    """Nobody has looked on a day that is still to come."""
    for fact in library.facts.values():
        if date.fromisoformat(fact.checked.on) > today:
            document, index = library.fact_places[fact.id]
            said = say("fact-checked-tomorrow", id=fact.id, on=fact.checked.on, today=today.isoformat())
            yield document.problem((index, "checked", "on"), said)


def _checked(fact: Fact, _: Library) -> Found:
    if not any(map(str.isalnum, fact.checked.seen)):
        yield ("checked",), say("fact-nothing-seen", id=fact.id)


def _kind(fact: Fact, _: Library) -> Found:
    if not ID.match(fact.id):
        yield ("id",), say("id-no-id", id=fact.id)
    if fact.derive is not None and not fact.says:
        return
    if fact.says and (fact.is_figure or fact.values):
        yield (), say("fact-of-two-sorts", id=fact.id)
    elif fact.values and not fact.is_figure:
        yield ("values",), say("figure-no-unit", id=fact.id)
    elif fact.is_figure and fact.status == "derived":
        yield (), say("figure-no-sum", id=fact.id)
    elif fact.is_figure and not fact.values:
        yield (), say("figure-no-value", id=fact.id)
    elif not fact.is_figure and not fact.says:
        yield (), say("fact-of-two-sorts", id=fact.id)
    elif fact.status == "derived" and fact.derive is None:
        yield ("status",), say("claim-derived", id=fact.id)
    if fact.round is not None:
        yield ("round",), say("fact-round", id=fact.id)


def _sources(fact: Fact, library: Library) -> Found:
    """Every side names sources, and one of them at least is of a kind that bears its status."""
    sides: list[tuple[Trail, Status, tuple[str, ...]]] = []
    if fact.derive is None and not (fact.is_figure and fact.status == "derived"):
        sides.append((("sources",), fact.status, fact.sources))
    sides += [(("positions", n, "sources"), side.status, side.sources) for n, side in enumerate(fact.positions)]
    for trail, status, sources in sides:
        if not sources:
            yield trail, say("fact-no-source", id=fact.id)
        for n, source in enumerate(sources):
            if source not in library.sources:
                yield (*trail, n), unknown("source", source, library.sources)
        kinds = {library.sources[source].kind for source in sources if source in library.sources}
        if kinds and not kinds & KINDS.get(status, kinds):
            yield (
                trail,
                say("fact-sources-too-weak", id=fact.id, status=status, kinds=sorted(kinds)),
            )


def _days(fact: Fact, _: Library) -> Found:
    """The value of unknown start comes first, then each on a later day than the one before; all fit the unit."""
    if fact.derive is not None:
        return
    starts = ["" if value.from_ == UNKNOWN_START else value.from_ for value in fact.values]
    for n, value in enumerate(fact.values):
        place: Trail = ("values", n)
        if starts[n] in starts[:n]:
            yield place, say("value-same-day", id=fact.id, start=value.from_)
        elif n and starts[n] < starts[n - 1]:
            before = fact.values[n - 1].from_
            yield (
                place,
                say("value-order", start=value.from_, before=before),
            )
        if value.from_ == UNKNOWN_START and not value.seen:
            yield place, say("value-no-day-read")
        if value.from_ != UNKNOWN_START and value.seen:
            yield place, say("value-two-days")
        if fact.unit:
            yield from (((*place, "value"), message) for message in check_value(value.value, fact.unit))


def _positions(fact: Fact, _: Library) -> Found:
    """One side is followed, for a reason, and the fact says no more than that side does."""
    ids = [side.id for side in fact.positions]
    for n, side in enumerate(fact.positions):
        place: Trail = ("positions", n)
        if side.id in ids[:n] or not ID.match(side.id):
            yield place, say("position-id", id=side.id, fact=fact.id)
        if side.says is None and side.value is None:
            yield place, say("position-empty", id=side.id, fact=fact.id)
        if side.value is not None:
            unit = fact.unit or "text"
            yield from (((*place, "value"), message) for message in check_value(side.value, unit))
    followed = [side for side in fact.positions if side.follow]
    if fact.positions and len(followed) != 1:
        yield ("positions",), say("position-followed", id=fact.id)
    elif followed and fact.derive is None and RANKS.index(fact.status) < RANKS.index(followed[0].status):
        side = followed[0]
        yield (
            ("status",),
            say("position-weaker", id=fact.id, status=fact.status, side=side.id, other=side.status),
        )
    if len(followed) == 1 and fact.values and followed[0].value not in (None, *(value.value for value in fact.values)):
        value = followed[0].value
        yield (
            ("positions",),
            say("position-other-value", id=fact.id, side=followed[0].id, value=value),
        )
    if fact.positions and not fact.why:
        yield ("positions",), say("position-no-reason", id=fact.id)
