"""In: what a step has to tell, as a code with values. Out: its words in English or French, from the files beside this.

Each file is one area. An entry has a code and, in each language, what is wrong and what to write instead; or one text
alone, a piece that others put in. A word between braces is filled in. No-break spaces are put in here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from widgets.said import Part, Said, say

__all__ = ["LANGUAGES", "Said", "Told", "catalogue", "language_of", "put", "say", "tell"]

LANGUAGES = ("en", "fr")
GAP = re.compile(r"\{([a-z_]+)\}")
_FRENCH = re.compile(r"(?<=«) | (?=»)| (?=[?!;:](?: |$))")


class Told(NamedTuple):
    """A problem in words."""

    message: str
    """What is wrong."""
    advice: str
    """What to write."""


type Entry = Told | str


@cache
def catalogue() -> dict[str, dict[str, Entry]]:
    """The words of every code, by language."""
    found: dict[str, dict[str, Entry]] = {}
    for file in sorted(Path(__file__).parent.glob("*.yaml")):
        entries = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if twice := found.keys() & entries.keys():
            raise ValueError(f"{file.name}: {', '.join(sorted(twice))} stands in another file too")
        found |= {code: {lang: _entry(text, lang) for lang, text in words.items()} for code, words in entries.items()}
    return found


def tell(said: Said, language: str = "en") -> Told:
    """The words of a problem."""
    entry = catalogue()[said.code][language]
    told = entry if isinstance(entry, Told) else Told(entry, "")
    return Told(*(_fill(text, said, language).strip() for text in told))


def put(said: Said, language: str = "en") -> str:
    """The same in one line."""
    return " ".join(filter(None, tell(said, language)))


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """The language of whoever works here, by the variables that programs read: French, or else English."""
    locale = next((name for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (name := environment.get(key))), "")
    return "fr" if locale.lower().startswith("fr") else "en"


def _fill(text: str, said: Said, language: str) -> str:
    values = dict(said.values)
    return GAP.sub(lambda gap: _words(values[gap[1]], language), text)


def _words(part: Part, language: str) -> str:
    if isinstance(part, Said):
        return put(part, language)
    return ", ".join(_words(one, language) for one in part) if isinstance(part, tuple) else part


def _entry(text: str | list[str], language: str) -> Entry:
    if isinstance(text, str):
        return _spaced(text, language)
    message, advice = text
    return Told(_spaced(message, language), _spaced(advice, language))


def _spaced(text: str, language: str) -> str:
    return _FRENCH.sub("\u00a0", text) if language == "fr" else text
