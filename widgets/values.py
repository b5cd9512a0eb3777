"""The expression of a value as written comes in; an Expression goes out, and `work_out` gives its date or number.

Operands are a number, a fraction (2/3), a date, or text: `today`, `on`, or the id of a question, a value or a figure.
Numbers stay exact: multiply first, compare with a bound, round last.
"""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from widgets.arithmetic import HALVES, Number, Rounding, add, multiply, percent, read_literal, round_to, subtract
from widgets.dates import add_days, add_months, age_on, months_between, read_iso
from widgets.said import say

SPANS = ("days", "weeks", "months", "years")
ARITHMETIC = ("sum", "minus", "times", "percent")
"""Operations on numbers alone: the ones that a derived figure may be made with."""
BOUNDS = ("not_below", "not_above")
OPERATIONS = ("plus", "days_since", "months_since", "age", *ARITHMETIC, *BOUNDS, "first")

type Amount = Number | datetime.date
type Operand = Amount | str


class Expression(NamedTuple):
    """One operation on its operands; `when` (still raw) says whether the value applies."""

    operation: str
    operands: tuple[Operand, ...]
    span: str | None
    when: Any
    round: Rounding | None = None


def read_operand(raw: object) -> Operand | None:
    """Read a number, an ISO date or an id; None when it is none of them.

    Decimals are read as they are written, numbers and fractions as text too: no id begins with a digit.
    """
    if isinstance(raw, str):
        if _looks_like_a_day(raw):
            return read_iso(raw)
        number = read_literal(raw)
        return (raw or None) if number is None else number
    if isinstance(raw, float):
        return Decimal(repr(raw)) if raw - raw == 0 else None
    return raw if isinstance(raw, int | Decimal) and not isinstance(raw, bool) else None


def _looks_like_a_day(text: str) -> bool:
    digits = text[:4] + text[5:7] + text[8:]
    return len(text) == 10 and text[4] == text[7] == "-" and digits.isascii() and digits.isdigit()


def decode_value(raw: object) -> Expression:
    """Decode a value; raises ValueError with what is to be told (`Said`)."""
    named = [key for key in raw if key not in ("when", "round")] if isinstance(raw, Mapping) else []
    if not isinstance(raw, Mapping) or len(named) != 1:
        raise ValueError(say("value-not-one", operations=OPERATIONS))
    operation = named[0]
    if operation not in OPERATIONS:
        raise ValueError(say("value-no-operation", operation=operation, operations=OPERATIONS))
    written = raw[operation]
    span = None
    if operation == "plus" and isinstance(written, list | tuple) and len(written) == 2:
        length = written[1]
        if isinstance(length, Mapping) and len(length) == 1 and next(iter(length)) in SPANS:
            ((span, number),) = length.items()
            written = [written[0], number]
    parts = list(written) if isinstance(written, list | tuple) else [written]
    if operation in ("days_since", "months_since") and len(parts) == 1:
        parts = [parts[0], "today"]
    operands = tuple(operand for part in parts if (operand := read_operand(part)) is not None)
    wanted = {"age": 1, "sum": None, "times": None, "first": None}.get(operation, 2)
    right = len(parts) == wanted if wanted else isinstance(written, list | tuple) and len(parts) > 0
    if not right or len(operands) != len(parts) or (operation == "plus" and span is None):
        raise ValueError(say("value-operands", operation=operation, form=say(f"form-{operation}")))
    return Expression(operation, operands, span, raw.get("when"), _decode_rounding(operation, raw.get("round")))


def _decode_rounding(operation: str, raw: object) -> Rounding | None:
    if raw is None:
        return None
    if operation not in (*ARITHMETIC, *BOUNDS):
        raise ValueError(say("value-round-not-here", operations=(*ARITHMETIC, *BOUNDS)))
    to, half = (raw.get("to"), raw.get("half", "up")) if isinstance(raw, Mapping) else (raw, "up")
    step = read_operand(to)
    if isinstance(step, str | datetime.date | None) or step <= 0 or half not in HALVES:
        raise ValueError(say("value-round-to-what"))
    return Rounding(step, half)


def plain(value: Amount | str | None) -> str | int | None:
    """Write a date as ISO text, a decimal (0.05) or a fraction (2/3) as text; an int or a text stays."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if value is None or isinstance(value, int | str) else str(value)


def work_out(expression: Expression, known: Sequence[Amount], on: datetime.date) -> Amount | None:
    """Apply the operation to its known operands; None when the day would lie outside the calendar.

    `first` is none of these: its value is that of the operand that applies.
    Raises TypeError where a date stands for a number or the other way round.
    """
    found = _apply(expression, known, on)
    return found if expression.round is None else round_to(_number(found), expression.round)


def _apply(expression: Expression, known: Sequence[Amount], on: datetime.date) -> Amount | None:
    match expression.operation:
        case "plus":
            return _plus(_day(known[0]), _number(known[1]), expression.span)
        case "days_since":
            return (_day(known[1]) - _day(known[0])).days
        case "months_since":
            return months_between(_day(known[0]), _day(known[1]))
        case "age":
            return age_on(_day(known[0]), on)
        case "sum":
            return add(map(_number, known))
        case "minus":
            return subtract(_number(known[0]), _number(known[1]))
        case "times":
            return multiply(map(_number, known))
        case "percent":
            return percent(_number(known[0]), _number(known[1]))
    below, bound = known[0], known[1]
    if isinstance(below, datetime.date) is not isinstance(bound, datetime.date):
        raise TypeError("a date and a number can't be compared")
    pick = max if expression.operation == "not_below" else min
    return pick(below, bound)


def _plus(day: datetime.date, number: Number, span: str | None) -> datetime.date | None:
    if number != int(number):
        raise TypeError(f"{number} {span} is not a whole number")
    count = int(number)
    if span in ("months", "years"):
        return add_months(day, count * 12 if span == "years" else count)
    return add_days(day, count * 7 if span == "weeks" else count)


def _day(amount: Amount) -> datetime.date:
    if not isinstance(amount, datetime.date):
        raise TypeError(f"{amount} is not a date")
    return amount


def _number(amount: Amount | None) -> Number:
    if amount is None or isinstance(amount, datetime.date):
        raise TypeError(f"{amount} is not a number")
    return amount
