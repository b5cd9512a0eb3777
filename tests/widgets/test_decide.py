"""What each rule comes to under some answers: true, false or not known, and what it rests on."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.widgets.librarycard import FACTS, PROCEDURE, TODAY
from widgets.answers import Answer
from widgets.checklist import Checklist
from widgets.conditions import decode_condition
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.model import Procedure
from widgets.rules import Rules, read_rules

RULES = read_rules(Procedure.from_dict(PROCEDURE))
DAY = date.fromisoformat(TODAY)
JOINED = date(2025, 11, 21)
ADULT: dict[str, Answer] = {"reader": "adult", "card": "have", "joined-on": JOINED}


def evaluation(answers: dict[str, Answer], rules: Rules = RULES, by: str = "", on: date = DAY) -> Evaluation:
    return Evaluation(rules, answers, FACTS, DAY, on, by)


def judged(answers: dict[str, Answer], raw: Any) -> Finding:
    condition = decode_condition(raw)
    assert condition is not None
    return evaluation(answers).judge(condition)


@pytest.mark.parametrize(
    ("answers", "raw", "result"),
    [
        ({}, {"card": "lost"}, None),
        ({"card": "lost"}, {"card": "lost"}, True),
        ({"card": "lost"}, {"card": ["have", "lost"]}, True),
        ({"card": "have"}, {"card": "lost"}, False),
        ({"card": "unknown"}, {"card": "lost"}, None),
        ({"card": "lost"}, {"not": {"card": "lost"}}, False),
        ({}, {"not": {"card": "lost"}}, None),
        ({"reader": "child"}, {"joined-on": {"before": "today"}}, False),
        ({"reader": "child"}, {"not": {"joined-on": {"before": "today"}}}, True),
        ({"card": "have"}, {"all": [{"card": "have"}, {"reader": "adult"}]}, None),
        ({"card": "lost"}, {"all": [{"card": "have"}, {"reader": "adult"}]}, False),
        ({"card": "have"}, {"any": [{"card": "have"}, {"reader": "adult"}]}, True),
        ({"card": "lost"}, {"any": [{"card": "have"}, {"reader": "adult"}]}, None),
        (ADULT, "overdue", True),
        ({**ADULT, "books": 5}, {"books": {"at_least": 5}}, True),
        ({**ADULT, "books": 5}, {"books": {"at_least": 6}}, False),
        ({**ADULT, "books": 5}, {"books": {"more_than": 5}}, False),
        ({**ADULT, "books": 5}, {"books": {"more_than": 4}}, True),
        ({**ADULT, "books": 5}, {"books": {"at_most": 5}}, True),
        ({**ADULT, "books": 5}, {"books": {"at_most": Decimal("4.9")}}, False),
        ({**ADULT, "books": 5}, {"books": {"less_than": 5}}, False),
        ({**ADULT, "books": 5}, {"books": {"less_than": 6}}, True),
        (ADULT, {"joined-on": {"before": "2025-11-21"}}, False),
        (ADULT, {"joined-on": {"before": "2025-11-22"}}, True),
        (ADULT, {"joined-on": {"after": "2025-11-21"}}, False),
        (ADULT, {"joined-on": {"after": "2025-11-20"}}, True),
        (ADULT, {"joined-on": {"before": "on"}}, True),
    ],
)
def test_a_condition_is_met_or_not_or_not_known(answers: dict[str, Answer], raw: Any, result: bool | None) -> None:
    assert judged(answers, raw).result is result


@pytest.mark.parametrize(
    ("answers", "outcomes", "result"),
    [
        ({"card": "unknown", "reader": "child"}, ["replace", "enjoy"], True),
        ({"card": "unknown", "reader": "child"}, ["replace", "renew", "enjoy"], True),
        ({"card": "unknown", "reader": "child"}, ["replace"], None),
        ({"card": "unknown", "reader": "child"}, ["renew"], False),
        ({"card": "have"}, ["replace"], False),
        ({"card": "have"}, ["enjoy", "renew"], True),
        ({"card": "lost"}, ["replace"], True),
        ({"card": "lost"}, ["enjoy"], False),
    ],
)
def test_a_table_may_be_certain_to_end_among_some_outcomes(
    answers: dict[str, Answer], outcomes: list[str], result: bool | None
) -> None:
    found = judged(answers, {"route": outcomes})
    assert (found.kind, found.id, found.result, found.about) == ("option", "route", result, tuple(outcomes))


def test_a_table_that_may_end_nowhere_is_never_certain() -> None:
    everywhere = ["read-here", "bring-back", "borrow"]
    assert judged({"reader": "child"}, {"loan": everywhere}).result is None
    assert judged({"reader": "visitor"}, {"loan": everywhere}).result is True


def test_an_item_knows_its_gate_its_day_and_what_it_is() -> None:
    step, when = RULES.steps["renewal"][0]
    found = evaluation(ADULT).judge_item(step.id, step, when, step.due)
    assert (found.kind, found.id, found.result, found.about) == ("item", "come-to-the-desk", True, step)
    assert found.gate is not None
    assert (found.gate.kind, [part.value for part in found.parts]) == ("option", [date(2026, 11, 21)])
    paper, always = RULES.evidence["evidence"][0]
    bare = evaluation({}).judge_item(paper.id, paper, always, None)
    assert (bare.kind, bare.result, bare.gate, bare.parts, bare.about) == ("item", True, None, (), paper)


def test_a_checklist_has_the_items_of_its_lists_in_their_order() -> None:
    everything, reading = Checklist(evaluation(ADULT), None), Checklist(evaluation(ADULT), ["reading", "evidence"])
    assert [found.about for found in everything.steps] == [
        RULES.steps["renewal"][0][0],
        RULES.steps["reading"][0][0],
    ]
    assert [found.about.id for found in everything.evidence] == ["identity-card", "guardian-consent"]
    assert [found.id for found in (*reading.steps, *reading.evidence)] == [
        "read-on",
        "identity-card",
        "guardian-consent",
    ]
    assert everything.due_steps() == [{"id": "come-to-the-desk", "due": "2026-11-21"}]
    assert (reading.due_steps(), reading.evidence_ids()) == ([], ["identity-card"])
    assert Checklist(evaluation(ADULT), []).evidence_ids() == []


def test_the_answer_to_its_question_is_the_day_that_counts() -> None:
    asked = evaluation({}, by="joined-on")
    assert asked.on == DAY
    assert asked.with_answers(ADULT).on == JOINED
    assert asked.with_answer("reader", "adult").with_answer("joined-on", JOINED).on == JOINED
    assert asked.with_answers({**ADULT, "joined-on": "unknown"}).on == DAY
    assert asked.with_answers({**ADULT, "reader": "child"}).on == DAY
    assert evaluation(ADULT, by="card", on=JOINED).on == JOINED
    assert evaluation(ADULT, on=date(2020, 2, 29)).find("card-validity").value == 24


def test_one_more_answer_changes_what_rests_on_it_and_leaves_the_rest() -> None:
    before = evaluation({"reader": "child", "card": "have"})
    member, route = before.find("member"), before.find("route")
    after = before.with_answer("card", "lost")
    assert after.find("member") is member
    assert after.find("route") is not route
    assert (route.value, after.find("route").value, before.find("route").value) == ("enjoy", "replace", "enjoy")
    assert (before.answers["card"], after.answers["card"]) == ("have", "lost")


@pytest.mark.parametrize(
    ("id", "kind", "result", "value"),
    [
        ("card", "question", True, "have"),
        ("books", "question", None, None),
        ("renew-by", "value", True, date(2026, 11, 21)),
        ("days-left", "value", False, None),
        ("overdue", "condition", True, None),
        ("route", "table", True, "renew"),
        ("loan", "table", True, "read-here"),
        ("card-validity", "figure", True, 12),
    ],
)
def test_each_id_comes_to_something(id: str, kind: str, result: bool | None, value: Any) -> None:
    found = evaluation(ADULT).find(id)
    assert (found.kind, found.id, found.result, found.value) == (kind, id, result, value)
    assert evaluation(ADULT).find(id).value == found.value


def test_a_figure_without_a_value_is_not_known() -> None:
    early = evaluation(ADULT, on=date(2014, 12, 31))
    assert [early.find(id).result for id in ("card-validity", "renew-by", "overdue", "route")] == [None] * 4
    with pytest.raises(KeyError):
        early.find("nothing")


FIRST = read_rules(
    Procedure.from_dict(
        {
            "id": "first",
            "questions": [
                {"id": "kind", "type": "choice", "options": ["a", "b"]},
                {"id": "n", "type": "number", "unknown": True, "optional": True},
            ],
            "values": {
                "as-a": {"sum": [1], "when": {"kind": "a"}},
                "as-n": {"sum": ["n", 1]},
                "either": {"first": ["as-a", "as-n"]},
                "early": {"plus": ["0001-01-01", {"days": -1}]},
            },
        }
    )
)


@pytest.mark.parametrize(
    ("answers", "result", "value"),
    [
        ({}, None, None),
        ({"n": 7}, None, None),
        ({"kind": "a"}, True, 1),
        ({"kind": "b"}, None, None),
        ({"kind": "b", "n": 7}, True, 8),
        ({"kind": "b", "n": "unknown"}, False, None),
    ],
)
def test_the_first_value_that_applies_counts(answers: dict[str, Answer], result: bool | None, value: Any) -> None:
    found = evaluation(answers, FIRST).find("either")
    assert (found.result, found.value) == (result, value)


def test_a_day_outside_the_calendar_is_not_known() -> None:
    assert evaluation({}, FIRST).find("early").result is None


def test_an_optional_question_left_out_does_not_apply() -> None:
    found = evaluation({"n": "unknown"}, FIRST).find("n")
    assert (found.result, found.value) == (False, "unknown")
    assert evaluation({"card": "unknown"}).find("card").result is None


def kinds(finding: Finding) -> list[Any]:
    """A finding, as far as it goes: its kind, its id and its parts."""
    return [finding.kind, finding.id, *[kinds(part) for part in finding.parts]]


def test_a_finding_names_what_it_rests_on() -> None:
    raw = {"all": [{"any": [{"not": "member"}]}, {"books": {"at_least": 3}}, {"card": "have"}]}
    assert kinds(judged({**ADULT, "books": 5}, raw)) == [
        *["all", ""],
        ["any", "", ["not", "", ["condition", "member", ["option", "reader", ["question", "reader"]]]]],
        ["test", "books", ["question", "books"], ["literal", ""]],
        ["option", "card", ["question", "card"]],
    ]
    lost = kinds(evaluation({"card": "lost"}).find("route"))
    assert lost[:3] == ["table", "route", ["row", "replace", ["option", "card", ["question", "card"]]]]
    assert (lost[3][:2], lost[4]) == (["row", "renew"], ["row", "enjoy"])
    when = evaluation({}).find("overdue").parts[0].parts[1]
    assert kinds(when)[2][:2] == ["value", "renew-by"]
    assert kinds(when)[3] == ["literal", "today"]


def test_a_row_without_a_condition_always_matches() -> None:
    rules = read_rules(
        Procedure.from_dict(
            {
                "id": "open",
                "questions": [{"id": "kind", "type": "choice", "options": ["a", "b"]}],
                "tables": {
                    "always": [{"then": "x"}, {"otherwise": "y"}],
                    "nameless": [{"when": {"kind": "a"}}, {"when": {"kind": "b"}, "then": "x"}],
                },
            }
        )
    )
    always = evaluation({}, rules).find("always")
    assert (always.value, [(part.result, part.parts) for part in always.parts]) == ("x", [(True, ()), (False, ())])
    assert evaluation({"kind": "a"}, rules).find("nameless").value == ""
