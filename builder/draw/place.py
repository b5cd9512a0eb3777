"""In: a `Flow`. Out: a `Drawing`: where each box, condition and line stands, in pixels, from left to right.

A question stands left of its arrows, each of which has a lane with its conditions above it. Between two layers lines
turn only in a channel that holds no text, each in a track of its own: so no line runs through a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.draw.channel import TRACK, Net, order_tracks
from builder.draw.flow import Flow
from builder.draw.heights import set_heights
from builder.draw.layers import Slot, Ways, order_layers, ways_of, ways_on
from builder.draw.shape import PAD, Shape, size_up

HEAD = 10
"""Room for an arrow's head before a box."""

type Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Column:
    """Where the parts of a layer begin."""

    boxes: float
    labels: float
    channel: float


@dataclass(frozen=True)
class Drawing:
    """All that is drawn; who draws from right to left turns it round."""

    flow: Flow
    layers: tuple[tuple[Shape, ...], ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    """From layer to layer."""
    width: float
    height: float


def draw(flow: Flow, either: str) -> Drawing:
    """Where everything stands; `either` is the word between conditions of which one is enough."""
    ways = ways_of(flow)
    order = order_layers(ways)
    layers = [[size_up(flow, slot, either) for slot in layer] for layer in order]
    links = [_links(ways, *pair) for pair in pairwise(order)]
    set_heights(layers, links)
    columns: list[Column] = []
    lines: list[Line] = []
    x = float(PAD)
    for place, layer in enumerate(layers):
        labels = x + max(shape.wide for shape in layer)
        columns.append(Column(x, labels, labels + max(shape.label for shape in layer)))
        if place < len(links):
            after = layers[place + 1]
            nets = [_net(layer, shape, number, links[place]) for number, shape in enumerate(after)]
            tracks = order_tracks(nets)
            x = columns[-1].channel + TRACK * (len(tracks) + 1) + HEAD
            for number, net in enumerate(nets):
                lines += _route(net, number, tracks, columns[-1].channel, x)
    height = max(shape.top + shape.height for layer in layers for shape in layer)
    shapes = tuple(map(tuple, layers))
    return Drawing(flow, shapes, tuple(columns), tuple(lines), columns[-1].labels + PAD, height + PAD)


def _links(ways: Ways, layer: Sequence[Slot], after: Sequence[Slot]) -> list[tuple[int, int, int]]:
    """The lines from a layer to the next: slot, which of its exits, and the slot they lead to."""
    ends = {slot.box: place for place, slot in enumerate(after)}
    return [(place, way, ends[to]) for place, slot in enumerate(layer) for way, to in enumerate(ways_on(ways, slot))]


def _net(layer: Sequence[Shape], to: Shape, number: int, links: Sequence[tuple[int, int, int]]) -> Net:
    starts = [layer[place].top + layer[place].exits[way] for place, way, end in links if end == number]
    return Net(tuple(starts), _entry(to, starts))


def _entry(shape: Shape, starts: Sequence[float]) -> float:
    """Where a line comes in: straight on, where it can."""
    middle = shape.top + shape.entry
    room = [start for start in starts if abs(start - middle) <= shape.leeway]
    shape.comes_in = min(room, key=lambda start: abs(start - middle), default=middle)
    return shape.comes_in


def _route(net: Net, number: int, tracks: Sequence[int], start: float, end: float) -> Iterator[Line]:
    """The lines of a net: to its track, along it, and on to the slot; straight on, where it does not turn."""
    if not net.turns:
        yield ((start, net.end), (end, net.end))
        return
    track = start + TRACK * (tracks.index(number) + 1)
    for place, y in enumerate(sorted(set(net.starts))):
        turned = ((start, y), (track, y), (track, net.end))
        yield turned if place else (*turned, (end, net.end))
