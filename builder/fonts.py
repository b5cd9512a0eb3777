"""In: the fonts of the package @fontsource/ibm-plex-sans-arabic. Out: one small file a weight, cut to written Arabic.

The letters, signs and digits that Arabic writing uses are kept whatever the pages hold, so that what a reader types
has the same shape; any other sign of the Arabic block is kept where a page uses it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fontTools import subset  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PACKAGE = "node_modules/@fontsource/ibm-plex-sans-arabic"
WEIGHTS = (400, 700)
FAMILY = "Dalil Arabic"

_LETTERS_AND_SIGNS = {*range(0x621, 0x653), 0x670, 0x60C, 0x61B, 0x61F}
_DIGITS = {*range(0x660, 0x66D)}
_JOINERS_AND_SPACES = {0x20, 0xA0, 0x200C, 0x200D}
ALWAYS = frozenset(_LETTERS_AND_SIGNS | _DIGITS | _JOINERS_AND_SPACES)
_OTHERS = re.compile(f"[{''.join(map(chr, sorted({*range(0x600, 0x700)} - ALWAYS)))}]")


def write_fonts(root: Path, texts: Iterable[str], out: Path) -> None:
    """Write `arabic-<weight>.woff2` into `out`; raises FileNotFoundError where node_modules/ isn't installed."""
    used = {ord(sign) for text in texts for sign in _OTHERS.findall(text)}
    out.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        source = root / PACKAGE / "files" / f"ibm-plex-sans-arabic-arabic-{weight}-normal.woff2"
        _cut(source, ALWAYS | used, out / f"arabic-{weight}.woff2")


def _cut(source: Path, signs: Iterable[int], target: Path) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    font = subset.load_font(str(source), options)
    # The names are laid aside: to find those in use, fontTools would visit every part of every table.
    names = font["name"]
    del font["name"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    kept = [one for one in names.names if one.isUnicode() and one.langID in options.name_languages]
    names.names = [one for one in kept if one.nameID in options.name_IDs]
    font["name"] = names
    # The licence (OFL 1.1, section 3) keeps the name Plex for the unchanged font.
    for record in names.names:
        if record.nameID in (1, 4):
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "")
    subset.save_font(font, str(target), options)
    font.close()
