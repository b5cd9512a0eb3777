"""In: the lines of a language. Out: warnings: words that no dictionary knows, each once in a file.

English and French are looked up by Hunspell; Arabic in the list of Ayaspell, which is good and not complete: what it
does not know is to be looked at, and need not be wrong. What stands in italics or quotes in English, and in Latin
letters in Arabic, may also be French. Names and words of our own stand in guides/words/.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builder.language.arabic import find_unknown
from builder.language.hunspell import find_misspelt, suggest
from builder.language.lines import Line
from builder.library import Library
from builder.problem import Problem
from widgets.said import say

FOLDER = "guides/words"
SUGGESTED = 8
"""Words for which another is suggested: it takes a while."""

_LATIN = re.compile(r"(?<![\w.-])[A-Za-zÀ-ÖØ-öø-ÿŒœ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ÿŒœ]+)*(?![\w.]*\w)")
_ARABIC = re.compile(r"[\u0621-\u0652]+")
_SIGNS = re.compile("[\u064b-\u0652\u0640]")
_QUOTED = re.compile(r"(?<!\*)\*(?!\*)[^*]+\*(?!\*)|\"[^\"]*\"|«[^»]*»")


@dataclass
class Found:
    """The words of a language's texts, with where they stand."""

    own: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    """In the language of the text."""
    lent: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    """In it or in French."""


def check_spelling(library: Library, lines: Iterable[Line], language: str) -> Iterator[Problem]:
    """Words that are not in the dictionaries, nor among our own."""
    ours, found = own_words(library.root, language), _gather(lines, language)
    places = {word: where for word, where in (*found.own.items(), *found.lent.items()) if word.casefold() not in ours}
    unknown = _unknown(library.root, found, set(places), language)
    for place, word in enumerate(unknown):
        meant = suggest(word, language) if place < SUGGESTED else ""
        instead = say("word-meant", word=meant) if meant else ""
        told = say("word-unknown", word=word, meant=instead, file=f"{FOLDER}/{language}.txt")
        for path, number in {line.path: line.number for line in reversed(places[word])}.items():
            yield Problem(path, number, told, warning=True)


def own_words(root: Path, language: str) -> frozenset[str]:
    """Our own words and names: one a line, what follows # is a remark."""
    file = root / FOLDER / f"{language}.txt"
    lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    return frozenset(word.casefold() for line in lines if (word := line.partition("#")[0].strip()))


def latin_words(text: str) -> Iterator[str]:
    """The words in Latin letters; what is all capitals is a name."""
    for found in _LATIN.finditer(text):
        word = found[0].replace("’", "'")
        if not word.isupper() and len(word) > 1:
            yield word


def _gather(lines: Iterable[Line], language: str) -> Found:
    found = Found()
    for line in lines:
        if language == "ar":
            for word in _ARABIC.findall(line.text):
                found.own[_SIGNS.sub("", word)].append(line)
        quoted = _QUOTED.findall(line.text) if language == "en" else [line.text] if language == "ar" else []
        plain = "" if language == "ar" else _QUOTED.sub(" ", line.text) if language == "en" else line.text
        for into, texts in ((found.own, [plain]), (found.lent, quoted)):
            for word in (word for text in texts for word in latin_words(text)):
                into[word].append(line)
    return found


def _unknown(root: Path, found: Found, words: set[str], language: str) -> list[str]:
    own, lent = words & found.own.keys(), words & found.lent.keys() - found.own.keys()
    unknown = find_unknown(own) if language == "ar" else find_misspelt(own, language)
    for other in ("fr", "en") if lent else ():
        lent &= find_misspelt({word for word in lent if word.casefold() not in own_words(root, other)}, other)
    return sorted(unknown | lent)
