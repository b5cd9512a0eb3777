"""Three values, and what is told of a condition that was never asked about: idle, or left out."""

from datetime import date
from typing import Any

import pytest

from widgets.answers import Answer
from widgets.conditions import decode_condition
from widgets.decide import Evaluation
from widgets.findings import Finding, all_of, any_of, is_idle, is_left_out, opposite
from widgets.model import Procedure
from widgets.rules import read_rules

DAY = date(2026, 11, 22)
RULES = read_rules(
    Procedure.from_dict(
        {
            "id": "idle",
            "questions": [
                {"id": "kind", "type": "choice", "options": ["a", "b"], "unknown": True},
                {"id": "more", "type": "choice", "options": ["x", "y"], "ask_when": {"kind": "a"}},
                {"id": "n", "type": "number", "unknown": True, "optional": True, "ask_when": {"kind": "a"}},
                {"id": "o", "type": "choice", "options": ["x", "y"], "unknown": True, "optional": True},
            ],
            "values": {"twice": {"times": ["n", 2]}, "gated": {"times": ["n", 2], "when": {"more": "x"}}},
            "conditions": {"many": {"n": {"at_least": 3}}, "x": {"more": "x"}},
        }
    )
)
LEFT_OUT: dict[str, Answer] = {"kind": "a", "n": "unknown"}


@pytest.mark.parametrize(
    ("results", "every", "some"),
    [
        ([], True, False),
        ([True], True, True),
        ([True, True], True, True),
        ([True, False], False, True),
        ([True, None], None, True),
        ([False, None], False, None),
        ([None], None, None),
        ([False, False], False, False),
    ],
)
def test_three_values(results: list[bool | None], every: bool | None, some: bool | None) -> None:
    assert (all_of(results), any_of(results)) == (every, some)
    assert [opposite(value) for value in (True, False, None)] == [False, True, None]


@pytest.mark.parametrize(
    ("answers", "raw", "idle", "left_out"),
    [
        ({"kind": "b"}, {"more": "x"}, True, False),
        ({"kind": "b"}, "x", True, False),
        ({"kind": "b"}, {"not": "x"}, True, False),
        ({"kind": "b"}, "many", True, False),
        ({"kind": "b"}, {"twice": {"at_least": 3}}, True, False),
        ({"kind": "a"}, {"more": "x"}, False, False),
        ({"kind": "a"}, "x", False, False),
        ({"kind": "a", "more": "y"}, "x", False, False),
        ({"kind": "a", "n": 2}, "many", False, False),
        ({}, {"more": "x"}, False, False),
        (LEFT_OUT, {"n": {"at_least": 3}}, True, True),
        (LEFT_OUT, "many", True, True),
        ({"o": "unknown"}, {"o": "x"}, True, True),
        ({"o": "y"}, {"o": "x"}, False, False),
        (LEFT_OUT, {"not": "many"}, True, True),
        (LEFT_OUT, {"twice": {"at_least": 3}}, True, True),
        (LEFT_OUT, {"gated": {"at_least": 3}}, False, True),
        ({**LEFT_OUT, "more": "y"}, {"gated": {"at_least": 3}}, True, False),
        ({**LEFT_OUT, "more": "x"}, {"gated": {"at_least": 3}}, True, True),
        ({"kind": "b", "n": "unknown"}, "many", True, False),
        # Of an `all` that fails, one such part is enough; else all that decided must be such.
        ({"kind": "b"}, {"all": [{"kind": "a"}, {"more": "x"}]}, True, False),
        ({"kind": "b"}, {"any": [{"kind": "a"}, {"more": "x"}]}, False, False),
        ({"kind": "b"}, {"any": ["many", {"more": "x"}]}, True, False),
        ({"kind": "b"}, {"all": [{"not": "many"}, {"not": "x"}]}, True, False),
        ({"kind": "b"}, {"all": [{"not": "many"}, {"kind": "b"}]}, False, False),
        ({"kind": "b"}, {"any": [{"not": "many"}, {"kind": "b"}]}, False, False),
        ({"kind": "b"}, {"any": [{"not": "many"}, {"kind": "a"}]}, True, False),
        (LEFT_OUT, {"all": [{"kind": "a"}, "many"]}, True, True),
        (LEFT_OUT, {"any": [{"kind": "b"}, "many"]}, False, True),
        ({}, {"all": [{"kind": "a"}, "many"]}, False, False),
    ],
)
def test_what_was_not_asked_about_is_idle(answers: dict[str, Answer], raw: Any, idle: bool, left_out: bool) -> None:
    condition = decode_condition(raw)
    assert condition is not None
    finding = Evaluation(RULES, answers, {}, DAY, DAY).judge(condition)
    assert (is_idle(finding), is_left_out(finding)) == (idle, left_out)


@pytest.mark.parametrize("kind", ["table", "row", "item", "figure", "literal", "supposed"])
def test_nothing_else_is_idle(kind: str) -> None:
    part = Finding("question", "n", False, value="unknown")
    assert is_left_out(part)
    assert not is_idle(Finding(kind, "it", False, parts=(part,)))
    assert not is_left_out(Finding(kind, "it", False, parts=(part,)))
    assert not is_idle(Finding("all", "", True))
