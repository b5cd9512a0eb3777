"""The ways through a decision as the build walked them (lists), and findings, come in; the ways still open go out.

A node is `[[question, …], [labels, node], …]`, or what stands at an end; it leads only to nodes before it, and the last
is the first question.  A label is a list of reasons (`card=lost`, `overdue=not-met`) that all hold on that way; a way
without labels is that of every other answer.
"""

from typing import Any, NamedTuple

from widgets.decide import Evaluation

type Label = tuple[str, ...]


class Way(NamedTuple):
    """One way on: any of the labels holds."""

    labels: tuple[Label, ...]
    to: int


class Fork(NamedTuple):
    """A question, with the dates or numbers asked along with it, and its ways."""

    questions: tuple[str, ...]
    ways: tuple[Way, ...]


type Node = Fork | str | None
type Graph = tuple[Node, ...]


def read_graph(raw: Any) -> Graph:
    """Read the nodes; raises ValueError for what is no list of them, or goes round in a circle."""
    graph = tuple(map(_node, raw)) if isinstance(raw, list) else ()
    for place, node in enumerate(graph):
        if isinstance(node, Fork) and not (node.ways and all(0 <= way.to < place for way in node.ways)):
            raise ValueError(f"paths: node {place} leads nowhere, or not back")
    if not graph:
        raise ValueError("paths: write a list of nodes")
    return graph


def ways_from(fork: Fork, evaluation: Evaluation) -> list[Way]:
    """List the ways that the findings leave open, each with the labels they leave; all of them before an answer.

    One that is certain stands alone, as it is.
    """
    left = []
    evaluation = evaluation.asking(fork.questions[0])
    for way in fork.ways:
        labels = tuple(label for label in way.labels if holds(label, evaluation) is not False)
        if any(holds(label, evaluation) for label in labels):
            return [way]
        if labels:
            left.append(Way(labels, way.to))
    others = [way for way in fork.ways if not way.labels]
    return [*left, *others]


def holds(label: Label, evaluation: Evaluation) -> bool | None:
    """Say whether all reasons of a label hold; not known while one is open and none fails."""
    found = [_holds(reason, evaluation) for reason in label]
    return False if False in found else None if None in found else True


def _holds(reason: str, evaluation: Evaluation) -> bool | None:
    id, _, side = reason.partition("=")
    if id in evaluation.rules.questions:
        answer = evaluation.answers.get(id)
        return None if answer is None else answer == side
    result = evaluation.find(id).result
    return None if result is None else result is (side == "met")


def _node(raw: Any) -> Node:
    if raw is None or isinstance(raw, str):
        return raw
    questions, *ways = raw
    return Fork(tuple(questions), tuple(Way(tuple(map(tuple, labels)), to) for labels, to in ways))
