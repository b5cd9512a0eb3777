"""In: what readers say for words of ours, and all texts of a `Library`. Out: problems: words that no text holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from builder.hint import unknown
from builder.library import LANGUAGES, Library
from builder.problem import Problem
from widgets.said import say


def check_said(library: Library) -> Iterator[Problem]:
    """The search leads from a reader's word to words of ours: they have to stand in a text of that language."""
    document = library.said.document
    for language, entries in library.said.data.items():
        if language not in LANGUAGES:
            yield document.problem((language,), unknown("language", language, LANGUAGES))
            continue
        own = [words.text for words in library.written if language in PurePath(words.path).with_suffix("").parts]
        texts = "\n".join(own).casefold()
        for ours, theirs in entries.items():
            if ours.casefold() not in texts:
                yield document.problem((language, ours), say("said-nowhere", ours=ours))
            if not theirs:
                yield document.problem((language, ours), say("said-empty", ours=ours))
