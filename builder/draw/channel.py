"""In: the lines between two layers. Out: the order of their tracks, with few crossings and no line on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

TRACK = 10
"""Pixels between two tracks."""
APART = 5
"""Pixels between lines that are seen as two."""
_ON_EACH_OTHER = 100
"""What two lines on each other cost, in crossings."""


@dataclass(frozen=True)
class Net:
    """All lines between two layers that lead to the same slot."""

    starts: tuple[float, ...]
    """The heights at which they come in."""
    end: float
    """The height of the slot they lead to."""

    @property
    def turns(self) -> bool:
        """Whether it needs a track."""
        return any(start != self.end for start in self.starts)

    @property
    def span(self) -> tuple[float, float]:
        """Of its track."""
        return min(*self.starts, self.end), max(*self.starts, self.end)


def order_tracks(nets: Sequence[Net]) -> list[int]:
    """The places of the nets that turn, from the first track to the last."""
    order = sorted((place for place, net in enumerate(nets) if net.turns), key=lambda place: _usual(nets[place]))
    for _ in range(len(order) ** 2):
        swap = next((at for at, (one, two) in enumerate(pairwise(order)) if _better(nets[two], nets[one])), None)
        if swap is None:
            break
        order[swap : swap + 2] = reversed(order[swap : swap + 2])
    return order


def _better(first: Net, second: Net) -> bool:
    """Whether this order of two nets is better than the opposite one."""
    return _cost(first, second) < _cost(second, first)


def _usual(net: Net) -> tuple[float, float]:
    """Lines that go up turn in the order of where they end; lines that go down in the opposite one."""
    start = sum(net.starts) / len(net.starts)
    return (0, start) if net.end < start else (1, -start)


def _cost(first: Net, second: Net) -> int:
    """The crossings of two nets, the first of which has the earlier track."""
    top, bottom = first.span
    crossings = sum(top < start < bottom for start in second.starts)
    top, bottom = second.span
    crossings += top < first.end < bottom
    return crossings + _ON_EACH_OTHER * sum(abs(start - first.end) < APART for start in second.starts)
