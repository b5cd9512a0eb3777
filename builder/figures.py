"""In: a fact's value and unit, and the words of a language. Out: the value as a reader of that language writes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from builder.plural import plural_form

NO_BREAK = "\u00a0"


def format_date(day: str, words: Mapping[str, Any]) -> str:
    """An ISO date in words: 2 novembre 2026; the first of a month is written as the language does."""
    value = date.fromisoformat(day)
    table = words["format"]
    day_number = table["first"] if value.day == 1 else str(value.day)
    text: str = table["date"].format(d=day_number, month=table["months"][value.month - 1], y=value.year)
    return text


def format_number(value: int | Decimal, words: Mapping[str, Any]) -> str:
    """A number with its groups of three joined by U+00A0 and the language's decimal mark."""
    whole, _, rest = str(abs(value)).partition(".")
    groups: list[str] = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    text: str = words["format"]["group"].join([whole, *groups])
    if rest:
        text += words["format"]["decimal"] + rest
    return "\u2212" + text if value < 0 else text


def format_count(count: int, unit: str, language: str, words: Mapping[str, Any]) -> str:
    """A counted thing in the plural form of its number: 3 days, يومان."""
    return choose(words["counts"][unit], count, language, words)


def choose(forms: Mapping[str, str], count: int, language: str, words: Mapping[str, Any]) -> str:
    """The sentence for a number among those written for each plural form, with the number put in.

    Less than nothing is never said without its number: "one day" cannot hold the sign of −1.
    """
    text = forms.get(plural_form(language, count), forms["other"])
    if count < 0 and "{n}" not in text:
        text = forms["other"]
    return text.replace("{n}", format_number(count, words))


def format_figure(value: int | Decimal | str, unit: str, language: str, words: Mapping[str, Any]) -> str:
    """A fact's value with its unit."""
    if unit == "date":
        return format_date(str(value), words)
    if isinstance(value, str):
        return value
    if isinstance(value, int) and unit in words["counts"]:
        return format_count(value, unit, language, words)
    number = format_number(value, words)
    pattern: str = words["units"].get(unit) or words["counts"].get(unit, {}).get("other", "{n}")
    return pattern.replace("{n}", number)
