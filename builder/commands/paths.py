"""In: a guide, or none for all, and a day. Out: how many ways there are through it, and what is wrong with them."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from builder.commands.day import add_today, read_today
from builder.commands.tell import report, tell
from builder.library import Guide, Library
from builder.load import load_library
from builder.problem import DataError, Problem
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command paths and its options."""
    parser = commands.add_parser("paths", help="count the ways through a guide, and name dead ends, clashes and waste")
    parser.add_argument("guide", nargs="?", metavar="GUIDE", help="id of a guide (default: all guides)")
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the numbers of each guide, then every problem."""
    from builder.hint import unknown

    library, day = load_library(ROOT), read_today(options)
    if options.guide and options.guide not in library.guides and not library.problems:
        raise DataError([Problem("GUIDE", 1, unknown("guide", options.guide, library.guides))])
    problems = set(library.problems)
    for id, guide in library.guides.items():
        if options.guide in (None, id):
            tell(f"walking through '{id}' (today is {day.isoformat()})")
            problems |= _walk(library, guide, day)
    return report(sorted(problems))


def _walk(library: Library, guide: Guide, day: date) -> set[Problem]:
    from builder.check.rules import check_rules
    from builder.check.ways import check_ways, hangs_together
    from builder.ways import count_states

    if not hangs_together(library, guide):
        return set(check_rules(library, guide))
    order = {outcome: place for place, outcome in enumerate(guide.outcomes)}
    try:
        for widget, size in count_states(library, guide, day).items():
            questions = f"{size.least}" if size.least == size.most else f"{size.least} to {size.most}"
            print(f"{guide.id}, {widget}: {size.states} states, {size.ends} ends, {questions} questions")
            for outcome, ends in sorted(size.outcomes.items(), key=lambda pair: order.get(pair[0] or "", len(order))):
                print(f"{ends:>8} {outcome or 'open, by "I don\'t know"'}")
    except DataError as error:
        return set(error.problems)
    return set(check_ways(library, guide, day))
