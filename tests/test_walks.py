"""Every guide walked through from no answer to every end, "I don't know" among the answers: what holds at each state.

All states are asked about, and every way that leads from one to the next. Of the changes of a single answer on every
path there are too many in a large form (a hundred thousand and more): there each answer is changed to each other one
once for each outcome, and a thousand more are tried, evenly chosen. `make audit` tries them all.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from builder.ask import page_data
from builder.library import LANGUAGES, Guide
from builder.load import load_library
from builder.paths import State, find_states, states_in
from widgets.answers import UNKNOWN
from widgets.api import evaluate, handle
from widgets.findings import all_of, any_of, opposite
from widgets.rules import Rules, read_rules

ROOT = Path(__file__).parent.parent
LIBRARY = load_library(ROOT)
TODAY = datetime.date(2026, 11, 22)
WIDGETS = [(guide, widget.id) for guide in LIBRARY.guides.values() for widget in guide.procedure.widgets]
each_widget = pytest.mark.parametrize(("guide", "widget"), WIDGETS, ids=lambda value: getattr(value, "id", value))

MOST = 2000
"""Changes of an answer that are tried in one form."""

type Response = dict[str, Any]


class Walked(NamedTuple):
    """A form's states, each with the engine's answer there."""

    rules: Rules
    states: list[State]
    answers: dict[int, Response]
    ask: Callable[[Mapping[str, str]], Response]
    ask_once: Callable[[Mapping[str, str]], Response]

    def at(self, state: State) -> Response:
        return self.answers[id(state)]


@cache
def walk(guide_id: str, widget: str) -> Walked:
    guide = LIBRARY.guides[guide_id]
    rules, facts = read_rules(guide.procedure), page_data(LIBRARY, guide)["facts"]

    known: dict[frozenset[tuple[str, str]], Response] = {}

    def ask_once(answers: Mapping[str, str]) -> Response:
        """What is asked about a single time need not be remembered: so many answers would not fit into memory."""
        return evaluate(rules, facts=facts, answers=answers, today=TODAY, widget=widget)

    def ask(answers: Mapping[str, str]) -> Response:
        """Each set of answers is asked about once; that their order does not count has a test of its own."""
        key = frozenset(answers.items())
        if key not in known:
            known[key] = ask_once(answers)
        return known[key]

    states = list(states_in(find_states(LIBRARY, guide, TODAY)[widget]))
    return Walked(rules, states, {id(state): ask(state.answers) for state in states}, ask, ask_once)


@each_widget
def test_the_engine_asks_and_answers_as_the_states_say(guide: Guide, widget: str) -> None:
    walked = walk(guide.id, widget)
    for state in walked.states:
        response = walked.at(state)
        assert response["errors"] == {}
        assert all(LIBRARY.facts[id].on(day_of(response)) is None for id in response["no_value"]), state.answers
        found = (response["outcome"], response["unconfirmed"], response["next"])
        assert found == (state.outcome, state.unconfirmed, state.asks), state.answers
        assert {*state.answers, *([state.asks] if state.asks else [])} <= set(response["asked"])
        assert response["unneeded"] == []


def day_of(response: Response) -> datetime.date:
    """The day whose figures an answer uses."""
    return datetime.date.fromisoformat(response["on"])


@each_widget
def test_exactly_one_row_matches_at_an_end(guide: Guide, widget: str) -> None:
    walked = walk(guide.id, widget)
    for state in walked.states:
        response = walked.at(state)
        rows = [row["outcome"] for row in response["trace"]["rows"] if row["result"]]
        assert rows == ([state.outcome] if state.outcome else []), state.answers
        if state.asks is None:
            assert bool(rows) is not bool(set(response["open"]) and len(response["possible"]) > 1), state.answers
            assert rows or UNKNOWN in state.answers.values()


@each_widget
def test_one_more_answer_adds_and_changes_nothing_decided(guide: Guide, widget: str) -> None:
    walked = walk(guide.id, widget)
    for state in walked.states:
        before = walked.at(state)
        for branch in state.branches:
            after = walked.at(branch.to)
            assert before["outcome"] in (None, after["outcome"]), branch.to.answers
            assert set(after["possible"]) <= set(before["possible"]), branch.to.answers
            assert set(before["evidence"]) <= set(after["evidence"]), branch.to.answers
            dues = {step["id"]: step["due"] for step in after["steps"]}
            assert all(dues[step["id"]] == (step["due"] or dues[step["id"]]) for step in before["steps"])
            assert before["values"].items() <= after["values"].items(), branch.to.answers


@each_widget
def test_what_is_told_without_an_answer_holds_whatever_that_answer_is(guide: Guide, widget: str) -> None:
    """One "I don't know" is filled in at a time; with several, the states with one less are in the walk too."""
    walked = walk(guide.id, widget)
    filled = [
        (below, {**below.answers, str(state.asks): answer})
        for state in walked.states
        for unknown in state.branches
        if unknown.answer == UNKNOWN and not walked.rules.questions[str(state.asks)].optional  # left out, not open
        for below in states_in(unknown.to)
        if below.outcome is not None
        for answer in (branch.answer for branch in state.branches if branch.answer != UNKNOWN)
    ]
    for below, answers in some(filled):
        completed = walked.ask(answers)
        assert completed["outcome"] == below.outcome, answers
        assert set(walked.at(below)["evidence"]) <= set(completed["evidence"]), answers


def some[T](many: list[T], most: int = MOST) -> list[T]:
    """All of a few; of more, as many, evenly chosen."""
    return many[:: 1 + len(many) // most]


@each_widget
def test_all_that_is_told_has_words(guide: Guide, widget: str) -> None:
    """In each language: the outcome, the steps and papers, and each reason."""
    walked, told = walk(guide.id, widget), set[tuple[str, str]]()
    for state in walked.states:
        response = walked.at(state)
        reasons = {*response["deciding"], *(reason for other in response["others"] for reason in other["because"])}
        told |= {(reason.partition("=")[0], reason.partition("=")[2]) for reason in reasons}
        told |= {(outcome, "") for outcome in response["possible"]}
        told |= {
            (list_of(guide, id), id) for id in [*response["evidence"], *(step["id"] for step in response["steps"])]
        }
        told |= {(widget, value) for value in response["values"]}
    for language in LANGUAGES:
        words = guide.words[language]
        without = [
            (id, item)
            for id, item in sorted(told)
            if not (section := words.section(id)) or (item and not section.item(item))
        ]
        assert without == [], language


def list_of(guide: Guide, id: str) -> str:
    """The list that a step or paper stands in; fails where there is none such."""
    lists = {**guide.procedure.steps, **guide.procedure.evidence}
    (name,) = [name for name, items in lists.items() if id in [item.id for item in items]]
    return name


@each_widget
def test_the_trace_hangs_together(guide: Guide, widget: str) -> None:
    walked = walk(guide.id, widget)
    table = walked.rules.widgets[widget].goal
    rows = [(row.then or row.otherwise, row.otherwise is not None) for row, _ in walked.rules.tables[table]]
    for state in walked.states:
        trace = walked.at(state)["trace"]
        assert (trace["table"], trace["outcome"]) == (table, state.outcome)
        assert [(row["outcome"], row.get("otherwise", False)) for row in trace["rows"]] == rows
        for row in trace["rows"]:
            if "when" in row:
                check_node(row["when"], walked.rules, state.answers)
                assert row["result"] is row["when"]["result"]


def check_node(node: Mapping[str, Any], rules: Rules, answers: Mapping[str, str]) -> None:
    """A condition's result is what its parts come to; what it names is there."""
    result = node["result"]
    assert result in (True, False, None)
    for key, join in (("all", all_of), ("any", any_of)):
        if key in node:
            assert result is join([part["result"] for part in node[key]])
    if "not" in node:
        (part,) = node["not"]
        assert result is opposite(part["result"])
    if "condition" in node:
        assert node["condition"] in rules.conditions
        assert result is node.get("when", node)["result"]
        assert ("reasons" in node) is (result is not None)
    if "options" in node and "question" in node and "is" in node:
        assert node["is"] == answers[node["question"]]
        assert result is (node["is"] in node["options"])
    for part in parts_of(node):
        check_node(part, rules, answers)
    assert set(node) & {"all", "any", "not", "condition", "options", "test"}


def parts_of(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for key in ("all", "any", "not"):
        yield from node.get(key, ())
    if "condition" in node and "when" in node:
        yield node["when"]


@each_widget
def test_each_flip_leads_where_it_says(guide: Guide, widget: str) -> None:
    walked = walk(guide.id, widget)
    for state in walked.states:
        for flip in walked.at(state)["flips"]:
            assert walked.rules.questions[flip["question"]].changed_by not in (None, "nobody")
            ends = flip.get("possible") or [flip["outcome"]]
            assert state.outcome not in ends
            assert walked.ask({**state.answers, flip["question"]: flip["to"]})["possible"] == ends


# --- Going back and starting over ---

OF_THE_FORM = ("answers", "asked", "unneeded", "flips", "errors")
"""What an answer that no longer counts may still change: which fields stand there, and what they would lead to."""


class Change(NamedTuple):
    """At an end, one answer given before is changed and the others are kept."""

    end: State
    question: str
    answer: str

    @property
    def given(self) -> str:
        return self.end.answers[self.question]

    @property
    def kept(self) -> dict[str, str]:
        return {**self.end.answers, self.question: self.answer}


def changes_below(state: State, way: tuple[tuple[State, str], ...] = ()) -> Iterator[Change]:
    """Every change of one answer at every end."""
    if state.asks is None:
        for before, given in way:
            others = (branch.answer for branch in before.branches if branch.answer != given)
            yield from (Change(state, str(before.asks), answer) for answer in others)
    for branch in state.branches:
        yield from changes_below(branch.to, (*way, (state, branch.answer)))


def start_over(walked: Walked, kept: Mapping[str, str]) -> tuple[dict[str, str], Response]:
    """Answer from the first question on, always the next one, with what is kept, for as long as that answers it."""
    afresh: dict[str, str] = {}
    response = walked.ask(afresh)
    while (asked := next((id for id in response["missing"] if id in kept), None)) is not None and asked not in afresh:
        afresh[asked] = kept[asked]
        response = walked.ask(afresh)
    return afresh, response


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["some", "all"])
@each_widget
def test_going_back_and_starting_over_agree(guide: Guide, widget: str, every: bool) -> None:
    walked = walk(guide.id, widget)
    changes = list(changes_below(walked.states[0]))
    kinds = {(change.question, change.given, change.answer, change.end.outcome): change for change in changes}
    chosen = changes if every or len(changes) <= MOST else [*kinds.values(), *some(changes, MOST // 2)]
    stale = 0
    # Many a change ends in the same answers as another: what is told then is looked at once.
    for change in {frozenset(change.kept.items()): change for change in chosen}.values():
        back = walked.ask_once(change.kept)
        afresh, again = start_over(walked, change.kept)
        assert {key: again[key] for key in again if key not in OF_THE_FORM} == {
            key: back[key] for key in back if key not in OF_THE_FORM
        }, change.kept
        assert again["answers"].items() <= back["answers"].items()
        assert set(again["asked"]) <= set(back["asked"])
        assert again["errors"].items() <= back["errors"].items()
        assert set(back["unneeded"]) <= change.kept.keys() - afresh.keys()
        stale += len(afresh) < len(change.kept)
        if len(afresh) == len(change.kept):
            assert again == back
    gated = {id for change in changes for id in change.end.answers} & walked.rules.gates.keys()
    assert stale or not gated or len(kinds) < 10


@each_widget
def test_the_answers_in_another_order_give_the_same_bytes(guide: Guide, widget: str) -> None:
    """Through the one door; what no longer counts left out, going back is starting over in another order."""
    walked = walk(guide.id, widget)
    for change in some(list(changes_below(walked.states[0])), 100):
        afresh, again = start_over(walked, change.kept)
        back = {id: answer for id, answer in reversed(change.kept.items()) if id in afresh}
        first, second = [
            handle(json.dumps({"do": "evaluate", **page_data(LIBRARY, guide), **asked}, default=str))
            for asked in (
                {"widget": widget, "answers": afresh, "today": TODAY.isoformat()},
                {"today": TODAY.isoformat(), "answers": back, "widget": widget},
            )
        ]
        assert first == second
        assert json.loads(first) == json.loads(json.dumps(again))
