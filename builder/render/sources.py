"""In: the facts cited on a page. Out: what templates/sources.html.j2 shows of each: sources, status, days, sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from builder.cite import Citations
from builder.facts import WORDS, Fact, Position, Value
from builder.figures import format_date, format_figure, format_number
from builder.library import Library

SIGNS = {"sum": "+", "minus": "\u2212", "times": "×", "percent": "×"}
"""Between the parts of a derived figure; a percentage shows its own sign."""


@dataclass(frozen=True)
class Explanation:
    """Where readers are told of a dispute."""

    title: Markup
    href: str


@dataclass(frozen=True)
class SourceList:
    """Lists facts with what they rest on, for one page."""

    library: Library
    citations: Citations
    words: Mapping[str, Any]
    language: str
    side_words: Callable[[str, str], Markup]
    """The reader's words for a side of a dispute; empty where the page has none."""
    explained: Mapping[str, Explanation]
    """Where each dispute is told."""

    def entries(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """An entry for each of the facts."""
        return [self.entry(self.library.facts[id]) for id in ids]

    def entry(self, fact: Fact) -> dict[str, Any]:
        """One fact: its value and days, its sources, the sides where they disagree."""
        due = fact.due
        return {
            "fact": fact,
            "number": self.citations.number(fact.id),
            "word": fact.word,
            "value": self.citations.value(fact) if fact.is_figure else "",
            "sum": self._sum(fact),
            **self._days(fact),
            "sources": self._sources(self._apart(fact), fact.word),
            "sides": [self._side(fact, side) for side in fact.positions],
            "explained": self.explained.get(fact.id),
            "checked": format_date(fact.checked.on, self.words),
            "due": due.isoformat(),
            "overdue": due <= self.citations.today,
        }

    def _sum(self, fact: Fact) -> dict[str, Any] | None:
        """What a derived figure is worked out from: its parts, as they are on the build's day."""
        for operation, operands in (fact.derive or {}).items():
            return {"sign": SIGNS[operation], "parts": [self._part(operand) for operand in operands]}
        return None

    def _part(self, operand: Any) -> str:
        part = self.library.facts.get(operand) if isinstance(operand, str) else None
        if part is None:
            return format_number(operand, self.words) if isinstance(operand, int | Decimal) else str(operand)
        return self.citations.value(part)

    def _apart(self, fact: Fact) -> list[str]:
        """The sources of the fact that none of its sides names."""
        of_sides = {source for side in fact.positions for source in side.sources}
        return [source for source in fact.sources if source not in of_sides]

    def _sources(self, ids: Iterable[str], word: str) -> list[dict[str, Any]]:
        sources = [self.library.sources[id] for id in ids]
        return [{"source": source, "read": format_date(source.read, self.words), "word": word} for source in sources]

    def _side(self, fact: Fact, side: Position) -> dict[str, Any]:
        value = ""
        if side.value is not None and fact.unit:
            value = format_figure(side.value, fact.unit, self.language, self.words)
        return {
            "word": WORDS[side.status],
            "value": value,
            "text": self.side_words(fact.id, side.id),
            "followed": side.follow,
            "sources": self._sources(side.sources, WORDS[side.status]),
        }

    def _days(self, fact: Fact) -> dict[str, Any]:
        """Since when the value holds, what held before, what is announced."""
        today = self.citations.today.isoformat()
        current = fact.on(self.citations.today)
        others = sorted((value for value in fact.values if value is not current), key=_start, reverse=True)
        return {
            "since": self.since(fact, current),
            "announced": [self._dated(fact, value) for value in others if _start(value) > today],
            "earlier": [self._dated(fact, value) for value in others if _start(value) <= today],
        }

    def _dated(self, fact: Fact, value: Value) -> dict[str, str]:
        return {
            "value": show_value(fact, value, self.language, self.words),
            "since": self.since(fact, value),
            "from": "" if value.from_ == "unknown" else format_date(value.from_, self.words),
        }

    def since(self, fact: Fact, value: Value | None) -> str:
        """The day from which a value holds; where none is known, when it was read."""
        if value is None:
            return ""
        if value.undated:
            day = format_date(value.seen or fact.checked.on, self.words)
            return str(self.words["facts"]["date_not_given"].format(date=day))
        since = self.words["facts"]["as_of" if value.as_of else "in_force_from"]
        return str(since.format(date=format_date(value.from_, self.words)))


def show_value(fact: Fact, value: Value, language: str, words: Mapping[str, Any]) -> str:
    """A dated value of a figure in the reader's format; that it has ended, where it has."""
    if value.value is None or fact.unit is None:
        return str(words["facts"]["ended"])
    return format_figure(value.value, fact.unit, language, words)


def _start(value: Value) -> str:
    """Sorts a value by its first day; one of unknown start comes before all."""
    return "" if value.from_ == "unknown" else value.from_
