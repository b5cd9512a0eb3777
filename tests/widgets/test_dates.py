"""Counting days, months and years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.dates import add_days, add_months, age_on, months_between, read_iso

DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-01-01", -1, "2025-12-01"),
    ],
)
def test_the_end_of_a_short_month_counts_as_the_day(day: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(end)


@pytest.mark.parametrize(("year", "february"), [(2026, 28), (2028, 29), (1900, 28), (2000, 29), (2100, 28), (2004, 29)])
def test_each_month_ends_on_its_last_day(year: int, february: int) -> None:
    ends = [add_months(date(year, 1, 31), months) for months in range(12)]
    assert [end and end.day for end in ends] == [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(1, 2, 1), -1, date(1, 1, 1)),
        (date(1, 1, 1), -1, None),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
        (date(9999, 12, 1), 1, None),
    ],
)
def test_months_are_counted_to_the_ends_of_the_calendar(day: date, months: int, end: date | None) -> None:
    assert add_months(day, months) == end


@pytest.mark.parametrize(
    ("day", "days", "end"),
    [
        (date(2026, 11, 22), 10, date(2026, 12, 2)),
        (date(2026, 11, 22), -22, date(2026, 10, 31)),
        (date(9999, 12, 31), 1, None),
        (date(1, 1, 1), -1, None),
    ],
)
def test_days_are_counted_to_the_ends_of_the_calendar(day: date, days: int, end: date | None) -> None:
    assert add_days(day, days) == end


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-15", "2026-02-14", 0),
        ("2026-01-15", "2026-02-15", 1),
        ("2026-01-31", "2026-02-28", 1),
        ("2026-01-31", "2026-03-30", 1),
        ("2026-01-31", "2026-03-31", 2),
        ("2026-02-15", "2026-01-15", -1),
        ("2026-02-15", "2026-01-16", 0),
        ("2026-02-15", "2026-02-15", 0),
        ("2025-11-15", "2026-02-15", 3),
    ],
)
def test_completed_months(start: str, end: str, months: int) -> None:
    assert months_between(date.fromisoformat(start), date.fromisoformat(end)) == months


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("1966-11-22", "2026-11-21", 59),
        ("1966-11-22", "2026-11-22", 60),
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
    ],
)
def test_an_age_is_reached_on_the_birthday(birth: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(birth), date.fromisoformat(day)) == age


@given(DAYS, st.integers(0, 1200))
def test_a_span_of_months_is_complete_on_its_last_day(day: date, months: int) -> None:
    end = add_months(day, months)
    assert end is not None
    assert months_between(day, end) == months
    if months:
        assert months_between(day, date.fromordinal(end.toordinal() - 1)) == months - 1


@given(st.dates(), st.integers(-(10**30), 10**30))
def test_no_count_is_too_long(day: date, count: int) -> None:
    for end in (add_days(day, count), add_months(day, count)):
        assert end is None or (end >= day) is (count >= 0) or count == 0


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_as_it_is_written(day: date) -> None:
    assert read_iso(day.isoformat()) == day


@pytest.mark.parametrize("text", ["2026-11-31", "2026-1-1", "20261101", "2026-W01-1", "", "today", None, 20261101])
def test_what_is_no_iso_date(text: object) -> None:
    assert read_iso(text) is None
