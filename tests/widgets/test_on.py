"""The day whose figures count: named by the reader or by a question; what is told of each figure; what has no value."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.widgets.librarycard import FACTS, PROCEDURE, ask
from widgets.api import evaluate
from widgets.figures import in_force, tell_figure
from widgets.model import Procedure
from widgets.rules import read_rules

LOST = {"reader": "adult", "card": "lost", "joined-on": "02/11/2025"}
HAVE = {**LOST, "card": "have"}
OF_2020 = {"value": 12, "from": "2020-03-01"}
OF_2015 = {"value": 24, "from": "2015-01-01", "today": 12}
NOTHING = {"value": None, "today": 12}


@pytest.mark.parametrize(
    ("on", "told", "outcome"),
    [
        (None, OF_2020, "renew"),
        ("2026-11-22", OF_2020, "renew"),
        ("2020-03-01", OF_2020, "renew"),
        ("2020-02-29", OF_2015, "enjoy"),
        ("2015-01-01", OF_2015, "enjoy"),
        ("2014-12-31", NOTHING, None),
        ("2031-01-01", {"value": 6, "from": "2030-01-01", "today": 12}, "renew"),
        ("2035-01-01", {"value": None, "from": "2035-01-01", "today": 12}, None),
    ],
)
def test_a_figure_has_the_value_of_that_day(on: str | None, told: dict[str, Any], outcome: str | None) -> None:
    announced = [{"from": "2030-01-01", "value": 6}, {"from": "2035-01-01", "value": None}]
    values = [*FACTS["card-validity"]["values"], *announced]
    response = ask(HAVE, on=on, facts={"card-validity": {"unit": "months", "values": values}})
    assert response["figures"] == {"card-validity": told}
    assert (response["outcome"], response["on"]) == (outcome, on or "2026-11-22")
    known = told["value"] is not None
    assert (response["facts_used"], response["no_value"]) == (["card-validity"], [])[:: 1 if known else -1]


@pytest.mark.parametrize("on", ["1900-01-01", "2026-11-22", "2100-12-31"])
def test_a_figure_of_unknown_start_answers_for_any_day_and_is_marked(on: str) -> None:
    response = ask({"reader": "child", "card": "have", "books": "5"}, widget="may-i-borrow", on=on)
    assert response["figures"] == {"most-books": {"value": 5, "from": "unknown", "seen": "2026-11-01"}}
    assert response["outcome"] == "borrow"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/11/2019", "2019-11-12"),
        ("١٢/١١/٢٠١٩", "2019-11-12"),
        (" 12112019 ", "2019-11-12"),
        ("1-2-2040", "2040-02-01"),
    ],
)
def test_the_day_is_read_as_any_date(typed: str, day: str) -> None:
    response = ask(LOST, on=typed)
    assert (response["on"], response["errors"]) == (day, {})


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("31/02/2020", {"id": "no-such-date", "with": {}}),
        ("demain", {"id": "not-a-date", "with": {}}),
        (["2020-01-01"], {"id": "not-a-date", "with": {}}),
        ("31/12/1899", {"id": "too-early", "with": {"earliest": "1900-01-01"}}),
        ("01/01/2101", {"id": "too-late", "with": {"latest": "2100-12-31"}}),
        ("9" * 101, {"id": "too-long", "with": {"longest": 100}}),
    ],
)
def test_a_day_that_cannot_be_read_is_told_beside_the_answers(typed: object, error: dict[str, Any]) -> None:
    response = ask(LOST, on=typed)
    assert (response["on"], response["errors"]) == ("2026-11-22", {"on": error})


def test_a_day_may_be_handed_over_as_one() -> None:
    rules = read_rules(Procedure.from_dict(PROCEDURE))
    answer = evaluate(rules, facts=FACTS, answers=LOST, today=date(2026, 11, 22), on=date(2020, 2, 29), goal="route")
    assert (answer["on"], answer["errors"]) == ("2020-02-29", {})


def test_days_left_are_counted_from_today_whatever_the_day() -> None:
    for on in ("2015-01-01", "2026-11-22"):
        values = ask({**HAVE, "joined-on": "1/11/2026"}, on=on)["values"]
        assert values["days-left"] == (date.fromisoformat(values["renew-by"]) - date(2026, 11, 22)).days


@pytest.mark.parametrize(
    ("answers", "used", "lacking"),
    [
        ({"card": "never", "reader": "visitor"}, [], []),  # nobody counts a visitor's months
        ({"card": "have", "reader": "child"}, [], []),
        ({"card": "lost", "reader": "child"}, [], []),
        (LOST, ["card-validity"], ["card-validity"]),  # only for the last day of the step
        (HAVE, ["card-validity"], ["card-validity"]),
    ],
)
def test_only_what_the_answer_rests_on_is_told(answers: dict[str, str], used: list[str], lacking: list[str]) -> None:
    assert ask(answers)["facts_used"] == used
    early = ask(answers, on="2010-01-01")
    assert (early["facts_used"], early["no_value"]) == ([], lacking)
    assert list(early["figures"]) == lacking


def test_a_value_that_does_not_apply_uses_no_figure() -> None:
    values = {**PROCEDURE["values"], "renew-by": {**PROCEDURE["values"]["renew-by"], "when": {"card": "have"}}}
    procedure = {**PROCEDURE, "values": values}
    assert ask(LOST, procedure=procedure)["figures"] == {}
    assert ask(HAVE, procedure=procedure)["figures"] == {"card-validity": OF_2020}
    assert ask(LOST, procedure=procedure, on="2010-01-01")["no_value"] == []


# --- A question names the day ---


def by_question(**changes: Any) -> dict[str, Any]:
    return {**PROCEDURE, "widgets": [{**PROCEDURE["widgets"][0], "on": "joined-on", **changes}]}


@pytest.mark.parametrize(
    ("answers", "on", "waits"),
    [
        ({"reader": "adult", "card": "have", "joined-on": "29/02/2020"}, "2020-02-29", "none"),
        ({"reader": "adult", "card": "lost", "joined-on": "01/03/2020"}, "2020-03-01", "none"),
        ({"reader": "adult", "card": "lost"}, "2026-11-22", "missing"),
        ({"reader": "adult", "card": "lost", "joined-on": "unknown"}, "2026-11-22", "open"),
        ({"reader": "adult", "card": "lost", "joined-on": "31/02/2020"}, "2026-11-22", "missing"),
        ({"reader": "child", "card": "lost", "joined-on": "01/03/2016"}, "2026-11-22", "none"),
    ],
)
def test_the_answer_to_its_question_is_the_day_that_counts(answers: dict[str, str], on: str, waits: str) -> None:
    response = ask(answers, procedure=by_question())
    assert response["on"] == on
    waiting = {key: response[key] for key in ("missing", "open")}
    assert waiting == {key: ["joined-on"] if key == waits else [] for key in ("missing", "open")}


def test_it_comes_before_the_day_given() -> None:
    assert ask(HAVE, procedure=by_question(), on="2016-01-01")["on"] == "2025-11-02"
    assert ask({**HAVE, "joined-on": "unknown"}, procedure=by_question(), on="2016-01-01")["on"] == "2016-01-01"


QUESTIONS = [*PROCEDURE["questions"], {"id": "lost-on", "type": "date"}]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"reader": "adult", "card": "have"}, ["joined-on", "lost-on"]),
        ({"reader": "visitor", "card": "have"}, []),
        ({"card": "have"}, ["reader", "lost-on"]),
    ],
)
def test_it_is_asked_where_a_figure_counts(answers: dict[str, str], asked: list[str]) -> None:
    response = ask(answers, procedure=by_question(on="lost-on") | {"questions": QUESTIONS})
    assert response["missing"] == asked


@pytest.mark.parametrize(
    "value", [{"age": "joined-on"}, {"days_since": ["joined-on", "on"]}, {"sum": ["card-validity", 1]}]
)
def test_it_is_asked_where_the_day_itself_counts(value: dict[str, Any]) -> None:
    procedure = by_question(on="lost-on", shows=["tried"], goal="open") | {
        "questions": QUESTIONS,
        "values": {**PROCEDURE["values"], "tried": value},
        "tables": {**PROCEDURE["tables"], "open": [{"otherwise": "come-in"}]},
        "steps": [],
        "evidence": [],
    }
    before = ask({"reader": "adult", "joined-on": "1/3/2020"}, procedure=procedure)
    assert before["missing"] == ["lost-on"]
    after = ask({"reader": "adult", "joined-on": "1/3/2020", "lost-on": "29/2/2016"}, procedure=procedure)
    assert (after["missing"], after["on"]) == ([], "2016-02-29")
    assert before["values"] != after["values"]


def test_a_flip_looks_at_the_day_that_then_counts() -> None:
    answers = {"reader": "adult", "card": "have", "joined-on": "01/03/2016"}
    for flip in ask(answers, procedure=by_question())["flips"]:
        flipped = ask({**answers, flip["question"]: flip["to"]}, procedure=by_question())
        assert flipped["outcome"] == flip["outcome"]


# --- The look-up and its definition ---

AMOUNTS = st.integers(-10, 10**6) | st.decimals(0, 10**4, places=2).map(str)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
STARTS = st.lists(DAYS, max_size=6, unique=True)
ENDS = st.sampled_from([None, "none"])
SEEN: st.SearchStrategy[dict[str, str]] = st.sampled_from([{}, {"seen": "2026-11-02"}])
"""A derived value has a start and, where a part of it has no date, the day on which that part was read."""


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    """A figure with dated values in any order, some of them ends, and perhaps one of unknown start."""
    values: list[dict[str, Any]] = [
        {"from": start.isoformat(), "value": draw(AMOUNTS | ENDS), **draw(SEEN)} for start in draw(STARTS)
    ]
    if draw(st.booleans()):
        values.append({"from": "unknown", "seen": "2026-11-01", "value": draw(AMOUNTS)})
    return {"unit": "MAD", "values": draw(st.permutations(values))}


@given(figures(), DAYS, DAYS)
@example({"unit": "MAD", "values": []}, date(2020, 1, 1), date(2020, 1, 1))
def test_a_figure_is_told_as_the_definition_says(figure: dict[str, Any], on: date, today: date) -> None:
    told = tell_figure(figure, on, today)
    begun = sorted(value["from"] for value in figure["values"] if value["from"] <= on.isoformat())
    undated = any(value["from"] == "unknown" for value in figure["values"])
    assert told.get("from") == (begun[-1] if begun else "unknown" if undated else None)
    (entry,) = [value for value in figure["values"] if value["from"] == told.get("from")] or [{"value": None}]
    value = None if entry["value"] in (None, "none") else str(entry["value"])
    assert (None if told["value"] is None else str(told["value"])) == value
    assert told.get("seen") == (None if value is None else entry.get("seen"))
    assert ("today" in told) is (in_force(figure, on) != in_force(figure, today))


@given(figures(), DAYS)
def test_a_value_never_starts_later_than_its_day(figure: dict[str, Any], on: date) -> None:
    start = tell_figure(figure, on, on).get("from")
    assert start in (None, "unknown") or start <= on.isoformat()


@given(figures(), DAYS, DAYS)
def test_the_answer_reports_what_it_was_worked_out_with(figure: dict[str, Any], on: date, today: date) -> None:
    procedure = {
        "id": "fee",
        "values": {"fee": {"sum": ["price"]}},
        "tables": {"goal": [{"otherwise": "pay"}]},
        "widgets": [{"id": "w", "goal": "goal", "shows": ["fee"]}],
    }
    given = {"procedure": procedure, "facts": {"price": figure}, "widget": "w"}
    response = ask({}, **given, on=on.isoformat(), today=today.isoformat())
    assert response["figures"] == {"price": tell_figure(figure, on, today)}
    value = response["figures"]["price"]["value"]
    fees = {id: Decimal(fee) for id, fee in response["values"].items()}
    assert fees == ({} if value is None else {"fee": Decimal(value)})
    assert response["no_value"] == (["price"] if value is None else [])


def test_a_figure_that_stands_alone_in_a_line_is_that_of_the_day_answered() -> None:
    """It is looked up before the day is asked for, and again once that is answered."""
    procedure = by_question() | {
        "tables": {"route": [{"when": {"reader": "adult"}, "then": "paid"}, {"otherwise": "free"}]},
        "lines": {"parts": {"columns": ["lasts"], "rows": {"the-card": {"lasts": "card-validity"}}}},
        "widgets": [{"id": "what-now", "goal": "route", "on": "joined-on", "lines": "parts"}],
        **{key: {} for key in ("values", "conditions", "steps", "evidence")},
        "letters": [],
    }
    values = [{"from": "2015-01-01", "value": 24}, {"from": "2020-03-01", "value": 12}]
    for day, value in (("01/03/2019", 24), ("01/03/2021", 12)):
        answers = {"reader": "adult", "joined-on": day}
        response = ask(answers, procedure=procedure, facts={"card-validity": {"unit": "months", "values": values}})
        assert response["lines"]["rows"] == {"the-card": {"lasts": value}}
        assert response["figures"]["card-validity"]["value"] == value
