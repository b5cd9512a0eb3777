"""In: an address. Out: its QR code with the first of the eight masks, worked out from another that is as long.

All that a code adds to its letters, it adds bit by bit (ISO/IEC 18004, 7.5): what differs between two codes hangs on
what differs between their letters alone. So segno is asked once for each length, and the rest is put on top of that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from operator import itemgetter
from typing import Any

import segno
from segno import consts

from builder.mask import MARGIN, Both, Modules, read_modules

_SMALL = re.compile("[a-z]")


def code_of(address: str) -> Modules:
    """The code of an address."""
    if not (address.isascii() and _SMALL.search(address)):
        # Its letters are not one byte each: figures, capitals or another alphabet.
        return read_modules(segno.make(address, error="m", micro=False, mask=0))
    base = _base(len(address))
    layout = _layout(base.version, base.error)
    before = 4 + (8 if base.version < 10 else 16)  # bits that tell the kind and how many
    difference = int.from_bytes(address.encode()) ^ int.from_bytes(b"a" * len(address))
    codewords = (difference << 8 * layout.data - before - 8 * len(address)).to_bytes(layout.data)
    rows, columns = layout.place(_interleave(codewords, layout))
    return Modules((base.both[0] ^ rows, base.both[1] ^ columns), base.side, base.version, base.error)


@cache
def _base(length: int) -> Modules:
    return read_modules(segno.make("a" * length, error="m", micro=False, mask=0))


@dataclass(frozen=True)
class _Layout:
    """What all codes of one size and one level have in common."""

    blocks: tuple[int, ...]
    """The codewords of data in each block."""
    check: int
    """The codewords that correct errors, of each block."""
    data: int
    """The codewords of data in all."""
    place: Callable[[bytes], Both]
    """Sets codewords, a bit a module."""


@cache
def _layout(version: int, error: str) -> _Layout:
    levels: Any = consts.ECC[version]
    infos = levels[consts.ERROR_MAPPING[error]]
    blocks = tuple(info.num_data for info in infos for _ in range(info.num_blocks))
    return _Layout(blocks, infos[0].num_total - infos[0].num_data, sum(blocks), _placing(version))


def _interleave(codewords: bytes, layout: _Layout) -> bytes:
    """The first codeword of each block, then the second of each, and the same of what corrects them (7.6)."""
    data, start = [], 0
    for size in layout.blocks:
        data.append(codewords[start : start + size])
        start += size
    checks = (_check(block, layout.check) for block in data)
    turns = chain(zip_longest(*data), zip_longest(*checks))
    return bytes(one for one in chain.from_iterable(turns) if one is not None)


def _check(block: bytes, size: int) -> bytes:
    """What is left of a block divided by the generator polynomial (7.5.2)."""
    table, top, rest = _multiples(size), 8 * (size - 1), 0
    low = (1 << top) - 1
    for one in block:
        rest = (rest & low) << 8 ^ table[one ^ rest >> top]
    return rest.to_bytes(size)


@cache
def _multiples(size: int) -> list[int]:
    """The generator polynomial without its first term, times each byte."""
    generator = 1
    for power in range(size):
        scaled = generator
        for _ in range(power):
            scaled = _double(scaled, size + 1)
        generator = generator << 8 ^ scaled
    once = generator & (1 << 8 * size) - 1
    multiples = [0]
    for _ in range(8):
        multiples += [one ^ once for one in multiples]
        once = _double(once, size)
    return multiples


def _double(number: int, size: int) -> int:
    """Each byte of a number times two, in the field of 256 that the standard calculates in (annex A)."""
    ones = int.from_bytes(b"\1" * size)
    return (number & 0x7F * ones) << 1 ^ (number >> 7 & ones) * 0x1D


def _placing(version: int) -> Callable[[bytes], Both]:
    """How codewords are set: row by row and column by column, no module dark that tells something else."""
    side = 4 * version + 17
    bits = {place: bit for bit, place in enumerate(_places(version, side))}
    none = -1  # the last of the digits
    lines = range(side)
    by_row = [[bits.get((row, column), none) for column in lines] + [none] * MARGIN for row in lines]
    by_column = [[bits.get((row, column), none) for row in lines] + [none] * MARGIN for column in lines]
    rows, columns = (itemgetter(*chain.from_iterable(order)) for order in (by_row, by_column))

    def place(codewords: bytes) -> Both:
        digits = f"{int.from_bytes(codewords):0{8 * len(codewords)}b}".ljust(len(bits) + 1, "0")
        return int("".join(rows(digits)), 2), int("".join(columns(digits)), 2)

    return place


def _places(version: int, side: int) -> Iterator[tuple[int, int]]:
    """The row and column of each bit: in pairs of columns from the right, up and down in turn (7.7.3)."""
    lines: Sequence[int] = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    corners = [(first, other) for first in lines[:1] for other in (first, lines[-1])]
    centres = [(x, y) for x in lines for y in lines if (min(x, y), max(x, y)) not in corners]
    upwards = True
    for right in (*range(side - 1, 6, -2), 5, 3, 1):
        for row in range(side - 1, -1, -1) if upwards else range(side):
            yield from ((row, column) for column in (right, right - 1) if _is_free(row, column, side, centres))
        upwards = not upwards


def _is_free(row: int, column: int, side: int, centres: Sequence[tuple[int, int]]) -> bool:
    """Whether a module tells something of the letters: it belongs to no pattern, nor to what tells mask or version."""
    one, other = min(row, column), max(row, column)
    in_corner = (one < 9 and other >= side - 8) or other < 9
    of_version = side > 41 and one < 6 and other >= side - 11  # from version 7
    if in_corner or of_version or 6 in (row, column):
        return False
    return not any(abs(row - x) < 3 and abs(column - y) < 3 for x, y in centres)
