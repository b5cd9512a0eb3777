"""In: dated values of figures, and the changelog. Out: the page of what changed, and its feed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from builder.changes import Change, Start, find_starts
from builder.figures import format_date
from builder.render.feed import Entry, Feed, write_feed
from builder.render.register import RegisterRender
from builder.render.sources import show_value
from builder.render.uses import Place
from builder.words import Section

if TYPE_CHECKING:
    from markupsafe import Markup

FIGURES = "figures"
"""The section that is followed by the figures with known days."""
PATH = "changes.html"


@dataclass
class ChangesRender(RegisterRender):
    """What changed, in one language."""

    def page_section(self, section: Section) -> list[str]:
        """The dated values after their section, and below each entry of the changelog what it is about."""
        parts = super().page_section(section)
        if section.id == FIGURES:
            parts.append(self.template("starts.html.j2", days=self.days()))
            if self.library.site_url:
                parts.append(self.template("follow.html.j2"))
        change = next((change for change in self.library.changes if change.id == section.id), None)
        return [*parts, self.template("change.html.j2", **self._change(change))] if change else parts

    def starts(self) -> list[Start]:
        """The dated values of the figures that readers meet in a text; a figure that is a day has no other days."""
        figures = [fact for fact in self.library.facts.values() if fact.is_figure and fact.unit != "date"]
        return find_starts(fact for fact in figures if self.uses.words_of(fact.id))

    def days(self) -> list[dict[str, Any]]:
        """The values day by day: those of one page together, and a sentence that tells of several but once."""
        days = []
        for _, starts in groupby(self.starts(), key=lambda start: start.day):
            pages: dict[tuple[str, ...], list[Start]] = {}
            for start in starts:
                pages.setdefault(tuple(place.page for place in self.uses.places[start.fact.id]), []).append(start)
            groups = [self._group(group) for group in pages.values()]
            days.append({"shown": groups[0]["told"][0]["values"][0], "groups": groups})
        return days

    def _group(self, starts: list[Start]) -> dict[str, Any]:
        """Values of one day and of the same pages."""
        places = self.uses.places[starts[0].fact.id]
        if len(starts) > 1:  # no link leads to several facts
            places = [Place(place.title, place.page) for place in places]
        sentences: dict[str, list[Start]] = {}
        for start in starts:
            sentences.setdefault(self._words(start.fact.id), []).append(start)
        return {"told": [self._told(text, group) for text, group in sentences.items()], "places": self.links(places)}

    def _told(self, text: str, starts: list[Start]) -> dict[str, Any]:
        """A sentence with the values it tells of, in its order, as they are from that day."""
        ordered = sorted(starts, key=lambda start: text.find(_value_of(start.fact.id)))
        return {"values": [self._start(start) for start in ordered], "text": self._as_of(text, starts)}

    def _as_of(self, text: str, starts: list[Start]) -> Markup:
        """A sentence with these values in it; a line of a list that ends in its value goes without: it stands above."""
        for start in starts:
            value = _value_of(start.fact.id)
            shown = show_value(start.fact, start.value, self.language, self.words)
            text = text.removesuffix(f" · {value}").replace(value, shown)
        return self.unmarked(text)

    def told(self) -> list[str]:
        """The figures with known days, and what the changelog is about."""
        changed = (id for change in self.library.changes for id in change.facts if id in self.uses.places)
        return list(dict.fromkeys([*(start.fact.id for start in self.starts()), *changed]))

    def counted(self, listed: str = "sources.html") -> dict[str, Any]:
        """Its facts are listed among all sources."""
        return super().counted(listed)

    def feed(self) -> str:
        """The same as an Atom feed."""
        changes = [self._entry_of_change(change) for change in self.library.changes]
        entries = [*changes, *(self._entry_of_start(start) for start in self.starts())]
        meta = self.own.meta if self.own else {}
        about = Feed(
            f"{self.library.site_url}{self.language}/",
            PATH,
            self.language,
            self.words["site"]["name"],
            f"{self.words['site']['name']} · {meta.get('title', '')}",
            meta.get("summary", ""),
        )
        return write_feed(about, entries)

    def _start(self, start: Start) -> dict[str, Any]:
        fact = start.fact
        return {
            "id": f"since-{fact.id}-{start.day}",
            "day": start.day,
            "date": format_date(start.day, self.words),
            "announced": start.announced(self.today),
            "value": show_value(fact, start.value, self.language, self.words),
            "before": show_value(fact, start.before, self.language, self.words) if start.before else "",
            "text": self._as_of(self._words(fact.id), [start]),
            "word": fact.word,
            "places": self.links(self.uses.places[fact.id]),
        }

    def _words(self, id: str) -> str:
        """What a form calls a figure, else the sentence that tells of it."""
        return self.uses.labels.get(id) or self.uses.words_of(id)

    def _change(self, change: Change) -> dict[str, Any]:
        period, register = change.period, self.words["register"]
        told = ""
        if period and period.to:
            days = (format_date(day, self.words) for day in (period.from_, period.to))
            told = register["period_until"].format(**dict(zip(("first", "last"), days, strict=True)))
        elif period:
            told = register["period"].format(date=format_date(period.from_, self.words))
        places = [Place(text.title, text.path) for text in self.uses.texts if text.id in change.guides]
        return {
            "day": change.on,
            "date": format_date(change.on, self.words),
            "period": told,
            "places": self.links(places),
            "facts": [self._fact(id) for id in change.facts if id in self.uses.places],
        }

    def _fact(self, id: str) -> dict[str, Any]:
        fact = self.library.facts[id]
        return {
            "places": self.links(self.uses.places[id]),
            "value": self.citations.value(fact) if fact.is_figure else "",
            "text": self.unmarked(self.uses.words_of(id)),
        }

    def _entry_of_start(self, start: Start) -> Entry:
        shown = self._start(start)
        # What is only announced was news when it was read; on its day it is news again.
        day = start.fact.checked.on if start.announced(self.today) else start.day
        title = f"{shown['date']}{self.words['register']['colon']}{shown['value']}"
        return Entry(shown["id"], day, title, self.template("since.html.j2", start=shown), f"{PATH}#{shown['id']}")

    def _entry_of_change(self, change: Change) -> Entry:
        section = self.own.section(change.id) if self.own else None
        body = self.block(section.body) if section else ""
        html = f"{body}\n{self.template('change.html.j2', **self._change(change))}"
        return Entry(change.id, change.on, section.title if section else change.id, html, f"{PATH}#{change.id}")


def _value_of(id: str) -> str:
    """How the value of a figure is written in a sentence of the register."""
    return f"[[{id}|number]]"
