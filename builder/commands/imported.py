"""In: the text that a reviewer sent back. Out: a review record in guides/reviews/, and its remarks for the editor."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from builder.commands.sound import sound_library
from builder.commands.tell import count, report, tell
from builder.problem import DataError, Problem
from builder.root import ROOT
from widgets.said import say


def add(commands: Any) -> None:
    """The command review-import and its options."""
    parser = commands.add_parser("review-import", help="turn the text that a reviewer sent back into a review record")
    parser.add_argument("text", metavar="TEXT", help="the text, a file that holds it, or - for standard input")
    parser.add_argument("--guide", metavar="ID", help="refuse the text if it is about another guide")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the record and print what was said."""
    from builder.review.paste import LONGEST, read_paste
    from builder.review.record import write_review
    from builder.review.taking import place_review, take_in, tell_refused

    paste = read_paste(_text(options.text, LONGEST))
    if options.guide not in (None, paste.guide):
        raise DataError([Problem("TEXT", 1, say("review-other-guide", guide=paste.guide, named=options.guide))])
    library = sound_library(ROOT)
    review, refused = take_in(library, paste)
    path = place_review(ROOT, review)
    file = ROOT / path
    if file.exists():
        raise DataError([Problem(path, 1, say("review-again"))])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(write_review(review), encoding="utf-8")
    words = [one.verdict for one in review.statements]
    counts = ", ".join(f"{words.count(word)} {word}" for word in ("right", "wrong", "unsure"))
    tell(f"{path}: {count(len(words), 'statement')}, {counts}")
    for one in review.statements:
        if one.verdict != "right" or one.comment:
            print(f"{one.verdict}  {one.id}" + (f": {one.comment}" if one.comment else ""))
    return report(tell_refused(refused)) if refused else 0


def _text(given: str, most: int) -> str:
    """What is meant: standard input, a file, or the text itself; no more of it than a review can have."""
    if given == "-":
        return sys.stdin.read(most)
    is_name = len(given) < 250 and "\n" not in given and os.path.lexists(given)
    try:
        return _start(Path(given), most) if is_name else given
    except OSError as error:
        raise DataError([Problem(given, 1, say("review-no-file", reason=error.strerror or ""))]) from None


def _start(file: Path, most: int) -> str:
    with file.open(encoding="utf-8", errors="replace") as opened:
        return opened.read(most)
