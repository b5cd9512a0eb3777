"""In: the id of a guide that is not there yet. Out: its folder, a draft that passes the check."""

from __future__ import annotations

import argparse
from typing import Any

from builder.commands.day import add_today, read_today
from builder.commands.tell import add_report, tell
from builder.library import LANGUAGES
from builder.load import load_library
from builder.messages import language_of, put
from builder.problem import DataError, Problem
from builder.root import ROOT
from widgets.said import say


def add(commands: Any) -> None:
    """The command new and its options."""
    parser = commands.add_parser("new", help="make the folder of a new guide: a draft, with comments that teach")
    parser.add_argument("id", metavar="ID", help="name of its folder and of its page: small letters and hyphens")
    parser.add_argument("--origin", choices=LANGUAGES, default="fr", help="the language it is written in first")
    add_today(parser)
    add_report(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the folder, and say what comes next."""
    from builder.starter import make_files, refuse_id

    library, today = load_library(ROOT), read_today(options)
    if refused := [Problem("ID", 1, said) for said in refuse_id(library, options.id)]:
        raise DataError(refused)
    files = make_files(library, options.id, options.origin, today)
    for path, text in files.items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
        print(path)
    tell(put(say("new-made", count=len(files)), options.language or language_of()))
    return 0
