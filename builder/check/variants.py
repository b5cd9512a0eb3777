"""In: the glossary of a `Library` and all its texts. Out: problems: a word in place of a term.

The page of the glossary speaks of the variants and is left out; so is a guide that a term names in `quoted_in`, since
it tells what others call the thing. A variant that is itself the name of another term cannot be told from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from builder.check.glossary import PAGE
from builder.check.prose import NOT_PROSE
from builder.library import LANGUAGES, Library
from builder.problem import Problem
from builder.terms import Variants
from builder.words import Words
from widgets.said import Said, say

type Text = tuple[Words, str]
"""The words of a file, and the guide that it belongs to, if any."""

_ADDRESS = re.compile(r"https?://(?=\S)")
"""How what is no prose begins, where it may stand right behind a word."""
_ELSEWHERE = ("guides/interface", "docs/words")
"""Where the words of the forms and of the frame round the pages are."""


def check_variants(library: Library) -> Iterator[Problem]:
    """No text uses a word that the glossary says to avoid."""
    terms = {term["id"]: term for term in library.glossary if "id" in term and term.get("fr") and term.get("en")}
    kept, glossary = library.kept, library.kept.token("glossary", library.glossary)
    for language in LANGUAGES:
        variants = kept.of(("variants", language), glossary, partial(Variants, terms.values(), language))
        look = partial(_in_text, terms=terms, variants=variants, language=language)
        for words, guide in _texts(library, language):
            made_from = (words.text, words.places, glossary)
            yield from kept.of(("lines", language, words.path, guide), made_from, partial(list, look(words, guide)))


def _in_text(
    words: Words, guide: str, terms: Mapping[str, Any], variants: Variants, language: str
) -> Iterator[Problem]:
    if not variants.may_be_in(_ADDRESS.sub(" ", words.text)):
        return
    for number, line in words.lines:
        text = NOT_PROSE.sub(lambda found: " " * len(found[0]), line)
        for found in variants.find(text):
            term = terms[found.term]
            if guide not in (term.get("quoted_in") or ()):
                said = _message(text[found.start : found.end], term["id"], term[language])
                yield Problem(*words.place(number), said, column=found.start + 1)


def _texts(library: Library, language: str) -> Iterator[Text]:
    for guide in library.guides.values():
        if language in guide.words:
            yield guide.words[language], guide.id
    for name, texts in library.pages.items():
        if name != PAGE and language in texts:
            yield texts[language], ""
    for folder in _ELSEWHERE:
        file = library.root / folder / f"{language}.yaml"
        if file.is_file():
            yield Words(f"{folder}/{language}.yaml", text=file.read_text(encoding="utf-8")), ""


def _message(variant: str, id: str, term: str | None) -> Said:
    return (
        say("term-variant", variant=variant, id=id, term=term) if term else say("term-unknown", variant=variant, id=id)
    )
