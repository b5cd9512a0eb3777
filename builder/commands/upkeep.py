"""In: guides/, a day and the network. Out: what to look at this week, as Markdown for an issue."""

from __future__ import annotations

import argparse
from typing import Any

from builder.commands.day import add_today, read_today
from builder.commands.sound import sound_library
from builder.commands.tell import tell
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command upkeep and its options."""
    parser = commands.add_parser("upkeep", help="list facts due, source links gone, translations behind, as Markdown")
    parser.add_argument("--no-links", action="store_true", help="do not ask for the addresses of the sources")
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the list; it is no fault that something is due."""
    from builder.reach import reach
    from builder.upkeep import write_upkeep

    library, day = sound_library(ROOT), read_today(options)
    urls = [source.url for source in library.sources.values() if source.url]
    reached = None
    if not options.no_links:
        tell(f"asking for the addresses of {len(urls)} sources")
        reached = reach(urls)
    print(write_upkeep(library, day, reached), end="")
    return 0
