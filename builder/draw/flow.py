"""In: a decision as a tree, and what gives its words. Out: a `Flow`: boxes, each once, and the arrows between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.tree import Fork, Leaf, Node, Reasons, Way


@dataclass(frozen=True)
class Arrow:
    """One way on from a question."""

    to: int
    """The place of a box."""
    says: tuple[str, ...]
    """Conditions, any of which holds."""


@dataclass(frozen=True)
class Box:
    """A question with its arrows, in the order of its answers, or an outcome."""

    says: tuple[str, ...]
    """Its words; those of the dates or numbers asked with a question come first, that it is unconfirmed last."""
    number: int
    """Of a question, from 1 on; 0 for an outcome."""
    arrows: tuple[Arrow, ...] = ()
    outcome: str | None = None
    unconfirmed: bool = False


type Flow = tuple[Box, ...]
"""The first is where a reader begins; no arrow leads to an earlier question."""


@dataclass(frozen=True)
class Speaker:
    """What gives the words of a decision, as plain text."""

    title: Callable[[str], str]
    """Of a question or an outcome."""
    reason: Callable[[str], str]
    """Of an option, or of a condition met or not: `card=lost`, `overdue=met`."""
    no_outcome: str
    """What stands where no row of the table matches."""
    unconfirmed: str
    """What an outcome says that rests on a weak source."""


def read_flow(tree: Node, speaker: Speaker) -> Flow:
    """The boxes of a decision: questions in the order in which all that leads to them comes first, then outcomes."""
    order = [node for node in reversed([*_last_first(tree)]) if isinstance(node, Fork)]
    leaves = dict.fromkeys(way.to for node in order for way in node.branches if isinstance(way.to, Leaf))
    nodes: list[Node] = [*order, *leaves] if order else [tree]
    places = {node: place for place, node in enumerate(nodes)}
    return tuple(_box(node, places, speaker) for node in nodes)


def _last_first(tree: Node) -> Iterator[Node]:
    """Each node once, after all that it leads to."""
    seen: set[Node] = set()

    def walk(node: Node) -> Iterator[Node]:
        if node in seen:
            return
        seen.add(node)
        for way in reversed(node.branches if isinstance(node, Fork) else ()):
            yield from walk(way.to)
        yield node

    yield from walk(tree)


def _box(node: Node, places: dict[Node, int], speaker: Speaker) -> Box:
    if isinstance(node, Leaf):
        says = speaker.title(node.outcome) if node.outcome else speaker.no_outcome
        return Box((says, speaker.unconfirmed) if node.unconfirmed else (says,), 0, (), node.outcome, node.unconfirmed)
    asked = tuple(speaker.title(id) for id in (*node.with_, node.question))
    return Box(asked, places[node] + 1, tuple(_arrow(way, places, speaker) for way in node.branches))


def _arrow(way: Way, places: dict[Node, int], speaker: Speaker) -> Arrow:
    return Arrow(places[way.to], tuple(_all(label, speaker) for label in way.labels))


def _all(label: Reasons, speaker: Speaker) -> str:
    return " ".join(map(speaker.reason, label))
