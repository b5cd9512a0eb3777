"""Days come in; days, months and ages counted from them go out.

N days from a day end on that day + N, and the last day is still in time.
"""

import datetime
from datetime import timedelta


def read_iso(text: object) -> datetime.date | None:
    """Read 2026-11-22; None when it is no day of the calendar written so."""
    if not isinstance(text, str) or len(text) != 10:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def add_days(day: datetime.date, count: int) -> datetime.date | None:
    """Count days on (or back); None outside the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: datetime.date, count: int) -> datetime.date | None:
    """Count months on (or back): the same day of the month, or the last of a shorter one; None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    return datetime.date(year, month + 1, min(day.day, _last(year, month + 1)))


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Count completed months; negative when the end lies before the start.

    A month is complete on the day `add_months` gives, so one from 31 January is complete on the last of February.
    """
    if end < start:
        return -months_between(end, start)
    count = (end.year - start.year) * 12 + end.month - start.month
    return count if end.day >= min(start.day, _last(end.year, end.month)) else count - 1


def age_on(birth: datetime.date, day: datetime.date) -> int:
    """Count completed years: an age is reached on the birthday (28 February, in a common year, for 29 February)."""
    return months_between(birth, day) // 12


def _last(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
