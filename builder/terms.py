"""In: the glossary and a language. Out: where a text uses its terms, word by word, the longest first.

Better no link than a wrong one: a term is found in the language of the page alone, as the glossary writes it or with
the endings and prefixes that keep its meaning. What the glossary says to avoid stands in the way of the terms in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from builder.fold import fold
from builder.memo import Memo

_WORD = re.compile(r"[^\W_]+(?:[\u0640\u064b-\u0652][^\W_]*)*")
_SPACE = re.compile(r"[\s\u00a0\u202f]+\Z")
_BRACKETS = re.compile(r"\s*\(.*?\)")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_IN_BRACKETS = re.compile(r"\(([A-Z]{2,})\)")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ0-9]")
_JOINED = re.compile(r"[-‑–/.@_:]")

_CONJUNCTIONS = ("", "و", "ف")


@dataclass(frozen=True)
class Name:
    """A name of a term, or words that are not to be taken for one."""

    term: str | None
    words: tuple[frozenset[str], ...]
    """The forms of each word."""
    gaps: tuple[str, ...]
    """What stands between them."""


@dataclass(frozen=True)
class Found:
    """A term in a text."""

    term: str
    start: int
    end: int


class Terms:
    """The names of the terms in one language."""

    def __init__(self, glossary: Iterable[Mapping[str, Any]], language: str) -> None:
        """Read the names, and what is in their way."""
        self.language = language
        entries = list(glossary)
        names = [(entry["id"], name) for entry in entries if self._linked(entry) for name in self._names(entry)]
        taken = {fold(name) for _, name in names}
        avoided = [word for entry in entries for word in (entry.get("variants_to_avoid") or {}).get(language, [])]
        unlinked = [name for entry in entries if not self._linked(entry) for name in self._names(entry)]
        ways = [(None, word) for word in [*avoided, *unlinked] if fold(word) not in taken]
        read = [self._read(id, name) for id, name in [*names, *ways]]
        self._know(read)

    def _know(self, names: Sequence[Name]) -> None:
        """Keep the names by the forms of their first words, the longest first."""
        self._starts: dict[str, list[Name]] = {}
        self._firsts = frozenset(form for name in names if name.term and name.words for form in name.words[0])
        for name in sorted(names, key=lambda name: -len(name.words)):
            for form in name.words[0] if name.words else ():
                self._starts.setdefault(form, []).append(name)
        self._written = Memo(self._form)
        self.uses: Memo[str, tuple[Found, ...]] = Memo(lambda text: tuple(self.find(text)))

    def may_be_in(self, text: str) -> bool:
        """Whether a text, with or without its parts that are no prose, may use a term: the first word of one is there.

        Faster than `find`, for the many texts without any.
        """
        return any(self._written[word] in self._firsts for word in set(_WORD.findall(text)))

    def find(self, text: str) -> Iterator[Found]:
        """Every use of a term in a text, from its start to its end; none inside another."""
        words = list(_WORD.finditer(text))
        written = [self._written[word[0]] for word in words]
        if self._starts.keys().isdisjoint(written):
            return
        gaps = [_gap(text[one.end() : two.start()]) for one, two in pairwise(words)]
        at = 0
        while at < len(words):
            names = self._starts.get(written[at], ())
            name = next((name for name in names if _stands(name, written, gaps, at)), None)
            if name is None:
                at += 1
                continue
            start, end = words[at].start(), words[at + len(name.words) - 1].end()
            if name.term and self._free(text, start, end):
                yield Found(name.term, start, end)
            at += len(name.words)

    def _linked(self, entry: Mapping[str, Any]) -> bool:
        """An everyday word is linked only in the languages in which it can mean nothing else."""
        return self.language in entry.get("linked_in", (self.language,))

    def _names(self, entry: Mapping[str, Any]) -> list[str]:
        """The term in this language, its acronym in any, its plural; a proper name is the same in all."""
        own = entry.get(self.language) or (entry["fr"] if entry["fr"] == entry["en"] else "")
        names = _BRACKETS.sub("", own).split(" / ") if own else []
        names += [acronym for code in ("en", "fr", "ar") for acronym in _IN_BRACKETS.findall(entry.get(code) or "")]
        names += re.findall(r"\(ج\. (.*?)\)", own)
        return list(dict.fromkeys(name for name in names if name))

    def _read(self, term: str | None, name: str) -> Name:
        found = list(_WORD.finditer(name))
        gaps = tuple(_gap(name[one.end() : two.start()]) for one, two in pairwise(found))
        words = tuple(frozenset(self._forms(word[0], first=number == 0)) for number, word in enumerate(found))
        return Name(term, words, gaps)

    def _form(self, word: str) -> str:
        """A word as it is compared: acronyms keep their capitals, French its accents."""
        if _ACRONYM.fullmatch(word):
            return word
        return fold(word) if self.language == "ar" else word.lower()

    def _forms(self, word: str, *, first: bool) -> set[str]:
        base = self._form(word)
        if base.isupper():
            return {base}
        if self.language == "ar":
            return arabic_forms(base) if first else {base}
        plural = {base + "s"} if len(base) > 2 and base[-1] not in "sxz" else set()
        if self.language == "en" and base.endswith("y"):
            plural = {base[:-1] + "ies"}
        if self.language == "fr" and base.endswith(("au", "eu")):
            plural = {base + "x"}
        return {base, *plural}

    def _free(self, text: str, start: int, end: int) -> bool:
        """Whether a name stands by itself: not in an address or a compound, nor among Latin words in Arabic text."""
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        if _JOINED.match(before[-1:]) and (before[:-1].strip() or before[-1:] in "-‑@/_."):
            return False
        if _JOINED.match(after[:1]) and after[1:].strip():
            return False
        if self.language == "ar" and _LATIN.match(text[start]):
            return not (_LATIN.search(text[:start].rstrip()[-1:]) or _LATIN.search(text[end:].lstrip()[:1]))
        return True


class Variants(Terms):
    """The words that the glossary says to avoid in one language; a word that is another term's name is none."""

    def __init__(self, glossary: Iterable[Mapping[str, Any]], language: str) -> None:
        """Read the names first: within one, nothing is to be avoided."""
        self.language = language
        entries = list(glossary)
        names = [name for entry in entries for name in self._names(entry)]
        taken = {fold(name) for name in names}
        avoided = [
            (entry["id"], word)
            for entry in entries
            for word in (entry.get("variants_to_avoid") or {}).get(language, [])
            if fold(word) not in taken
        ]
        read = [self._read(None, name) for name in names] + [self._read(id, word) for id, word in avoided]
        self._know(read)


def arabic_forms(word: str) -> set[str]:
    """A folded word with what is written onto it: conjunctions, prepositions, and the article where it has none."""
    bare = word.removeprefix("ال")
    forms = {f"{first}{second}ال{bare}" for first, second in product(_CONJUNCTIONS, ("", "ب", "ك"))}
    forms |= {f"{first}لل{bare}" for first in _CONJUNCTIONS}
    if bare == word:
        forms |= {f"{first}{second}{word}" for first, second in product(_CONJUNCTIONS, ("", "ب", "ل", "ك"))}
    return forms


def _gap(text: str) -> str:
    return " " if _SPACE.match(text) else text.replace("’", "'")


def _stands(name: Name, written: list[str], gaps: list[str], at: int) -> bool:
    count = len(name.words)
    if at + count > len(written) or tuple(gaps[at : at + count - 1]) != name.gaps:
        return False
    return all(word in forms for word, forms in zip(written[at : at + count], name.words, strict=True))
