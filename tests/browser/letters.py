"""In: a browser's context. Out: the same, which draws every page with the same letters, whatever the machine has.

Arabic letters are those that ship with the site; Latin ones are of the same family, from the package that the site's
are cut from; the few signs that stand between them are drawn here.
"""

from __future__ import annotations

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from playwright.sync_api import BrowserContext, Route

from builder.fonts import PACKAGE, WEIGHTS
from tests.conftest import ROOT

FAMILY = "Same On Every Machine"
STANDS_FIRST = "system-ui"
"""In each of the site's lists of fonts, the first that a machine has to bring."""

LATIN = "/same-letters/latin-{}.woff2"
SIGNS = "/same-letters/signs.ttf"
RULES = "".join(
    f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-display: block;'
    f' src: url("{LATIN.format(weight)}"); }}\n'
    f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-display: block;'
    f' src: url("{SIGNS}"); unicode-range: U+2190-21FF, U+2200-2211, U+2248-22FF, U+2500-27BF; }}\n'
    for weight in WEIGHTS
)
CODE = f'body {{ --md-code-font-family: "{FAMILY}"; }}'

DRAWN: dict[str, tuple[tuple[int, int], ...]] = {
    "→": ((50, 330), (350, 330), (350, 200), (600, 380), (350, 560), (350, 430), (50, 430)),
    "←": ((600, 330), (300, 330), (300, 200), (50, 380), (300, 560), (300, 430), (600, 430)),
    "✓": ((50, 350), (130, 430), (260, 260), (520, 640), (600, 580), (260, 80)),
    "✕": ((50, 100), (120, 30), (600, 530), (530, 600)),
    "≠": ((50, 200), (600, 200), (600, 290), (50, 290)),
    "◐": ((325, 30), (140, 120), (60, 330), (140, 540), (325, 630)),
}
"""Each sign as a shape with corners, on a square of a thousand units."""


@cache
def signs() -> bytes:
    """The font of the signs."""
    names = {sign: f"sign{ord(sign):X}" for sign in DRAWN}
    shapes = {".notdef": TTGlyphPen(None).glyph()}
    for sign, corners in DRAWN.items():
        pen = TTGlyphPen(None)
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
        shapes[names[sign]] = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(list(shapes))
    font.setupCharacterMap({ord(sign): name for sign, name in names.items()})
    font.setupGlyf(shapes)
    font.setupHorizontalMetrics(dict.fromkeys(shapes, (650, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def bring_letters(context: BrowserContext) -> None:
    """Put the letters first in every style of the pages that are opened from now on; each is waited for."""
    changed: dict[str, str] = {}

    def style(route: Route) -> None:
        url = route.request.url
        if url not in changed:
            text = route.fetch().text().replace("font-display: optional", "font-display: block")
            changed[url] = text.replace(STANDS_FIRST, f'"{FAMILY}"') + (RULES + CODE if "/site." in url else "")
        route.fulfill(body=changed[url], content_type="text/css")

    def letters(route: Route) -> None:
        url = route.request.url
        if url.endswith(SIGNS):
            route.fulfill(body=signs(), content_type="font/ttf")
        else:
            weight = next(weight for weight in WEIGHTS if url.endswith(LATIN.format(weight)))
            route.fulfill(path=ROOT / PACKAGE / "files" / f"ibm-plex-sans-arabic-latin-{weight}-normal.woff2")

    context.route("**/*.css", style)
    context.route("**/same-letters/*", letters)
