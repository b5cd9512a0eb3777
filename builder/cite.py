"""In: an editor's Markdown with [[figure]], [^fact] and guide: links. Out: Markdown with marks, and the facts cited.

One `Citations` serves one page in one language; it numbers the facts in the order they are first cited.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any

from markupsafe import escape

from builder.facts import WORDS, Fact
from builder.figures import format_figure
from builder.words import FENCED

CITATION = re.compile(r"\[\[([a-z0-9-]+)(?:\|(number))?\]\]|\[\^([a-z0-9-]+)(?:/([a-z0-9-]+))?\]")
FIGURE = re.compile(r"\[\[([a-z0-9-]+)(?:\|(number))?\]\]")
LISTS = {"guides", "embeds", "embed-preview", "embed-script", "rules"}
"""What stands in the same brackets in a page of docs/ and is put there by the build."""
MARK = re.compile(r"\[\^([a-z0-9-]+)(?:/([a-z0-9-]+))?\]")
LINK = re.compile(r"\]\((guide|page):([a-z0-9-]+)(#[a-z0-9-]+)?\)")
DATA = re.compile(r"\[([^\[\]]+)\]\(data:([A-Za-z0-9._/-]+)\)")
"""A link to a file of the folder data/."""
SIGNS = {"official": "✓", "reported": "◐", "worked_out": "=", "unconfirmed": ""}
"""The mark of each status: a shape, so that it does not hang on colour; a question mark is each language's own."""
_DOUBTED = "dalil-mark--unconfirmed"
_BREAKS = re.compile(r"(?<=[./-])(?=[^./-])")


def is_marked(html: str) -> bool:
    """Whether a mark in it says already that something is unconfirmed: once for each thing is enough."""
    return _DOUBTED in html


@dataclass
class Citations:
    """The marks of one page."""

    facts: Mapping[str, Fact]
    language: str
    words: Mapping[str, Any]
    today: date
    to_root: str
    """From the page to its language's first page: '' or '../'."""
    cited: dict[str, set[str]] = field(default_factory=dict)
    """Facts in the order of their numbers, with the positions that were cited."""

    def apply(self, text: str, ending: str = ".md") -> str:
        """Replace figures, marks and links; `ending` is .html where no MkDocs follows. Unknown ids and code stay."""
        if "[" not in text:
            return text
        code = list(FENCED.finditer(text))
        parts = zip([0, *(block.end() for block in code)], [*(block.start() for block in code), len(text)], strict=True)
        written = [self._apply(text[start:end], ending) for start, end in parts]
        return "".join(part + block for part, block in zip_longest(written, [one[0] for one in code], fillvalue=""))

    def _apply(self, text: str, ending: str) -> str:
        text = CITATION.sub(self._cite, text)
        # As HTML: MkDocs looks for what a Markdown link names among the pages.
        text = DATA.sub(lambda found: f'<a href="{self.data(found[2])}">{found[1]}</a>', text)
        return LINK.sub(lambda found: f"]({self.address(found[1], found[2], ending)}{found[3] or ''})", text)

    def address(self, kind: str, id: str, ending: str = ".html") -> str:
        """The address of a guide or page, relative to this page."""
        return f"{self.to_root}{'guides/' if kind == 'guide' else ''}{id}{ending}"

    def data(self, path: str) -> str:
        """The address of a file of the open data, relative to this page."""
        return f"{self.to_root}../data/{path}"

    def number(self, id: str, position: str | None = None) -> int:
        """The number of a fact on this page."""
        positions = self.cited.setdefault(id, set())
        if position:
            positions.add(position)
        return list(self.cited).index(id) + 1

    def value(self, fact: Fact) -> str:
        """A figure's value on the build's day, as text."""
        value = fact.on(self.today)
        if value is None or value.value is None or fact.unit is None:
            return str(self.words["facts"]["ended" if value else "no_value"])
        return format_figure(value.value, fact.unit, self.language, self.words)

    def _cite(self, found: re.Match[str]) -> str:
        if found[3]:
            return self._mark(found[3], found[4]) or found[0]
        fact = self.facts.get(found[1])
        return found[0] if fact is None or fact.unit is None else self._figure(fact, not found[2])

    def _figure(self, fact: Fact, marked: bool) -> str:
        current = fact.on(self.today)
        value = current.value if current and current.value is not None else ""
        text = str(escape(self.value(fact)))
        if not value and value != 0:
            text = f'<span class="dalil-figure">{text}</span>'
        elif fact.unit == "phone":
            text = f'<a class="dalil-phone" href="tel:{re.sub(r"[^0-9+]", "", str(value))}"><bdi>{text}</bdi></a>'
        elif fact.unit == "url":
            shown = re.sub(r"^https?://", "", text).rstrip("/")
            # On a narrow screen an address breaks after its own signs, and not inside a word.
            broken = _BREAKS.sub("<wbr>", shown)
            text = f'<a href="{text if "//" in text else "https://" + text}"><bdi>{broken}</bdi></a>'
        else:
            text = f'<data class="dalil-figure" value="{escape(str(value))}">{text}</data>'
        return text + self._mark(fact.id, None, in_full=True) if marked else text

    def _mark(self, id: str, position: str | None, in_full: bool = False) -> str:
        fact = self.facts.get(id)
        if fact is None:
            return ""
        side = fact.position(position) if position else None
        if position and side is None:
            return ""
        word = WORDS[(side or fact).status]
        label = self.words["facts"][word]
        number = self.number(id, position)
        hidden = self.words["facts"]["mark_label"].format(status=label, n=number)
        sign = f'<span aria-hidden="true">{SIGNS[word] or self.words["facts"]["sign"]}{number}</span>'
        # A figure says its status in full, and so does what isn't confirmed. After a sentence the sign is enough: a
        # screen reader and the list of sources say the word.
        shown = f'{sign}<span class="dalil-quiet">{escape(hidden)}</span>'
        if in_full or word == "unconfirmed":
            shown = f'{sign} {label}<span class="dalil-quiet">{escape(hidden.removeprefix(label))}</span>'
        if fact.due <= self.today:
            shown += f'<span class="dalil-mark__due">{escape(self.words["facts"]["overdue"])}</span>'
        return f'<a class="dalil-mark dalil-mark--{word.replace("_", "-")}" href="#fact-{id}">{shown}</a>'
