"""In: guides/, and a revision or folder to compare with. Out: what the change does to readers' answers and pages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builder.before import find_bases
from builder.commands.day import add_today, read_today
from builder.commands.sound import sound_library
from builder.commands.tell import tell
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.problem import DataError, Problem
from builder.root import ROOT
from widgets.said import say


def add(commands: Any) -> None:
    """The command diff and its options."""
    parser = commands.add_parser("diff", help="tell what a change does: answers, amounts, facts, pages, translations")
    parser.add_argument("base", nargs="?", metavar="BASE", help="branch, tag or commit (default: where main was left)")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="compare with a copy of the project instead")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the reader's words (default: en)")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write it for a pull request, too")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write it as one page, with every end state, too")
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what the change does; 1 where something could not be compared."""
    from builder.diff.compare import Before, compare
    from builder.diff.html import write_html
    from builder.diff.markdown import write_markdown
    from builder.diff.text import write_text
    from builder.diff.told import OtherEngine, by_this_engine
    from builder.diff.version import same_engine

    day, after = read_today(options), sound_library(ROOT)
    with _base(options) as (name, folder):
        tell(f"reading {name}")
        library = load_library(folder)
        engine = by_this_engine if same_engine(folder, ROOT) else OtherEngine(folder)
        report = compare(Before(name, library, engine), after, day, options.language, tell)
        report.notes += _unread(name, library)
    print(write_text(report))
    for file, write in ((options.markdown, write_markdown), (options.html, write_html)):
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(write(report), encoding="utf-8")
            tell(f"written to {file}")
    return 1 if report.notes else 0


@contextmanager
def _base(options: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """What is compared with: its name, and a folder that holds it."""
    from builder.diff.version import holds_guides, revision

    if options.against:
        yield str(options.against), holds_guides(options.against, str(options.against), "--against")
        return
    bases = [options.base] if options.base else find_bases(ROOT)
    if not bases:
        raise DataError([Problem("BASE", 1, say("base-missing"))])
    with revision(ROOT, bases[-1]) as folder:
        yield bases[-1], folder


def _unread(name: str, library: Library) -> list[str]:
    """What of the base cannot be read with the machinery of now."""
    return [f"{name}: {problem}" for problem in library.problems]
