"""What an editor is told is a code with its gaps filled, in no language yet."""

from typing import Any

import pytest

from widgets.said import Said, say

HINT = Said("one-of", (("ids", ("a",)),))


@pytest.mark.parametrize(
    ("values", "parts", "plain"),
    [
        ({}, (), "late"),
        ({"id": "card"}, (("id", "card"),), "late (id: card)"),
        ({"id": 7, "day": None}, (("id", "7"), ("day", "None")), "late (id: 7, day: None)"),
        ({"ids": ["a", 2]}, (("ids", ("a", "2")),), "late (ids: a, 2)"),
        ({"ids": ("a", ("b", "c"))}, (("ids", ("a", ("b", "c"))),), "late (ids: a, b, c)"),
        ({"ids": []}, (("ids", ()),), "late (ids: )"),
        (
            {"hint": say("one-of", ids=["a"])},
            (("hint", Said("one-of", (("ids", ("a",)),))),),
            "late (hint: one-of (ids: a))",
        ),
    ],
)
def test_what_fills_the_gaps_is_text_or_told_itself(values: dict[str, Any], parts: Any, plain: str) -> None:
    said = say("late", **values)
    assert (said.code, said.values, str(said)) == ("late", parts, plain)


def test_a_gap_may_be_called_code() -> None:
    assert say("late", code="x") == Said("late", (("code", "x"),))
