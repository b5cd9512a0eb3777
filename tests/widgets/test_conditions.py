"""A condition as it is written becomes a tree, each part of which knows its place."""

from typing import Any

import pytest

from widgets import conditions
from widgets.conditions import DEEPEST, All, AnyOf, Named, Not, Option, decode_condition, ids_in
from widgets.said import say


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        ("late", Named("late", ("when",))),
        ({"card": "lost"}, Option("card", ("lost",), ("when", "card"))),
        ({"card": ["lost", "have"]}, Option("card", ("lost", "have"), ("when", "card"))),
        ({"not": "late"}, Not(Named("late", ("when", "not")), ("when", "not"))),
        ({"all": ["late"]}, All((Named("late", ("when", "all", 0)),), ("when", "all"))),
        (
            {"any": ["late", {"card": "lost"}]},
            AnyOf(
                (Named("late", ("when", "any", 0)), Option("card", ("lost",), ("when", "any", 1, "card"))),
                ("when", "any"),
            ),
        ),
        ({"books": {"at_least": 3}}, conditions.Test("books", "at_least", 3, ("when", "books", "at_least"))),
        ({"due": {"before": "today"}}, conditions.Test("due", "before", "today", ("when", "due", "before"))),
    ],
)
def test_each_part_knows_its_place(raw: Any, condition: Any) -> None:
    assert decode_condition(raw, ("when",)) == condition


@pytest.mark.parametrize("key", ["not", "all", "any"])
def test_so_deep_and_no_deeper(key: str) -> None:
    def nested(times: int) -> Any:
        raw: Any = {"card": "lost"}
        for _ in range(times):
            raw = {key: raw} if key == "not" else {key: [raw]}
        return raw

    assert decode_condition(nested(DEEPEST)) is not None
    problems: list[Any] = []
    assert decode_condition(nested(DEEPEST + 1), (), problems) is None
    ((where, message),) = problems
    assert len([part for part in where if part == key]) == DEEPEST + 1
    assert message == say("condition-too-deep")


def test_what_is_sound_in_a_faulty_condition_is_kept() -> None:
    problems: list[Any] = [(("x",), "from before")]
    condition = decode_condition({"all": [{"card": 3}, "late", {"any": [7]}]}, (), problems)
    assert condition == All((Named("late", ("all", 1)),), ("all",))
    assert [where for where, _ in problems] == [("x",), ("all", 0, "card"), ("all", 2, "any", 0)]
    assert decode_condition({"not": {"any": [7]}}, (), []) is None


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({}, "when: condition-empty"),
        ({"all": [{"any": []}, 7]}, "when.all.0.any: condition-needs-list (key: any)"),
        (
            {"a": "b", "c": "d", "e": "f"},
            "when: condition-many-keys (count: 3, keys: a, c, e)",
        ),
    ],
)
def test_the_first_fault_is_raised_where_no_list_takes_them(raw: Any, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        decode_condition(raw, ("when",))
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        ("late", ["late"]),
        ({"card": ["lost", "have"]}, ["card"]),
        ({"not": {"card": "lost"}}, ["card"]),
        ({"all": ["late", {"any": [{"card": "lost"}, "late"]}]}, ["late", "card", "late"]),
        ({"books": {"at_least": 3}}, ["books"]),
        ({"books": {"at_least": "most-books"}}, ["books", "most-books"]),
        ({"due": {"before": "2026-11-22"}}, ["due"]),
        ({"due": {"before": "today"}}, ["due", "today"]),
    ],
)
def test_the_ids_that_a_condition_names(raw: Any, ids: list[str]) -> None:
    assert list(ids_in(decode_condition(raw))) == ids
    assert list(ids_in(None)) == []
