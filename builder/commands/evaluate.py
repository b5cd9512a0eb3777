"""In: a guide, a goal, answers and days. Out: the engine's answer, as JSON."""

from __future__ import annotations

import argparse
import json
from typing import Any

from builder.commands.day import add_today, read_today
from builder.load import load_library
from builder.problem import DataError, Problem
from builder.root import ROOT
from widgets.said import say


def add(commands: Any) -> None:
    """The command evaluate and its options."""
    parser = commands.add_parser("evaluate", help="print the engine's answer to one set of answers, as JSON")
    parser.add_argument("guide", metavar="GUIDE", help="id of a guide: the name of its folder in guides/procedures")
    parser.add_argument("--goal", help="the table or widget to answer (default: the guide's first widget)")
    parser.add_argument("--answers", default="{}", metavar="JSON", help="""such as '{"card": "lost"}'""")
    parser.add_argument(
        "--on", metavar="DATE", help="the day whose figures count, where no answer names it (default: --today)"
    )
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the answer."""
    from builder.ask import ask

    try:
        answers = json.loads(options.answers)
    except json.JSONDecodeError as error:
        message = say("answers-not-json", reason=error.msg, place=error.pos + 1)
        raise DataError([Problem("--answers", 1, message)]) from None
    library = load_library(ROOT)
    print(ask(library, options.guide, options.goal, answers, read_today(options).isoformat(), options.on))
    return 0
