"""In: a text or none for all. Out: what of its translations is missing, unreviewed or older; or a new lock."""

from __future__ import annotations

import argparse
from typing import Any

from builder.commands.sound import sound_library
from builder.commands.tell import tell
from builder.hint import unknown
from builder.library import Library
from builder.problem import DataError, Problem
from builder.root import ROOT
from widgets.said import say


def add(commands: Any) -> None:
    """The command translations and its options."""
    parser = commands.add_parser("translations", help="list what of the translations is missing, unreviewed or older")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="a guide's id, page:NAME, common or glossary")
    parser.add_argument(
        "--accept",
        nargs="+",
        metavar=("TEXT", "LANGUAGE"),
        help="note that a translation, or the sections named after it, says again what the original says",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--markdown", action="store_true", help="print a table, for an issue")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List, or note."""
    from builder.translation import tell as telling
    from builder.translation.behind import GLOSSARY, find_gaps, texts_of

    library = sound_library(ROOT)
    if options.accept:
        return _accept(library, *options.accept)
    known = [*(text.id for text in texts_of(library)), GLOSSARY]
    if options.text not in (None, *known):
        raise DataError([Problem("TEXT", 1, unknown("text", options.text, known))])
    gaps = [gap for gap in find_gaps(library) if options.text in (None, gap.text)]
    write = telling.tell_json if options.json else telling.tell_markdown if options.markdown else telling.tell_lines
    for line in write(gaps):
        print(line)
    return 0


def _accept(library: Library, id: str, language: str = "", *parts: str) -> int:
    from builder.translation.behind import accept, parts_named, texts_of
    from builder.translation.lock import hash_parts

    texts = {text.id: text for text in texts_of(library)}
    if id not in texts:
        raise DataError([Problem("--accept", 1, unknown("text", id, texts))])
    text = texts[id]
    others = [code for code in text.words if code != text.origin]
    if language not in others:
        raise DataError([Problem("--accept", 1, say("translation-which", text=id, languages=", ".join(others)))])
    known, own = parts_named(text), hash_parts(text.words[language])
    for part in parts:
        if part not in known:
            raise DataError([Problem("--accept", 1, unknown("part", part, known, text=id))])
        if part not in own:
            told = say("translation-part", text=id, part=part, path=text.path(language))
            raise DataError([Problem("--accept", 1, told)])
    tell(f"{accept(library, text, language, list(parts))}: {', '.join(parts) or 'all'} of '{id}' in {language}")
    return 0
