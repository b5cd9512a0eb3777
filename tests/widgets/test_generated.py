"""What holds for every procedure with dates, numbers, values, tests and two tables: checked on ones made at random."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.procedures import FIGURES, TODAY, UNITS, answers_for, procedures
from widgets.answers import check_answers
from widgets.api import evaluate, handle
from widgets.conditions import All as AllOf
from widgets.conditions import AnyOf, Condition, Not
from widgets.decide import Evaluation
from widgets.rules import Rules
from widgets.wiring import problems_in

FORM = "w"
ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats() | st.lists(st.integers(), max_size=2)
)


def ask(rules: Rules, answers: dict[str, Any]) -> dict[str, Any]:
    return evaluate(rules, facts=FIGURES, answers=answers, today=TODAY, widget=FORM)


def read(rules: Rules, answers: dict[str, Any]) -> Evaluation:
    good, _ = check_answers(rules.procedure.questions, answers, TODAY)
    return Evaluation(rules, good, FIGURES, TODAY, TODAY, rules.widgets[FORM].on or "")


def found(rules: Rules, answers: dict[str, Any]) -> dict[str, tuple[bool | None, Any]]:
    """All that is known after some answers: of questions, values, conditions, tables and items."""
    reading = read(rules, answers)
    named = (*rules.questions, *rules.values, *rules.conditions, *rules.tables)
    known = {
        id: (finding.result, finding.value if finding.result else None)
        for id in named
        if (finding := reading.find(id)).result is not None
    }
    for lists in (rules.steps, rules.evidence):
        for items in lists.values():
            known |= {
                item.id: (result, None)
                for item, when in items
                if (result := reading.judge_item(item.id, item, when, None).result) is not None
            }
    return known


@st.composite
def answered(draw: st.DrawFn, exclusive: bool = True, **kind: bool) -> tuple[Rules, dict[str, str]]:
    rules = draw(procedures(exclusive))
    return rules, draw(answers_for(rules, **kind))


@given(procedures(exclusive=False))
def test_they_are_well_formed(rules: Rules) -> None:
    assert list(problems_in(rules.procedure, UNITS)) == []


@given(answered(), st.data())
def test_what_is_known_stays_so_whatever_is_answered_next(
    asked: tuple[Rules, dict[str, str]], data: st.DataObject
) -> None:
    rules, few = asked
    more = data.draw(answers_for(rules))
    told = {id: answer for id, answer in few.items() if answer != "unknown"}
    before, after = found(rules, few), found(rules, {**more, **told})
    answered_anew = {id for id in few if few[id] == "unknown"}
    for id, known in before.items():
        assert id in answered_anew or after.get(id) == known, id


@given(answered(), st.data())
def test_one_more_answer_never_changes_what_was_decided(
    asked: tuple[Rules, dict[str, str]], data: st.DataObject
) -> None:
    rules, few = asked
    more = data.draw(answers_for(rules, unknown=False))
    before = ask(rules, few)
    after = ask(rules, {**more, **{id: answer for id, answer in few.items() if answer != "unknown"}})
    assert before["outcome"] in (None, after["outcome"])
    assert set(after["possible"]) <= set(before["possible"])
    if not after["missing"]:
        assert set(before["evidence"]) <= set(after["evidence"])
        assert {step["id"] for step in before["steps"]} <= {step["id"] for step in after["steps"]}
        assert before["values"].items() <= after["values"].items()


@given(answered(), st.randoms())
def test_the_order_of_answers_does_not_count(asked: tuple[Rules, dict[str, str]], chance: Any) -> None:
    rules, given = asked
    shuffled = list(given.items())
    chance.shuffle(shuffled)
    texts = [
        handle(
            json.dumps(
                {
                    "do": "evaluate",
                    "procedure": rules.procedure.to_dict(),
                    "facts": FIGURES,
                    "widget": FORM,
                    "answers": answers,
                    "today": TODAY.isoformat(),
                },
                default=str,
            )
        )
        for answers in (given, dict(shuffled))
    ]
    assert texts[0] == texts[1]
    assert "fault" not in json.loads(texts[0])


@given(answered())
def test_going_back_and_starting_over_agree(asked: tuple[Rules, dict[str, str]]) -> None:
    rules, given = asked
    response = ask(rules, given)
    afresh: dict[str, str] = {}
    while known := [id for id in ask(rules, afresh)["missing"] if id in given and id not in afresh]:
        afresh[known[0]] = given[known[0]]
    again = ask(rules, afresh)
    for key in set(response) - {"answers", "asked", "unneeded", "flips", "errors"}:
        assert again[key] == response[key], key
    assert set(response["unneeded"]) <= given.keys() - afresh.keys()


@given(answered(unknown=False, whole=True))
def test_the_next_question_leads_to_the_end(asked: tuple[Rules, dict[str, str]]) -> None:
    rules, given = asked
    afresh: dict[str, str] = {}
    while (following := ask(rules, afresh)["next"]) is not None:
        assert following not in afresh
        afresh[following] = given[following]
    end = ask(rules, afresh)
    assert end["outcome"] == ask(rules, given)["outcome"] is not None
    assert [row["result"] for row in end["trace"]["rows"]].count(True) == 1
    assert end["open"] == []


@given(answered())
def test_a_flip_does_what_it_says(asked: tuple[Rules, dict[str, str]]) -> None:
    rules, given = asked
    for flip in ask(rules, given)["flips"]:
        assert rules.questions[flip["question"]].changed_by == "you"
        ends = flip.get("possible") or [flip["outcome"]]
        assert ask(rules, {**given, flip["question"]: flip["to"]})["possible"] == ends


@given(answered(exclusive=False))
def test_not_any_is_all_not(asked: tuple[Rules, dict[str, str]]) -> None:
    rules, given = asked
    reading = read(rules, given)
    parts = [*rules.conditions.values(), *(when for rows in rules.tables.values() for _, when in rows if when)]
    for one in parts:
        for two in parts:
            assert result(reading, Not(AnyOf((one, two), ()), ())) is result(
                reading, AllOf((Not(one, ()), Not(two, ())), ())
            )
            assert result(reading, Not(AllOf((one, two), ()), ())) is result(
                reading, AnyOf((Not(one, ()), Not(two, ())), ())
            )
        assert result(reading, Not(Not(one, ()), ())) is result(reading, one)


def result(reading: Evaluation, condition: Condition) -> bool | None:
    return reading.judge(condition).result


@given(answered(), st.data())
def test_wrong_answers_count_as_none_and_nothing_throws(
    asked: tuple[Rules, dict[str, str]], data: st.DataObject
) -> None:
    rules, given = asked
    garbage = data.draw(st.dictionaries(st.sampled_from([*rules.questions, "nothing"]), ANYTHING, max_size=4))
    response = ask(rules, {**given, **garbage})
    wrong = check_answers(rules.procedure.questions, {**given, **garbage}, TODAY)[1]
    clean = {id: answer for id, answer in {**given, **garbage}.items() if id not in wrong}
    again = ask(rules, clean)
    for key in set(response) - {"errors"}:
        assert again[key] == response[key], key
