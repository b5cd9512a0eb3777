"""In: what readers say for words of ours, and all texts of a `Library`. Out: problems: words that no text holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from builder.load import LANGUAGES, Library
from builder.problem import Problem


def check_said(library: Library) -> Iterator[Problem]:
    """The search leads from a reader's word to words of ours: they have to stand in a text of that language."""
    for language, entries in library.said.data.items():
        if language not in LANGUAGES:
            message = f"'{language}' is no language of this site. Write one of {', '.join(LANGUAGES)}."
            yield library.said.document.problem((language,), message)
            continue
        own = [words.text for words in library.written if language in PurePath(words.path).with_suffix("").parts]
        texts = "\n".join(own).casefold()
        for ours, theirs in entries.items():
            if ours.casefold() not in texts:
                message = f"No text holds '{ours}'. Write on the left words that a text in this language holds."
                yield library.said.document.problem((language, ours), message)
            if not theirs:
                yield library.said.document.problem((language, ours), "Write what readers type for it, or take it out.")
