"""What would change an answer: the nearest day or number on either side, to the day, the unit or the centime."""

from typing import Any

import pytest

from tests.widgets.librarycard import ask
from widgets.flips import FARTHEST


def flips(question: dict[str, Any], test: dict[str, Any], here: str, **changes: Any) -> list[tuple[Any, Any]]:
    """What is offered for one question `it`, where a test on it decides."""
    procedure = {
        "id": "one",
        "questions": [{"id": "it", "changed_by": "you", **question}],
        "conditions": {"far": {"it": test}},
        "tables": {"goal": [{"when": "far", "then": "yes"}, {"otherwise": "no"}]},
        **changes,
    }
    found = ask({"it": here}, procedure=procedure, facts={}, widget=None, goal="goal")["flips"]
    assert all(flip["question"] == "it" and flip["by"] == "you" for flip in found)
    return [(flip["to"], flip.get("outcome") or flip["possible"]) for flip in found]


@pytest.mark.parametrize("distance", [1, 2, 3, 4, 5, 7, 8, 9, 100, 1000, 3000, FARTHEST - 1, FARTHEST])
def test_the_nearest_number_is_found_however_far(distance: int) -> None:
    number = {"type": "number"}
    assert flips(number, {"at_least": 5000 + distance}, "5000") == [(5000 + distance, "yes")]
    assert flips(number, {"more_than": 5000 - distance}, "5000") == [(5000 - distance, "no")]


@pytest.mark.parametrize("distance", [FARTHEST + 1, 2 * FARTHEST, 10**6])
def test_what_is_too_far_off_is_no_change_of_plans(distance: int) -> None:
    assert flips({"type": "number"}, {"at_least": distance}, "0") == []
    assert flips({"type": "number", "whole": False}, {"at_least": distance}, "0") == []


@pytest.mark.parametrize(
    ("here", "test", "nearest"),
    [
        ("12.25", {"at_least": "12.50"}, "12.50"),
        ("12.25", {"at_least": "12.51"}, "12.51"),
        ("12.25", {"more_than": "12.25"}, "12.26"),
        ("12.25", {"at_least": 13}, 13),
        ("12.25", {"at_least": "13.20"}, "13.20"),
        ("12.25", {"at_least": "17.03"}, "17.03"),
        ("12", {"at_least": "12.01"}, "12.01"),
        ("12", {"at_least": "44.99"}, "44.99"),
        ("0", {"more_than": 0}, "0.01"),
        ("-2.50", {"more_than": "-2.50"}, "-2.49"),
        ("-2.50", {"at_least": "-0.01"}, "-0.01"),
    ],
)
def test_a_centime_more_may_be_enough(here: str, test: dict[str, Any], nearest: Any) -> None:
    assert flips({"type": "number", "whole": False}, test, here) == [(nearest, "yes")]


@pytest.mark.parametrize(
    ("here", "test", "nearest"),
    [
        ("12.75", {"at_most": "12.30"}, "12.30"),
        ("12.75", {"less_than": "12.75"}, "12.74"),
        ("12.75", {"at_most": 12}, 12),
        ("12.75", {"at_most": "11.99"}, "11.99"),
        ("12.75", {"at_most": "3.50"}, "3.50"),
        ("12", {"less_than": 12}, "11.99"),
        ("12", {"at_most": 11}, 11),
        ("-2.50", {"less_than": "-2.50"}, "-2.51"),
        ("-2.50", {"at_most": "-7.03"}, "-7.03"),
    ],
)
def test_a_centime_less_may_be_enough(here: str, test: dict[str, Any], nearest: Any) -> None:
    assert flips({"type": "number", "whole": False}, test, here) == [(nearest, "yes")]


@pytest.mark.parametrize(
    ("test", "nearest", "outcome"),
    [
        ({"after": "2026-11-22"}, "2026-11-23", "yes"),
        ({"after": "2026-12-31"}, "2027-01-01", "yes"),
        ({"before": "2026-11-22"}, "2026-11-21", "yes"),
        ({"before": "2026-11-23"}, "2026-11-23", "no"),
        ({"before": "2020-01-01"}, "2019-12-31", "yes"),
    ],
)
def test_the_nearest_day(test: dict[str, Any], nearest: str, outcome: str) -> None:
    assert flips({"type": "date"}, test, "22/11/2026") == [(nearest, outcome)]


@pytest.mark.parametrize(
    ("question", "test", "here", "offered"),
    [
        ({"type": "number", "at_most": 10}, {"at_least": 10}, "3", [(10, "yes")]),
        ({"type": "number", "at_most": 9}, {"at_least": 10}, "3", []),
        ({"type": "number", "at_least": 2}, {"less_than": 2}, "3", []),
        ({"type": "number", "changed_to": ["less"]}, {"at_least": 10}, "3", []),
        ({"type": "number", "changed_to": ["more"]}, {"at_least": 10}, "3", [(10, "yes")]),
        ({"type": "number", "changed_to": ["more"]}, {"at_least": 10}, "12", []),
        ({"type": "number", "changed_to": ["less"]}, {"at_least": 10}, "12", [(9, "no")]),
        ({"type": "date", "latest": "today"}, {"after": "2026-11-22"}, "22/11/2026", []),
        ({"type": "date", "latest": "today"}, {"after": "2026-11-21"}, "20/11/2026", [("2026-11-22", "yes")]),
        ({"type": "date"}, {"after": "2100-12-31"}, "31/12/2100", []),
        ({"type": "number", "whole": False, "at_most": 9.5}, {"at_least": "9.51"}, "3", []),
        ({"type": "number", "whole": False, "at_most": 9.5}, {"at_least": "9.50"}, "3", [("9.50", "yes")]),
        ({"type": "number", "whole": False, "at_least": 1.5}, {"less_than": "1.52"}, "3", [("1.51", "yes")]),
        ({"type": "number", "whole": False, "at_least": 1.5}, {"less_than": "1.50"}, "3", []),
    ],
)
def test_nothing_is_offered_that_cannot_be_answered(
    question: dict[str, Any], test: dict[str, Any], here: str, offered: Any
) -> None:
    assert flips(question, test, here) == offered


def test_between_two_sides_both_are_offered() -> None:
    conditions = {"some": {"all": [{"it": {"at_least": 5}}, {"it": {"at_most": 8}}]}}
    tables = {"goal": [{"when": "some", "then": "some"}, {"otherwise": "other"}]}
    changes = {"conditions": conditions, "tables": tables}
    assert flips({"type": "number"}, {}, "6", **changes) == [(4, "other"), (9, "other")]
    assert flips({"type": "number"}, {}, "5", **changes) == [(4, "other"), (9, "other")]
    assert flips({"type": "number"}, {}, "2", **changes) == [(5, "some")]


@pytest.mark.parametrize(
    ("least", "most", "here", "offered"),
    [
        (5, 5, "4", 5),
        (12, 12, "12.75", 12),
        ("11.99", "12.01", "12.75", "12.01"),
        (13, 13, "12.25", 13),
        (-2, -2, "-2.50", -2),
    ],
)
def test_a_narrow_band_beside_the_answer_is_found(least: Any, most: Any, here: str, offered: Any) -> None:
    conditions = {"some": {"all": [{"it": {"at_least": least}}, {"it": {"at_most": most}}]}}
    tables = {"goal": [{"when": "some", "then": "some"}, {"otherwise": "other"}]}
    question = {"type": "number", "whole": "." not in here}
    assert flips(question, {}, here, conditions=conditions, tables=tables) == [(offered, "some")]


CHOICE = {"type": "choice", "options": ["a", "b", "c"]}
BY_OPTION = {
    "conditions": {},
    "tables": {
        "goal": [
            {"when": {"it": "a"}, "then": "one"},
            {"when": {"all": [{"it": "b"}, {"more": "x"}]}, "then": "two"},
            {"when": {"all": [{"it": "b"}, {"more": "y"}]}, "then": "three"},
            {"when": {"it": "c"}, "then": "one"},
        ]
    },
}


@pytest.mark.parametrize(
    ("more", "offered"),
    [
        ({}, [("b", ["two", "three"])]),
        ({"changed_to": ["c"]}, []),
        ({"changed_from": ["b"]}, []),
        ({"changed_from": ["a"]}, [("b", ["two", "three"])]),
        ({"changed_by": "nobody"}, []),
        ({"changed_by": None}, []),
    ],
)
def test_an_option_is_offered_where_it_leads_elsewhere(more: dict[str, Any], offered: Any) -> None:
    questions = [
        {"id": "it", **CHOICE, "changed_by": "you", **more},
        {"id": "more", "type": "choice", "options": ["x", "y"], "changed_by": "you"},
        {"id": "idle", "type": "choice", "options": ["x", "y"], "changed_by": "you"},
    ]
    assert flips({}, {}, "a", **{**BY_OPTION, "questions": questions}) == offered


def test_an_answer_that_is_not_known_is_not_changed() -> None:
    questions = [
        {"id": "it", **CHOICE, "changed_by": "you", "unknown": True},
        {"id": "more", "type": "choice", "options": ["x", "y"], "changed_by": "you", "unknown": True},
    ]
    tables = {"goal": [{"when": {"all": [{"it": "a"}, {"more": "x"}]}, "then": "yes"}, {"otherwise": "no"}]}
    procedure = {"id": "one", "questions": questions, "tables": tables}
    found = ask({"it": "b", "more": "unknown"}, procedure=procedure, facts={}, widget=None, goal="goal")
    assert (found["outcome"], found["flips"]) == ("no", [])
    found = ask({"it": "b", "more": "x"}, procedure=procedure, facts={}, widget=None, goal="goal")
    assert [flip["to"] for flip in found["flips"]] == ["a"]


def test_where_one_row_matches_it_is_the_outcome_whatever_else_is_open() -> None:
    questions = [
        {"id": "it", **CHOICE, "changed_by": "you"},
        {"id": "more", "type": "choice", "options": ["x", "y"], "unknown": True},
    ]
    tables = {
        "goal": [
            {"when": {"it": "a"}, "then": "one"},
            {"when": {"it": "b"}, "then": "two"},
            {"when": {"all": [{"not": {"it": "a"}}, {"more": "x"}]}, "then": "three"},
        ]
    }
    assert flips({}, {}, "a", questions=questions, conditions={}, tables=tables) == [
        ("b", "two"),
        ("c", "three"),
    ]
