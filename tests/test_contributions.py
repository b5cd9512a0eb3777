"""Contributions for every pay: lines that add up, more pay never costs less, each ceiling and band from both sides."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.ask import request
from builder.load import load_library
from widgets.api import handle

LIBRARY = load_library(Path(__file__).parent.parent)
GUIDES = {
    widget.id: LIBRARY.guides[id]
    for id in ("contributions", "self-employed-contributions")
    for widget in LIBRARY.guides[id].procedure.widgets
}
"""By form."""
DAY = "2026-11-26"
CENTIME = Decimal("0.01")

amounts = st.integers(100, 5_000_000).map(lambda centimes: Decimal(centimes).scaleb(-2))


def figure(id: str) -> Decimal:
    value = LIBRARY.facts[id].on(date.fromisoformat(DAY))
    assert value is not None
    return Decimal(str(value.value))


def answer(widget: str, **answers: object) -> dict[str, Any]:
    typed = {id.replace("_", "-"): str(value) for id, value in answers.items()}
    found: dict[str, Any] = json.loads(handle(request(LIBRARY, GUIDES[widget], widget, typed, DAY)))
    assert "fault" not in found
    return found


def lines(pay: Decimal) -> tuple[dict[str, dict[str, Decimal]], dict[str, Decimal]]:
    """The amounts of each branch, and the totals."""
    told = answer("on-this-pay", pay=pay, month=DAY)["lines"]
    parts = ("employee-pays", "employer-pays")
    rows = {row: {part: Decimal(cells[part]) for part in parts if part in cells} for row, cells in told["rows"].items()}
    return rows, {part: Decimal(told["totals"][part]) for part in parts}


def test_the_payroll_that_a_course_publishes_comes_out_the_same() -> None:
    pays = [lines(Decimal(pay))[0] for pay in (5000, 3500, 6600, 12000)]
    branches = {"family": ["family"], "capped": ["short-term", "long-term"], "amo": ["health"]}
    found = {part: sum(rows[row]["employer-pays"] for rows in pays for row in of) for part, of in branches.items()}
    assert found == {part: figure(f"contrib-course-{part}") for part in branches}


@settings(deadline=None, max_examples=60)
@given(amounts)
def test_the_printed_lines_add_up_to_the_printed_totals(pay: Decimal) -> None:
    rows, totals = lines(pay)
    added = {part: sum((cells.get(part, Decimal(0)) for cells in rows.values()), Decimal(0)) for part in totals}
    assert added == totals


@settings(deadline=None, max_examples=60)
@given(amounts, amounts)
def test_more_pay_never_means_less_contribution(one: Decimal, other: Decimal) -> None:
    (less, less_in_all), (more, more_in_all) = lines(min(one, other)), lines(max(one, other))
    assert [(row, part) for row in less for part in less[row] if less[row][part] > more[row][part]] == []
    assert [part for part in less_in_all if less_in_all[part] > more_in_all[part]] == []


@settings(deadline=None, max_examples=40)
@given(amounts)
def test_what_is_left_and_what_it_costs_hang_together(pay: Decimal) -> None:
    totals = lines(pay)[1]
    values = {id: Decimal(str(value)) for id, value in answer("on-this-pay", pay=pay, month=DAY)["values"].items()}
    assert values["left-after"] == pay - totals["employee-pays"]
    assert values["with-employer"] == pay + totals["employer-pays"]
    assert values["by-both"] == sum(totals.values())


@pytest.mark.parametrize(
    ("offset", "outcome"),
    [(-CENTIME, "within-ceiling"), (Decimal(0), "within-ceiling"), (CENTIME, "beyond-ceiling")],
)
def test_the_ceiling_from_both_sides(offset: Decimal, outcome: str) -> None:
    pay = figure("contrib-ceiling") + offset
    told = answer("on-this-pay", pay=pay, month=DAY)
    bases = {row: Decimal(cells["base"]) for row, cells in told["lines"]["rows"].items()}
    capped = min(pay, figure("contrib-ceiling"))
    assert told["outcome"] == outcome
    assert bases == {"family": pay, "short-term": capped, "long-term": capped, "health": pay, "training": pay}


@settings(deadline=None, max_examples=40)
@given(amounts)
def test_a_payslip_with_what_is_worked_out_agrees(pay: Decimal) -> None:
    rows, totals = lines(pay)
    capped = rows["short-term"]["employee-pays"] + rows["long-term"]["employee-pays"]
    month = {"pay": pay, "month": DAY}
    by_line = answer("check-my-payslip", **month, printed_cnss=capped, printed_amo=rows["health"]["employee-pays"])
    both = {"printed_cnss": "unknown", "printed_amo": "unknown", "printed_total": totals["employee-pays"]}
    assert [by_line["outcome"], answer("check-my-payslip", **month, **both)["outcome"]] == ["lines-agree"] * 2


@settings(deadline=None, max_examples=40)
@given(amounts, st.integers(-300, 300))
def test_a_payslip_that_differs_says_so(pay: Decimal, centimes: int) -> None:
    amo = lines(pay)[0]["health"]["employee-pays"]
    printed = max(amo + Decimal(centimes).scaleb(-2), Decimal(0))
    told = answer("check-my-payslip", pay=pay, month=DAY, printed_cnss="unknown", printed_amo=printed)
    by = printed - amo
    sides = {"lines-agree": abs(by) <= CENTIME, "more-was-taken": by > CENTIME}
    assert told["outcome"] == next((id for id, met in sides.items() if met), "less-was-taken")


@settings(deadline=None, max_examples=60)
@given(amounts, st.sampled_from(["amo", "other"]), st.integers(0, 900), st.integers(0, 900), st.integers(0, 900))
def test_paying_later_never_costs_less(due: Decimal, owed: str, from_day: int, one: int, other: int) -> None:
    start = date(2024, 1, 31) + timedelta(from_day)
    first, second = (surcharges(due, owed, start, start + timedelta(days)) for days in sorted((one, other)))
    assert first[1] <= second[1]
    # The least is worked out by the rate of the day of paying, which has been lowered: only at one rate does it grow.
    if first[2] == second[2]:
        assert first[0] <= second[0]


def surcharges(due: Decimal, owed: str, due_on: date, paid_on: date) -> tuple[Decimal, Decimal, object]:
    """The least and the most that paying late may cost, and the rate a month on the day of paying."""
    told = answer("late-surcharge", owed_for=owed, amount_due=due, due_on=due_on, paid_on=paid_on)
    found = [Decimal(str(value)) for id, value in told["values"].items() if id.startswith("owed-")] or [Decimal(0)]
    return min(found), max(found), told["figures"].get("late-next-months", {}).get("value")


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 6_000_000), st.integers(0, 6_000_000))
def test_more_tax_never_means_a_smaller_duty(one: int, other: int) -> None:
    low, high = (duty(Decimal(centimes).scaleb(-2)) for centimes in sorted((one, other)))
    assert low <= high


def duty(tax: Decimal) -> tuple[Decimal, Decimal]:
    """For a quarter and for a year."""
    values = answer("complementary-duty", tax_regime="cpu", yearly_tax=tax)["values"]
    return Decimal(values["by-quarter"]), Decimal(values["by-year"])


@pytest.mark.parametrize("band", range(1, 9))
def test_each_band_from_both_sides(band: int) -> None:
    mine = (figure(f"ae-duty-{band}-quarter"), figure(f"ae-duty-{band}-year"))
    ends = [figure(f"ae-duty-{band}-{end}") for end in ("from", "to") if f"ae-duty-{band}-{end}" in LIBRARY.facts]
    ends += [figure("ae-duty-1-below") - CENTIME] if band == 1 else []
    ends += [figure("ae-duty-8-above") + CENTIME] if band == 8 else []
    assert [duty(tax) for tax in ends] == [mine] * len(ends)


@pytest.mark.parametrize("band", range(1, 9))
def test_a_year_is_four_quarters(band: int) -> None:
    assert figure(f"ae-duty-{band}-year") == 4 * figure(f"ae-duty-{band}-quarter")


def test_the_first_month_with_rates_is_the_first_of_the_rates() -> None:
    parts = ("family", "short", "long", "amo", "training")
    starts = {
        LIBRARY.facts[f"contrib-{part}-{who}"].values[0].from_ for part in parts for who in ("employee", "employer")
    }
    assert starts == {LIBRARY.facts["contrib-rates-since"].values[0].value}
