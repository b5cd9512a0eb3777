"""In: guides/facts and a day. Out: the values that start on it, for which the site is built again."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import Any

from builder.commands.day import add_today, read_today
from builder.commands.sound import sound_library
from builder.commands.tell import tell
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command starts and its options."""
    parser = commands.add_parser("starts", help="list the values that start today; print nothing where none does")
    parser.add_argument(
        "--days", type=int, default=1, metavar="N", help="look at the last N days, today among them (default: 1)"
    )
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print each value."""
    from builder.changes import find_starts

    day, facts = read_today(options), sound_library(ROOT).facts
    first = (day - timedelta(days=max(options.days, 1) - 1)).isoformat()
    found = [start for start in find_starts(facts.values()) if first <= start.day <= day.isoformat()]
    for start in found:
        value = "no longer in force" if start.value.value is None else start.value.value
        print(f"{start.day} {start.fact.id}: {value}")
    if not found:
        tell(f"no value starts {'on' if first == day.isoformat() else f'between {first} and'} {day.isoformat()}")
    return 0
