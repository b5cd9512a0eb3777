"""In: the facts of a `Library`. Out: problems: a figure without value, a fact without source, days or sides that clash.

How a derived figure is written is checked where it is worked out (`builder/derive.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.check.units import check_value
from builder.facts import KINDS, RANKS, Fact, Status
from builder.hint import unknown
from builder.load import Library
from builder.problem import Problem
from builder.read import Trail
from builder.words import ID
from widgets.figures import UNKNOWN_START

type Found = Iterator[tuple[Trail, str]]


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
            message = f"'{fact.id}' is said to be checked on {fact.checked.on}, and today is {today.isoformat()}."
            yield document.problem((index, "checked"), f"{message} Write the day on which somebody looked.")


def _checked(fact: Fact, _: Library) -> Found:
    if not any(map(str.isalnum, fact.checked.seen)):
        yield ("checked",), f"'{fact.id}' does not say what was seen. Write seen: what the page shows, and its day."


def _kind(fact: Fact, _: Library) -> Found:
    if not ID.match(fact.id):
        yield ("id",), f"'{fact.id}' cannot be an id. Write small letters a to z, digits and single hyphens."
    if fact.derive is not None and not fact.says:
        return
    if fact.is_figure == bool(fact.says):
        yield (), f"'{fact.id}' must be either a figure (unit and values) or a claim (says). Write one of the two."
    if fact.is_figure and not fact.values and fact.status != "derived":
        yield (), f"The figure '{fact.id}' has no value. Write values: [{{from: …, value: …}}]."
    if fact.is_figure and fact.status == "derived":
        yield (), f"'{fact.id}' says derived and names no sum. Write derive: {{sum: […]}}, or the status of its source."
    if not fact.is_figure and fact.values:
        yield ("values",), f"The values of '{fact.id}' have no unit. Write unit: days, months, MAD, …"
    if fact.round is not None:
        yield ("round",), f"'{fact.id}' is not derived, and round goes with derive. Take it out."


def _sources(fact: Fact, library: Library) -> Found:
    """Every side names sources, and one of them at least is of a kind that bears its status."""
    sides: list[tuple[Trail, Status, tuple[str, ...]]] = []
    if fact.derive is None and not (fact.is_figure and fact.status == "derived"):
        sides.append((("sources",), fact.status, fact.sources))
    sides += [(("positions", n, "sources"), side.status, side.sources) for n, side in enumerate(fact.positions)]
    for trail, status, sources in sides:
        if not sources:
            yield trail, f"'{fact.id}' has no source. Name at least one of sources.yaml."
        for n, source in enumerate(sources):
            if source not in library.sources:
                yield (*trail, n), unknown("source", source, library.sources)
        kinds = {library.sources[source].kind for source in sources if source in library.sources}
        if kinds and not kinds & KINDS.get(status, kinds):
            found = ", ".join(sorted(kinds))
            yield (
                trail,
                f"'{fact.id}' says {status}, and its sources are only {found}. Name a better page, or say less.",
            )


def _days(fact: Fact, _: Library) -> Found:
    """The value of unknown start comes first, then each on a later day than the one before; all fit the unit."""
    if fact.derive is not None:
        return
    starts = ["" if value.from_ == UNKNOWN_START else value.from_ for value in fact.values]
    for n, value in enumerate(fact.values):
        place: Trail = ("values", n)
        if starts[n] in starts[:n]:
            yield place, f"'{fact.id}' has two values from {value.from_}. Keep one, or correct its day."
        elif n and starts[n] < starts[n - 1]:
            before = fact.values[n - 1].from_
            yield (
                place,
                f"The value from {value.from_} stands after the one from {before}. Put the days in their order.",
            )
        if value.from_ == UNKNOWN_START and not value.seen:
            yield place, "A value of unknown start needs the day it was read: seen: YYYY-MM-DD."
        if value.from_ != UNKNOWN_START and value.seen:
            yield place, "seen goes with from: unknown. Take it out, or write from: unknown if the page gives no day."
        if fact.unit:
            yield from ((place, message) for message in check_value(value.value, fact.unit))


def _positions(fact: Fact, _: Library) -> Found:
    """One side is followed, for a reason, and the fact says no more than that side does."""
    ids = [side.id for side in fact.positions]
    for n, side in enumerate(fact.positions):
        place: Trail = ("positions", n)
        if side.id in ids[:n] or not ID.match(side.id):
            yield place, f"'{side.id}' cannot be the id of another position on '{fact.id}'. Give it one of its own."
        if side.says is None and side.value is None:
            yield place, f"The position '{side.id}' on '{fact.id}' says nothing. Write says: …, or value: …"
        if side.value is not None:
            unit = fact.unit or "text"
            yield from ((place, message) for message in check_value(side.value, unit))
    followed = [side for side in fact.positions if side.follow]
    if fact.positions and len(followed) != 1:
        yield ("positions",), f"Of the positions on '{fact.id}' exactly one must say follow: true."
    elif followed and fact.derive is None and RANKS.index(fact.status) < RANKS.index(followed[0].status):
        side = followed[0]
        yield (
            ("status",),
            f"'{fact.id}' says {fact.status} and follows '{side.id}' ({side.status}). Say no more than it.",
        )
    if len(followed) == 1 and fact.values and followed[0].value not in (None, *(value.value for value in fact.values)):
        value = followed[0].value
        yield (
            ("positions",),
            f"'{fact.id}' follows '{followed[0].id}' ({value}), and has no such value. Mend one of them.",
        )
    if fact.positions and not fact.why:
        yield ("positions",), f"'{fact.id}' has positions. Say why one is followed: why: …"
