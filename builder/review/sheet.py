"""In: a guide of a `Library`, a language, a day, and an older `Library` or none. Out: one HTML file to review it in.

Style, letters and script are inside and nothing is fetched: it works from the downloads of a phone. What is marked in
it stays in the page until its reader copies the text that builder/review/paste.py reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from markupsafe import Markup

from builder.figures import format_date
from builder.form import counts
from builder.gate import gate_page
from builder.isolate import isolate_html
from builder.letters import SLOT
from builder.policy import hashed, write_policy
from builder.problem import DataError
from builder.render.data import as_script
from builder.render.forms import FormsRender
from builder.render.sources import SourceList
from builder.render.templates import environment
from builder.review.record import ROLES
from builder.review.statements import INTRO, Statement, content_hash, find_statements
from builder.review.units import bare
from builder.single import arabic_letters, shorten
from builder.theme import DIRECTIONS
from builder.unfold import Unfold
from widgets.model import Evidence, Step

FOLDER = Path(__file__).parents[1] / "templates"
OUTSIDE = 'target="_blank" rel="noopener noreferrer"'
"""What is marked is not lost by looking at a source."""


@dataclass
class SheetRender(FormsRender):
    """The statements of a guide in one language."""

    trees: Any = field(default_factory=dict)

    @cached_property
    def statements(self) -> list[Statement]:
        """All of them."""
        return find_statements(self.library, self.guide, self.language)

    def groups(self, chosen: list[Statement], before: SheetRender | None) -> list[dict[str, Any]]:
        """The statements under their headings."""
        older = {one.id: one for one in before.statements} if before else {}
        return [
            {
                "title": self.said(self.heading(section)),
                "statements": [
                    self.shown(one)
                    | {"new": before is not None and one.id not in older}
                    | {"before": before.shown(older[one.id]) if before and one.id in older else None}
                    for one in each
                ],
            }
            for section, each in groupby(chosen, key=lambda one: one.section)
        ]

    def heading(self, section: str) -> str:
        """The title of a section; of what stands before the first, the guide's."""
        return self.guide.words[self.language].meta.get("title", "") if section == INTRO else self.find(section).title

    def shown(self, statement: Statement) -> dict[str, Any]:
        """A statement with all that its template needs."""
        item = statement.item
        return {
            "key": statement.key,
            "kind": statement.kind,
            "lead": self.said(statement.lead),
            "text": self.said_whole(statement.text),
            "cells": [(self.said(head), self.said(cell)) for head, cell in statement.cells],
            "help": self.said_whole(statement.help),
            "when": [self.unfold.condition(raw) for raw in statement.when],
            "due": self.label(item.due) if isinstance(item, Step) and item.due else "",
            "count": counts(item, self.language, self.words) if isinstance(item, Evidence) else "",
            "unconfirmed": statement.unconfirmed,
            "facts": list(self.rests_on(statement)),
        }

    def rests_on(self, statement: Statement) -> Iterator[dict[str, Any]]:
        """The facts, or sides of a dispute, on which a statement rests."""
        for id, side in statement.cited:
            fact = self.library.facts.get(id)
            if fact is None:
                continue
            entry = self.sources_list.entry(fact)
            sides = {position.id: told for position, told in zip(fact.positions, entry["sides"], strict=True)}
            yield entry | {"sides": [], **sides[side]} if side in sides else entry

    @cached_property
    def sources_list(self) -> SourceList:
        """What is told of facts."""
        return SourceList(self.library, self.citations, self.words, self.language, lambda *_: Markup(""), {})

    @cached_property
    def unfold(self) -> Unfold:
        """The words of conditions."""
        return Unfold(self.guide, self.find, self.said_whole, self.said)

    def said(self, text: str) -> Markup:
        """Words without marks and links."""
        return self.inline(self.bare(text))

    def said_whole(self, text: str) -> Markup:
        """Paragraphs and lists without marks and links."""
        return self.block(self.bare(text))

    def bare(self, text: str) -> str:
        """Markdown that leads nowhere; what is filled in of a letter is left open."""
        return SLOT.sub("…", bare(text))

    def label(self, id: str) -> Markup:
        """What a form calls a value, if any does."""
        items = (self.find(widget.id).item(id) for widget in self.guide.procedure.widgets)
        return self.said(next((item.text for item in items if item), ""))


def changed_since(sheet: SheetRender, before: SheetRender | None) -> list[Statement]:
    """The statements that weren't there before, or said something else."""
    if before is None:
        return sheet.statements
    older = {one.id: one.hash for one in before.statements}
    return [one for one in sheet.statements if older.get(one.id) != one.hash]


def write_sheet(sheet: SheetRender, root: Path, before: SheetRender | None, base: str) -> str:
    """The file; raises DataError where it holds what no page may."""
    chosen = changed_since(sheet, before)
    guide, language, words = sheet.guide, sheet.language, sheet.words
    title = sheet.said(sheet.heading(INTRO)).striptags()
    groups = sheet.groups(chosen, before)
    style = _style(root, language, guide.words[language].text + json.dumps(words, ensure_ascii=False))
    script = (FOLDER / "review" / "review.js").read_text(encoding="utf-8")
    data = {
        "guide": guide.id,
        "version": guide.procedure.version,
        "language": language,
        "content": content_hash(sheet.statements),
    }
    html = (
        environment()
        .get_template("review/review.html.j2")
        .render(
            words=words,
            language=language,
            direction=DIRECTIONS[language],
            title=title,
            made=format_date(sheet.today.isoformat(), words),
            base=base if before else "",
            groups=groups,
            count=len(chosen),
            roles=ROLES,
            data=as_script(json.dumps(data)),
            style=Markup(style),
            script=Markup(script),
            policy=Markup(_policy(style, script)),
        )
    )
    made = isolate_html(html, language)
    if problems := gate_page(f"review-{guide.id}.{language}.html", made):
        raise DataError(problems)
    return made.replace('<a href="http', f'<a {OUTSIDE} href="http')


def _style(root: Path, language: str, letters: str) -> str:
    colours = (root / "docs" / "assets" / "site" / "colours.css").read_text(encoding="utf-8")
    own = (FOLDER / "review" / "review.css").read_text(encoding="utf-8")
    return shorten("\n".join([arabic_letters(root, [letters]) if language == "ar" else "", colours, own]))


def _policy(style: str, script: str) -> str:
    sources: dict[str, tuple[str, ...]] = {
        "default-src": ("'none'",),
        "style-src": (hashed(style),),
        "script-src": (hashed(script),),
        "img-src": ("data:",),
        "font-src": ("data:",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    return write_policy(sources)
