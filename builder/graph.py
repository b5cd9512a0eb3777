"""In: a guide and a day. Out: for each widget, the ways through it as widgets/graph.py reads them, small.

Two graphs a widget: `left`, through all that it asks, ends the same everywhere and counts questions; `plan`, through
what decides its outcome, ends in the outcomes. States that can't differ any more are one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from builder.ask import page_data
from builder.library import Guide, Library
from builder.once import for_each_object
from builder.paths import BUDGET, Branch, State, TooManyError, Walk
from builder.tree import Fork, Node, NoTreeError, describe
from widgets.basis import day_wanted
from widgets.checklist import Checklist
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.graph import read_graph
from widgets.left import Range, questions_left
from widgets.lines import ids_shown
from widgets.model import Widget
from widgets.reasons import Pending
from widgets.rules import Rules

type Graph = list[Any]
type Graphs = dict[str, dict[str, Graph]]
"""By widget: left, plan, or one of them, or none where conditions can't tell two ways apart."""


def find_graphs(library: Library, guide: Guide, today: date, trees: Mapping[str, Node | None]) -> Graphs:
    """The graphs of each widget; `trees` holds its decision."""
    rules, figures = guide.rules, page_data(library, guide)["facts"]
    graphs: Graphs = {}
    for widget in guide.procedure.widgets:
        found = graphs[widget.id] = {}
        tree = trees.get(widget.id)
        if tree is not None:
            found["plan"] = graph_of_tree(tree)
        try:
            start = Merged(rules, widget, figures, today, whole=True, unknown=True, budget=BUDGET).start()
            found["left"] = graph_of_states(rules, start)
        except (NoTreeError, TooManyError):
            continue
    return graphs


@for_each_object(held=8)
def count_at_first(library: Library, guide: Guide, widget: Widget, graph: Graph, today: date) -> Range:
    """How many questions are to be answered in all, at least and at most."""
    rules, figures = guide.rules, page_data(library, guide)["facts"]
    return questions_left(read_graph(graph), Evaluation(rules, {}, figures, today, today, widget.on or ""))


def graph_of_tree(tree: Node) -> Graph:
    """The nodes of a decision, equal ones once."""
    nodes = _Nodes()

    def add(node: Node) -> int:
        if not isinstance(node, Fork):
            return nodes.add(node.outcome)
        ways = [[[list(label) for label in way.labels], add(way.to)] for way in node.branches]
        return nodes.add([[node.question, *node.with_], *ways])

    add(tree)
    return nodes.list


def graph_of_states(rules: Rules, start: State) -> Graph:
    """The nodes of a walk, equal ones once; raises NoTreeError where conditions don't tell two ways apart."""
    nodes = _Nodes()
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
            labels += [list(label) for label in describe(rules, told, known)]
        if labels:
            yield [labels, to]


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
        waiting = [finding for finding in self.found if _is_open(finding)]
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
        known = not evaluation.by or not _is_open(evaluation.find(evaluation.by))
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
        if not _is_open(finding):
            known = finding.kind in ("question", "value", "figure", "literal")
            return finding.result, str(finding.value) if known else ""
        if finding.kind == "condition":
            self.open.add(finding.id)
        gate = None if finding.gate is None else self._of(finding.gate)
        parts = self.of_all(finding.parts)
        return finding.kind, finding.id, str(finding.about), str(finding.value), finding.result, gate, parts


def _is_open(finding: Finding) -> bool:
    """Whether it waits for an answer; what is to be done waits also for its last day."""
    if finding.kind == "item" and finding.result:
        return any(part.result is None for part in finding.parts)
    return finding.result is None


class _Nodes:
    """A list of nodes, each once."""

    def __init__(self) -> None:
        self.list: Graph = []
        self._places: dict[str, int] = {}

    def add(self, node: Any) -> int:
        """The place of a node."""
        place = self._places.setdefault(repr(node), len(self.list))
        if place == len(self.list):
            self.list.append(node)
        return place
