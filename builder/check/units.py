"""In: a figure's value and its unit. Out: what is wrong with it: a text for an amount, no such day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.facts import Unit
from widgets.dates import read_iso
from widgets.said import Said, say

PIECES = ("digits", "copies", "photos")
SPANS = ("days", "weeks", "months", "years")
AMOUNTS = ("MAD", "percent", "hours")
TEXTS = {
    "form": re.compile(r"\S*[0-9]\S*\Z"),
    "phone": re.compile(r"\+?[0-9]+( [0-9]+)*\Z"),
    "url": re.compile(r"[^\s.]+(\.[^\s.]+)+\Z"),
    "text": re.compile(r".*\S"),
}
"""What the units made of text look like."""


def check_value(value: object, unit: Unit) -> Iterator[Said]:
    """A value fits its unit; none at all (the figure has ended) fits every one."""
    wanted = None if value is None else _wanted(value, unit)
    if wanted:
        yield say("value-unit", value=value, unit=unit, wanted=say(f"wanted-{wanted}"))


def _wanted(value: object, unit: Unit) -> str | None:
    """What should stand in place of a value, where it does not fit."""
    if unit == "date":
        return "date" if not isinstance(value, str) or read_iso(value) is None else None
    if unit in TEXTS:
        return unit if not isinstance(value, str) or not TEXTS[unit].match(value) else None
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return "number"
    if value < 0 and unit != "number":
        return "not-below-zero"
    return "whole" if not isinstance(value, int) and unit in (*PIECES, *SPANS) else None
