"""On procedures made up at random: what the check says of all ways is what any answers show, and the counts agree."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from builder.check.effect import check_effect
from builder.check.lists import check_lists
from builder.check.tables import check_tables
from builder.count import count
from builder.known import Knowing
from builder.library import Guide
from builder.merge import merge
from builder.paths import State, states_in
from builder.problem import Problem
from builder.read import Document
from builder.things import widget_things
from builder.ways import Ways
from tests.builder.engine_walks import Walk
from tests.widgets.procedures import FIGURES, TODAY, answers_for, procedures
from widgets.answers import read_answer
from widgets.api import evaluate
from widgets.decide import Evaluation
from widgets.rules import Rules

each = settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def ways_of(rules: Rules) -> Ways:
    lines = {("tables", id, n): n + 1 for id, rows in rules.tables.items() for n in range(len(rows))}
    guide, known = Guide(rules.procedure, Document("p", lines=lines), {}, None), partial(Knowing, rules, FIGURES)
    return Ways(guide, rules, FIGURES, (TODAY,), known)


def matching(rules: Rules, answers: dict[str, str], table: str) -> list[int]:
    given = {id: read_answer(rules.questions[id], answer) for id, answer in answers.items()}
    rows = Evaluation(rules, given, FIGURES, TODAY, TODAY, rules.widgets["w"].on or "").find(table).parts
    return [n for n, row in enumerate(rows) if row.result]


def about(problems: list[Problem], what: str) -> list[Problem]:
    return [problem for problem in problems if what in problem.message]


@each
@given(procedures(exclusive=False), st.data())
def test_rows_match_as_the_check_says(rules: Rules, data: st.DataObject) -> None:
    """Two rows at once, or none, only where the check told of it; and never a row of which it says so."""
    problems = list(check_tables(ways_of(rules)))
    for _ in range(12):
        answers = data.draw(answers_for(rules, unknown=False, whole=True))
        for table, rows in rules.tables.items():
            rows_met, outcomes = matching(rules, answers, table), [row.then or row.otherwise for row, _ in rows]
            event(f"{len(rows_met)} rows match")
            if len(rows_met) > 1:
                first, second = (outcomes[n] for n in rows_met[:2])
                assert about(problems, f"The row for '{second}' and the one for '{first}'")
            if not rows_met:
                assert about(problems, f"No row of '{table}' matches")
            for n in rows_met:
                assert not about(problems, f"The row for '{outcomes[n]}' never matches")
            if [problem for problem in about(problems, "both match") if f"'{table}-" in problem.message]:
                break  # what rests on a table of two outcomes can't be told


@each
@given(procedures(), st.data())
def test_rows_that_exclude_one_another_never_clash(rules: Rules, data: st.DataObject) -> None:
    problems = list(check_tables(ways_of(rules)))
    assert about(problems, "both match") == about(problems, "No row") == []
    for _ in range(6):
        answers = data.draw(answers_for(rules, unknown=False, whole=True))
        assert [len(matching(rules, answers, table)) for table in rules.tables] == [1, 1]


def shown(rules: Rules, answers: dict[str, str]) -> dict[str, Any]:
    response = evaluate(rules, facts=FIGURES, answers=answers, today=TODAY, widget="w")
    return {key: response[key] for key in ("outcome", "steps", "evidence", "values")}


@each
@given(procedures(), st.data())
def test_nothing_hangs_on_a_question_without_effect(rules: Rules, data: st.DataObject) -> None:
    ways = ways_of(rules)
    idle = [id for id in rules.questions if about(list(check_effect(ways)), f"'{id}'")]
    never = [item for lists in (rules.steps, rules.evidence) for items in lists.values() for item, _ in items]
    unlisted = [item.id for item in never if about(list(check_lists(ways)), f"'{item.id}' is never listed")]
    event(f"{len(idle)} questions without effect, {len(unlisted)} items never listed")
    for _ in range(8):
        answers = data.draw(answers_for(rules, unknown=False, whole=True))
        others = data.draw(answers_for(rules, unknown=False, whole=True))
        first = shown(rules, answers)
        assert first == shown(rules, {**answers, **{id: others[id] for id in idle}})
        assert not {step["id"] for step in first["steps"]} & set(unlisted)
        assert not set(first["evidence"]) & set(unlisted)


@each
@given(procedures())
def test_merged_there_are_as_many_states_as_one_by_one(rules: Rules) -> None:
    widget = rules.widgets["w"]
    goal, rest = widget_things(rules, widget)
    size = count(merge(Knowing(rules, FIGURES, TODAY, widget.on or ""), [[goal], rest], unknown=True))
    if size.states > 3000:
        return
    states = list(states_in(Walk(rules, widget, FIGURES, TODAY, budget=size.states).start()))
    ends = [state for state in states if state.asks is None]
    assert (size.states, size.ends) == (len(states), len(ends))
    assert size.outcomes == Counter(end.outcome for end in ends)
    assert (size.least, size.most) == (min(map(asked, ends)), max(map(asked, ends)))


def asked(state: State) -> int:
    return len(state.answers)
