"""Numbers stay exact on the way and are rounded once, at the end."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.arithmetic import (
    HALVES,
    Number,
    Rounding,
    add,
    as_long,
    multiply,
    percent,
    read_literal,
    round_to,
    subtract,
)

NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, places=10),
    st.fractions(-(10**6), 10**6),
)
STEPS = st.sampled_from([1, 10, Decimal("0.01"), Decimal("0.05"), Decimal("0.5"), Fraction(1, 3)])


def ratio(number: Number) -> Fraction:
    return Fraction(*number.as_integer_ratio())


@given(st.lists(NUMBERS, max_size=5))
def test_sums_and_products_are_exact(numbers: list[Number]) -> None:
    product = Fraction(1)
    for number in numbers:
        product *= ratio(number)
    assert ratio(multiply(numbers)) == product
    assert ratio(add(numbers)) == sum(map(ratio, numbers))


@given(NUMBERS, NUMBERS)
def test_differences_and_shares_are_exact(one: Number, other: Number) -> None:
    assert ratio(subtract(one, other)) == ratio(one) - ratio(other)
    assert ratio(percent(one, other)) == ratio(one) * ratio(other) / 100


@given(NUMBERS, NUMBERS)
def test_a_number_is_of_the_simplest_sort_that_holds_it(one: Number, other: Number) -> None:
    result = multiply([one, other])
    bottom = ratio(result).denominator
    while bottom % 2 == 0 or bottom % 5 == 0:
        bottom //= 2 if bottom % 2 == 0 else 5
    assert isinstance(result, int if ratio(result).denominator == 1 else Decimal if bottom == 1 else Fraction)


@given(NUMBERS, STEPS, st.sampled_from(HALVES))
def test_rounding_goes_to_the_nearest_multiple(number: Number, step: Number, half: str) -> None:
    result = round_to(number, Rounding(step, half))
    assert (ratio(result) / ratio(step)).denominator == 1
    assert abs(ratio(result) - ratio(number)) * 2 <= ratio(step)
    assert round_to(subtract(0, number), Rounding(step, half)) == subtract(0, result)


@pytest.mark.parametrize(
    ("number", "step", "half", "rounded"),
    [
        ("0.125", "0.01", "up", "0.13"),
        ("0.125", "0.01", "down", "0.12"),
        ("0.125", "0.01", "even", "0.12"),
        ("0.135", "0.01", "even", "0.14"),
        ("-0.125", "0.01", "up", "-0.13"),
        ("0.1251", "0.01", "down", "0.13"),
        ("17.899", "0.01", "up", "17.90"),
        ("17.999", "0.01", "up", "18"),
        ("2.25", "0.5", "up", "2.5"),
        ("25", "10", "up", "30"),
        ("21", "10", "up", "20"),
        ("26", "10", "down", "30"),
        ("0.155", "0.01", "even", "0.16"),
        ("0.165", "0.01", "even", "0.16"),
        ("0", "0.01", "up", "0"),
    ],
)
def test_which_way_at_the_half(number: str, step: str, half: str, rounded: str) -> None:
    found = round_to(Decimal(number), Rounding(read_literal(step) or 0, half))
    assert str(found) == rounded


@pytest.mark.parametrize(
    ("number", "others", "written"),
    [
        ("1.5", ["2.25"], "1.50"),
        ("1.5", ["2.25", "0.125", "7"], "1.500"),
        ("1.25", ["0.5"], "1.25"),
        ("1.5", ["7"], "1.5"),
        ("7", ["0.25"], "7"),
        ("1.5", [], "1.5"),
    ],
)
def test_a_number_is_written_with_as_many_decimals_as_those_beside_it(
    number: str, others: list[str], written: str
) -> None:
    assert str(as_long(read_literal(number) or 0, [read_literal(other) or 0 for other in others])) == written


@pytest.mark.parametrize(
    ("work_out", "numbers", "number"),
    [
        (add, [], 0),
        (add, [Decimal("0.1"), Decimal("0.2"), 1], Decimal("1.3")),
        (add, [Fraction(1, 3), Fraction(1, 6)], Decimal("0.5")),
        (multiply, [], 1),
        (multiply, [3, Decimal("0.25"), Fraction(4, 3)], 1),
        (multiply, [7, Fraction(1, 3)], Fraction(7, 3)),
        (multiply, [Decimal("0.2"), Decimal("0.2")], Decimal("0.04")),
        (multiply, [Fraction(1, 40)], Decimal("0.025")),
        (multiply, [Fraction(1, 5)], Decimal("0.2")),
        (multiply, [Fraction(1, 2)], Decimal("0.5")),
        (multiply, [Fraction(1, 10**25)], Decimal("0.0000000000000000000000001")),
        (multiply, [-3, Fraction(1, 2)], Decimal("-1.5")),
        (lambda pair: subtract(*pair), [1, Decimal("0.75")], Decimal("0.25")),
        (lambda pair: subtract(*pair), [5, 7], -2),
        (lambda pair: percent(*pair), [Decimal("1234.56"), Decimal("4.48")], Decimal("55.308288")),
        (lambda pair: percent(*pair), [200, 50], 100),
    ],
)
def test_a_result_is_exact_and_no_longer_than_it_must_be(work_out: Any, numbers: list[Number], number: Number) -> None:
    found = work_out(numbers)
    assert (str(found), type(found)) == (str(number), type(number))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("-0.5", Decimal("-0.5")),
        ("2/3", Fraction(2, 3)),
        ("6/4", Decimal("1.5")),
        ("4/2", 2),
        ("3/1", 3),
        ("-1/2", Decimal("-0.5")),
        ("0", 0),
        ("-7", -7),
        ("1.50", Decimal("1.50")),
        ("1/0", None),
        ("2/3/4", None),
        ("1.", None),
        (".5", None),
        ("1 000", None),
        ("321-1-06", None),
        ("2²", None),
        ("", None),
        ("-", None),
    ],
)
def test_numbers_written_as_text(text: str, number: Number | None) -> None:
    found = read_literal(text)
    assert (found, type(found)) == (number, type(number))
