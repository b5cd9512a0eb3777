"""In: a module's data and what its functions name. Out: the tables in it that no function left can come to.

The module says where its data's parts begin (whatever is named by an address begins one) but not where they end, and
what is read from one is often named by another's beginning. So only large tables are taken: what lies between two
beginnings, holds no pointer, and is named neither by a function that is left nor by a pointer in the data.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

LEAST = 4096
"""Bytes of a table. What is smaller may be a part of something larger: a field of a struct, a row."""


def find_dead(size: int, begun: Collection[int], named: Collection[int]) -> list[tuple[int, int]]:
    """The tables of data that is `size` long, as begin and end: between two of `begun`, with none of `named` inside."""
    beginnings = sorted({0, size} | {offset for offset in begun if 0 <= offset < size})
    live = {bisect_right(beginnings, offset) for offset in named}
    return [
        (begin, end)
        for number, (begin, end) in enumerate(pairwise(beginnings), start=1)
        if end - begin >= LEAST and number not in live
    ]
