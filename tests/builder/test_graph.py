"""The graphs in a page: small, and the questions left that they count are those of the walk, on any day."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import brotli
import pytest

from builder.ask import page_data
from builder.form import widget_questions
from builder.graph import Graphs, count_at_first, find_graphs
from builder.library import Guide, Library
from builder.load import load_library
from builder.paths import State, find_states, states_in
from builder.problem import DataError
from builder.unfold import find_trees
from tests.builder.cards import copy_library, edit
from tests.builder.engine_walks import Merged, graph_of_states
from widgets.answers import check_answers
from widgets.api import evaluate
from widgets.decide import Evaluation
from widgets.left import Range
from widgets.rules import read_rules

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
TODAY = datetime.date(2026, 11, 22)
CARD = "guides/procedures/library-card/procedure.yaml"
SMALL = 4000
"""Bytes that a guide's graphs may add to its page, as brotli packs them."""
WIDGETS = [(guide, widget.id) for guide in LIBRARY.guides.values() for widget in guide.procedure.widgets]
each_widget = pytest.mark.parametrize(("guide", "widget"), WIDGETS, ids=lambda value: getattr(value, "id", value))


@cache
def graphs_of(id: str) -> Graphs:
    guide = LIBRARY.guides[id]
    return find_graphs(LIBRARY, guide, TODAY, find_trees(LIBRARY, guide, TODAY))


@cache
def states_of(guide: str, day: datetime.date) -> dict[str, State]:
    """The first states of a guide's forms on a day."""
    return find_states(LIBRARY, LIBRARY.guides[guide], day)


def walked(library: Library, guide: Guide, widget: str, day: datetime.date) -> list[tuple[State, Range]]:
    """Every state with the questions that follow on its shortest and on its longest way."""
    ranges: list[tuple[State, Range]] = []

    def count(state: State) -> Range:
        after = [count(branch.to) for branch in state.branches]
        own = (1 + min(least for least, _ in after), 1 + max(most for _, most in after)) if after else (0, 0)
        ranges.append((state, own))
        return own

    count((states_of(guide.id, day) if library is LIBRARY else find_states(library, guide, day))[widget])
    return ranges


class Reader:
    """Somebody who answers on some day."""

    def __init__(self, library: Library, guide: Guide, widget: str, day: datetime.date, graph: Any) -> None:
        self.rules, self.facts = read_rules(guide.procedure), page_data(library, guide)["facts"]
        self.widget, self.day, self.graph = widget, day, graph

    def reads(self, answers: Mapping[str, str]) -> Evaluation:
        good, errors = check_answers(self.rules.procedure.questions, answers, self.day)
        assert errors == {}
        return Evaluation(self.rules, good, self.facts, self.day, self.day)

    def has_left(self, answers: Mapping[str, str]) -> Range:
        response = evaluate(
            self.rules,
            facts=self.facts,
            answers=answers,
            today=self.day,
            widget=self.widget,
            paths={"left": self.graph, "plan": self.graph},
        )
        return response["left"]["least"], response["left"]["most"]


@each_widget
def test_the_questions_left_are_those_of_the_walk_in_every_state(guide: Guide, widget: str) -> None:
    days = (TODAY, datetime.date(2028, 2, 29), datetime.date(2029, 12, 31))
    questions = widget_questions(guide.procedure, read_rules(guide.procedure).widgets[widget])
    if all(question.type == "choice" for question in questions):
        days = days[:1]  # no day makes a difference
    for day in days:
        reader = Reader(LIBRARY, guide, widget, day, graphs_of(guide.id)[widget]["left"])
        for state, expected in walked(LIBRARY, guide, widget, day):
            assert reader.has_left(state.answers) == expected, state.answers


@each_widget
def test_questions_answered_out_of_turn_are_counted_too(guide: Guide, widget: str) -> None:
    reader = Reader(LIBRARY, guide, widget, TODAY, graphs_of(guide.id)[widget]["left"])
    choose = random.Random(5)
    ends = [state for state in states_in(states_of(guide.id, TODAY)[widget]) if state.asks is None]
    walk = Merged(reader.rules, reader.rules.widgets[widget], reader.facts, TODAY)
    walk.start()
    for end in choose.choices(ends, k=40):
        answers = {id: answer for id, answer in end.answers.items() if choose.random() < 0.5}
        assert reader.has_left(answers) == span(walk._state(reader.reads(answers), answers)), answers


def span(state: State) -> Range:
    """The shortest and the longest way from a state on."""
    after = [span(branch.to) for branch in state.branches]
    return (1 + min(least for least, _ in after), 1 + max(most for _, most in after)) if after else (0, 0)


@each_widget
def test_the_engine_tells_what_is_left_and_nothing_at_the_end(guide: Guide, widget: str) -> None:
    rules, facts, paths = read_rules(guide.procedure), page_data(LIBRARY, guide)["facts"], graphs_of(guide.id)[widget]
    states = walked(LIBRARY, guide, widget, TODAY)
    for state, (least, most) in states[:: max(1, len(states) // 50)]:
        answer = evaluate(rules, facts=facts, answers=state.answers, today=TODAY, widget=widget, paths=paths)
        assert answer["left"] == {"least": least, "most": most}
        assert (most == 0) is (answer["missing"] == [])
    assert count_at_first(LIBRARY, guide, rules.widgets[widget], paths["left"], TODAY) == states[-1][1]


@pytest.mark.parametrize("guide", LIBRARY.guides.values(), ids=lambda guide: guide.id)
def test_the_graphs_are_small_and_the_same_each_time(guide: Guide) -> None:
    text = json.dumps(graphs_of(guide.id), separators=(",", ":"))
    assert len(brotli.compress(text.encode())) <= SMALL
    again = find_graphs(LIBRARY, guide, TODAY, find_trees(LIBRARY, guide, TODAY))
    assert json.dumps(again, separators=(",", ":")) == text
    assert {widget: set(found) for widget, found in again.items()} == {
        widget.id: {"left", "plan"} for widget in guide.procedure.widgets
    }


@each_widget
def test_the_graph_is_that_of_the_engine_run_anew_in_each_state(guide: Guide, widget: str) -> None:
    facts = page_data(LIBRARY, guide)["facts"]
    start = Merged(guide.rules, guide.rules.widgets[widget], facts, TODAY).start()
    assert graphs_of(guide.id)[widget]["left"] == graph_of_states(guide.rules, start)


def test_a_walk_that_merges_finds_what_the_whole_walk_finds(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / CARD, "type: date, latest: today", "type: date, latest: left-on")
    edit(folder / CARD, "values:\n", "  - {id: left-on, type: date, latest: today}\nvalues:\n")
    edit(folder / CARD, "{renew-by: {before: today}}", "{renew-by: {before: left-on}}")
    library = load_library(folder)
    guide = library.guides["library-card"]
    paths = find_graphs(library, guide, TODAY, find_trees(library, guide, TODAY))["what-now"]
    reader = Reader(library, guide, "what-now", TODAY, paths["left"])
    states = walked(library, guide, "what-now", TODAY)
    assert len(paths["left"]) < len(states) / 3
    for state, expected in states:
        assert reader.has_left(state.answers) == expected


def test_a_guide_past_the_budget_has_no_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.graph.BUDGET", 2)
    library = load_library(copy_library(tmp_path))
    guide = library.guides["library-card"]
    assert find_graphs(library, guide, TODAY, {}) == {"what-now": {}}
    with pytest.raises(DataError):
        find_states(library, guide, TODAY, budget=2)
