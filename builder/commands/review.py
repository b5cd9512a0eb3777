"""In: a guide, a language, a revision or none. Out: one HTML file in which somebody reviews it; or what was said."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.commands.day import add_today, read_today
from builder.commands.sound import sound_library
from builder.commands.tell import tell
from builder.hint import unknown
from builder.library import LANGUAGES, Library
from builder.problem import DataError, Problem
from builder.root import ROOT
from widgets.said import say


def add(commands: Any) -> None:
    """The command review and its options."""
    parser = commands.add_parser("review", help="write a file in which somebody who knows the matter reviews a guide")
    parser.add_argument("guide", nargs="?", metavar="ID", help="id of a guide")
    parser.add_argument(
        "--language", dest="reading", choices=LANGUAGES, default="fr", help="of the file and the text (default: fr)"
    )
    parser.add_argument("--base", metavar="REVISION", help="only the statements that have changed since")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: dist/review-ID.LANGUAGE.html")
    parser.add_argument("--list", action="store_true", help="print instead what reviews have said, of ID or of all")
    add_today(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file, or list."""
    library = sound_library(ROOT)
    if options.guide not in (*library.guides, *([None] if options.list else [])):
        said = unknown("guide", options.guide, library.guides) if options.guide else say("review-which")
        raise DataError([Problem("ID", 1, said)])
    if options.list:
        for line in _listed(library, options.guide):
            print(line)
        return 0
    _write(library, options)
    return 0


def _listed(library: Library, chosen: str | None) -> Iterator[str]:
    from builder.review.state import find_state, tell_remarks

    for id, guide in library.guides.items():
        for language in guide.words if chosen in (None, id) else ():
            state = find_state(library, guide, language)
            counted = f": {state.right} of {state.all} statements right, last on {state.on}" if state.on else ""
            yield f"{id} {language}: {state.word.replace('_', ' ')}{counted}"
            yield from tell_remarks(library, guide, language)


def _write(library: Library, options: argparse.Namespace) -> None:
    from builder.review.base import library_at
    from builder.review.sheet import SheetRender, changed_since, write_sheet

    guide, language, day = library.guides[options.guide], options.reading, read_today(options)
    if language not in guide.words:
        raise DataError([Problem("--language", 1, say("review-language", guide=guide.id))])
    sheet, before = SheetRender(library, language, day, guide), None
    if options.base:
        older = library_at(ROOT, options.base)
        known = older.guides.get(guide.id)
        empty = SheetRender(older, language, day, guide)
        empty.__dict__["statements"] = []
        before = SheetRender(older, language, day, known) if known and language in known.words else empty
    chosen = changed_since(sheet, before)
    if not chosen:
        tell(f"no statement of '{guide.id}' in {language} has changed since {options.base}")
        return
    file = options.out or ROOT / "dist" / f"review-{guide.id}.{language}.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(write_sheet(sheet, ROOT, before, options.base or ""), encoding="utf-8")
    tell(f"{file} ({file.stat().st_size / 1000:.0f} kB, {len(chosen)} statements)")
