"""In: a `Library` and a day. Out: the facts and sources to look at again, by guide, as lines for an editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from builder.facts import Fact, Source
from builder.library import Library
from builder.uses import guides_using, pages_using
from widgets.dates import add_months

NEAR = timedelta(days=30)
"""How long before its day a fact is listed."""
SOURCE_MONTHS = 12
"""Months after which a source is to be read again, whatever rests on it."""


@dataclass(frozen=True)
class Due:
    """A fact to be checked again."""

    fact: Fact
    on: date
    """The day by which."""
    guides: tuple[str, ...]
    pages: tuple[str, ...]


def find_due(library: Library, today: date) -> list[Due]:
    """The facts whose day is past or near, the longest past first."""
    due = [fact for fact in library.facts.values() if fact.due <= today + NEAR]
    return [
        Due(fact, fact.due, tuple(guides_using(library, fact.id)), tuple(pages_using(library, fact.id)))
        for fact in sorted(due, key=lambda fact: (fact.due, fact.id))
    ]


def find_old_sources(library: Library, today: date) -> list[Source]:
    """The sources read so long ago that they are to be read again, the oldest first."""
    old = [source for source in library.sources.values() if _read_again(source) <= today + NEAR]
    return sorted(old, key=lambda source: (source.read, source.id))


def tell_stale(library: Library, today: date) -> Iterator[str]:
    """What to look at again, by guide: each fact with what was seen and the addresses to open."""
    due = find_due(library, today)
    for guide in library.guides:
        yield from _group(library, guide, [one for one in due if guide in one.guides], today)
    yield from _group(library, "pages", [one for one in due if one.pages and not one.guides], today)
    yield from _group(library, "in no guide", [one for one in due if not one.guides and not one.pages], today)
    old = find_old_sources(library, today)
    if old:
        yield f"sources ({len(old)})"
        for source in old:
            yield f"  {_word(_read_again(source), today)}  {source.id}: read on {source.read}"
            yield f"    {_address(source)}"
    unused = sorted(library.sources.keys() - _named(library))
    if unused:
        yield f"sources on which no fact rests ({len(unused)}): {', '.join(unused)}"
    yield f"{len(due)} of {len(library.facts)} facts and {len(old)} of {len(library.sources)} sources to look at"


def _group(library: Library, name: str, due: list[Due], today: date) -> Iterator[str]:
    if due:
        yield f"{name} ({len(due)})"
    for one in due:
        document, index = library.fact_places[one.fact.id]
        where = f", on {', '.join(one.pages)}" if one.pages else ""
        checked = one.fact.checked
        yield f"  {_word(one.on, today)}  {one.fact.id} ({one.fact.status}{where})"
        yield f"    {document.path}:{document.line((index, 'checked'))}: seen on {checked.on}: {checked.seen}"
        sides = (id for side in one.fact.positions for id in side.sources)
        for id in dict.fromkeys([*one.fact.sources, *sides]):
            if id in library.sources:
                yield f"    {_address(library.sources[id])}"


def _word(day: date, today: date) -> str:
    """Past or near, with the day."""
    return f"{'past' if day <= today else 'near'} {day.isoformat()}"


def _address(source: Source) -> str:
    return f"{source.url or 'no address'} ({source.title})"


def _read_again(source: Source) -> date:
    return add_months(date.fromisoformat(source.read), SOURCE_MONTHS) or date.max


def _named(library: Library) -> set[str]:
    """The sources that facts and their positions name."""
    found: set[str] = set()
    for fact in library.facts.values():
        found.update(fact.sources, *(side.sources for side in fact.positions))
    return found
