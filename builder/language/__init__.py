"""In: a `Library`. Out: what in its texts reads badly: long sentences and paragraphs, words that no dictionary knows.

Words that the glossary avoids and figures that are typed are problems, and told by the check.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.language.length import check_lengths
from builder.language.lines import lines_of
from builder.language.spelling import check_spelling
from builder.library import Library
from builder.problem import Problem

__all__ = ["check_language"]


def check_language(library: Library, language: str) -> Iterator[Problem]:
    """Warnings on the texts of a language, in order of file and line."""
    lines = lines_of(library, language)
    yield from sorted({*check_lengths(library, language), *check_spelling(library, lines, language)})
