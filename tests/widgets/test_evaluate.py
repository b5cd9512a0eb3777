"""What the engine answers about a library card, by ids."""

from datetime import date
from typing import Any

import pytest

from tests.widgets.librarycard import FACTS, PROCEDURE, ask
from widgets.api import evaluate
from widgets.model import Procedure
from widgets.rules import read_rules

ADULT = {"reader": "adult", "card": "have"}
OVERDUE = {**ADULT, "joined-on": "21/11/2025"}


@pytest.mark.parametrize(
    ("answers", "outcome", "deciding", "missing"),
    [
        ({}, None, [], ["reader", "card"]),
        ({"card": "lost"}, "replace", ["card=lost"], ["reader"]),
        ({"card": "have"}, None, [], ["reader"]),
        ({"card": "have", "reader": "adult"}, None, [], ["joined-on"]),
        ({"card": "have", "reader": "child"}, "enjoy", ["card=have", "reader=child"], []),
        ({"card": "never", "reader": "visitor"}, "enjoy", ["card=never"], []),
        (OVERDUE, "renew", ["card=have", "overdue=met"], []),
        ({**ADULT, "joined-on": "22/11/2025"}, "enjoy", ["card=have", "overdue=not-met"], []),
        ({"reader": "adult", "card": "lost"}, "replace", ["card=lost"], ["joined-on"]),
    ],
)
def test_outcomes(answers: dict[str, str], outcome: str | None, deciding: list[str], missing: list[str]) -> None:
    response = ask(answers)
    assert [response["outcome"], response["deciding"], response["missing"]] == [outcome, deciding, missing]
    assert response["next"] == (missing[0] if missing else None)


def test_what_is_not_given_has_its_reasons() -> None:
    assert ask(OVERDUE)["others"] == [
        {"outcome": "replace", "because": ["card=have"]},
        {"outcome": "enjoy", "because": ["card=have", "overdue=met"]},
    ]
    part = ask({"card": "have"})
    assert part["others"] == [{"outcome": "replace", "because": ["card=have"]}]
    assert part["possible"] == ["renew", "enjoy"]


def test_a_decided_outcome_tells_the_rest() -> None:
    response = ask(OVERDUE)
    assert response["unconfirmed"] is True
    assert response["possible"] == ["renew"]
    assert response["steps"] == [{"id": "come-to-the-desk", "due": "2026-11-21"}]
    assert response["evidence"] == ["identity-card"]
    assert response["values"] == {"renew-by": "2026-11-21"}
    assert response["facts_used"] == ["card-validity"]
    assert response["figures"] == {"card-validity": {"value": 12, "from": "2020-03-01"}}
    assert ask({**ADULT, "joined-on": "1/1/2026"})["values"] == {"renew-by": "2027-01-01", "days-left": 40}


@pytest.mark.parametrize("answers", [{}, {"card": "have"}, OVERDUE, {**OVERDUE, "joined-on": "x"}])
def test_each_part_can_be_asked_for_alone(answers: dict[str, str]) -> None:
    rules = read_rules(Procedure.from_dict(PROCEDURE))
    given: dict[str, Any] = {"facts": FACTS, "answers": answers, "today": date(2026, 11, 22), "widget": "what-now"}
    whole = evaluate(rules, **given)
    assert [evaluate(rules, **given, wanted={key}) for key in whole] == [{key: part} for key, part in whole.items()]


def test_the_last_day_is_still_in_time() -> None:
    assert ask({**ADULT, "joined-on": "22/11/2025"})["values"] == {"renew-by": "2026-11-22", "days-left": 0}


def test_not_knowing_keeps_all_that_is_settled() -> None:
    response = ask({"reader": "adult", "card": "unknown", "joined-on": "1/1/2026"})
    assert response["outcome"] is None
    assert response["open"] == ["card"]
    assert response["missing"] == []
    assert response["possible"] == ["replace", "enjoy"]
    assert response["others"] == [{"outcome": "renew", "because": ["overdue=not-met"]}]
    assert response["evidence"] == ["identity-card"]


def test_a_step_that_all_possible_outcomes_share_is_settled() -> None:
    tables = {"route": [{"when": {"card": "lost"}, "then": "replace"}, {"otherwise": "renew"}]}
    procedure = {**PROCEDURE, "tables": tables, "steps": [PROCEDURE["steps"]["renewal"][0]], "widgets": []}
    response = ask({"card": "unknown", "reader": "child"}, procedure=procedure, widget=None, goal="route")
    assert response["outcome"] is None
    assert response["steps"] == [{"id": "come-to-the-desk", "due": None}]


def test_a_question_once_asked_stays_and_is_marked() -> None:
    response = ask({**OVERDUE, "reader": "child"})
    assert response["asked"] == ["reader", "card"]
    assert response["unneeded"] == ["joined-on"]
    response = ask({**OVERDUE, "card": "never"})
    assert response["asked"] == ["reader", "card", "joined-on"]
    assert response["unneeded"] == []  # it still gives the day shown
    assert ask({"card": "have", "reader": "visitor", "books": "3"}, widget="may-i-borrow")["unneeded"] == [
        "card",
        "books",
    ]


def test_an_answer_that_nobody_needs_stays_among_the_asked_where_it_applies() -> None:
    response = ask({"reader": "child", "card": "have", "books": "3"})
    assert (response["asked"], response["unneeded"]) == (["reader", "card", "books"], ["books"])
    response = ask({"reader": "child", "card": "lost", "books": "3"})
    assert (response["asked"], response["unneeded"]) == (["reader", "card"], ["books"])


def test_what_an_answer_out_of_turn_made_needless_is_not_left() -> None:
    ways = {"paths": {"left": LOAN_WAYS}, "widget": "may-i-borrow"}
    assert ask({"card": "lost"}, **ways)["left"] == {"least": 0, "most": 0}
    assert ask({"card": "have"}, **ways)["left"] == {"least": 1, "most": 2}


def test_an_answer_that_may_yet_count_is_not_marked() -> None:
    assert ask({"reader": "child"}, widget="may-i-borrow")["unneeded"] == []
    assert ask({"joined-on": "1/1/2026"})["unneeded"] == []


def test_only_what_somebody_can_change_is_offered() -> None:
    assert ask(OVERDUE)["flips"] == [
        {"question": "card", "to": "lost", "outcome": "replace", "by": "you"},
        {"question": "card", "to": "never", "outcome": "enjoy", "by": "you"},
    ]
    assert ask({"card": "have"})["flips"] == []


def test_tables_rest_on_tables() -> None:
    borrow = ask({"reader": "child", "card": "have", "books": "5"}, widget="may-i-borrow")
    assert borrow["outcome"] == "borrow"
    assert borrow["deciding"] == ["reader=child", "card=have", "too-many=not-met"]
    assert borrow["facts_used"] == ["most-books"]
    assert borrow["figures"] == {"most-books": {"value": 5, "from": "unknown", "seen": "2026-11-01"}}
    assert (borrow["steps"], borrow["evidence"], borrow["values"]) == ([], [], {})
    assert ask({"card": "lost"}, widget="may-i-borrow")["deciding"] == ["card=lost"]
    assert ask({"reader": "child", "card": "have", "books": "6"}, widget="may-i-borrow")["outcome"] == "bring-back"


def test_the_day_of_the_law_chooses_the_figures() -> None:
    assert ask(OVERDUE, on="2020-02-29")["values"]["renew-by"] == "2027-11-21"
    early = ask(OVERDUE, on="2014-12-31")
    assert early["no_value"] == ["card-validity"]
    assert early["outcome"] is None
    assert early["missing"] == []
    assert early["facts_used"] == []


def test_nothing_is_said_of_what_was_not_asked() -> None:
    def overdue(answers: dict[str, Any]) -> Any:
        return next(row["when"] for row in ask(answers)["trace"]["rows"] if "condition" in row.get("when", {}))

    assert overdue(OVERDUE).get("idle") is None
    child = overdue({**OVERDUE, "reader": "child"})
    assert (child["condition"], child["result"], child["idle"]) == ("overdue", False, True)
    assert "left-out" not in child


OPTIONAL: dict[str, Any] = {
    "id": "optional",
    "questions": [
        {"id": "on-paper", "type": "number", "whole": False, "unknown": True, "optional": True, "changed_by": "office"},
        {"id": "again", "type": "number", "ask_when": "given", "unknown": True, "optional": True},
    ],
    "conditions": {"given": {"on-paper": {"more_than": "2.50"}}, "twice": {"again": {"at_least": 1}}},
    "tables": {"goal": [{"when": {"any": ["given", "twice"]}, "then": "told"}, {"otherwise": "nothing"}]},
}


def test_what_was_left_out_is_not_told_as_never_asked() -> None:
    answer = ask({"on-paper": "unknown"}, procedure=OPTIONAL, facts={}, widget=None, goal="goal")
    given, twice = answer["trace"]["rows"][0]["when"]["any"]
    assert (given["idle"], given["left-out"]) == (True, True)
    assert (given["when"]["of"]["left-out"], given["when"]["of"].get("applies")) == (True, None)
    assert (twice["idle"], twice.get("left-out"), twice["when"]["of"]["applies"]) == (True, None, False)


def test_a_centime_may_be_what_leads_elsewhere() -> None:
    def nearest(answer: str) -> list[Any]:
        found = ask({"on-paper": answer}, procedure=OPTIONAL, facts={}, widget=None, goal="goal")["flips"]
        return [(flip["to"], flip["outcome"]) for flip in found]

    assert nearest("2.50") == [("2.51", "told")]
    assert nearest("0") == [("2.51", "told")]
    assert nearest("40.75") == [("2.50", "nothing")]


def test_the_trace_tells_every_row() -> None:
    trace = ask(OVERDUE)["trace"]
    assert [(row["outcome"], row["result"]) for row in trace["rows"]] == [
        ("replace", False),
        ("renew", True),
        ("enjoy", False),
    ]
    assert trace["rows"][0]["when"] == {"question": "card", "is": "have", "options": ["lost"], "result": False}
    told = trace["rows"][1]["when"]
    assert (told["condition"], told["result"], told["reasons"]) == ("overdue", True, ["card=have", "overdue=met"])
    test = told["when"]["all"][1]
    assert (test["test"], test["of"]["value"], test["of"]["is"]) == ("before", "renew-by", "2026-11-21")
    assert test["to"] == {"literal": "today", "is": "2026-11-22"}


VALUES: dict[str, Any] = {
    "in-weeks": {"plus": ["start", {"weeks": 2}]},
    "in-days": {"plus": ["2026-11-22", {"days": "count"}]},
    "in-years": {"plus": ["start", {"years": 1}]},
    "days": {"days_since": "start"},
    "between": {"days_since": ["today", "start"]},
    "months": {"months_since": "start"},
    "age": {"age": "start"},
    "total": {"sum": ["count", 2.5, "most-books"]},
    "two-thirds": {"times": ["count", "2/3"], "round": 0.01},
    "share": {"percent": ["count", "4.48"], "round": {"to": "0.01", "half": "down"}},
    "whole-again": {"times": ["thirds", 3]},
    "thirds": {"times": ["count", "1/3"]},
    "less": {"minus": ["count", "7.5"]},
    "floor": {"not_below": ["count", 10]},
    "ceiling": {"not_above": ["in-weeks", "today"]},
    "never": {"sum": ["count"], "when": {"sort": "b"}},
    "rests-on-never": {"sum": ["never", 1]},
    "either": {"first": ["never", "floor"]},
    "neither": {"first": ["never", "rests-on-never"]},
    "beyond": {"plus": ["start", {"years": 9000}]},
}


def test_values() -> None:
    procedure = {
        "id": "sums",
        "questions": [
            {"id": "sort", "type": "choice", "options": ["a", "b"]},
            {"id": "start", "type": "date"},
            {"id": "count", "type": "number"},
        ],
        "values": {f"v-{id}": _renamed(raw) for id, raw in VALUES.items()},
        "tables": {"goal": [{"otherwise": "done"}]},
        "widgets": [{"id": "w", "goal": "goal", "shows": [f"v-{id}" for id in VALUES]}],
    }
    answers = {"sort": "a", "start": "29/02/2024", "count": "7"}
    assert ask(answers, procedure=procedure, facts=FACTS, widget="w", on="2025-02-28")["values"] == {
        "v-in-weeks": "2024-03-14",
        "v-in-days": "2026-11-29",
        "v-in-years": "2025-02-28",
        "v-days": 997,
        "v-between": -997,
        "v-months": 32,
        "v-age": 1,
        "v-total": "14.5",
        "v-two-thirds": "4.67",
        "v-share": "0.31",
        "v-whole-again": 7,
        "v-thirds": "7/3",
        "v-less": "-0.5",
        "v-floor": 10,
        "v-ceiling": "2024-03-14",
        "v-either": 10,
    }
    assert ask({"start": "1/1/2026"}, procedure=procedure, facts=FACTS, widget="w")["missing"] == ["sort", "count"]


def _renamed(raw: dict[str, Any]) -> dict[str, Any]:
    """Give the values named within an expression their ids here."""
    return {
        key: [f"v-{part}" if isinstance(part, str) and part in VALUES else part for part in written]
        if isinstance(written, list)
        else written
        for key, written in raw.items()
    }


def test_an_answer_is_changed_only_to_what_it_can_become() -> None:
    questions = [{**each, "changed_to": ["lost"]} if each["id"] == "card" else each for each in PROCEDURE["questions"]]
    flips = ask(OVERDUE, procedure={**PROCEDURE, "questions": questions})["flips"]
    assert [(flip["to"], flip["outcome"]) for flip in flips] == [("lost", "replace")]


DEADLINE: dict[str, Any] = {
    "id": "deadline",
    "questions": [
        {"id": "sent-on", "type": "date", "latest": "today", "changed_by": "office"},
        {"id": "needed-on", "type": "date", "earliest": "sent-on", "changed_by": "you"},
        {"id": "copies", "type": "number", "at_least": 1, "at_most": 40, "whole": False, "changed_by": "employer"},
    ],
    "values": {"ready-on": {"plus": ["sent-on", {"days": 10}]}},
    "conditions": {"too-late": {"ready-on": {"after": "needed-on"}}, "too-many": {"copies": {"more_than": 5}}},
    "tables": {
        "goal": [
            {"when": "too-late", "then": "wait"},
            {"when": {"all": [{"not": "too-late"}, "too-many"]}, "then": "pay"},
            {"when": {"all": [{"not": "too-late"}, {"not": "too-many"}]}, "then": "free"},
        ]
    },
}


@pytest.mark.parametrize(
    ("answers", "flips"),
    [
        (
            {"sent-on": "2026-11-20", "needed-on": "2026-12-10", "copies": "5"},
            # Sent any later than today it can't have been; needed a day too early is the nearest that fails.
            [
                ("needed-on", "2026-11-29", "wait", "you"),
                ("copies", "5.01", "pay", "employer"),
            ],
        ),
        (
            {"sent-on": "2026-11-20", "needed-on": "2026-11-25", "copies": "12.5"},
            [("sent-on", "2026-11-15", "pay", "office"), ("needed-on", "2026-11-30", "pay", "you")],
        ),
        (
            {"sent-on": "2026-11-01", "needed-on": "2026-12-10", "copies": "5.5"},
            [("needed-on", "2026-11-10", "wait", "you"), ("copies", 5, "free", "employer")],
        ),
    ],
)
def test_the_nearest_day_or_number_that_leads_elsewhere(answers: dict[str, str], flips: list[Any]) -> None:
    found = ask(answers, procedure=DEADLINE, facts={}, widget=None, goal="goal")["flips"]
    assert [(flip["question"], flip["to"], flip["outcome"], flip["by"]) for flip in found] == flips


LOAN_WAYS: list[Any] = [
    "replace",
    "renew",
    "enjoy",
    [["joined-on"], [[["overdue=met"]], 1], [[["overdue=not-met"]], 2]],
    [["card"], [[["card=have"]], 3], [[["card=lost"]], 0], [[["card=never"]], 2]],
    [["card"], [[["card=have"], ["card=never"]], 2], [[["card=lost"]], 0]],
    [["reader"], [[["reader=adult"]], 4], [[["reader=child"], ["reader=visitor"]], 5]],
]


@pytest.mark.parametrize(
    ("answers", "plan"),
    [
        ({}, None),
        ({"card": "lost"}, None),
        (
            {"reader": "child", "card": "unknown"},
            {
                "questions": ["card"],
                "ways": [
                    {"labels": [["card=have"], ["card=never"]], "outcome": "enjoy"},
                    {"labels": [["card=lost"]], "outcome": "replace"},
                ],
            },
        ),
        (
            {"reader": "adult", "card": "unknown", "joined-on": "21/11/2025"},
            {
                "questions": ["card"],
                "ways": [
                    {"labels": [["card=have"]], "outcome": "renew"},
                    {"labels": [["card=lost"]], "outcome": "replace"},
                    {"labels": [["card=never"]], "outcome": "enjoy"},
                ],
            },
        ),
        (
            {"reader": "adult", "card": "unknown", "joined-on": "unknown"},
            {
                "questions": ["card"],
                "ways": [
                    {
                        "labels": [["card=have"]],
                        "questions": ["joined-on"],
                        "ways": [
                            {"labels": [["overdue=met"]], "outcome": "renew"},
                            {"labels": [["overdue=not-met"]], "outcome": "enjoy"},
                        ],
                    },
                    {"labels": [["card=lost"]], "outcome": "replace"},
                    {"labels": [["card=never"]], "outcome": "enjoy"},
                ],
            },
        ),
    ],
)
def test_not_knowing_gives_a_plan(answers: dict[str, str], plan: Any) -> None:
    assert ask(answers, paths={"plan": LOAN_WAYS})["plan"] == plan


def test_a_plan_goes_two_questions_deep() -> None:
    ways = [*LOAN_WAYS[:-1], [["reader"], [[["reader=adult"]], 4], [[["reader=child"]], 2]]]
    ways += [[["books"], [[["too-many=met"]], 6], [[["too-many=not-met"]], 0]]]
    plan = ask({"reader": "adult", "card": "unknown", "joined-on": "unknown"}, paths={"plan": ways})["plan"]
    inner = plan["ways"][0]
    assert (plan["questions"], inner["questions"]) == (["books"], ["card"])
    assert inner["ways"][0] == {"labels": [["card=have"]], "possible": ["renew", "enjoy"]}


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ({}, (2, 3)),
        ({"reader": "child"}, (1, 1)),
        ({"reader": "adult"}, (1, 2)),
        ({"card": "lost"}, (1, 1)),
        ({"card": "have", "reader": "adult"}, (1, 1)),
        ({"card": "have", "joined-on": "1/1/2026"}, (1, 1)),
        (OVERDUE, (0, 0)),
    ],
)
def test_the_questions_left_are_read_off_the_ways(answers: dict[str, str], left: tuple[int, int]) -> None:
    assert ask(answers, paths={"left": LOAN_WAYS})["left"] == {"least": left[0], "most": left[1]}


def test_without_ways_nothing_is_counted_or_planned() -> None:
    response = ask({"reader": "child", "card": "unknown"})
    assert (response["left"], response["plan"]) == (None, None)


@pytest.mark.parametrize(
    "paths", [[], "left", {"left": []}, {"left": "no"}, {"left": [[["card"], [[], 0]]]}, {"left": [[["card"]]]}]
)
def test_ways_that_lead_nowhere_are_refused(paths: Any) -> None:
    assert ask({"card": "have"}, paths=paths)["fault"]["id"] == "bad-request"


def test_where_one_row_matches_the_others_are_no_longer_possible() -> None:
    tables = {"route": [{"when": {"card": "lost"}, "then": "replace"}, {"when": {"reader": "child"}, "then": "enjoy"}]}
    response = ask(
        {"card": "lost"},
        procedure={**PROCEDURE, "tables": tables, "steps": [], "widgets": []},
        widget=None,
        goal="route",
    )
    assert (response["outcome"], response["possible"]) == ("replace", ["replace"])


def test_the_day_of_the_law_may_be_given_as_a_day() -> None:
    rules = read_rules(Procedure.from_dict(PROCEDURE))
    today = date(2026, 11, 22)
    response = evaluate(rules, facts=FACTS, answers=OVERDUE, today=today, on=date(2016, 1, 1), widget="what-now")
    assert (response["on"], response["errors"], response["outcome"]) == ("2016-01-01", {}, "enjoy")
