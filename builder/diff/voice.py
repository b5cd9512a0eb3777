"""In: a guide of one version and a language. Out: what its reader reads: questions, answers, outcomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from builder.cite import CITATION, Citations
from builder.figures import format_date, format_figure
from builder.form import counts, value_kind
from builder.library import Guide, Library
from builder.words import Item, Section
from widgets.answers import UNKNOWN
from widgets.dates import read_iso
from widgets.model import Evidence, Step, Widget

_LINK = re.compile(r"\[([^\[\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|(?<!\w)\*|\*(?!\w)|`|\\(?=[\\`*_{}\[\]()#+.!-])")
_SPACES = re.compile(r"\s+")
LEFT_OPEN = "no outcome: left open"


@dataclass(frozen=True)
class Voice:
    """One version of a guide as it speaks in one language."""

    library: Library
    guide: Guide
    language: str
    today: date
    words: dict[str, Any]
    """The words of the interface, of now for both versions: an older one may lack some."""

    def plain(self, text: str) -> str:
        """Markdown without its marks, its figures filled in."""
        citations = Citations(self.library.facts, self.language, self.words, self.today, "")

        def figure(found: re.Match[str]) -> str:
            fact = self.library.facts.get(found[1] or "")
            return "" if found[3] else citations.value(fact) if fact and fact.unit else found[0]

        return _SPACES.sub(" ", _MARKS.sub("", _LINK.sub(r"\1", CITATION.sub(figure, text)))).strip()

    @property
    def title(self) -> str:
        """What the guide is called."""
        for language in (self.language, self.guide.procedure.origin):
            if language in self.guide.words and (title := self.guide.words[language].meta.get("title")):
                return self.plain(title)
        return self.guide.id

    def name(self, id: str) -> str:
        """A heading: a question, an outcome, a form, a letter."""
        section = self._section(id)
        return self.plain(section.title) if section else id

    def label(self, place: str, id: str) -> str:
        """An item below a heading: an option, a step, a paper, a value."""
        section = self._section(place)
        item = section.item(id) if section else None
        return self.plain(item.text) if isinstance(item, Item) else id

    def answer(self, id: str, typed: str) -> str:
        """An answer to a question."""
        question = next((one for one in self.guide.procedure.questions if one.id == id), None)
        if typed == UNKNOWN:
            label = self.label(id, UNKNOWN)
            return str(self.words["widget"]["i_dont_know"]) if label == UNKNOWN else label
        if question is None or question.type == "choice":
            return self.label(id, typed)
        return self.amount(typed, "date" if question.type == "date" else question.unit or "number")

    def value(self, id: str, raw: object) -> str:
        """A value that the engine worked out."""
        return self.amount(raw, self.kind(id))

    def kind(self, id: str) -> str:
        """The unit of a value, question or figure."""
        return value_kind(self.guide.procedure, id, self.library.units)

    def amount(self, raw: object, kind: str) -> str:
        """A day or a number as the reader's language writes it; a sign where there is none."""
        if raw is None:
            return str(self.words["facts"]["no_value"])
        if kind == "date" or read_iso(raw) is not None:
            return format_date(str(raw), self.words)
        text = str(raw)
        # A count that was typed is text: only as a whole number has it a plural form.
        whole = text.removeprefix("-").isdecimal()
        return format_figure(int(text) if whole else Decimal(text), kind, self.language, self.words)

    def step(self, id: str, due: object) -> str:
        """A step with its last day."""
        lists = self.guide.procedure.steps
        name = _list(lists, id)
        item = next((item for item in lists.get(name, ()) if item.id == id), Step(id))
        return self._with(self.label(name, id), "" if due is None else self.amount(due, "date"), item.unconfirmed)

    def paper(self, id: str) -> str:
        """A thing to bring, with its number."""
        lists = self.guide.procedure.evidence
        name = _list(lists, id)
        item = next((item for item in lists.get(name, ()) if item.id == id), Evidence(id))
        return self._with(self.label(name, id), counts(item, self.language, self.words), item.unconfirmed)

    def outcome(self, id: str | None, unconfirmed: bool) -> str:
        """Where the answers lead."""
        return LEFT_OPEN if id is None else self._with(self.name(id), "", unconfirmed)

    def _with(self, text: str, more: str, unconfirmed: bool) -> str:
        said = [part for part in (more, self.words["facts"]["unconfirmed"] if unconfirmed else "") if part]
        return f"{text} ({', '.join(said)})" if said else text

    def cell(self, widget: Widget, row: str, column: str) -> str:
        """What an amount in a line is called."""
        place = widget.lines or ""
        return f"{self.label(place, row)}, {self.label(place, column)}"

    def _section(self, id: str) -> Section | None:
        for language in (self.language, self.guide.procedure.origin):
            if language in self.guide.words and (section := self.guide.words[language].section(id)):
                return section
        return None


def _list(lists: Mapping[str, tuple[Any, ...]], id: str) -> str:
    return next((name for name, items in lists.items() if any(item.id == id for item in items)), "")
