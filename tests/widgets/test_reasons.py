"""Why an answer is given, or is not: the least that decides; and what is still waited for."""

from datetime import date
from typing import Any

import pytest

from widgets.answers import Answer
from widgets.conditions import decode_condition
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.model import Procedure
from widgets.reasons import Pending, reasons_for, reasons_for_outcome
from widgets.rules import read_rules

DAY = date(2026, 11, 22)
RULES = read_rules(
    Procedure.from_dict(
        {
            "id": "why",
            "questions": [
                {"id": "a", "type": "choice", "options": ["x", "y"], "unknown": True},
                {"id": "b", "type": "choice", "options": ["x", "y"], "unknown": True},
                {"id": "c", "type": "choice", "options": ["x", "y"], "ask_when": {"all": [{"a": "x"}, {"b": "x"}]}},
                {"id": "n", "type": "number", "unknown": True, "optional": True},
                {"id": "m", "type": "number", "ask_when": "big"},
            ],
            "values": {
                "as-n": {"sum": ["n", 1], "when": {"a": "x"}},
                "as-m": {"sum": ["m", 1]},
                "either": {"first": ["as-n", "as-m"]},
                "both": {"sum": ["as-n", "as-m"]},
            },
            "conditions": {
                "big": {"n": {"at_least": 3}},
                "one": {"all": [{"a": "x"}, {"b": "x"}]},
                "two": {"all": ["one", "big"]},
                "few": {"not": {"n": {"at_least": 3}}},
                "some": {"either": {"at_least": 5}},
                "sum": {"both": {"at_least": 5}},
            },
            "tables": {
                "end": [
                    {"when": {"all": [{"a": "x"}, {"b": "x"}]}, "then": "p"},
                    {"when": {"all": [{"a": "x"}, {"b": "y"}]}, "then": "q"},
                    {"when": {"all": [{"a": "y"}, {"b": "x"}]}, "then": "p"},
                    {"otherwise": "r"},
                ],
                "bare": [{"when": {"a": "x"}, "then": "s"}, {"when": {"b": "x"}, "then": "t"}],
            },
        }
    )
)


def evaluation(answers: dict[str, Answer]) -> Evaluation:
    return Evaluation(RULES, answers, {}, DAY, DAY)


def found(answers: dict[str, Answer], raw: Any) -> Finding:
    condition = decode_condition(raw)
    assert condition is not None
    return evaluation(answers).judge(condition)


X: dict[str, Answer] = {"a": "x", "b": "x"}


@pytest.mark.parametrize(
    ("answers", "raw", "reasons"),
    [
        ({}, {"a": "x"}, []),
        ({"a": "unknown"}, {"a": "x"}, []),
        ({"a": "x"}, {"a": "x"}, ["a=x"]),
        ({"a": "y"}, {"a": "x"}, ["a=y"]),
        ({"a": "y"}, {"not": {"a": "x"}}, ["a=y"]),
        (X, {"all": [{"a": "x"}, {"b": "x"}, {"a": ["x", "y"]}]}, ["a=x", "b=x"]),
        ({"a": "y", "b": "y"}, {"all": [{"a": "x"}, {"b": "x"}]}, ["a=y"]),
        ({"a": "y", "b": "y"}, {"any": [{"a": "x"}, {"b": "x"}]}, ["a=y", "b=y"]),
        (X, {"any": ["one", {"b": "x"}]}, ["b=x"]),
        (X, {"any": [{"b": "x"}, "one"]}, ["b=x"]),
        ({"a": "y", "b": "y"}, {"all": [{"any": [{"a": "x"}, {"b": "x"}]}, {"b": "x"}]}, ["b=y"]),
        (X, "one", ["a=x", "b=x"]),
        ({**X, "n": 3}, "two", ["a=x", "b=x", "big=met"]),
        ({"n": 2}, "two", ["big=not-met"]),
        ({"n": 3}, {"n": {"at_least": 3}}, ["n=met"]),
        ({"n": 2}, {"not": {"n": {"at_least": 3}}}, ["n=not-met"]),
        ({"n": "unknown"}, "big", ["n=unknown"]),
        ({"n": 2}, "few", ["few=met"]),
        ({"n": 3}, "few", ["few=not-met"]),
        ({"n": 3}, {"not": "few"}, ["few=not-met"]),
        ({"a": "y", "c": "x"}, {"c": "x"}, ["a=y"]),
        ({"b": "x"}, {"end": "q"}, ["b=x"]),
        ({"b": "y"}, {"end": ["q", "r"]}, ["b=y"]),
        ({"a": "x", "b": "y"}, {"end": "q"}, ["a=x", "b=y"]),
        ({"a": "y"}, {"c": "x"}, ["a=y"]),
        ({"b": "y"}, {"c": ["x", "y"]}, ["b=y"]),
        ({"n": 2, "m": 9}, {"m": {"at_least": 1}}, ["big=not-met"]),
        ({"a": "y", "n": 2}, "some", ["a=y", "big=not-met"]),
        ({"a": "y", "n": 2}, "sum", ["a=y"]),
        ({"a": "x", "n": 7}, "some", ["some=met"]),
        (X, {"end": "p"}, ["a=x", "b=x"]),
        (X, {"end": ["q", "r"]}, ["a=x", "b=x"]),
        ({"a": "y"}, {"end": "q"}, ["a=y"]),
        ({"a": "x"}, {"end": ["p", "q"]}, []),
        ({"a": "y"}, {"end": ["p", "r"]}, ["a=y"]),
        ({"a": "y", "b": "y"}, {"bare": ["s", "t"]}, ["a=y", "b=y"]),
    ],
)
def test_the_least_that_decides(answers: dict[str, Answer], raw: Any, reasons: list[str]) -> None:
    finding = found(answers, raw)
    assert reasons_for(finding) == reasons
    assert reasons_for(finding) is finding.reasons


@pytest.mark.parametrize(
    ("answers", "outcome", "reasons"),
    [
        (X, "p", ["a=x", "b=x"]),
        ({"a": "y", "b": "y"}, "r", ["a=y", "b=y"]),
        ({"a": "x", "b": "y"}, "p", ["b=y", "a=x"]),
        (X, "r", ["a=x", "b=x"]),
        ({}, "r", []),
        ({"a": "x"}, "p", []),
        ({"a": "y"}, "q", ["a=y"]),
        ({"a": "y"}, "r", []),
    ],
)
def test_why_an_outcome_is_given_or_not(answers: dict[str, Answer], outcome: str, reasons: list[str]) -> None:
    assert reasons_for_outcome(evaluation(answers).find("end"), outcome) == reasons


@pytest.mark.parametrize(
    ("answers", "id", "missing", "unknown"),
    [
        ({}, "one", {"a", "b"}, set()),
        ({"a": "unknown"}, "one", {"b"}, {"a"}),
        ({"a": "y"}, "one", set(), set()),
        ({}, "c", {"a", "b"}, set()),
        (X, "c", {"c"}, set()),
        ({"a": "x", "b": "unknown"}, "c", set(), {"b"}),
        ({}, "either", {"a"}, set()),
        ({"a": "x"}, "either", {"n"}, set()),
        ({"a": "y"}, "either", {"n"}, set()),
        ({"a": "y", "n": 3}, "either", {"m"}, set()),
        ({}, "both", {"a", "n"}, set()),
    ],
)
def test_what_is_waited_for(answers: dict[str, Answer], id: str, missing: set[str], unknown: set[str]) -> None:
    waiting = Pending([evaluation(answers).find(id)])
    assert (waiting.missing, waiting.open) == (missing, unknown)


@pytest.mark.parametrize(
    ("answers", "id", "missing", "unknown"),
    [
        ({}, "c", {"a", "b", "c"}, set()),
        ({"a": "unknown"}, "c", {"b", "c"}, {"a"}),
        ({"a": "y"}, "c", set(), set()),
        ({}, "either", {"a", "n", "m"}, set()),
    ],
)
def test_what_may_be_waited_for_later(
    answers: dict[str, Answer], id: str, missing: set[str], unknown: set[str]
) -> None:
    waiting = Pending([evaluation(answers).find(id)], ahead=True)
    assert (waiting.missing, waiting.open) == (missing, unknown)


def test_an_item_waits_for_its_gate_then_for_its_day() -> None:
    when = decode_condition({"a": "x"})

    def waiting(answers: dict[str, Answer]) -> list[str]:
        return sorted(Pending([evaluation(answers).judge_item("it", None, when, "as-m")]).missing)

    assert [waiting(answers) for answers in ({}, {"a": "x"}, {"a": "x", "n": 3}, {"a": "y"})] == [
        ["a"],
        ["n"],
        ["m"],
        [],
    ]
