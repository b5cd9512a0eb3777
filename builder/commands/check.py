"""In: guides/ and docs/. Out: every problem in them; nothing is changed."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from builder.before import find_bases, knows
from builder.check import check_library
from builder.check.facts import check_days
from builder.commands.day import add_today, read_today
from builder.commands.tell import add_report, report
from builder.decided import DECIDED
from builder.drafts import without_drafts
from builder.history import check_history
from builder.kept import Ahead
from builder.library import Library
from builder.load import load_library
from builder.messages import language_of
from builder.problem import DataError, Problem
from builder.root import ROOT
from widgets.said import say


def add(commands: Any) -> None:
    """The command check and its options."""
    parser = commands.add_parser("check", help="look for problems in guides/ and docs/, and change nothing")
    parser.add_argument("--release", action="store_true", help="a missing translation is an error, as in what ships")
    parser.add_argument(
        "--base",
        metavar="REVISION",
        help="what days and ids are compared with (default: HEAD, and where its branch left main, else HEAD~1)",
    )
    add_today(parser)
    add_report(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem."""
    library = load_library(ROOT)
    problems = [*check_library(library, options.release), *check_days(library, read_today(options))]
    for base in [options.base] if options.base else find_bases(ROOT):
        problems += check_history(library, base)
    if options.base and not knows(ROOT, options.base):
        message = say("revision-none-such", base=options.base)
        problems.append(Problem("--base", 1, message, warning=True))
    return report(sorted(set(problems)), options)


def checked_library(release: bool, today: date, drafts: bool = False) -> Library:
    """Load and check, with `drafts` or without; raises DataError with every problem if one is more than a warning."""
    library = load_library(ROOT, kept=Ahead(DECIDED))
    problems = sorted({*check_library(library, release, today), *check_days(library, today)})
    if any(not problem.warning for problem in problems):
        raise DataError(problems)
    for problem in problems:
        print(problem.written(language_of()))
    return library if drafts else without_drafts(library)
