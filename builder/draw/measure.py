"""In: a text. Out: how wide it is drawn, at most, and its lines where it has to fit a width; in em.

A build has none of the fonts that readers have: the widths are those of a wide one, so that no text is cut in another.
"""

from __future__ import annotations

import unicodedata

from builder.memo import Memo

_LATIN = {0.34: " iljI.,:;!|'’`·", 0.42: 'ftr()[]-/"«»°', 0.97: "mM@%—…", 0.84: "w+=<>–", 1.0: "W"}
_NARROW_OR_WIDE = {sign: width for width, signs in _LATIN.items() for sign in signs}
_LOWER, _UPPER, _ARABIC = 0.62, 0.74, 0.62
_BOLD = 1.15


def width(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line."""
    return sum(map(_WIDTHS.__getitem__, text)) * (_BOLD if bold else 1)


def wrap(text: str, most: float, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text, none wider than `most`, but for a single word that is."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, bold=bold) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _width(sign: str) -> float:
    if sign in _NARROW_OR_WIDE:
        return _NARROW_OR_WIDE[sign]
    sort = unicodedata.category(sign)
    if sort in ("Mn", "Cf"):  # vowel signs, marks of direction
        return 0.0
    if "\u0600" <= sign <= "\u06ff":
        return _ARABIC
    return _UPPER if sort == "Lu" else _LOWER


_WIDTHS = Memo(_width)
