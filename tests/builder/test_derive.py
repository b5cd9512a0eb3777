"""Derived figures: worked out from their parts, day by day, and refused with the whole list of what is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.check import check_library
from builder.derive import work_out_figures
from builder.facts import Fact
from builder.load import load_library
from builder.render import render_site
from tests.builder.cards import copy_library, short
from widgets.arithmetic import Rounding, percent, round_to
from widgets.figures import in_force, seen_undated

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
FACTS = "guides/facts/library.yaml"
REST = {"status": "derived", "checked": {"on": "2026-11-01", "seen": "worked out"}, "every": 12}


def fact(id: str, unit: str = "MAD", **more: Any) -> Fact:
    return Fact.model_validate(
        {"id": id, "unit": unit, "status": "official", "sources": ["house-rules"], **REST, **more}
    )


def figure(id: str, *values: tuple[str, Any], unit: str = "MAD", status: str = "official") -> Fact:
    dated = [
        {"from": start, "value": value, **({"seen": "2026-11-01"} if start == "unknown" else {})}
        for start, value in values
    ]
    return fact(id, unit, values=dated, status=status)


def derived(id: str, derive: Any, unit: str = "MAD", **more: Any) -> Fact:
    return fact(id, unit, derive=derive, status="derived", sources=[], **more)


def worked_out(*facts: Fact) -> dict[str, list[tuple[str, str | None, Any]]]:
    done, faults = work_out_figures({one.id: one for one in facts})
    assert faults == []
    return {id: [(value.from_, value.seen, value.value) for value in one.values] for id, one in done.items()}


def test_a_value_starts_on_every_day_on_which_a_part_changes() -> None:
    fine = figure("fine", ("2020-01-01", 10), ("2025-01-01", 20), ("2028-01-01", None))
    rate = figure("rate", ("2022-01-01", Decimal("2.5")), ("2026-01-01", 5), unit="percent")
    assert worked_out(fine, rate, derived("share", {"percent": ["fine", "rate"]}))["share"] == [
        ("2022-01-01", None, Decimal("0.25")),
        ("2025-01-01", None, Decimal("0.5")),
        ("2026-01-01", None, 1),
        ("2028-01-01", None, None),
    ]


def test_a_part_without_a_date_leaves_its_mark_and_is_not_carried_back() -> None:
    fee = figure("fee", ("unknown", 3))
    fine = figure("fine", ("2025-01-01", 20))
    both = figure("both", ("unknown", 7), ("2027-01-01", 8))
    found = worked_out(
        fee,
        fine,
        both,
        derived("total", {"sum": ["fee", "fine"]}),
        derived("more", {"sum": ["total", "both"]}),
        derived("rest", {"minus": ["both", "fee"]}),
    )
    assert found["total"] == [("2025-01-01", "2026-11-01", 23)]
    assert found["more"] == [("2025-01-01", "2026-11-01", 30), ("2027-01-01", "2026-11-01", 31)]
    assert found["rest"] == [("unknown", "2026-11-01", 4), ("2027-01-01", "2026-11-01", 5)]


def test_numbers_fractions_and_rounding() -> None:
    fine = figure("fine", ("2020-01-01", Decimal("0.25")))
    third = {"times": ["fine", "1/3", 5]}
    assert worked_out(
        fine,
        derived("third", third, round=Decimal("0.01")),
        derived("down", {"times": ["fine", "1/2"]}, round={"to": Decimal("0.01"), "half": "down"}),
    ) == {
        "fine": [("2020-01-01", None, Decimal("0.25"))],
        "third": [("2020-01-01", None, Decimal("0.42"))],
        "down": [("2020-01-01", None, Decimal("0.12"))],
    }


def test_sources_are_those_of_the_parts_and_the_weakest_part_counts() -> None:
    fine = figure("fine", ("2020-01-01", 10))
    fee = figure("fee", ("2020-01-01", 3), status="single")
    done, _ = work_out_figures(
        {
            one.id: one
            for one in (
                derived("total", {"sum": ["double", "fee"]}),
                derived("double", {"times": ["fine", 2]}),
                fine,
                fee.model_copy(update={"sources": ("notice-board", "house-rules")}),
            )
        }
    )
    assert (done["double"].status, done["double"].sources) == ("derived", ("house-rules",))
    assert (done["total"].status, done["total"].sources) == ("single", ("house-rules", "notice-board"))
    assert list(done) == ["total", "double", "fine", "fee"]


@st.composite
def dated(draw: st.DrawFn, id: str, unit: str) -> Fact:
    starts = [day.isoformat() for day in draw(st.lists(DAYS, max_size=4, unique=True))]
    if draw(st.booleans()) or not starts:
        starts.append("unknown")
    values = [(start, draw(st.none() | st.integers(0, 9))) for start in starts]
    return figure(id, *values, unit=unit)


@given(dated("base", "MAD"), dated("rate", "percent"), DAYS)
def test_on_any_day_it_is_the_sum_of_what_is_in_force_that_day(base: Fact, rate: Fact, on: date) -> None:
    share = derived("share", {"percent": ["base", "rate"]}, round=Decimal("0.1"))
    done, _ = work_out_figures({"base": base, "rate": rate, "share": share})
    parts = [done[id].for_engine() for id in ("base", "rate")]
    found = done["share"].for_engine()
    current = done["share"].on(on)  # what a page shows is what the engine counts with
    assert (current.value if current else None) == in_force(found, on)
    assert bool(current and current.undated) == (seen_undated(found, on) is not None)
    values = [in_force(part, on) for part in parts]
    if None in values:
        assert in_force(found, on) is None
    else:
        expected = round_to(percent(*values), Rounding(Decimal("0.1")))  # type: ignore[arg-type]
        assert in_force(found, on) == expected
        seen = [seen_undated(part, on) for part in parts]
        assert seen_undated(found, on) == max((day for day in seen if day), default=None)
    starts = {value.from_ for part in (base, rate) for value in part.values}
    assert {value["from"] for value in found["values"]} <= starts


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2026, 12, 1)])
def test_the_page_tells_that_a_part_has_no_date(day: date, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    with (folder / FACTS).open("a", encoding="utf-8") as file:
        file.write(DATED)
    with (folder / "docs" / "en" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nIt is [[warned]] before.\n")
    library = load_library(folder)
    assert check_library(library) == []
    page = render_site(library, day)["en"]["index.md"]
    assert "date not given, read on 1\u00a0November 2026" in page.split('<li id="fact-warned"')[1].split("</li>")[0]


def test_everything_wrong_with_sums_is_told_at_once(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    with (folder / FACTS).open("a", encoding="utf-8") as file:
        file.write(BROKEN)
    found = [short(problem) for problem in check_library(load_library(folder))]
    assert found == [f"{FACTS}:{line}" for line in EXPECTED]


DATED = """
- id: loan
  unit: days
  values: [{from: 2026-01-01, value: 14}, {from: 2026-12-01, value: 21}]
  status: official
  sources: [house-rules]
  checked: {on: 2026-11-01, seen: "article 7"}
  every: 12
- id: warned
  unit: days
  derive: {minus: [loan, reminder-before]}
  status: derived
  sources: []
  checked: {on: 2026-11-01, seen: "fourteen less seven"}
  every: 12
"""
TAIL = """, status: derived, sources: [], every: 12, checked: {on: 2026-11-01, seen: "worked out"}}\n"""
BROKEN = "".join(
    "- {" + written + TAIL
    for written in (
        "id: typed, unit: months, values: [{from: 2020-01-01, value: 3}], derive: {times: [card-validity, 2]}",
        "id: nameless, unit: months, derive: {times: [card-validty, 2]}",
        "id: claimed, unit: months, derive: {times: [card-remade-free, 2]}",
        "id: other-word, unit: months, derive: {plus: [card-validity, 2]}",
        "id: two-words, unit: months, derive: {times: [card-validity, 2], sum: [card-validity]}",
        "id: apples, unit: months, derive: {sum: [card-validity, reminder-before]}",
        "id: numbers, unit: months, derive: {sum: [1, 2]}",
        "id: without-end, unit: months, derive: {times: [card-validity, 1/7]}",
        "id: one, unit: months, derive: {sum: [other, 1]}",
        "id: other, unit: months, derive: {sum: [one, 1]}",
        "id: nowhere, unit: months",
        "id: unitless, derive: {times: [card-validity, 2]}",
        "id: rounded, unit: months, derive: {times: [card-validity, 2]}, round: 0",
    )
)
EXPECTED = [
    "25: 'typed' is derived, and nobody types what is worked out. Take out values, or derive.",
    "26: There is no figure 'card-validty'. Did you mean 'card-validity'?",
    "27: 'card-remade-free' is a claim, it has no value. Write the id of a figure.",
    "28: A sum is a mapping with one operation. Use sum, minus, times, percent.",
    "29: A sum is a mapping with one operation. Use sum, minus, times, percent.",
    "30: 'reminder-before' is in days, and 'apples' needs months here. Take another figure, or mend a unit.",
    "31: The sum of 'numbers' names no figure. Write the id of one, or type the value.",
    "32: The decimals of 'without-end' never end. Write round: 0.01 below derive.",
    "33: Goes round in a circle (one → other → one). Take one of these out of another.",
    "35: 'nowhere' says derived and names no sum. Write derive: {sum: […]}, or the status of its source.",
    "36: 'unitless' is derived and has no unit. Write unit: MAD, percent, days, …",
    "37: round takes a number above zero. Write 0.01 for instance, or {to: 0.01, half: up, down or even}.",
]
