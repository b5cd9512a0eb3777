"""Walks on which the engine is run anew in each state, and what findings still wait for tells states apart.

What the builder finds once for many ways is compared with them.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from builder.cut import answers_to
from builder.graph import Graph, Nodes, is_open
from builder.paths import BUDGET, Asking, Branch, State, TooManyError
from builder.tree import Settled, describe
from widgets.answers import read_answer
from widgets.basis import day_wanted
from widgets.checklist import Checklist
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.lines import ids_shown
from widgets.model import Widget
from widgets.reasons import Pending
from widgets.rules import Rules


class Walk(Asking):
    """One way through all answers, the engine run anew in each state."""

    def __init__(
        self,
        rules: Rules,
        widget: Widget,
        figures: Mapping[str, Any],
        today: datetime.date,
        *,
        whole: bool = True,
        unknown: bool = True,
        budget: int = BUDGET,
    ) -> None:
        super().__init__(rules, widget, whole=whole)
        self.figures, self.today, self.unknown, self.left = figures, today, unknown, budget

    def start(self) -> State:
        """The state before any answer, with all that follow."""
        by = self.widget.on or ""
        return self._state(Evaluation(self.rules, {}, self.figures, self.today, self.today, by), {})

    def _state(self, evaluation: Evaluation, answers: dict[str, str]) -> State:
        table = evaluation.find(self.widget.goal)
        asks = self._next(evaluation, table)
        self.left -= 1
        if self.left < 0:
            raise TooManyError(asks or next(reversed(answers), ""))
        branches = tuple(self._branch(evaluation, answers, asks, answer) for answer in self._answers(asks, evaluation))
        row = table.about
        return State(answers, table.value, bool(row and row.about.unconfirmed), asks, branches)

    def _next(self, evaluation: Evaluation, _: Finding) -> str | None:
        return self.next_of(evaluation)

    def _branch(self, evaluation: Evaluation, answers: dict[str, str], asks: str | None, answer: str) -> Branch:
        question = self.rules.questions[asks or ""]
        after = evaluation.with_answer(question.id, read_answer(question, answer))
        resting = [id for id in self.conditions if id in self.rules.resting_on[question.id]]
        found = {id: after.find(id).result for id in resting}
        settled = {id: result for id, result in found.items() if result is not None}
        return Branch(answer, settled, self._state(after, {**answers, question.id: answer}))

    def _answers(self, asks: str | None, evaluation: Evaluation) -> list[str]:
        if asks is None:
            return []
        question = self.rules.questions[asks]
        return answers_to(question, self.tests, evaluation, self.today, unknown=self.unknown)


class Merged(Walk):
    """A walk in which states that wait for the same, and go on alike, are one."""

    def start(self) -> State:
        """The state before any answer, with all that follow."""
        self.known: dict[Hashable, State] = {}
        self.shapes: dict[Hashable, int] = {}
        self.shown = ids_shown(self.rules.procedure, self.widget)
        self.bounds = _bounds(self.rules)
        self.found: list[Finding] = []
        return super().start()

    def _state(self, evaluation: Evaluation, answers: dict[str, str]) -> State:
        shape = _Shape(self.shapes)
        self.found = self._findings(evaluation)
        waiting = [finding for finding in self.found if is_open(finding)]
        given = tuple((id, answer) for id, answer in evaluation.answers.items() if id in self.bounds)
        key = (shape.of_all(waiting), given)
        if key not in self.known:
            state = super()._state(evaluation, answers)
            branches = tuple(
                Branch(branch.answer, {id: met for id, met in branch.settled.items() if id in shape.open}, branch.to)
                for branch in state.branches
            )
            self.known[key] = State(answers, state.outcome, state.unconfirmed, state.asks, branches)
        return self.known[key]

    def _findings(self, evaluation: Evaluation) -> list[Finding]:
        checklist = Checklist(evaluation, self.widget.lists)
        shown = [evaluation.find(id) for id in self.shown]
        found = [evaluation.find(self.widget.goal), *checklist.steps, *checklist.evidence, *shown]
        return [*found, *self._day(evaluation, found)]

    def _day(self, evaluation: Evaluation, findings: Sequence[Finding]) -> list[Finding]:
        """The question for the day that counts, while it is open and something rests on it."""
        known = not evaluation.by or not is_open(evaluation.find(evaluation.by))
        return [] if known else day_wanted(evaluation, findings)

    def _next(self, evaluation: Evaluation, table: Finding) -> str | None:
        waiting = Pending([table, *self._day(evaluation, [table])]).missing or Pending(self.found).missing
        return next((id for id in self.rules.questions if id in waiting), None)


def _bounds(rules: Rules) -> set[str | None]:
    """The days that other days depend on."""
    named = {bound for question in rules.questions.values() for bound in (question.earliest, question.latest)}
    return named | {id for id, each in rules.questions.items() if {each.earliest, each.latest} & named - {None}}


class _Shape:
    """What is still open in some findings: all that can make a difference to what follows."""

    def __init__(self, numbers: dict[Hashable, int]) -> None:
        self.open: set[str] = set()
        self._numbers = numbers
        self._known: dict[int, int] = {}

    def of_all(self, findings: Sequence[Finding]) -> tuple[int, ...]:
        """A number for each finding, the same for the same shape."""
        return tuple(map(self._of, findings))

    def _of(self, finding: Finding) -> int:
        if id(finding) not in self._known:
            self._known[id(finding)] = self._numbers.setdefault(self._tell(finding), len(self._numbers))
        return self._known[id(finding)]

    def _tell(self, finding: Finding) -> Hashable:
        if not is_open(finding):
            known = finding.kind in ("question", "value", "figure", "literal")
            return finding.result, str(finding.value) if known else ""
        if finding.kind == "condition":
            self.open.add(finding.id)
        gate = None if finding.gate is None else self._of(finding.gate)
        parts = self.of_all(finding.parts)
        return finding.kind, finding.id, str(finding.about), str(finding.value), finding.result, gate, parts


def graph_of_states(rules: Rules, start: State) -> Graph:
    """The nodes of a walk, equal ones once; raises NoTreeError where conditions don't tell two ways apart."""
    nodes = Nodes()
    known: dict[int, int] = {}

    def add(state: State) -> int:
        if id(state) not in known:
            known[id(state)] = nodes.add(None if state.asks is None else _fork(state, state.asks))
        return known[id(state)]

    def _fork(state: State, question: str) -> list[Any]:
        groups: dict[int, list[Branch]] = {}
        for branch in state.branches:
            groups.setdefault(add(branch.to), []).append(branch)
        if len(groups) == 1:
            return [[question], [[], next(iter(groups))]]
        if rules.questions[question].type != "choice":
            return [[question], *_described(rules, question, groups, state.branches)]
        usual = max(groups, key=lambda to: (len(groups[to]), -to))
        ways = [
            [[] if to == usual else [[f"{question}={branch.answer}"] for branch in group], to]
            for to, group in groups.items()
        ]
        return [[question], *sorted(ways, key=lambda way: way[1] == usual)]

    add(start)
    return nodes.list


def _described(
    rules: Rules, question: str, groups: Mapping[int, Sequence[Branch]], every: Sequence[Branch]
) -> Iterator[list[Any]]:
    """The ways of a date or a number: by named conditions, and by "I don't know"."""
    known = [branch for branch in every if branch.answer != "unknown"]
    for to, group in groups.items():
        labels = [[f"{question}=unknown"] for branch in group if branch.answer == "unknown"]
        told = [branch for branch in group if branch.answer != "unknown"]
        if len(told) == len(known):  # whatever the day or number is
            yield [[], to]
            labels = []
        elif told:
            others = [branch for branch in known if branch not in told]
            labels += [list(label) for label in describe(rules, settled(told), settled(others))]
        if labels:
            yield [labels, to]


def settled(branches: Sequence[Branch]) -> list[Settled]:
    return [Settled(branch.answer, branch.settled) for branch in branches]
