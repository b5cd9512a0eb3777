"""In: a guide whose rules hang together, and days. Out: problems on the ways through it.

Without days it is walked on the day it was last changed and on those of its worked examples: the check reads no clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from builder.check.effect import check_effect
from builder.check.lists import check_lists
from builder.check.rules import wiring_faults
from builder.check.tables import check_tables
from builder.check.unused import check_unused
from builder.library import Guide, Library
from builder.paths import BUDGET, TooManyError
from builder.problem import DataError, Problem
from builder.ways import count_in, ways_of
from widgets.said import say


def check_ways(library: Library, guide: Guide, *days: datetime.date, budget: int = BUDGET) -> Iterator[Problem]:
    """Dead ends, rows that clash or never match, what is never listed, asked in vain or never used."""
    ways = ways_of(library, guide, *days)
    yield from check_unused(ways)
    try:
        count_in(library, ways, ways.days[0], budget)
        yield from check_tables(ways)
        yield from check_lists(ways)
        yield from check_effect(ways)
    except DataError as error:
        yield from error.problems
    except TooManyError as question:
        message = say("ways-too-many", budget=BUDGET, question=question)
        yield guide.document.problem(("tables",), message)


def hangs_together(library: Library, guide: Guide) -> bool:
    """Whether the rules can be walked at all; else the check of the rules says why not."""
    return not wiring_faults(library, guide)
