"""In: the states of a widget without "I don't know". Out: its decision as a tree of questions, each said once.

Options that lead to the same are one branch; dates and numbers branch by the named conditions they meet or not, for
these have words. Where conditions can't tell two branches apart, or the tree is too large, there is no tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from builder.beneath import beneath
from builder.paths import Branch, State
from widgets.rules import Rules

LARGEST = 600
"""Nodes of a tree: a phone opens these without a halt."""

type Reasons = tuple[str, ...]
"""What holds on a branch, all of it: `card=lost`, `overdue=not-met`."""
type Node = Leaf | Fork


@dataclass(frozen=True, slots=True)
class Leaf:
    """An end: the outcome, or none where no row of the table matches."""

    outcome: str | None
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class Fork:
    """A question with its branches, and the dates or numbers asked with it because its branches rest on them."""

    question: str
    with_: tuple[str, ...]
    branches: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One branch: any of the `labels` holds."""

    labels: tuple[Reasons, ...]
    to: Node


class Settled(NamedTuple):
    """An answer, and the named conditions that are known after it."""

    answer: str
    settled: Mapping[str, bool]


class NoTreeError(Exception):
    """Two branches have the same conditions."""


def build_tree(rules: Rules, state: State) -> Node:
    """The tree from a state on; raises NoTreeError where conditions don't tell two branches apart."""
    if state.asks is None:
        return Leaf(state.outcome, state.unconfirmed)
    question = rules.questions[state.asks]
    grown = [(branch, build_tree(rules, branch.to)) for branch in state.branches]
    first = grown[0][1]
    if all(node == first for _, node in grown):
        return _skip(rules, question.id, first)
    groups: dict[Node, list[Branch]] = {}
    for branch, node in grown:
        groups.setdefault(node, []).append(branch)
    if question.type == "choice":
        ways = [
            Way(tuple((f"{question.id}={branch.answer}",) for branch in group), node) for node, group in groups.items()
        ]
    else:
        ways = [
            Way(
                describe(
                    rules,
                    _settled(group),
                    _settled(branch for other, others in groups.items() if other is not node for branch in others),
                ),
                node,
            )
            for node, group in groups.items()
        ]
    return Fork(question.id, (), tuple(ways))


def count_nodes(node: Node) -> int:
    """Questions and ends, the first question included."""
    return 1 if isinstance(node, Leaf) else 1 + sum(count_nodes(way.to) for way in node.branches)


def forks_in(node: Node) -> Iterator[Fork]:
    """Every question of the tree."""
    if isinstance(node, Fork):
        yield node
        for way in node.branches:
            yield from forks_in(way.to)


def _skip(rules: Rules, question: str, node: Node) -> Node:
    """Leave out a question that leads to the same whatever the answer; keep its words where conditions rest on it."""
    if rules.questions[question].type == "choice" or isinstance(node, Leaf):
        return node
    named = {reason.partition("=")[0] for way in node.branches for reasons in way.labels for reason in reasons}
    if any(question in beneath(rules, id) for id in named):
        return Fork(node.question, (question, *node.with_), node.branches)
    return node


def describe(rules: Rules, group: Sequence[Settled], others: Sequence[Settled]) -> tuple[Reasons, ...]:
    """The labels of the group: one, where the same conditions describe all of it; else one for each of its parts."""
    whole = _tell(rules, group, others)
    if whole is not None:
        return (whole,)
    parts: dict[tuple[tuple[str, bool], ...], list[Settled]] = {}
    for branch in group:
        parts.setdefault(tuple(branch.settled.items()), []).append(branch)
    labels = []
    for part in parts.values():
        reasons = _tell(rules, part, others)
        if reasons is None:
            raise NoTreeError(part[0].answer)
        labels.append(reasons)
    return tuple(dict.fromkeys(labels))


def _settled(branches: Iterable[Branch]) -> list[Settled]:
    return [Settled(branch.answer, branch.settled) for branch in branches]


def _tell(rules: Rules, group: Sequence[Settled], others: Sequence[Settled]) -> Reasons | None:
    """The fewest conditions that hold for all of the group and, together, for none of the others."""
    alike = [
        (id, result)
        for id, result in group[0].settled.items()
        if all(branch.settled.get(id) is result for branch in group)
    ]
    order = {id: place for place, id in enumerate(rules.conditions)}
    alike.sort(key=lambda known: order[known[0]])
    for size in range(1, len(alike) + 1):
        for chosen in combinations(alike, size):
            if all(_excluded(branch.settled, chosen) for branch in others):
                return tuple(f"{id}={'met' if result else 'not-met'}" for id, result in chosen)
    return None


def _excluded(settled: Mapping[str, bool], chosen: Sequence[tuple[str, bool]]) -> bool:
    return any(settled.get(id, result) is not result for id, result in chosen)
