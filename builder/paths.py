"""In: a guide and a day. Out: every state a reader can reach, found by running the engine.

The questions come in the engine's own order; a number or a date is given once for each stretch that matters.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.beneath import beneath
from builder.cut import tests_in
from builder.cuts import Cuts
from builder.form import widget_lists
from builder.known import Knowing, Way, knowing_on
from builder.library import Guide, Library
from builder.problem import DataError
from builder.standing import missing_for
from widgets.checklist import Checklist
from widgets.conditions import ids_in
from widgets.decide import Evaluation
from widgets.lines import ids_shown
from widgets.model import Step, Widget
from widgets.rules import Rules
from widgets.said import say

BUDGET = 20_000
"""States of one guide, all its widgets together."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a reader stands after some answers."""

    answers: Mapping[str, str]
    """As they would be typed, in the order asked."""
    outcome: str | None
    unconfirmed: bool
    asks: str | None
    """The next question; None at an end."""
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer to a state's question, and where it leads."""

    answer: str
    settled: Mapping[str, bool]
    """The named conditions that rest on the question and are known after this answer."""
    to: State


def find_states(
    library: Library,
    guide: Guide,
    today: datetime.date,
    *,
    whole: bool = True,
    unknown: bool = True,
    budget: int = BUDGET,
) -> dict[str, State]:
    """Walk from no answer to every end; gives each widget's first state.

    With `whole`, go on past the outcome for what its lists and days need; with `unknown`, "I don't know" is an answer.
    Raises DataError when there are more states than the budget.
    """
    left, found = budget, {}
    for index, widget in enumerate(guide.procedure.widgets):
        knowing = knowing_on(library, guide, today, widget.on or "")
        walk = Walk(knowing, widget, whole=whole, unknown=unknown, budget=left)
        try:
            found[widget.id] = walk.start()
        except TooManyError as question:
            message = say("guide-too-many-states", id=widget.id, budget=budget, question=question)
            raise DataError([guide.document.problem(("widgets", index, "id"), message)]) from None
        left = walk.left
    return found


def states_in(state: State) -> Iterator[State]:
    """A state and all that follow it."""
    yield state
    for branch in state.branches:
        yield from states_in(branch.to)


def _shown(rules: Rules, widget: Widget) -> Iterator[str]:
    """The ids that the lists, days and values shown with an outcome name."""
    yield from ids_shown(rules.procedure, widget)
    wanted = {*widget_lists(rules.procedure, widget)}
    for lists in (rules.steps, rules.evidence):
        for items in (items for id, items in lists.items() if id in wanted):
            for item, when in items:
                yield from ids_in(when)
                if isinstance(item, Step) and item.due:
                    yield item.due


class TooManyError(Exception):
    """A budget is spent; its text is the question at which it was."""


class Asking:
    """What a widget asks for, and by what its days and numbers are cut."""

    def __init__(self, rules: Rules, widget: Widget, *, whole: bool) -> None:
        self.rules, self.widget, self.whole = rules, widget, whole
        self.shown = [*_shown(rules, widget)] if whole else []
        self.counts = beneath(rules, widget.goal, *self.shown)
        self.conditions = [id for id in rules.conditions if id in self.counts]
        self.tests = [test for id in self.conditions for test in tests_in(rules.conditions[id])]

    def next_of(self, evaluation: Evaluation) -> str | None:
        """The question that the interview asks: first for the goal, then for what is shown with it."""
        waiting = missing_for(evaluation, evaluation.find(self.widget.goal))
        if self.whole and not waiting:
            checklist = Checklist(evaluation, self.widget.lists)
            shown = [evaluation.find(id) for id in ids_shown(self.rules.procedure, self.widget)]
            findings = [*checklist.steps, *checklist.evidence, *shown]
            waiting = frozenset[str]().union(*(missing_for(evaluation, finding) for finding in findings))
        return next((id for id in self.rules.questions if id in waiting), None)


class Walk:
    """One way through all answers, counting the states."""

    def __init__(self, knowing: Knowing, widget: Widget, *, whole: bool, unknown: bool, budget: int) -> None:
        self.knowing, self.rules, self.left, goal = knowing, knowing.rules, budget, widget.goal
        asking = Asking(knowing.rules, widget, whole=whole)
        self.cuts = Cuts(knowing, asking.tests, unknown=unknown)
        self.named = asking.counts | (beneath(self.rules, knowing.by) if knowing.by else set())
        self.table = knowing.by_id(goal, lambda standing: standing.finding)
        self.asks = knowing.by_ids([goal, *asking.shown, knowing.by], asking.next_of)
        self.results = {id: knowing.by_id(id, lambda standing: standing.state.result) for id in asking.conditions}

    def start(self) -> State:
        """The state before any answer, with all that follow."""
        return self._state(self.knowing.begin(self.named))

    def _state(self, way: Way) -> State:
        table, asks = self.table.of(way), self.asks.of(way)
        self.left -= 1
        if self.left < 0:
            raise TooManyError(asks or next(reversed(way.asked), ""))
        row = table.about
        branches = tuple(self._branches(way, asks)) if asks else ()
        return State(way.answers, table.value, bool(row and row.about.unconfirmed), asks, branches)

    def _branches(self, way: Way, asks: str) -> Iterator[Branch]:
        moved, resting = self.knowing.moved(asks, self.named), self.rules.resting_on[asks]
        results = [(id, result) for id, result in self.results.items() if id in resting]
        for answer in self.cuts.answers_to(asks, way):
            after = self.knowing.then(way, asks, answer, moved)
            found = {id: result.of(after) for id, result in results}
            settled = {id: result for id, result in found.items() if result is not None}
            yield Branch(answer, settled, self._state(after))
