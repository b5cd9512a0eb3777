"""In: a figure's value and its unit. Out: what is wrong with it: a text for an amount, no such day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.facts import Unit
from widgets.dates import read_iso

PIECES = ("digits", "copies", "photos")
SPANS = ("days", "weeks", "months", "years")
AMOUNTS = ("MAD", "percent", "hours")
TEXTS = {
    "form": (re.compile(r"\S*[0-9]\S*\Z"), "the number printed on the form, in quotes: '310-1-34'"),
    "phone": (re.compile(r"\+?[0-9]+( [0-9]+)*\Z"), "digits with spaces between, in quotes: '05 20 44 71 00'"),
    "url": (re.compile(r"[^\s.]+(\.[^\s.]+)+\Z"), "an address: www.example.ma/page"),
    "text": (re.compile(r".*\S"), "a text"),
}
"""What the units made of text look like, and how to say so."""


def check_value(value: object, unit: Unit) -> Iterator[str]:
    """A value fits its unit; none at all (the figure has ended) fits every one."""
    if value is None:
        return
    said = f"'{value}' does not fit the unit {unit}. Write "
    if unit == "date":
        if not isinstance(value, str) or read_iso(value) is None:
            yield said + "a day: 2026-11-22."
    elif unit in TEXTS:
        pattern, form = TEXTS[unit]
        if not isinstance(value, str) or not pattern.match(value):
            yield said + form + "."
    elif not isinstance(value, int | Decimal) or isinstance(value, bool):
        yield said + "a number, without its unit and with a decimal point: 17.92."
    elif value < 0 and unit != "number":
        yield said + "a number that is not below zero."
    elif not isinstance(value, int) and unit in (*PIECES, *SPANS):
        yield said + "a whole number."
