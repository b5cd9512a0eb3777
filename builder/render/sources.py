"""In: the facts cited on a page. Out: what templates/sources.html.j2 shows of each: its sources, status and age."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from builder.cite import Citations
from builder.facts import WORDS, Fact, Position
from builder.figures import format_date
from builder.load import Library
from widgets.dates import add_months


def list_sources(library: Library, citations: Citations, words: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    """An entry for each fact, in the order of its number on the page."""
    entries = []
    for id, positions in citations.cited.items():
        fact = library.facts[id]
        sides: list[Fact | Position] = [fact, *(side for side in fact.positions if side.id in positions)]
        seen: dict[str, Any] = {}
        for side in sides:
            for source in side.sources:
                seen.setdefault(source, {"source": library.sources[source], "word": WORDS[side.status]})
        value = fact.on(today)
        undated = (value.seen or fact.checked.on) if value and value.undated else ""
        due = add_months(date.fromisoformat(fact.checked.on), fact.every)
        entries.append(
            {
                "fact": fact,
                "word": fact.word,
                "sources": list(seen.values()),
                "value": citations.value(fact) if fact.is_figure else "",
                "checked": format_date(fact.checked.on, words),
                "checked_iso": fact.checked.on,
                "undated": format_date(undated, words) if undated else "",
                "due": due,
                "overdue": due is not None and due <= today,
            }
        )
    return entries
