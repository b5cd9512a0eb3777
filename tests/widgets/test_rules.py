"""A procedure's rules, decoded once: which gates, which items, and what an answer to a question may change."""

from typing import Any

import pytest

from tests.widgets.librarycard import PROCEDURE
from widgets.conditions import Named, Not, Option
from widgets.model import Procedure
from widgets.rules import read_rules


def resting(**changes: Any) -> dict[str, set[str]]:
    rules = read_rules(Procedure.from_dict({**PROCEDURE, **changes}))
    return {id: set(ids) for id, ids in rules.resting_on.items()}


def test_what_rests_on_each_answer() -> None:
    overdue = {"overdue", "days-left", "route", "loan"}
    assert resting() == {
        "reader": {"reader", "joined-on", "renew-by", "member", *overdue},
        "card": {"card", "books", "too-many", *overdue},
        "joined-on": {"joined-on", "renew-by", *overdue},
        "books": {"books", "too-many", "loan"},
    }


@pytest.mark.parametrize(
    ("value", "rests"),
    [
        ({"sum": ["most-books", 1]}, True),
        ({"age": "2000-01-01"}, True),
        ({"days_since": ["2000-01-01", "on"]}, True),
        ({"days_since": ["2000-01-01", "today"]}, False),
        ({"sum": [1, 2]}, False),
    ],
)
def test_the_day_that_counts_is_rested_on_by_figures_and_ages(value: dict[str, Any], rests: bool) -> None:
    widgets = [{"id": "one", "goal": "route"}, {"id": "two", "goal": "route", "on": "joined-on"}]
    values = {**PROCEDURE["values"], "tried": value}
    assert ("tried" in resting(widgets=widgets, values=values)["joined-on"]) is rests
    assert "tried" not in resting(values=values)["joined-on"]


def test_rules_are_kept_by_id_with_their_conditions() -> None:
    raw = {**PROCEDURE, "letters": [{"id": "again", "to": "office", "when": "overdue"}]}
    rules = read_rules(Procedure.from_dict(raw))
    assert list(rules.questions) == ["reader", "card", "joined-on", "books"]
    assert rules.gates == {
        "joined-on": Option("reader", ("adult",), ("questions", 2, "ask_when", "reader")),
        "books": Option("card", ("have",), ("questions", 3, "ask_when", "card")),
        "days-left": Not(
            Named("overdue", ("values", "days-left", "when", "not")), ("values", "days-left", "when", "not")
        ),
    }
    assert rules.conditions["member"] == Option("reader", ("adult", "child"), ("conditions", "member", "reader"))
    assert [(row.then or row.otherwise, when) for row, when in rules.tables["route"]] == [
        ("replace", Option("card", ("lost",), ("tables", "route", 0, "when", "card"))),
        ("renew", Named("overdue", ("tables", "route", 1, "when"))),
        ("enjoy", None),
    ]
    assert [(item.id, when) for item, when in rules.evidence["evidence"]] == [
        ("identity-card", None),
        ("guardian-consent", Option("reader", ("child",), ("evidence", "evidence", 1, "when", "reader"))),
    ]
    assert [(step.id, when) for step, when in rules.steps["reading"]] == [
        ("read-on", Option("route", ("enjoy",), ("steps", "reading", 0, "when", "route")))
    ]
    assert [(letter.id, when) for letter, when in rules.letters] == [
        ("again", Named("overdue", ("letters", 0, "when")))
    ]
    assert list(rules.widgets) == ["what-now", "may-i-borrow"]
    assert rules.procedure.id == "library-card"
    assert {id: value.operation for id, value in rules.values.items()} == {
        "renew-by": "plus",
        "days-left": "days_since",
    }


MOST = {"books": {"more_than": "most-books"}}


@pytest.mark.parametrize(
    "shown",
    [
        {"lines": {"parts": {"columns": ["at"], "rows": {"the-card": {"at": "most-books"}}}}},
        {"steps": {"list": [{"id": "one", "when": MOST}]}},
        {"evidence": {"list": [{"id": "one", "when": MOST}]}},
        {"letters": [{"id": "one", "to": "home", "when": MOST}]},
    ],
    ids=lambda shown: next(iter(shown)),
)
def test_the_day_that_counts_is_rested_on_by_figures_that_are_shown_alone(shown: dict[str, Any]) -> None:
    alone = {"values": {}, "conditions": {}, "tables": {"open": [{"otherwise": "yes"}]}}
    bare: dict[str, Any] = {"steps": {}, "evidence": {}, "letters": [], **alone}
    widgets = [{"id": "one", "goal": "open", "on": "joined-on"}]
    assert "most-books" in resting(widgets=widgets, **bare | shown)["joined-on"]
    assert "most-books" not in resting(widgets=widgets, **bare)["joined-on"]
