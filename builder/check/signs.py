"""In: a text. Out: what in it looks like something else, or like nothing: hidden signs, letters of another alphabet.

A reviewer sees what a reader sees only where every letter is what it looks like. So nothing sets a direction, nothing
is invisible, and a word is of one alphabet; Latin and Arabic may meet, as they look like nothing of each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from widgets.said import Said, say

DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"  # control characters
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\ud800-\uf8ff\U0001d173-\U0001d17a\U000e0000-\U0010ffff"
)
_JOINERS = "\u200c\u200d"
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u0750-\u077f"
_HIDDEN = re.compile(f"[{DIRECTIONS}{_UNSEEN}{_JOINERS}]")
_SIGN = re.compile(rf"(?P<direction>[{DIRECTIONS}])|(?P<unseen>[{_UNSEEN}])|(?P<joiner>[{_JOINERS}])")
# Persian and Arabic join letters with them or keep them apart: after an Arabic letter, and never before a Latin one.
_JOINED = re.compile(rf"(?<=[{_ARABIC}])[{_JOINERS}](?![A-Za-z{_JOINERS}])")

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u064b-\u065f]+[^\W\d_]*)*")
# What is surely Latin or Arabic, or no letter at all: nothing there needs a closer look.
_STRANGE = re.compile(
    "[^\u0000-\u024f\u02b0-\u036f\u0600-\u06a8\u06aa-\u06bd\u06bf\u06c3-\u06cb\u06cd-\u06ff\u1e00-\u1eff\u2000-\u209f"
    "\u20a0-\u20cf\u2190-\u2bff\ufd3e\ufd3f]"
)
_LIKE = {"\u06a9": "ك", "\u06cc": "ي", "\u06be": "ه", "\u06c1": "ه", "\u06c0": "ه", "\u06c2": "ه"}
"""Letters of other languages that look like an Arabic one, and that no search for it finds."""
_OF_LATIN = frozenset("ªºɣɛƔƐʷᵉʳᵈ")
"""Latin letters outside the usual blocks: of ordinals, and of Amazigh in Latin letters."""
_TIFINAGH = "TIFINAGH"


def find_signs(text: str) -> Iterator[tuple[int, Said]]:
    """Each sign that nobody sees, and each word that is not what it looks like: where it is and what to do."""
    for found in _SIGN.finditer(text) if _HIDDEN.search(text) else ():
        name = f"U+{ord(found[0]):04X}"
        if found["direction"]:
            yield found.start(), say("sign-direction", name=name)
        elif found["unseen"]:
            yield found.start(), say("sign-unseen", name=name)
        elif not _JOINED.match(text, found.start()):
            yield found.start(), say("sign-joiner", name=name)
    if _STRANGE.search(text):
        for found in _WORD.finditer(text):
            message = _STRANGE.search(found[0]) and _disguised(found[0])
            if message:
                yield found.start(), message


def one_alphabet(word: str) -> bool:
    """Whether a word is what it looks like."""
    return not _STRANGE.search(word) or _disguised(word) is None


def _disguised(word: str) -> Said | None:
    """What is wrong with a word that has strange letters, if anything is."""
    scripts = {script for letter in word if (script := _script(letter))}
    for letter in word:
        told = f"U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')}"
        if letter in _LIKE:
            return say("word-not-arabic", word=word, told=told, right=_LIKE[letter])
        plain = unicodedata.normalize("NFKC", letter)
        if letter not in _OF_LATIN and plain != letter and unicodedata.category(letter) != "Lm":
            return say("word-stands-for-others", word=word, told=told, plain=plain)
        rare = _STRANGE.match(letter) and _script(letter) == "LATIN" and letter not in _OF_LATIN
        known = ("", "LATIN", "ARABIC", *([_TIFINAGH] if len(scripts) == 1 else ()))
        if rare or (len(word) > 1 and _script(letter) not in known):
            return say("word-two-alphabets", word=word, told=told)
    return None


def _script(letter: str) -> str:
    """The alphabet of a letter by its name in Unicode; nothing for what is no letter."""
    if letter in _OF_LATIN:
        return "LATIN"
    if not _STRANGE.match(letter) and ord(letter) < 0x250:
        return "LATIN" if letter.isalpha() else ""
    return unicodedata.name(letter, "?").partition(" ")[0] if letter.isalpha() else ""
