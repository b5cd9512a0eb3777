"""In: the id of a fact. Out: the fact in full, and everything that uses it."""

from __future__ import annotations

import argparse
from typing import Any

from builder.commands.day import add_today, read_today
from builder.hint import unknown
from builder.load import load_library
from builder.problem import DataError, Problem
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command fact and its options."""
    parser = commands.add_parser("fact", help="print a fact in full, and everything that uses it")
    parser.add_argument("fact", metavar="ID", help="id of a fact of guides/facts")
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the fact."""
    from builder.account import tell_fact

    library = load_library(ROOT)
    if options.fact not in library.facts:
        raise DataError([Problem("ID", 1, unknown("fact", options.fact, library.facts))])
    for line in tell_fact(library, options.fact, read_today(options)):
        print(line)
    return 0
