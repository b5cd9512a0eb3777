"""The value of a figure on a day: the definition, and that what has no date is always told."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.api import evaluate
from widgets.figures import amount, in_force, known_figures, place_in_force, seen_undated, tell_figure
from widgets.model import Procedure
from widgets.rules import read_rules

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SEEN = "2026-11-01"


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    """A figure with some values of known start, one at most of unknown start, in any order; each value once."""
    starts = [day.isoformat() for day in draw(st.lists(DAYS, max_size=5, unique=True))]
    if draw(st.booleans()):
        starts.append("unknown")
    ended = draw(st.sets(st.sampled_from(starts))) if starts else set()
    values = [
        {"from": start, "value": None if start in ended else place, **({"seen": SEEN} if start == "unknown" else {})}
        for place, start in enumerate(starts)
    ]
    return {"unit": "days", "values": draw(st.permutations(values))}


@given(figures(), DAYS)
def test_the_last_known_start_on_or_before_the_day_counts(figure: dict[str, Any], on: date) -> None:
    known = {dated["from"]: dated for dated in figure["values"] if dated["from"] != "unknown"}
    begun = [start for start in known if date.fromisoformat(start) <= on]
    undated = [dated for dated in figure["values"] if dated["from"] == "unknown"]
    if begun:
        assert in_force(figure, on) == known[max(begun)]["value"]
        assert seen_undated(figure, on) is None
    elif undated:
        assert in_force(figure, on) == undated[0]["value"]
        assert seen_undated(figure, on) == SEEN
    else:
        assert in_force(figure, on) is None


@given(figures(), DAYS)
def test_no_value_counts_before_it_starts(figure: dict[str, Any], on: date) -> None:
    place = place_in_force([dated["from"] for dated in figure["values"]], on)
    start = None if place is None else figure["values"][place]["from"]
    assert start in (None, "unknown") or date.fromisoformat(start) <= on


@given(figures(), DAYS, DAYS)
def test_what_starts_later_changes_nothing_today(figure: dict[str, Any], on: date, later: date) -> None:
    if later > on and all(dated["from"] != later.isoformat() for dated in figure["values"]):
        more = {**figure, "values": [{"from": later.isoformat(), "value": 99}, *figure["values"]]}
        assert in_force(more, on) == in_force(figure, on)
        assert seen_undated(more, on) == seen_undated(figure, on)


@given(figures(), DAYS)
def test_the_engine_tells_what_has_no_date_and_what_has_no_value(figure: dict[str, Any], on: date) -> None:
    rules = read_rules(
        Procedure.from_dict(
            {
                "id": "p",
                "values": {"shown": {"sum": ["figure", 1]}},
                "tables": {"goal": [{"otherwise": "done"}]},
                "widgets": [{"id": "w", "goal": "goal", "shows": ["shown"]}],
            }
        )
    )
    answer = evaluate(rules, facts={"figure": figure}, answers={}, today=date(2026, 11, 22), on=on, widget="w")
    value, seen = in_force(figure, on), seen_undated(figure, on)
    assert answer["values"] == ({} if value is None else {"shown": value + 1})  # type: ignore[operator]
    assert answer["no_value"] == (["figure"] if value is None else [])
    assert answer["figures"]["figure"].get("seen") == (None if value is None else seen)


@pytest.mark.parametrize(
    ("on", "value"),
    [("2014-12-31", None), ("2015-01-01", 24), ("2020-02-29", 24), ("2020-03-01", 12), ("2025-01-01", None)],
)
def test_the_last_value_that_has_begun_is_in_force(on: str, value: int | None) -> None:
    dated = [
        {"from": "2020-03-01", "value": 12},
        {"from": "2015-01-01", "value": 24},
        {"from": "2025-01-01", "value": "none"},
    ]
    assert in_force({"values": dated}, date.fromisoformat(on)) == value


@pytest.mark.parametrize("order", [1, -1])
def test_an_undated_value_answers_where_no_dated_one_does(order: int) -> None:
    dated = [{"from": "unknown", "seen": "2026-11-01", "value": 5}, {"from": "2026-12-01", "value": 7}][::order]
    assert in_force({"values": dated}, date(2026, 11, 30)) == 5
    assert in_force({"values": dated}, date(2026, 12, 1)) == 7


def test_a_figure_known_as_of_a_day_says_so() -> None:
    figure = {"unit": "number", "values": [{"from": "2025-12-31", "as_of": True, "value": 900}]}
    day = date(2026, 11, 22)
    assert tell_figure(figure, day, day) == {"value": 900, "from": "2025-12-31", "as_of": True}
    before = date(2025, 12, 30)
    assert tell_figure(figure, before, day) == {"value": None, "today": 900}


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ({"from": "2020-01-01", "value": 3}, None),
        ({"from": "2020-01-01", "value": 3, "seen": "2026-11-02"}, "2026-11-02"),  # a part of a sum has no date
        ({"from": "unknown", "value": 3, "seen": "2026-11-01"}, "2026-11-01"),
        ({"from": "unknown", "value": 3}, ""),
        ({"from": "2027-01-01", "value": 3, "seen": "2026-11-02"}, None),
    ],
)
def test_a_value_without_a_date_says_when_it_was_seen(value: dict[str, Any], seen: str | None) -> None:
    day = date(2026, 11, 22)
    assert seen_undated({"values": [value]}, day) == seen
    assert tell_figure({"values": [value]}, day, day).get("seen") == seen


@pytest.mark.parametrize(
    ("starts", "place"),
    [
        ([], None),
        (["2026-11-23"], None),
        (["2026-11-22"], 0),
        (["2020-01-01", "2026-11-22", "2025-01-01"], 1),
        (["unknown", "2026-11-22"], 1),
        (["2026-11-22", "unknown"], 0),
        (["unknown", "2026-11-23"], 0),
        (["2026-11-23", "unknown"], 1),
        (["unknown", "unknown"], 1),
        (["2020-01-01", "2020-01-01"], 0),
        (["some day", "2026-02-31"], None),
    ],
)
def test_the_place_of_the_value_in_force(starts: list[str], place: int | None) -> None:
    assert place_in_force(starts, date(2026, 11, 22)) == place


def test_a_figure_is_told_with_what_differs_today() -> None:
    figure = {"values": [{"from": "2015-01-01", "value": "2.50"}, {"from": "2020-01-01", "value": None}]}
    today = date(2026, 11, 22)
    assert tell_figure(figure, date(2016, 1, 1), today) == {"value": "2.50", "from": "2015-01-01", "today": None}
    assert tell_figure(figure, today, today) == {"value": None, "from": "2020-01-01"}
    assert tell_figure(figure, date(2014, 1, 1), date(2016, 1, 1)) == {"value": None, "today": "2.50"}


@pytest.mark.parametrize(
    ("written", "read"),
    [(7, 7), ("2026-11-22", date(2026, 11, 22)), ("none", None), ("05 22", None), (None, None), (True, None)],
)
def test_the_value_of_a_figure_is_a_number_or_a_day(written: Any, read: Any) -> None:
    assert amount(written) == read


def test_figures_of_the_right_shape_are_taken_as_they_are() -> None:
    facts = {"fee": {"values": [{"from": "unknown", "value": None}]}, "none": {"values": []}}
    assert known_figures(facts) is facts
    assert known_figures({}) == {}
