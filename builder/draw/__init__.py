"""In: a decision as a tree, and its words. Out: what templates/flow.html.j2 draws as SVG and lists, the same each time.

flow.py → layers.py → shape.py → heights.py → place.py (with channel.py). From left to right, or from right to left.
"""

from __future__ import annotations

from typing import Any

from builder.draw.flow import Flow, Speaker, read_flow
from builder.draw.place import Column, Drawing, Line, draw
from builder.draw.shape import BELOW, LINE, PAD, TRUNK, Shape

__all__ = ["Speaker", "read_flow", "show_drawing"]

_ASCENT = 14
"""From the top of a line of text to where its letters stand."""


def show_drawing(flow: Flow, either: str, *, rtl: bool) -> dict[str, Any]:
    """Sizes, lines and texts, as plain numbers."""
    drawing = draw(flow, either)
    turn = _Turn(drawing.width, rtl)
    placed = [(shape, column) for layer, column in zip(drawing.layers, drawing.columns, strict=True) for shape in layer]
    boxes = sorted((pair for pair in placed if not pair[0].slot.passes), key=lambda pair: pair[0].slot.box)
    return {
        "width": _number(drawing.width),
        "height": _number(drawing.height),
        "boxes": [_box(drawing, shape, column, turn) for shape, column in boxes],
        "lines": [turn.path(line) for line in (*drawing.lines, *_through(placed))],
        "heads": [_head(shape, column, turn) for shape, column in boxes if shape.slot.box],
    }


class _Turn:
    """Gives places as they are, or from right to left."""

    def __init__(self, width: float, rtl: bool) -> None:
        self.width, self.rtl = width, rtl

    def x(self, x: float) -> str:
        """A place."""
        return _number(self.width - x if self.rtl else x)

    def path(self, line: Line) -> str:
        """A line through places."""
        return "M" + "L".join(f"{self.x(x)} {_number(y)}" for x, y in line)


def _through(placed: list[tuple[Shape, Column]]) -> list[Line]:
    """The lines within a layer: past its boxes, or from a question along its arrows."""
    lines: list[Line] = []
    for shape, column in placed:
        middle, trunk = shape.top + shape.entry, column.labels + TRUNK / 2
        if shape.slot.passes:
            lines.append(((column.boxes, middle), (column.channel, middle)))
        elif shape.lanes:
            lines.append(((column.labels, middle), (trunk, middle)))
            lines += [((trunk, middle), (trunk, shape.top + y), (column.channel, shape.top + y)) for y in shape.exits]
    return lines


def _head(shape: Shape, column: Column, turn: _Turn) -> str:
    x, y = column.boxes, shape.comes_in
    return turn.path(((x - 8, y - 4), (x, y), (x - 8, y + 4))) + "z"


def _box(drawing: Drawing, shape: Shape, column: Column, turn: _Turn) -> dict[str, Any]:
    box = drawing.flow[shape.slot.box]
    wide, top = column.labels - column.boxes, shape.top + shape.entry - shape.tall / 2
    return {
        "number": box.number,
        "outcome": box.outcome,
        "unconfirmed": box.unconfirmed,
        "x": turn.x(column.boxes + (wide if turn.rtl else 0)),
        "y": _number(top),
        "width": _number(wide),
        "height": _number(shape.tall),
        "text": _text(turn.x(column.boxes + PAD), top + PAD, shape.lines),
        "lanes": [
            _text(turn.x(column.labels + TRUNK), shape.top + lane.y - BELOW + 2 - LINE * len(lane.lines), lane.lines)
            for lane in shape.lanes
        ],
        "says": box.says,
        "ways": [_way(drawing.flow, arrow.to, arrow.says) for arrow in box.arrows],
    }


def _text(x: str, top: float, lines: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(x, _number(top + place * LINE + _ASCENT), line) for place, line in enumerate(lines)]


def _way(flow: Flow, to: int, says: tuple[str, ...]) -> dict[str, Any]:
    return {"says": says, "number": flow[to].number, "outcome": flow[to].outcome, "leads": flow[to].says}


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
