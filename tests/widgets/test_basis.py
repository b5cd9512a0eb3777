"""Which figures an answer rests on: those of what decided it, and of nothing else."""

from datetime import date
from typing import Any

import pytest

from widgets.answers import Answer
from widgets.basis import Basis, day_wanted
from widgets.conditions import decode_condition
from widgets.decide import Evaluation
from widgets.model import Procedure
from widgets.rules import read_rules

DAY = date(2026, 11, 22)
FIGURES: dict[str, Any] = {
    **{id: {"values": [{"from": "2020-01-01", "value": 5}]} for id in ("f", "g", "h")},
    "none": {"values": []},
}
RULES = read_rules(
    Procedure.from_dict(
        {
            "id": "basis",
            "questions": [
                {"id": "a", "type": "choice", "options": ["x", "y"]},
                {"id": "n", "type": "number", "unknown": True, "optional": True},
                {"id": "born", "type": "date"},
                {"id": "m", "type": "number", "ask_when": "big"},
                {"id": "law-of", "type": "date"},
            ],
            "values": {
                "plain": {"sum": ["n", 1]},
                "with-f": {"sum": ["n", "f"]},
                "only-x": {"sum": ["g", 1], "when": {"a": "x"}},
                "either": {"first": ["only-x", "with-f"]},
                "gated": {"sum": ["n", "f"], "when": {"a": "x"}},
                "lacks": {"sum": ["none", 1]},
                "mine": {"sum": [1], "when": {"a": "x"}},
                "mine-or": {"first": ["mine", "with-f"]},
                "outer": {"sum": ["with-f", 1], "when": {"a": "x"}},
                "if-big": {"sum": [1], "when": "big"},
                "if-more": {"sum": [1], "when": "more"},
                "two": {"sum": ["if-big", "if-more"]},
                "of-m": {"sum": ["m", "h"]},
                "years": {"age": "born"},
                "since": {"days_since": ["born", "on"]},
                "till-today": {"days_since": ["born", "today"]},
            },
            "conditions": {
                "big": {"n": {"at_least": "f"}},
                "more": {"n": {"at_least": "g"}},
                "huge": {"n": {"at_least": "none"}},
                "high": {"only-x": {"at_least": "h"}},
                "small": {"n": {"at_most": 3}},
                "compared": {"if-big": {"at_least": "if-more"}},
            },
            "tables": {
                "end": [
                    {"when": "big", "then": "p"},
                    {"when": {"all": [{"not": "big"}, "more"]}, "then": "q"},
                    {"otherwise": "r"},
                ],
                "pick": [{"when": "big", "then": "p"}, {"when": {"not": "more"}, "then": "q"}],
                "open": [{"when": {"a": "x"}, "then": "s"}, {"when": {"all": [{"a": "y"}, "more"]}, "then": "t"}],
            },
            "widgets": [{"id": "w", "goal": "end", "on": "law-of"}],
        }
    )
)


def evaluation(answers: dict[str, Answer], by: str = "") -> Evaluation:
    return Evaluation(RULES, answers, FIGURES, DAY, DAY, by)


N: dict[str, Answer] = {"n": 7}


@pytest.mark.parametrize(
    ("answers", "id", "used", "lacking", "dated"),
    [
        ({}, "f", {"f"}, set(), True),
        ({}, "none", set(), {"none"}, True),
        (N, "plain", set(), set(), False),
        (N, "with-f", {"f"}, set(), True),
        ({}, "with-f", set(), set(), True),
        ({"n": "unknown"}, "with-f", set(), set(), False),
        ({}, "lacks", set(), {"none"}, True),
        ({"a": "x"}, "only-x", {"g"}, set(), True),
        ({"a": "y"}, "only-x", set(), set(), False),
        ({**N, "a": "y"}, "either", {"f"}, set(), True),
        ({**N, "a": "x"}, "either", {"g"}, set(), True),
        ({"a": "y", "n": "unknown"}, "either", set(), set(), False),
        ({}, "mine-or", set(), set(), True),
        ({"a": "x"}, "mine-or", set(), set(), False),
        ({**N, "a": "y"}, "mine-or", {"f"}, set(), True),
        ({"a": "y"}, "either", set(), set(), True),
        ({"a": "y", "n": "unknown"}, "gated", set(), set(), False),
        (N, "big", {"f"}, set(), True),
        (N, "small", set(), set(), False),
        (N, "huge", set(), {"none"}, True),
        ({"a": "y", "n": 3}, "high", set(), set(), False),
        ({"a": "x"}, "high", {"g", "h"}, set(), True),
        ({"n": 3, "m": 1}, "of-m", {"f"}, set(), True),
        ({"n": 7, "m": 1}, "of-m", {"f", "h"}, set(), True),
        ({"born": DAY}, "years", set(), set(), True),
        ({"born": DAY}, "since", set(), set(), True),
        ({"born": DAY}, "till-today", set(), set(), False),
        (N, "end", {"f"}, set(), True),
        (N, "pick", {"f"}, set(), True),
        ({**N, "a": "y"}, "outer", set(), set(), False),
        ({**N, "a": "x"}, "outer", {"f"}, set(), True),
        ({"n": 3}, "two", {"f"}, set(), True),
        ({"n": 3}, "compared", {"f"}, set(), True),
        ({"n": 3}, "end", {"f", "g"}, set(), True),
        ({}, "end", set(), set(), True),
        ({**N, "a": "x"}, "open", set(), set(), False),
        ({**N, "a": "y"}, "open", {"g"}, set(), True),
    ],
)
def test_a_finding_rests_on_these_figures(
    answers: dict[str, Answer], id: str, used: set[str], lacking: set[str], dated: bool
) -> None:
    basis = Basis([evaluation(answers).find(id)])
    assert (basis.used, basis.lacking, basis.dated) == (used, lacking, dated)


@pytest.mark.parametrize(
    ("answers", "raw", "used"),
    [
        ({"n": 3}, {"all": ["small", "big", "more"]}, {"f"}),
        ({"a": "y", "n": 3}, {"all": [{"a": "x"}, "small"]}, set()),
        ({"n": 7}, {"all": ["big", "more"]}, {"f", "g"}),
        ({"n": 7}, {"any": ["big", "more"]}, {"f"}),
        ({"n": 7}, {"any": ["small", "more", "big"]}, {"g"}),
        ({"n": 4}, {"any": ["big", "more"]}, {"f", "g"}),
        ({"n": 4}, {"not": {"any": ["big", {"not": "more"}]}}, {"g"}),
    ],
)
def test_of_parts_only_those_that_decide_count(answers: dict[str, Answer], raw: Any, used: set[str]) -> None:
    condition = decode_condition(raw)
    assert condition is not None
    assert Basis([evaluation(answers).judge(condition)]).used == used


@pytest.mark.parametrize(("answer", "used"), [("x", {"g", "f"}), ("y", set())])
def test_an_item_that_is_not_wanted_rests_on_nothing(answer: str, used: set[str]) -> None:
    when = decode_condition({"all": [{"a": "x"}, "big"]})
    item = evaluation({"a": answer, **N}).judge_item("it", None, when, "only-x")
    assert Basis([item]).used == used


def test_what_says_that_an_item_is_not_wanted_is_not_told() -> None:
    item = evaluation({"n": 3}).judge_item("it", None, decode_condition("big"), None)
    assert (item.result, Basis([item]).used) == (False, set())


def test_several_findings_are_taken_together() -> None:
    now = evaluation(N)
    basis = Basis([now.find("big"), now.find("f"), now.find("huge"), now.find("big")])
    assert (basis.used, basis.lacking) == ({"f"}, {"none"})
    assert (Basis([]).used, Basis([]).lacking, Basis([]).dated) == (set(), set(), False)


@pytest.mark.parametrize(
    ("by", "id", "wanted"),
    [("law-of", "big", ["law-of"]), ("law-of", "small", []), ("", "big", []), ("law-of", "years", ["law-of"])],
)
def test_the_day_is_asked_for_where_something_rests_on_it(by: str, id: str, wanted: list[str]) -> None:
    now = evaluation(N, by)
    assert [found.id for found in day_wanted(now, [now.find(id)])] == wanted
