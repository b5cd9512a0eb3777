"""What readers type: dates and numbers as they are written in Morocco, and all that is neither."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.typed import TypedError, read_date, read_number

NOVEMBER = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/11/2026", NOVEMBER),
        ("12-11-2026", NOVEMBER),
        ("12.11.2026", NOVEMBER),
        ("12 11 2026", NOVEMBER),
        ("12112026", NOVEMBER),
        ("2026-11-12", NOVEMBER),
        ("2026/11/12", NOVEMBER),
        (" 12 / 11 / 2026 ", NOVEMBER),
        ("1/2/2026", date(2026, 2, 1)),
        ("٠١/٠٢/٢٠٢٦", date(2026, 2, 1)),
        ("١٢١١٢٠٢٦", NOVEMBER),
        ("۱۲/۱۱/۲۰۲۶", NOVEMBER),
        ("١٢؍١١؍٢٠٢٦", NOVEMBER),
        ("\u200f12/11/2026\u200e", NOVEMBER),
        ("\u206712/11/2026\u2069", NOVEMBER),
        ("12\u00a011\u00a02026", NOVEMBER),
        ("12–11–2026", NOVEMBER),
        ("29/02/2028", date(2028, 2, 29)),
        ("31/01/0001", date(1, 1, 31)),
    ],
)
def test_dates(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("31/02/2026", "no-such-date"),
        ("29/02/2026", "no-such-date"),
        ("29/02/1900", "no-such-date"),
        ("00/01/2026", "no-such-date"),
        ("11/13/2026", "no-such-date"),
        ("31122026", None),
        ("20261231", "no-such-date"),
        ("01/01/0000", "no-such-date"),
        ("12/11/26", "not-a-date"),
        ("12/11", "not-a-date"),
        ("12 novembre 2026", "not-a-date"),
        ("12/11/2026 10:00", "not-a-date"),
        ("²/11/2026", "not-a-date"),
        ("demain", "not-a-date"),
        ("12//11/2026", "not-a-date"),
        ("-12/11/2026", "not-a-date"),
    ],
)
def test_what_is_no_date(text: str, error: str | None) -> None:
    assert trial(read_date, text) == error


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6 000,50", Decimal("6000.50")),
        ("6.000,50", Decimal("6000.50")),
        ("6000.50", Decimal("6000.50")),
        ("6,000.50", Decimal("6000.50")),
        ("6000,5", Decimal("6000.5")),
        ("٦٠٠٠٫٥٠", Decimal("6000.50")),
        ("٦٬٠٠٠٫٥٠", Decimal("6000.50")),
        ("۶۰۰۰", 6000),
        ("6.000", 6000),
        ("6,000", 6000),
        ("6 000", 6000),
        ("6\u202f000,00", 6000),
        ("1.234.567", 1234567),
        ("6000.500", Decimal("6000.500")),
        ("0,500", Decimal("0.500")),
        ("0,5", Decimal("0.5")),
        ("007", 7),
        ("12", 12),
        ("-3", -3),
        ("−3", -3),
        ("6000 MAD", 6000),
        ("6000dh", 6000),
        ("6 000,50 DHS", Decimal("6000.50")),
        ("٦٠٠٠ درهم", 6000),
        ("6’000", 6000),
        ("999999999999999", 999_999_999_999_999),
        ("+5", 5),
        ("- 5", -5),
        ("-0,5", Decimal("-0.5")),
        ("0,1234567890", Decimal("0.1234567890")),
        ("00000000000000000007", 7),
        ("7,0", 7),
        ("7,0500", Decimal("7.0500")),
        ("1 234 567,89", Decimal("1234567.89")),
        ("6000 mad.", 6000),
        ("6000 دراهم", 6000),
        ("6000 Dh", 6000),
    ],
)
def test_numbers(text: str, number: int | Decimal) -> None:
    found = read_number(text)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("6O00", "not-a-number"),
        ("six", "not-a-number"),
        ("6.00.000", "not-a-number"),
        ("6.000.50", "not-a-number"),
        ("60 00", "not-a-number"),
        ("6,", "not-a-number"),
        (",5", "not-a-number"),
        ("1e5", "not-a-number"),
        ("NaN", "not-a-number"),
        ("٣x", "not-a-number"),
        ("½", "not-a-number"),
        ("1/2", "not-a-number"),
        ("MAD", "not-a-number"),
        ("0,12345678901", "not-a-number"),
        ("1000000000000000", "too-large"),
        ("-1000000000000000", "too-small"),
        ("1,234,567,89", "not-a-number"),
        ("1,234,567", None),
        ("+1000000000000000", "too-large"),
        ("-0000999999999999999", None),
    ],
)
def test_what_is_no_number(text: str, error: str | None) -> None:
    assert trial(read_number, text) == error


@given(st.dates(min_value=date(1, 1, 1)), st.sampled_from(["/", "-", ".", " "]))
def test_a_day_is_read_as_it_is_written(day: date, sign: str) -> None:
    assert read_date(f"{day.day}{sign}{day.month:02}{sign}{day.year:04}") == day
    assert read_date(f"{day.year:04}-{day.month:02}-{day.day:02}") == day


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from([(" ", ","), (".", ","), (",", "."), ("", ",")]))
def test_an_amount_is_read_as_it_is_written(whole: int, cents: int, signs: tuple[str, str]) -> None:
    text = f"{whole:,}".replace(",", signs[0]) + f"{signs[1]}{cents:02}"
    assert read_number(text) == Decimal(f"{whole}.{cents:02}")


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert trial(read_date, text) in (None, "not-a-date", "no-such-date")
    assert trial(read_number, text) in (None, "not-a-number", "too-large", "too-small")


def trial(read, text: str) -> str | None:
    try:
        read(text)
    except TypedError as error:
        return str(error)
    return None
