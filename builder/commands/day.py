"""In: --today, SOURCE_DATE_EPOCH or the clock. Out: the day that counts as today."""

from __future__ import annotations

import argparse
import os
import time
from datetime import date

from builder.problem import DataError, Problem
from widgets.said import say


def add_today(parser: argparse.ArgumentParser) -> None:
    """The day that counts as today."""
    parser.add_argument("--today", metavar="DATE", help="what counts as today (default: SOURCE_DATE_EPOCH, else now)")


def read_today(options: argparse.Namespace) -> date:
    """The build's day: --today, else SOURCE_DATE_EPOCH, else the clock."""
    if options.today:
        try:
            return date.fromisoformat(options.today)
        except ValueError:
            raise DataError([Problem("--today", 1, say("day-ill-formed", day=options.today))]) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return date(*time.gmtime(int(epoch))[:3]) if epoch else date.today()  # noqa: DTZ011  the reader's day
