"""In: the shapes of each layer and the lines between them. Out: the heights of the shapes, lines mostly straight."""

from __future__ import annotations

from collections.abc import Sequence

from builder.draw.shape import PAD, Shape

GAP = 18
"""Between the shapes of a layer."""
ROUNDS = 5

type Links = Sequence[tuple[int, int, int]]


def set_heights(layers: Sequence[Sequence[Shape]], links: Sequence[Links]) -> None:
    """Set the top of every shape."""
    for layer in layers:
        _spread(layer, [0.0] * len(layer))
    for turn in range(2 * ROUNDS + 1):
        if turn % 2 == 0:
            for place in range(1, len(layers)):
                _spread(layers[place], _wanted_by_earlier(layers[place - 1], layers[place], links[place - 1]))
        else:
            for place in range(len(layers) - 2, -1, -1):
                _spread(layers[place], _wanted_by_later(layers[place], layers[place + 1], links[place]))
    first = min(shape.top for layer in layers for shape in layer) - PAD
    for layer in layers:
        for shape in layer:
            shape.top = round(shape.top - first)


def _wanted_by_earlier(before: Sequence[Shape], layer: Sequence[Shape], links: Links) -> list[float]:
    """The tops at which lines come in straight."""
    wanted: list[list[float]] = [[] for _ in layer]
    for place, way, end in links:
        wanted[end].append(before[place].top + before[place].exits[way] - layer[end].entry)
    return [_middle(tops, shape) for tops, shape in zip(wanted, layer, strict=True)]


def _wanted_by_later(layer: Sequence[Shape], after: Sequence[Shape], links: Links) -> list[float]:
    """The tops from which lines go on straight."""
    wanted: list[list[float]] = [[] for _ in layer]
    for place, way, end in links:
        wanted[place].append(after[end].top + after[end].entry - layer[place].exits[way])
    return [_middle(tops, shape) for tops, shape in zip(wanted, layer, strict=True)]


def _middle(tops: Sequence[float], shape: Shape) -> float:
    return sum(tops) / len(tops) if tops else shape.top


def _spread(layer: Sequence[Shape], wanted: Sequence[float]) -> None:
    """The tops nearest to those wanted, by their squares, that keep the order and the gaps (pooling neighbours)."""
    offsets = [0.0]
    for shape in layer:
        offsets.append(offsets[-1] + shape.height + GAP)
    pools: list[tuple[float, int]] = []
    for top, offset in zip(wanted, offsets, strict=False):
        pool = (top - offset, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, count = pools.pop()
            pool = ((mean * count + pool[0] * pool[1]) / (count + pool[1]), count + pool[1])
        pools.append(pool)
    spread = [mean for mean, count in pools for _ in range(count)]
    for shape, top, offset in zip(layer, spread, offsets, strict=False):
        shape.top = top + offset
