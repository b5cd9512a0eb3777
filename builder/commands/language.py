"""In: languages, or none for all. Out: what in the texts reads badly, as warnings with their lines."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from builder.commands.sound import sound_library
from builder.commands.tell import report
from builder.library import LANGUAGES
from builder.root import ROOT


def add(commands: Any) -> None:
    """The command language and its options."""
    parser = commands.add_parser(
        "language", help="list long sentences and paragraphs, and words that no dictionary knows"
    )
    parser.add_argument("languages", nargs="*", choices=[*LANGUAGES, []], metavar="LANGUAGE", help="en, fr, ar")
    parser.add_argument("--strict", action="store_true", help="end with 1 where there is any; Arabic only advises")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the warnings."""
    from builder.language import check_language

    library = sound_library(ROOT)
    problems = []
    for language in options.languages or LANGUAGES:
        strict = options.strict and language != "ar"
        problems += [replace(problem, warning=not strict) for problem in check_language(library, language)]
    return report(sorted(problems))
