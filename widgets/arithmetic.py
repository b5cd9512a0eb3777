"""Whole numbers, decimals and fractions come in; sums, products, shares and rounded numbers go out, all exact.

A result is an int where it is whole, a Decimal where its decimals end, else a Fraction: nothing is lost on the way, so
that one multiplies first and rounds last.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

HALVES = ("up", "down", "even")
"""Where a number goes that lies half-way between two: away from zero, towards it, or to the even one."""

type Number = int | Decimal | Fraction


class Rounding(NamedTuple):
    """To what multiple a number is rounded, and which way at the half."""

    step: Number
    half: str = "up"


def add(numbers: Iterable[Number]) -> Number:
    """Add numbers up; none at all are 0."""
    top, bottom = 0, 1
    for number in numbers:
        more, below = number.as_integer_ratio()
        top, bottom = top * below + more * bottom, bottom * below
    return _exact(top, bottom)


def multiply(numbers: Iterable[Number]) -> Number:
    """Multiply numbers with one another."""
    top, bottom = 1, 1
    for number in numbers:
        more, below = number.as_integer_ratio()
        top, bottom = top * more, bottom * below
    return _exact(top, bottom)


def subtract(whole: Number, part: Number) -> Number:
    """Take the second from the first."""
    return add([whole, multiply([part, -1])])


def percent(base: Number, rate: Number) -> Number:
    """Take so many hundredths of the base."""
    return multiply([base, rate, _exact(1, 100)])


def round_to(number: Number, rounding: Rounding) -> Number:
    """Round to the nearest multiple of the step, written with the decimals of the step where it is not whole."""
    top, bottom = number.as_integer_ratio()
    step, below = rounding.step.as_integer_ratio()
    count, rest = divmod(abs(top) * below, bottom * step)
    odd = {"up": True, "down": False, "even": count % 2 == 1}[rounding.half]
    count += 2 * rest > bottom * step or (2 * rest == bottom * step and odd)
    count = count if top >= 0 else -count
    result = _exact(count * step, below)
    if isinstance(result, Decimal) and isinstance(rounding.step, Decimal):
        places = -int(rounding.step.as_tuple().exponent)
        return Decimal(f"{count * step * 10**places // below}E-{places}")
    return result


def as_long(number: Number, others: Iterable[Number]) -> Number:
    """Write a number, where it isn't whole, with as many decimals as the longest of some others."""
    places = max((-int(other.as_tuple().exponent) for other in others if isinstance(other, Decimal)), default=0)
    short = isinstance(number, Decimal) and places > -int(number.as_tuple().exponent)
    return round_to(number, Rounding(Decimal(f"1E-{places}"))) if short else number


def read_literal(text: str) -> Number | None:
    """Read a number (12, -0.5) or a fraction (2/3) as it is written; None for any other text."""
    top, slash, bottom = text.partition("/")
    digits = top.removeprefix("-")
    if slash:
        good = _are_digits(digits) and _are_digits(bottom) and int(bottom) > 0
        return _exact(int(top), int(bottom)) if good else None
    whole, point, decimals = digits.partition(".")
    if not _are_digits(whole) or (point and not _are_digits(decimals)):
        return None
    return Decimal(text) if point else int(text)


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _exact(top: int, bottom: int) -> Number:
    """Give a ratio as the simplest sort of number that holds it whole."""
    common = gcd(top, bottom)
    top, bottom = top // common, bottom // common
    if bottom == 1:
        return top
    places = _places(bottom)
    if places is None:
        # Read from the library only where a number needs it: most guides have none, and each start would wait.
        from fractions import Fraction

        return Fraction(top, bottom)
    return Decimal(f"{top * 10**places // bottom}E-{places}")


def _places(bottom: int) -> int | None:
    """Count the decimals that one over a number has; None where they never end."""
    counts = {2: 0, 5: 0}
    for prime in counts:
        while bottom % prime == 0:
            bottom //= prime
            counts[prime] += 1
    return max(counts.values()) if bottom == 1 else None
