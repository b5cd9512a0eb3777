"""In: a QR code with the first of its eight masks. Out: the same with the mask that the standard chooses.

ISO/IEC 18004, 7.8.3: each mask is judged by stretches, squares and signs that a reader could mistake, and the one with
the fewest points stands. segno does the same module by module; here a whole code is one number, which takes a
tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import segno

MARGIN = 4
"""Light modules after each row of the number: what follows a row is no neighbour of it."""
type Both = tuple[int, int]
"""A code row by row, and column by column."""


@dataclass(frozen=True)
class Modules:
    """A code with the first mask."""

    both: Both
    side: int
    version: int
    error: str


@dataclass(frozen=True)
class Masks:
    """What all codes of one size and one level have in common."""

    changes: tuple[Both, ...]
    """For each mask, the modules that differ from those of the first."""
    judged: Both
    valid: int


def read_modules(code: segno.QRCode) -> Modules:
    """A code that segno has made with the first mask."""
    return Modules(_both(code.matrix), len(code.matrix), int(code.version), code.error)


def choose_mask(code: Modules) -> list[str]:
    """The rows of the code, `1` for a dark module."""
    side = code.side
    masks = _masks(code.version, code.error)
    rows, columns = code.both

    def points(change: Both) -> int:
        both = (rows ^ change[0]) & masks.judged[0], (columns ^ change[1]) & masks.judged[1]
        return _judge(both, masks.valid, side)

    best = rows ^ min(masks.changes, key=points)[0]
    step = side + MARGIN
    text = f"{best:0{side * step}b}"
    return [text[start : start + side] for start in range(0, side * step, step)]


@cache
def _masks(version: int, error: str) -> Masks:
    codes = [
        segno.make("0", version=version, error=error, boost_error=False, micro=False, mask=mask) for mask in range(8)
    ]
    first, *_ = made = [_both(code.matrix) for code in codes]
    changes = tuple((first[0] ^ rows, first[1] ^ columns) for rows, columns in made)
    side = len(codes[0].matrix)
    judged = _both([[not _is_aside(row, column, side) for column in range(side)] for row in range(side)])
    return Masks(changes, judged, _both([[True] * side] * side)[0])


def _is_aside(row: int, column: int, side: int) -> bool:
    """Whether a module tells the mask, the level or the version: it is not there yet while the masks are judged."""
    one, other = min(row, column), max(row, column)
    of_format = (one < 9 and one != 6 and other == 8) or (one == 8 and other >= side - 8)
    of_version = side > 41 and one < 6 and side - 12 < other < side - 8  # from version 7
    return of_format or of_version


def _both(matrix: Sequence[Iterable[int]]) -> Both:
    return _number(matrix), _number(zip(*matrix, strict=True))


def _number(lines: Iterable[Iterable[int]]) -> int:
    """The modules one after the other as the digits of a number."""
    return int("".join("".join(map("01".__getitem__, line)) + "0" * MARGIN for line in lines), 2)


def _judge(both: Both, valid: int, side: int) -> int:
    """The points of the standard's table 11, counted as segno counts them."""
    points = 10 * int(abs(both[0].bit_count() / side**2 * 100 - 50) / 5)
    for dark in both:
        points += _stretches(dark) + _stretches(dark ^ valid) + _signs(dark, dark ^ valid)
    for modules in (both[0], both[0] ^ valid):
        pairs = modules & modules >> 1
        points += 3 * (pairs & pairs >> side + MARGIN).bit_count()
    return points


def _stretches(modules: int) -> int:
    """Three for five in a row, and one for each more."""
    pairs = modules & modules >> 1
    fives = pairs & pairs >> 2 & modules >> 4
    return fives.bit_count() + 2 * (fives & ~(fives >> 1)).bit_count()


def _signs(dark: int, light: int) -> int:
    """Forty for what looks like the corner of a code with light on one side; those that overlap count once."""
    found = dark & light >> 1 & dark >> 2 & dark >> 3 & dark >> 4 & light >> 5 & dark >> 6  # by its last module
    free = ~(dark << 1 | dark << 2 | dark << 3 | dark << 4) | ~(dark >> 7 | dark >> 8 | dark >> 9 | dark >> 10)
    points, left = 0, found & free
    while left:
        first = left.bit_length()
        points += 40
        left &= (1 << max(first - 7, 0)) - 1
    return points
