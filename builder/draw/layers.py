"""In: a `Flow`. Out: its boxes in layers from first to last, and their order within each, with few lines crossing.

Lines to the same box are one line from where they meet: a layer that it passes holds one slot for it, however many
arrows it stands for (after Sugiyama, Tagawa and Toda, 1981, with the barycentre of the neighbours).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from builder.draw.flow import Flow

SWEEPS = 12


@dataclass(frozen=True)
class Slot:
    """A place in a layer: a box, or a line that passes on its way to one."""

    box: int
    """The box, or the one that the line leads to."""
    passes: bool = False


type Layers = list[list[Slot]]
type Ways = tuple[tuple[int, ...], ...]
"""For each box those that its arrows lead to: all that the order hangs on, which is the same in every language."""


def ways_of(flow: Flow) -> Ways:
    """Where the arrows lead to."""
    return tuple(tuple(arrow.to for arrow in box.arrows) for box in flow)


def layer_of_boxes(ways: Ways) -> list[int]:
    """For each box its layer: as far from the first as the longest way to it."""
    layers = [0] * len(ways)
    for place, ends in enumerate(ways):
        for to in ends:
            layers[to] = max(layers[to], layers[place] + 1)
    return layers


@lru_cache(maxsize=32)
def order_layers(ways: Ways) -> Sequence[Sequence[Slot]]:
    """The slots of each layer, from top to bottom."""
    layers = _first_order(ways)
    best, fewest = [[*layer] for layer in layers], _crossings(ways, layers)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        _sweep(ways, layers, forward=sweep % 2 == 0)
        crossings = _crossings(ways, layers)
        if crossings < fewest:
            best, fewest = [[*layer] for layer in layers], crossings
    return best


def _first_order(ways: Ways) -> Layers:
    at = layer_of_boxes(ways)
    layers: Layers = [[] for _ in range(max(at) + 1)]
    for place in range(len(ways)):
        layers[at[place]].append(Slot(place))
    for place, ends in enumerate(ways):
        for to in ends:
            for layer in range(at[place] + 1, at[to]):
                if (slot := Slot(to, passes=True)) not in layers[layer]:
                    layers[layer].append(slot)
    return layers


def ways_on(ways: Ways, slot: Slot) -> Sequence[int]:
    """The boxes that the lines of a slot lead to, from top to bottom."""
    return (slot.box,) if slot.passes else ways[slot.box]


def _links(ways: Ways, layers: Layers, layer: int) -> list[tuple[float, int]]:
    """The lines from a layer to the next: where each begins, between its slot's place and the next, and ends."""
    ends = {slot.box: place for place, slot in enumerate(layers[layer + 1])}
    links = []
    for place, slot in enumerate(layers[layer]):
        on = ways_on(ways, slot)
        links += [(place + number / len(on), ends[to]) for number, to in enumerate(on)]
    return links


def _crossings(ways: Ways, layers: Layers) -> int:
    return sum(_count(_links(ways, layers, layer)) for layer in range(len(layers) - 1))


def _count(links: Sequence[tuple[float, int]]) -> int:
    """How many cross, given in the order in which they begin."""
    return sum(one[1] > two[1] for one, two in combinations(links, 2))


def _sweep(ways: Ways, layers: Layers, *, forward: bool) -> None:
    """Order each layer by the middle of what it is linked with in the one before, or after."""
    for layer in range(1, len(layers)) if forward else range(len(layers) - 2, -1, -1):
        links = _links(ways, layers, layer - 1 if forward else layer)
        wanted: dict[Slot, float] = {}
        for place, slot in enumerate(layers[layer]):
            if forward:
                linked = [start for start, end in links if end == place]
            else:
                linked = [float(end) for start, end in links if place <= start < place + 1]
            wanted[slot] = sum(linked) / len(linked) if linked else float(place)
        layers[layer].sort(key=wanted.__getitem__)
