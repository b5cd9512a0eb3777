"""In: the glossary of a `Library` and all its texts. Out: problems: a word in place of a term.

The page of the glossary speaks of the variants and is left out; so is a guide that a term names in `quoted_in`, since
it tells what others call the thing. A variant that is itself the name of another term cannot be told from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from builder.check.glossary import PAGE
from builder.check.prose import NOT_PROSE
from builder.library import LANGUAGES, Library
from builder.problem import Problem
from builder.terms import Variants
from widgets.said import Said, say

type Line = tuple[str, int, str, str]
"""A file, a line's number, the line, and the guide that it belongs to, if any."""

_ELSEWHERE = ("guides/interface", "docs/words")
"""Where the words of the forms and of the frame round the pages are."""


def check_variants(library: Library) -> Iterator[Problem]:
    """No text uses a word that the glossary says to avoid."""
    terms = {term["id"]: term for term in library.glossary if "id" in term and term.get("fr") and term.get("en")}
    kept, glossary = library.kept, library.kept.token("glossary", library.glossary)
    for language in LANGUAGES:
        variants = kept.of(("variants", language), glossary, partial(Variants, terms.values(), language))

        def look(lines: list[Line], variants: Variants = variants, language: str = language) -> list[Problem]:
            return [problem for line in lines for problem in _in_line(line, terms, variants, language)]

        for name, lines in groupby(_lines(library, language), key=lambda line: (line[0], line[3])):
            written = [*lines]
            yield from kept.of(("lines", language, *name), (written, glossary), partial(look, written))


def _in_line(line: Line, terms: Mapping[str, Any], variants: Variants, language: str) -> Iterator[Problem]:
    path, number, written, guide = line
    text = NOT_PROSE.sub(lambda found: " " * len(found[0]), written)
    for found in variants.find(text):
        term = terms[found.term]
        if guide not in (term.get("quoted_in") or ()):
            said = _message(text[found.start : found.end], term["id"], term[language])
            yield Problem(path, number, said, column=found.start + 1)


def _lines(library: Library, language: str) -> Iterator[Line]:
    for guide in library.guides.values():
        if language in guide.words:
            words = guide.words[language]
            yield from ((*words.place(number), line, guide.id) for number, line in words.lines)
    for name, texts in library.pages.items():
        if name != PAGE and language in texts:
            yield from ((texts[language].path, number, line, "") for number, line in texts[language].lines)
    yield from _of_files(library, (f"{folder}/{language}.yaml" for folder in _ELSEWHERE))


def _of_files(library: Library, paths: Iterable[str]) -> Iterator[Line]:
    for path in paths:
        file = library.root / path
        if file.is_file():
            lines = file.read_text(encoding="utf-8").split("\n")
            yield from ((path, number, line, "") for number, line in enumerate(lines, 1))


def _message(variant: str, id: str, term: str | None) -> Said:
    return (
        say("term-variant", variant=variant, id=id, term=term) if term else say("term-unknown", variant=variant, id=id)
    )
