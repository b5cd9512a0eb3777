"""In: a slot of a layer. Out: its `Shape`: the lines of its words, and how much room it takes, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from builder.draw.flow import Arrow, Box, Flow
from builder.draw.layers import Slot
from builder.draw.measure import width, wrap

SIZE = 14
"""Of the letters."""
LINE = 19
"""From one line of text to the next."""
PAD = 10
TRUNK = 16
"""From a question to the line that its arrows leave."""
BELOW = 7
"""From the last line of a condition to its arrow."""
BOX, LABEL = 14.0, 12.0
"""The widest lines of a box and of a condition, in em."""


@dataclass
class Lane:
    """One arrow beside its question."""

    lines: tuple[str, ...]
    y: float
    """Where it runs, below the top of the slot; its words end just above."""


@dataclass
class Shape:
    """A slot with what stands in it. Heights are below its top."""

    slot: Slot
    height: float
    entry: float
    """The middle of the box, where lines leave it and come in."""
    lines: tuple[str, ...] = ()
    """Words of the box."""
    wide: float = 0
    """Of the box."""
    tall: float = 0
    """Of the box."""
    label: float = 0
    """How wide the conditions are, with the trunk."""
    lanes: tuple[Lane, ...] = ()
    top: float = 0
    comes_in: float = 0
    """The height at which the line comes in, from the top of the drawing."""

    @property
    def exits(self) -> list[float]:
        """Where its lines go on."""
        return [lane.y for lane in self.lanes] or [self.entry]

    @property
    def leeway(self) -> float:
        """How far from the middle a line may come in."""
        return self.tall / 2 - PAD / 2 if self.tall else 0


def size_up(flow: Flow, slot: Slot, either: str) -> Shape:
    """A slot with its size."""
    if slot.passes:
        return Shape(slot, LINE, LINE / 2)
    return _boxed(slot, flow[slot.box], either)


def _boxed(slot: Slot, box: Box, either: str) -> Shape:
    bold = box.number > 0
    lines = tuple(line for text in _told(box) for line in wrap(text, BOX, bold=bold))
    tall = LINE * len(lines) + 2 * PAD
    lanes, bottom = [], 0.0
    for arrow in box.arrows:
        words = _label(arrow, either)
        bottom += LINE * len(words) + BELOW
        lanes.append(Lane(words, bottom))
        bottom += BELOW
    middle = (lanes[0].y + lanes[-1].y) / 2 if lanes else tall / 2
    down = max(0.0, tall / 2 - middle)
    for lane in lanes:
        lane.y += down
    middle += down
    return Shape(
        slot,
        height=max(middle + tall / 2, bottom + down),
        entry=middle,
        lines=lines,
        wide=ceil(SIZE * max(width(line, bold=bold) for line in lines)) + 2 * PAD,
        tall=tall,
        label=TRUNK + PAD + ceil(SIZE * max((width(line) for lane in lanes for line in lane.lines), default=0)),
        lanes=tuple(lanes),
    )


def _told(box: Box) -> tuple[str, ...]:
    """The words of a box; a question has its number before them."""
    return (f"{box.number}. {box.says[0]}", *box.says[1:]) if box.number else box.says


def _label(arrow: Arrow, either: str) -> tuple[str, ...]:
    """The lines above an arrow."""
    texts = [text if place == 0 else f"{either} {text}" for place, text in enumerate(arrow.says)]
    return tuple(line for text in texts for line in wrap(text, LABEL))
