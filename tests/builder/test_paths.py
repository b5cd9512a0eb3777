"""The states a reader can reach: each as the engine sees it, with numbers and dates cut where the rules cut."""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from builder.ask import page_data
from builder.library import Guide, Library
from builder.load import load_library
from builder.paths import State, find_states, states_in
from builder.problem import DataError
from tests.builder.cards import copy_library, edit
from widgets.api import evaluate
from widgets.rules import read_rules

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
TODAY = datetime.date(2026, 11, 22)
CARD = "guides/procedures/library-card/procedure.yaml"


@cache
def states_of(guide: str, whole: bool = True, unknown: bool = True) -> dict[str, State]:
    """The states of a guide, found once for all tests."""
    return find_states(LIBRARY, LIBRARY.guides[guide], TODAY, whole=whole, unknown=unknown)


def card(folder: Path) -> tuple[Library, Guide]:
    library = load_library(folder)
    return library, library.guides["library-card"]


def answers_to(state: State, question: str) -> list[list[str]]:
    """What is tried at each place where a question is asked."""
    return [[branch.answer for branch in each.branches] for each in states_in(state) if each.asks == question]


@pytest.mark.parametrize("guide", LIBRARY.guides.values(), ids=lambda guide: guide.id)
def test_every_outcome_is_reached(guide: Guide) -> None:
    for widget in guide.procedure.widgets:
        rows = guide.procedure.tables[widget.goal]
        for whole, unknown in ((True, True), (False, False)):
            first = states_of(guide.id, whole, unknown)[widget.id]
            reached = {state.outcome for state in states_in(first) if state.asks is None}
            assert reached - {None} == {row.then or row.otherwise for row in rows}
            assert unknown or None not in reached


@pytest.mark.parametrize("guide", LIBRARY.guides.values(), ids=lambda guide: guide.id)
def test_no_two_states_have_the_same_answers(guide: Guide) -> None:
    for first in states_of(guide.id).values():
        times = Counter(tuple(state.answers.items()) for state in states_in(first))
        assert times.most_common(1)[0][1] == 1


def test_two_walks_are_the_same() -> None:
    guide = next(iter(LIBRARY.guides.values()))
    assert find_states(LIBRARY, guide, TODAY, whole=False) == find_states(LIBRARY, guide, TODAY, whole=False)


def test_a_date_is_cut_below_at_and_above_the_threshold_of_that_day(tmp_path: Path) -> None:
    library, guide = card(copy_library(tmp_path))
    months = library.facts["card-validity"].values[0].value
    assert months == 12
    first = find_states(library, guide, TODAY, unknown=False)["what-now"]
    # Only with the card at hand does the test count for the answer; else the day is asked for the date shown with it.
    assert {tuple(tried) for tried in answers_to(first, "joined-on")} == {("2025-11-21", "2025-11-22", "2025-11-23")}


def test_a_date_is_cut_only_where_it_may_be_typed(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / CARD, "type: date, latest: today", "type: date, earliest: 2025-11-22, latest: today")
    library, guide = card(folder)
    first = find_states(library, guide, TODAY, unknown=False)["what-now"]
    assert {tuple(tried) for tried in answers_to(first, "joined-on")} == {("2025-11-22", "2025-11-23")}


@pytest.mark.parametrize(
    ("question", "test", "tried"),
    [
        ("{id: books, type: number, at_most: 9}", "{books: {more_than: 3}}", ["2", "3", "4"]),
        ("{id: books, type: number}", "{books: {at_least: 1000000}}", ["999999", "1000000", "1000001"]),
        ("{id: books, type: number, whole: false}", "{books: {less_than: 2.5}}", ["2.49", "2.5", "2.51"]),
        ("{id: books, type: number, at_least: 4, at_most: 9}", "{books: {more_than: 3}}", ["4", "9"]),
        ("{id: books, type: date}", "{books: {after: 2026-01-31}}", ["2026-01-30", "2026-01-31", "2026-02-01"]),
    ],
)
def test_numbers_and_dates_are_cut_below_at_and_above(
    tmp_path: Path, question: str, test: str, tried: list[str]
) -> None:
    folder = copy_library(tmp_path)
    edit(folder / CARD, "values:\n", f"  - {question}\nvalues:\n")
    edit(folder / CARD, "conditions:\n", f"conditions:\n  many: {test}\n")
    edit(folder / CARD, "{otherwise: enjoy}", "{when: {all: [{not: {card: lost}}, {not: overdue}, many]}, then: enjoy}")
    library, guide = card(folder)
    first = find_states(library, guide, TODAY, unknown=False)["what-now"]
    assert answers_to(first, "books")
    assert {tuple(each) for each in answers_to(first, "books")} == {tuple(tried)}


def test_the_day_that_counts_is_cut_where_a_figure_changes(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / CARD, "values:\n", "  - {id: lost-on, type: date}\nvalues:\n")
    edit(folder / CARD, "{renew-by: {before: today}}", "{renew-by: {before: 2027-06-01}}")
    edit(folder / CARD, "shows: [renew-by, days-left]", "on: lost-on, lists: []")
    library, guide = card(folder)
    first = find_states(library, guide, TODAY, unknown=False)["what-now"]
    tried = {tuple(each) for each in answers_to(first, "lost-on")}
    # Nothing is known before the first value; the second gives some cards another year, and changes nothing for others.
    assert tried == {("2019-12-31", "2020-01-01"), ("2019-12-31", "2020-01-01", "2027-01-01")}
    rules, facts = read_rules(guide.procedure), page_data(library, guide)["facts"]
    for state in states_in(find_states(library, guide, TODAY)["what-now"]):
        answer = evaluate(rules, facts=facts, answers=state.answers, today=TODAY, widget="what-now")
        assert (answer["outcome"], answer["next"]) == (state.outcome, state.asks)


def test_two_dates_that_bound_each_other_are_never_refused(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / CARD, "type: date, latest: today", "type: date, latest: left-on")
    edit(folder / CARD, "values:\n", "  - {id: left-on, type: date, latest: today}\nvalues:\n")
    edit(folder / CARD, "{renew-by: {before: today}}", "{renew-by: {before: left-on}}")
    library, guide = card(folder)
    rules, facts = read_rules(guide.procedure), page_data(library, guide)["facts"]
    for state in states_in(find_states(library, guide, TODAY)["what-now"]):
        assert evaluate(rules, facts=facts, answers=state.answers, today=TODAY, widget="what-now")["errors"] == {}


def test_past_the_budget_the_message_says_where_and_what_to_do(tmp_path: Path) -> None:
    library, guide = card(copy_library(tmp_path))
    states = len(list(states_in(find_states(library, guide, TODAY)["what-now"])))
    find_states(library, guide, TODAY, budget=states)
    with pytest.raises(DataError) as caught:
        find_states(library, guide, TODAY, budget=states - 1)
    (problem,) = caught.value.problems
    assert problem.path == CARD
    assert problem.line == line_of(tmp_path, "what-now")
    assert f"more than {states - 1} states" in problem.message
    assert "ask_when" in problem.message


def line_of(folder: Path, text: str) -> int:
    lines = (folder / CARD).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)
