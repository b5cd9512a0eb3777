"""In: a guide and a day. Out: for each widget, the ways through it as widgets/graph.py reads them, small.

Two graphs a widget: `left`, through all that it asks, ends the same everywhere and counts questions; `plan`, through
what decides its outcome, ends in the outcomes. States that can't differ any more are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from builder.ask import page_data
from builder.known import Knowing, knowing_on
from builder.library import Guide, Library
from builder.merge import Place, merge
from builder.once import for_each_object
from builder.paths import BUDGET, TooManyError
from builder.things import untold, widget_things
from builder.tree import Fork, Node, NoTreeError, Settled, describe
from widgets.answers import read_answer
from widgets.basis import day_wanted
from widgets.checklist import Checklist
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.graph import read_graph
from widgets.left import Range, questions_left
from widgets.lines import ids_shown
from widgets.model import Widget
from widgets.rules import Rules

type Graph = list[Any]
type Graphs = dict[str, dict[str, Graph]]
"""By widget: left, plan, or one of them, or none where conditions can't tell two ways apart."""


def find_graphs(library: Library, guide: Guide, today: date, trees: Mapping[str, Node | None]) -> Graphs:
    """The graphs of each widget; `trees` holds its decision."""
    graphs: Graphs = {}
    for widget in guide.procedure.widgets:
        found = graphs[widget.id] = {}
        tree = trees.get(widget.id)
        if tree is not None:
            found["plan"] = graph_of_tree(tree)
        try:
            found["left"] = graph_of_places(knowing_on(library, guide, today, widget.on or ""), widget)
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
    nodes = Nodes()

    def add(node: Node) -> int:
        if not isinstance(node, Fork):
            return nodes.add(node.outcome)
        ways = [[[list(label) for label in way.labels], add(way.to)] for way in node.branches]
        return nodes.add([[node.question, *node.with_], *ways])

    add(tree)
    return nodes.list


def graph_of_places(knowing: Knowing, widget: Widget) -> Graph:
    """The nodes of the ways through all that a widget asks, equal ones once.

    Raises NoTreeError where conditions don't tell two ways apart, TooManyError where they are too many.
    """
    goal, rest = widget_things(knowing.rules, widget)
    graph = _OfPlaces(knowing, widget)
    graph.add(merge(knowing, [[untold(goal)], [untold(thing) for thing in rest]], unknown=True, most=BUDGET))
    return graph.nodes.list


class _OfPlaces:
    """The nodes made so far, by their places."""

    def __init__(self, knowing: Knowing, widget: Widget) -> None:
        self.rules, self.nodes, self.settled = knowing.rules, Nodes(), _Settled(knowing, widget)
        self.known: dict[int, int] = {}

    def add(self, place: Place) -> int:
        """The node of a place."""
        if id(place) not in self.known:
            self.known[id(place)] = self.nodes.add(None if place.asks is None else self._fork(place, place.asks))
        return self.known[id(place)]

    def _fork(self, place: Place, question: str) -> list[Any]:
        groups: dict[int, list[str]] = {}
        for answer, to in place.branches:
            groups.setdefault(self.add(to), []).append(answer)
        if len(groups) == 1:
            return [[question], [[], next(iter(groups))]]
        if self.rules.questions[question].type != "choice":
            return [[question], *_described(self.rules, question, groups, lambda: self.settled.after(place))]
        usual = max(groups, key=lambda to: (len(groups[to]), -to))
        ways = [
            [[] if to == usual else [[f"{question}={answer}"] for answer in group], to] for to, group in groups.items()
        ]
        return [[question], *sorted(ways, key=lambda way: way[1] == usual)]


def _described(
    rules: Rules, question: str, groups: Mapping[int, Sequence[str]], settled: Callable[[], Mapping[str, Settled]]
) -> Iterator[list[Any]]:
    """The ways of a date or a number: by named conditions, and by "I don't know"."""
    known = [answer for group in groups.values() for answer in group if answer != "unknown"]
    for to, group in groups.items():
        labels = [[f"{question}=unknown"] for answer in group if answer == "unknown"]
        told = [answer for answer in group if answer != "unknown"]
        if len(told) == len(known):  # whatever the day or number is
            yield [[], to]
            labels = []
        elif told:
            after = settled()
            others = [each for answer, each in after.items() if answer not in group]
            labels += [list(label) for label in describe(rules, [after[answer] for answer in told], others)]
        if labels:
            yield [labels, to]


class _Settled:
    """The named conditions that an answer decides, of those on which something still hangs."""

    def __init__(self, knowing: Knowing, widget: Widget) -> None:
        self.knowing, self.widget, self.rules = knowing, widget, knowing.rules
        self.shown = ids_shown(self.rules.procedure, widget)

    def after(self, place: Place) -> dict[str, Settled]:
        """For each answer but "I don't know" the conditions that are then known."""
        assert place.asks is not None
        reading, asks = self.knowing.afresh(place.answers), self.rules.questions[place.asks]
        still = self._open(reading) & self.rules.resting_on[asks.id]
        conditions = [id for id in self.rules.conditions if id in still]
        after = {}
        for answer, _ in place.branches:
            if answer != "unknown":
                read = reading.with_answer(asks.id, read_answer(asks, answer))
                found = {id: read.find(id).result for id in conditions}
                after[answer] = Settled(answer, {id: met for id, met in found.items() if met is not None})
        return after

    def _open(self, reading: Evaluation) -> set[str]:
        checklist = Checklist(reading, self.widget.lists)
        shown = [reading.find(id) for id in self.shown]
        found = [reading.find(self.widget.goal), *checklist.steps, *checklist.evidence, *shown]
        day = [reading.find(reading.by)] if reading.by else []
        return _open_in([*found, *(day_wanted(reading, found) if day and is_open(day[0]) else [])])


def _open_in(findings: Iterable[Finding]) -> set[str]:
    """The named conditions that are open in what is open of some findings."""
    seen, waiting, found = set[int](), [*findings], set[str]()
    while waiting:
        finding = waiting.pop()
        if id(finding) not in seen and is_open(finding):
            seen.add(id(finding))
            if finding.kind == "condition":
                found.add(finding.id)
            waiting += [*finding.parts, *([] if finding.gate is None else [finding.gate])]
    return found


def is_open(finding: Finding) -> bool:
    """Whether it waits for an answer; what is to be done waits also for its last day."""
    if finding.kind == "item" and finding.result:
        return any(part.result is None for part in finding.parts)
    return finding.result is None


class Nodes:
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
