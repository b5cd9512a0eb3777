"""In: a `Flow`. Out: its boxes in layers from first to last, and their order within each, with few lines crossing.

Lines to the same box are one line from where they meet: a layer that it passes holds one slot for it, however many
arrows it stands for (after Sugiyama, Tagawa and Toda, 1981, with the barycentre of the neighbours).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.draw.flow import Flow

SWEEPS = 12


@dataclass(frozen=True)
class Slot:
    """A place in a layer: a box, or a line that passes on its way to one."""

    box: int
    """The box, or the one that the line leads to."""
    passes: bool = False


type Layers = list[list[Slot]]


def layer_of_boxes(flow: Flow) -> list[int]:
    """For each box its layer: as far from the first as the longest way to it."""
    layers = [0] * len(flow)
    for place, box in enumerate(flow):
        for arrow in box.arrows:
            layers[arrow.to] = max(layers[arrow.to], layers[place] + 1)
    return layers


def order_layers(flow: Flow) -> Layers:
    """The slots of each layer, from top to bottom."""
    layers = _first_order(flow)
    best, fewest = [[*layer] for layer in layers], _crossings(flow, layers)
    for sweep in range(SWEEPS):
        _sweep(flow, layers, forward=sweep % 2 == 0)
        crossings = _crossings(flow, layers)
        if crossings < fewest:
            best, fewest = [[*layer] for layer in layers], crossings
    return best


def _first_order(flow: Flow) -> Layers:
    at = layer_of_boxes(flow)
    layers: Layers = [[] for _ in range(max(at) + 1)]
    for place in range(len(flow)):
        layers[at[place]].append(Slot(place))
    for place, box in enumerate(flow):
        for arrow in box.arrows:
            for layer in range(at[place] + 1, at[arrow.to]):
                if (slot := Slot(arrow.to, passes=True)) not in layers[layer]:
                    layers[layer].append(slot)
    return layers


def ways_on(flow: Flow, slot: Slot) -> list[int]:
    """The boxes that the lines of a slot lead to, from top to bottom."""
    return [slot.box] if slot.passes else [arrow.to for arrow in flow[slot.box].arrows]


def _links(flow: Flow, layers: Layers, layer: int) -> list[tuple[float, int]]:
    """The lines from a layer to the next: where each begins, between its slot's place and the next, and ends."""
    ends = {slot.box: place for place, slot in enumerate(layers[layer + 1])}
    links = []
    for place, slot in enumerate(layers[layer]):
        ways = ways_on(flow, slot)
        links += [(place + number / len(ways), ends[to]) for number, to in enumerate(ways)]
    return links


def _crossings(flow: Flow, layers: Layers) -> int:
    return sum(_count(_links(flow, layers, layer)) for layer in range(len(layers) - 1))


def _count(links: Sequence[tuple[float, int]]) -> int:
    return sum(one[0] < two[0] and one[1] > two[1] for one in links for two in links)


def _sweep(flow: Flow, layers: Layers, *, forward: bool) -> None:
    """Order each layer by the middle of what it is linked with in the one before, or after."""
    for layer in range(1, len(layers)) if forward else range(len(layers) - 2, -1, -1):
        links = _links(flow, layers, layer - 1 if forward else layer)
        wanted: dict[Slot, float] = {}
        for place, slot in enumerate(layers[layer]):
            if forward:
                linked = [start for start, end in links if end == place]
            else:
                linked = [float(end) for start, end in links if place <= start < place + 1]
            wanted[slot] = sum(linked) / len(linked) if linked else float(place)
        layers[layer].sort(key=wanted.__getitem__)
