"""The dated values of the figures come in; the value of one in force on a day goes out."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from widgets.dates import read_iso
from widgets.values import Amount, read_operand


def in_force(figure: Mapping[str, Any], on: datetime.date) -> Amount | None:
    """Find the value of a figure on a day.

    It is the last one that began on or before that day.  A value whose beginning is unknown answers for any day
    for which there is no such one.  None where the figure has no value that day (not begun, or ended by `none`).
    """
    chosen: Any = None
    since: datetime.date | None = None
    for dated in figure["values"]:
        start = read_iso(dated["from"])
        if start is None and since is None and dated["from"] == "unknown":
            chosen = dated["value"]
        elif start is not None and start <= on and (since is None or start > since):
            chosen, since = dated["value"], start
    return amount(chosen)


def amount(written: object) -> Amount | None:
    """Read a figure's value: a number, a number as text, or an ISO date; None for anything else."""
    operand = read_operand(written)
    if not isinstance(operand, str):
        return operand
    digits = operand.removeprefix("-").replace(".", "", 1)
    return Decimal(operand) if digits.isascii() and digits.isdigit() and operand[-1] != "." else None


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
