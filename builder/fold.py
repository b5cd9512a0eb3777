"""In: a text in French, Arabic or English. Out: the same without capitals, accents, vowel signs and kinds of hamza.

The search folds in the same way in the page: widgets/web/fold.js. A letter stays one letter, so that places in the
folded text are those of the text as it was written, once it is composed.
"""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans("ىیةکگٱ’ʼ\u00a0\u202f", "ييهككا''  ")


def fold(text: str) -> str:
    """Fold a text, letter by letter."""
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def fold_letter(letter: str) -> str:
    """One letter; nothing for a sign that stands on another, or stretches a word."""
    plain = unicodedata.normalize("NFD", letter.lower())[:1]
    return "" if unicodedata.combining(plain) or plain == "ـ" else plain.translate(_LETTERS)


class _Folded(dict[int, str]):
    """Letters by their number, each folded when it is first met."""

    def __missing__(self, number: int) -> str:
        folded = self[number] = fold_letter(chr(number))
        return folded


_FOLDED = _Folded()
