"""In: a fact of a `Library` and a day. Out: lines that tell it whole, and all that uses it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.facts import Fact, Position
from builder.library import Library
from builder.uses import find_uses, guides_using
from widgets.figures import UNKNOWN_START


def tell_fact(library: Library, id: str, today: date) -> Iterator[str]:
    """The fact in full, then every use of it, one a line as `path:line: what`."""
    fact = library.facts[id]
    document, index = library.fact_places[id]
    sort = f"figure, {fact.unit}" if fact.unit else "claim"
    yield f"{id}: {sort}, {fact.status}; a reader sees '{fact.word.replace('_', ' ')}'"
    yield f"  {document.path}:{document.line((index,))}"
    if fact.says:
        yield f"  {fact.says}"
    yield from _values(fact, today)
    yield f"  checked on {fact.checked.on}: {fact.checked.seen}"
    due = fact.due
    yield f"  to be checked again by {due.isoformat()}" + (" (past)" if due <= today else "")
    yield from _sources(library, fact.sources, "  ")
    for side in fact.positions:
        yield from _side(library, side)
    if fact.why:
        yield f"  why: {fact.why}"
    if fact.from_research:
        yield f"  from the research: {', '.join(fact.from_research)}"
    uses = find_uses(library, id)
    guides = guides_using(library, id)
    yield f"used in {len(uses)} places" + (f"; guides: {', '.join(guides)}" if guides else "; no guide")
    yield from (f"  {use}" for use in uses)


def _values(fact: Fact, today: date) -> Iterator[str]:
    if fact.derive is not None:
        rounded = f", rounded to {fact.round}" if fact.round is not None else ""
        operation = next(iter(fact.derive))
        yield f"  worked out: {operation} of {', '.join(map(str, fact.derive[operation]))}{rounded}"
    current = fact.on(today)
    for value in fact.values:
        since = "date not given" if value.from_ == UNKNOWN_START else f"from {value.from_}"
        seen = f", read on {value.seen}" if value.seen else ""
        ended = "no value" if value.value is None else f"{value.value}"
        now = "  ← in force" if value is current else ""
        yield f"  {since}{seen}: {ended}{now}"


def _side(library: Library, side: Position) -> Iterator[str]:
    said = side.says or f"{side.value}"
    yield f"  {'follows' if side.follow else 'against'} '{side.id}' ({side.status}): {said}"
    yield from _sources(library, side.sources, "    ")


def _sources(library: Library, ids: tuple[str, ...], margin: str) -> Iterator[str]:
    for id in ids:
        source = library.sources.get(id)
        if source:
            yield f"{margin}{id}: {source.title} ({source.kind}, read on {source.read}) {source.url or ''}".rstrip()
