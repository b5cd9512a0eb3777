"""In: the first of a widget's merged places. Out: how many states and ends there are, and the questions to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from builder.merge import Place


@dataclass(frozen=True, slots=True)
class Size:
    """What follows from a place, as if nothing were merged."""

    states: int
    ends: int
    least: int
    """Questions on the shortest way to an end."""
    most: int
    """Questions on the longest."""
    outcomes: Counter[str | None]
    """For each outcome its ends; None where "I don't know" leaves it open."""


def count(place: Place) -> Size:
    """Count from a place on; the first thing that it tells is the outcome."""
    return _count(place, {})


def _count(place: Place, counted: dict[int, Size]) -> Size:
    if id(place) not in counted:
        parts = [_count(to, counted) for _, to in place.branches]
        counted[id(place)] = _sum(parts) if parts else _end(place)
    return counted[id(place)]


def _end(place: Place) -> Size:
    return Size(1, 1, 0, 0, Counter({place.told[0][0]: 1}))


def _sum(parts: list[Size]) -> Size:
    outcomes: Counter[str | None] = Counter()
    for part in parts:
        outcomes.update(part.outcomes)
    return Size(
        states=1 + sum(part.states for part in parts),
        ends=sum(part.ends for part in parts),
        least=1 + min(part.least for part in parts),
        most=1 + max(part.most for part in parts),
        outcomes=outcomes,
    )
