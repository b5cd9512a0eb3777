"""Text as a reader types it comes in; the date or number meant goes out, or the id of what is wrong.

Days come first, digits may be Arabic or Persian, marks of direction and spaces around do not count.
"""

import datetime
import re
from decimal import Decimal

LARGEST = 10**15 - 1
"""Largest number read: fifteen digits, so that sums stay exact."""
_DECIMALS = 10

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_SIGNS = str.maketrans("؍⁄∕‐‑‒–−", "///-----")

# Texts, which `re` compiles and keeps when a date or a number is first typed: compiled here, each start would wait.
_DATE = r"(\d{1,2})(?: ?[-/.] ?| )(\d{1,2})(?: ?[-/.] ?| )(\d{4})"
_YEAR_FIRST = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
_DIGITS = r"(\d\d)(\d\d)(\d{4})"
_NUMBER = r"([-+]?) ?(?:([1-9]\d{0,2}(?:([ .,٬'’])\d{3})(?:\3\d{3})*)|(\d+))(?:([.,٫])(\d+))?"
_MONEY = r" ?(?:mad|dhs?|درهما?|دراهم)\.?$"


class TypedError(ValueError):
    """What was typed can't be read; its text is the id of the error."""


def clean(text: str) -> str:
    """Write all digits as 0-9, drop marks that can't be seen, and make every run of spaces one."""
    seen = "".join(str(int(char)) if char.isdecimal() else char for char in text.translate(_INVISIBLE))
    return " ".join(seen.translate(_SIGNS).split())


def read_date(text: str) -> datetime.date:
    """Read a day (12/11/2026, 12 11 2026, 12112026, 2026-11-12); a year has four digits.

    Raises TypedError: not-a-date, or no-such-date for one that the calendar lacks.
    """
    text = clean(text)
    if match := re.fullmatch(_DATE, text, re.ASCII) or re.fullmatch(_DIGITS, text, re.ASCII):
        day, month, year = match.groups()
    elif match := re.fullmatch(_YEAR_FIRST, text, re.ASCII):
        year, month, day = match.groups()
    else:
        raise TypedError("not-a-date")
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise TypedError("no-such-date") from None


def read_number(text: str) -> int | Decimal:
    """Read a number (6 000,50, 6.000,50, 6,000.50); one separator before exactly three digits groups thousands.

    A number written without decimals, or with zeros alone, is an int.  Raises TypedError: not-a-number, or too-large
    or too-small past fifteen digits.
    """
    match = re.fullmatch(_NUMBER, re.sub(_MONEY, "", clean(text), flags=re.IGNORECASE), re.ASCII)
    if not match:
        raise TypedError("not-a-number")
    sign, grouped, separator, plain, point, decimals = match.groups()
    if (point and point == separator) or len(decimals or "") > _DECIMALS:
        raise TypedError("not-a-number")
    digits = plain or grouped.replace(separator, "")
    if len(digits.lstrip("0")) > len(str(LARGEST)):
        raise TypedError("too-small" if sign == "-" else "too-large")
    whole = int(sign + digits)
    return Decimal(f"{sign}{digits}.{decimals}") if (decimals or "").strip("0") else whole
