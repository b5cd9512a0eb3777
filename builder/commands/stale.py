"""In: guides/ and a day. Out: the facts and sources to look at again, by guide."""

from __future__ import annotations

import argparse
from typing import Any

from builder.commands.day import add_today, read_today
from builder.load import load_library
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command stale and its options."""
    parser = commands.add_parser("stale", help="list the facts past or near the day of their next check, by guide")
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what to look at."""
    from builder.stale import tell_stale

    for line in tell_stale(load_library(ROOT), read_today(options)):
        print(line)
    return 0
