"""The dated values of the figures come in; the value of one in force on a day goes out, and whether it has a date."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from widgets.dates import read_iso
from widgets.values import Amount, plain, read_operand

UNKNOWN_START = "unknown"


def in_force(figure: Mapping[str, Any], on: datetime.date) -> Amount | None:
    """Find the value of a figure on a day; None where it has none that day (not begun, or ended by `none`)."""
    dated = _dated(figure, on)
    return None if dated is None else amount(dated["value"])


def seen_undated(figure: Mapping[str, Any], on: datetime.date) -> str | None:
    """Say when the value in force was read, where its page gives no date for it; else None."""
    dated = _dated(figure, on)
    if dated is None or (dated["from"] != UNKNOWN_START and "seen" not in dated):
        return None
    return str(dated.get("seen", ""))


def _dated(figure: Mapping[str, Any], on: datetime.date) -> Mapping[str, Any] | None:
    place = place_in_force((dated["from"] for dated in figure["values"]), on)
    return None if place is None else figure["values"][place]


def place_in_force(starts: Iterable[str], on: datetime.date) -> int | None:
    """Find which of several values is in force on a day, by the days on which they start: its place among them.

    It is the last one whose known start is on or before that day.  One of unknown start answers for any day for which
    there is no such one.  None where there is neither: a value is never carried back before its start.
    """
    chosen: int | None = None
    since: datetime.date | None = None
    for place, start in enumerate(starts):
        day = read_iso(start)
        if start == UNKNOWN_START and since is None:
            chosen = place
        elif day is not None and day <= on and (since is None or day > since):
            chosen, since = place, day
    return chosen


def tell_figure(figure: Mapping[str, Any], on: datetime.date, today: datetime.date) -> dict[str, Any]:
    """Tell a figure on a day: its value (None where it has none), since when, and today's value where that differs.

    `from` is the day on which that value, or its end, began, or unknown; it is left out where nothing had begun.
    `as_of` says that this day is one of a count or of a table.
    `seen` is the day on which a value was read whose page gives no date for it.
    """
    dated, seen = _dated(figure, on), seen_undated(figure, on)
    value, now = in_force(figure, on), in_force(figure, today)
    told: dict[str, Any] = {"value": plain(value)}
    if dated is not None:
        told["from"] = dated["from"]
        if "as_of" in dated:
            told["as_of"] = True
    if value is not None and seen is not None:
        told["seen"] = seen
    return told if value == now else {**told, "today": plain(now)}


def amount(written: object) -> Amount | None:
    """Read a figure's value: a number, a number as text, or an ISO date; None for anything else."""
    operand = read_operand(written)
    return None if isinstance(operand, str) else operand


def known_figures(facts: object) -> Mapping[str, Any]:
    """Check the shape of the facts of a request; raises ValueError naming what is wrong."""
    if not isinstance(facts, Mapping):
        raise ValueError("facts: write a mapping of figures")
    for id, figure in facts.items():
        values = figure.get("values") if isinstance(figure, Mapping) else None
        if not isinstance(values, list) or not all(isinstance(dated, Mapping) for dated in values):
            raise ValueError(f"facts.{id}.values: write a list of {{from, value}}")
        if not all("from" in dated and "value" in dated for dated in values):
            raise ValueError(f"facts.{id}.values: each has from and value")
    return facts
