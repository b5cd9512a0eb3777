"""In: a comparison of offers and its words. Out: what templates/compare.html.j2 shows of each criterion."""

from __future__ import annotations

from typing import Any

from builder.form import Show
from builder.words import Item, Section
from widgets.model import Comparison

UNITS = {"money": "MAD", "percent": "percent", "days": "days", "months": "months", "years": "years"}
"""The kinds that are numbers, with what these count."""
WORDS = ("yes-no", "text")
"""The kinds that are not."""
KINDS = (*UNITS, *WORDS)
WHOLE = ("days", "months", "years")
LEAST, MOST = 2, 4
"""Offers side by side."""


def show_criteria(
    comparison: Comparison, section: Section, block: Show, inline: Show, words: dict[str, Any]
) -> list[dict[str, Any]]:
    """Each criterion with its words, its unit, and how a number of it is written."""
    shown = []
    for criterion in comparison.criteria:
        item = section.item(criterion.id) or Item(criterion.id, criterion.id, "", section.line)
        unit = UNITS.get(criterion.kind, "")
        shown.append(
            {
                "id": criterion.id,
                "kind": criterion.kind,
                "whole": criterion.kind in WHOLE,
                "title_html": inline(item.text),
                "help_html": block(item.help),
                "unit": _name(unit, words) if unit else "",
                "forms": words["counts"].get(unit) or {"": words["units"].get(unit, "{n}")},
            }
        )
    return shown


def _name(unit: str, words: dict[str, Any]) -> str:
    """The unit as it stands beside a field."""
    written: str = words["units"].get(unit) or words["counts"][unit]["other"]
    return written.replace("{n}", "").strip("\u00a0 ")
