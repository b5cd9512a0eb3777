"""The expression of a value: what is read of it, and what comes out of its operation."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from widgets.arithmetic import Rounding
from widgets.values import Expression, decode_value, plain, read_operand, work_out

DAY = date(2026, 11, 22)
ON = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("raw", "operand"),
    [
        (7, 7),
        (0.1, Decimal("0.1")),
        (Decimal("2.50"), Decimal("2.50")),
        ("12", 12),
        ("-0.5", Decimal("-0.5")),
        ("2/3", Fraction(2, 3)),
        ("2026-11-22", "2026-11-22"),
        ("2026-02-31", None),
        ("2026/11/22", "2026/11/22"),
        ("2026-1a-22", "2026-1a-22"),
        ("2026-11-a2", "2026-11-a2"),
        ("2026-a1-22", "2026-a1-22"),
        ("202a-11-22", "202a-11-22"),
        ("2026-11/22", "2026-11/22"),
        ("1234567890", 1234567890),
        ("٢٠٢٦-١١-٢٢", "٢٠٢٦-١١-٢٢"),
        ("card", "card"),
        ("today", "today"),
        ("", None),
        (True, None),
        (None, None),
        ([], None),
        (float("inf"), None),
        (float("nan"), None),
        (DAY, None),
    ],
)
def test_an_operand_is_a_number_a_day_or_an_id(raw: Any, operand: Any) -> None:
    found = read_operand(raw)
    wanted = DAY if raw == "2026-11-22" else operand
    assert (found, type(found)) == (wanted, type(wanted))


@pytest.mark.parametrize(
    ("raw", "expression"),
    [
        ({"plus": ["due", {"weeks": 2}]}, Expression("plus", ("due", 2), "weeks", None)),
        ({"plus": ("due", {"months": "span"})}, Expression("plus", ("due", "span"), "months", None)),
        ({"days_since": "due"}, Expression("days_since", ("due", "today"), None, None)),
        ({"months_since": ["due", "on"]}, Expression("months_since", ("due", "on"), None, None)),
        ({"age": "born", "when": "late"}, Expression("age", ("born",), None, "late")),
        ({"age": ["born"]}, Expression("age", ("born",), None, None)),
        ({"sum": ["a", 1, 2.5]}, Expression("sum", ("a", 1, Decimal("2.5")), None, None)),
        ({"times": ["a", 2, 3]}, Expression("times", ("a", 2, 3), None, None)),
        ({"times": ["a"]}, Expression("times", ("a",), None, None)),
        ({"first": ["a", "b", "c"]}, Expression("first", ("a", "b", "c"), None, None)),
        ({"not_below": ["a", 3]}, Expression("not_below", ("a", 3), None, None)),
        ({"sum": ["a"], "round": 1}, Expression("sum", ("a",), None, None, Rounding(1, "up"))),
        (
            {"times": ["a", "2/3"], "round": {"to": "0.01"}},
            Expression("times", ("a", Fraction(2, 3)), None, None, Rounding(Decimal("0.01"), "up")),
        ),
        (
            {"not_above": ["a", 3], "round": {"to": 5, "half": "even"}},
            Expression("not_above", ("a", 3), None, None, Rounding(5, "even")),
        ),
    ],
)
def test_an_expression_is_read(raw: Any, expression: Expression) -> None:
    assert decode_value(raw) == expression


@pytest.mark.parametrize(
    "raw",
    [
        "books",
        None,
        7,
        {},
        {"when": "late", "round": 1},
        {"sum": ["a"], "age": "born"},
        {"sum": "a"},
        {"sum": []},
        {"sum": ["a", []]},
        {"minus": ["a", {"days": 1}]},
        {"plus": ["due"]},
        {"plus": ["due", {"days": 1, "weeks": 1}]},
        {"plus": ["due", {"days": []}]},
        {"plus": {"days": 1}},
        {"sum": {"a": 1, "b": 2}},
        {"plus": "ab"},
        {"plus": ["due", 3]},
        {"plus": ["due", "days"]},
        {"minus": ["a", {"days": 1}]},
        {"minus": "ab"},
        "ab",
        {"age": ["born", "today"]},
        {"days_since": ["a", "b", "c"]},
        {"percent": ["a"]},
        {"sum": ["a"], "round": "unit"},
        {"sum": ["a"], "round": "2026-11-22"},
        {"sum": ["a"], "round": {}},
        {"sum": ["a"], "round": -1},
        {"sum": ["a"], "round": {"to": 1, "half": "UP"}},
        {"first": ["a"], "round": 1},
    ],
)
def test_what_is_no_expression_is_refused(raw: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_value(raw)


@pytest.mark.parametrize(
    ("raw", "known", "result"),
    [
        ({"plus": ["a", {"days": "b"}]}, (DAY, 10), date(2026, 12, 2)),
        ({"plus": ["a", {"weeks": "b"}]}, (DAY, 2), date(2026, 12, 6)),
        ({"plus": ["a", {"months": "b"}]}, (ON, 1), date(2026, 2, 28)),
        ({"plus": ["a", {"years": "b"}]}, (date(2028, 2, 29), 1), date(2029, 2, 28)),
        ({"plus": ["a", {"years": "b"}]}, (DAY, -2), date(2024, 11, 22)),
        ({"plus": ["a", {"years": "b"}]}, (DAY, 9000), None),
        ({"plus": ["a", {"days": "b"}]}, (DAY, Decimal("3.00")), date(2026, 11, 25)),
        ({"days_since": ["a", "b"]}, (ON, DAY), 295),
        ({"months_since": ["a", "b"]}, (ON, DAY), 9),
        ({"age": "a"}, (date(2000, 1, 31),), 26),
        ({"age": "a"}, (date(2000, 2, 1),), 25),
        ({"sum": ["a", "b"]}, (1, Decimal("0.5")), Decimal("1.5")),
        ({"minus": ["a", "b"]}, (1, Decimal("0.5")), Decimal("0.5")),
        ({"times": ["a", "b"]}, (3, Fraction(1, 3)), 1),
        ({"percent": ["a", "b"]}, (200, Decimal("2.5")), 5),
        ({"not_below": ["a", "b"]}, (3, 5), 5),
        ({"not_below": ["a", "b"]}, (7, 5), 7),
        ({"not_above": ["a", "b"]}, (3, 5), 3),
        ({"not_above": ["a", "b"]}, (7, 5), 5),
        ({"not_below": ["a", "b"]}, (ON, DAY), DAY),
        ({"not_above": ["a", "b"]}, (ON, DAY), ON),
        ({"times": ["a", "b"], "round": 0.01}, (7, Fraction(2, 3)), Decimal("4.67")),
        ({"not_below": ["a", "b"], "round": 10}, (14, 12), 10),
    ],
)
def test_what_an_operation_gives(raw: Any, known: Any, result: Any) -> None:
    assert work_out(decode_value(raw), known, ON) == result


@pytest.mark.parametrize(
    ("raw", "known", "message"),
    [
        ({"plus": ["a", {"days": "b"}]}, (3, 3), "3 is not a date"),
        ({"plus": ["a", {"days": "b"}]}, (DAY, DAY), "2026-11-22 is not a number"),
        ({"plus": ["a", {"months": "b"}]}, (DAY, Decimal("1.5")), "1.5 months is not a whole number"),
        ({"days_since": ["a", "b"]}, (DAY, 7), "7 is not a date"),
        ({"sum": ["a"]}, (DAY,), "2026-11-22 is not a number"),
        ({"not_below": ["a", "b"]}, (DAY, 7), "a date and a number can't be compared"),
        ({"not_above": ["a", "b"]}, (7, DAY), "a date and a number can't be compared"),
        ({"not_above": ["a", "b"], "round": 1}, (DAY, DAY), "2026-11-22 is not a number"),
    ],
)
def test_a_date_never_stands_for_a_number(raw: Any, known: Any, message: str) -> None:
    with pytest.raises(TypeError) as refusal:
        work_out(decode_value(raw), known, ON)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (DAY, "2026-11-22"),
        (Decimal("0.05"), "0.05"),
        (Decimal("1E+3"), "1000"),
        (Fraction(2, 3), "2/3"),
        (7, 7),
        ("card", "card"),
        (None, None),
    ],
)
def test_a_value_is_written_plainly(value: Any, written: Any) -> None:
    assert plain(value) == written
