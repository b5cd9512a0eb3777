"""In: words of English or French. Out: those that Hunspell does not know, and what may be meant.

The dictionaries come from npm and are only read here: none of them is shipped.
"""

from __future__ import annotations

import re
from functools import cache

from hunspell import Hunspell  # type: ignore[import-untyped]

from builder.root import ROOT

DICTIONARIES = {"en": "dictionary-en-gb", "fr": "dictionary-fr"}
_PARTS = re.compile(r"['-]")
_ELIDED = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"])
_AFTER = frozenset(["s", "t", "ll", "re", "ve", "d", "m"])
"""What stands before an apostrophe in French and after one in English."""


def find_misspelt(words: set[str], language: str) -> set[str]:
    """The words that are not in the dictionary, whole or part by part."""
    dictionary = _open(language)
    joined = _ELIDED if language == "fr" else _AFTER
    return {word for word in words if not _known(dictionary, word, joined)}


def suggest(word: str, language: str) -> str:
    """What may be meant, if there is a dictionary that knows."""
    meant = _open(language).suggest(word) if language in DICTIONARIES else ()
    return str(meant[0]) if meant else ""


@cache
def _open(language: str) -> Hunspell:
    return Hunspell("index", hunspell_data_dir=f"{ROOT / 'node_modules' / DICTIONARIES[language]}/")


def _known(dictionary: Hunspell, word: str, joined: frozenset[str]) -> bool:
    if dictionary.spell(word):
        return True
    parts = _PARTS.split(word)
    return len(parts) > 1 and all(part.lower() in joined or part.isupper() or dictionary.spell(part) for part in parts)
