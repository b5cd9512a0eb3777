"""In: HTML. Out: what stands in it that nothing allows; for a built site, a problem for each page that has any.

The last look at what is served, by another hand than those that wrote it: lexbor reads as browsers do (HTML5), writes
what it read without any of HTML's freedoms, and each tag of that is judged. What people wrote is whatever stands in a
page's article outside an element of our own: that is held to the short list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from pathlib import Path

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from builder.allowed import CLASSES, DATA, OUTWARD, PAGE, PROSE, ROOTS, WITHIN
from builder.memo import Memo
from builder.problem import DataError, Problem
from widgets.said import say

MOST = 20
"""Faults told of one page."""
LONGEST = 60
"""Letters told of what is no tag."""

# As lexbor writes them: anything else is refused, so that nothing is ever read in two ways.
_NAME = r"([a-zA-Z][^\s/>]*)"
_TAG = re.compile(rf"/{_NAME}>|{_NAME}((?: [^\s=>\"]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([^\s=>\"]+)=\"([^\"]*)\"")
_END = re.compile(r"[\s>]")
_DOCTYPE = "!DOCTYPE html>"
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
"""Elements that hold no tags, whatever their text looks like."""
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_BARS = {
    **dict.fromkeys(("svg", "math"), _RAW | {"noscript", "sup"}),
    "noscript": _RAW | {"noscript", "svg", "math", "textarea", "title"},
}
"""What may not stand in an element. In a drawing these hold tags after all, and browsers, not lexbor, end it at <sup>.
What is read with scripts as one text must end at the same place where it is read without."""
_LOST = re.compile(b"<image", re.IGNORECASE)
"""Browsers make a picture of it; lexbor leaves it out where it stands in a table, but in no cell."""
_OURS = re.compile(r"(?:^|\s)(?:dalil-|md-|headerlink)")
_MAIN = re.compile(r"(?:^|\s)(?:md-content__inner|dalil-embed)(?:\s|$)")


@dataclass(frozen=True)
class Stray:
    """Something that may not stand where it does."""

    element: str
    attribute: str = ""
    value: str = ""

    def __str__(self) -> str:
        if not self.attribute:
            return f"<{self.element}>"
        return f"{self.attribute}={self.value[:80]!r} on <{self.element}>"


def gate_pages(out: Path) -> None:
    """Raises DataError where a page below `out` holds what no list allows, with each page and element."""
    problems: list[Problem] = []
    for file in sorted(out.rglob("*.html")):
        problems += gate_page(file.relative_to(out).as_posix(), file.read_bytes())
    if problems:
        raise DataError(problems)


def gate_page(name: str, html: str | bytes) -> list[Problem]:
    """A problem for each thing in a page that no list allows."""
    strays = sorted({str(stray) for stray in strays_of_page(html)})
    return [Problem(name, 1, say("page-stray", stray=stray)) for stray in strays[:MOST]]


def strays_of_page(html: str | bytes) -> Iterator[Stray]:
    """What nothing allows in a page but for its head, what people wrote by the shorter list."""
    yield from _strays(html, _place(False, False, False))


def strays_of_prose(html: str) -> Iterator[Stray]:
    """What nothing allows in what Markdown made of people's words; its addresses are still as they were written."""
    found = _strays(f"<body>{html}", _place(True, True, False))
    yield from (stray for stray in found if stray.attribute != "href")


def _strays(html: str | bytes, place: _Place) -> Iterator[Stray]:
    html = html.encode(errors="ignore") if isinstance(html, str) else html
    if _LOST.search(html):
        yield Stray("image")
    yield from _walk(_read(html), place)


def _read(html: bytes) -> str:
    """The page as a browser that runs scripts reads it, written again without its head."""
    page = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS, scripting=True)
    if head := page.head:
        head.decompose()
    return page.html or ""


def _walk(html: str, place: _Place) -> Iterator[Stray]:
    """Go through the tags of what was read; each must end where it began."""
    names: list[str] = []
    around: list[_Place] = []
    _, *pieces = html.split("<")
    for piece in pieces:
        inside, name, strays = place[piece]
        if strays:
            yield from strays
        if inside is not None:
            names.append(name)
            around.append(place)
            place = inside
        elif name:
            if not names or name != names[-1]:
                yield Stray(f"/{name}")
            else:
                names.pop()
                place = around.pop()
    yield from map(Stray, names)


type _Place = Memo[str, tuple[_Place | None, str, tuple[Stray, ...]]]
"""What each piece from one `<` to the next is that stands in a place: the place inside where it opens an element, the
name of the element that it opens or ends, what is wrong."""


@cache
def _place(people: bool, content: bool, ours: bool, barred: frozenset[str] = frozenset()) -> _Place:
    """Inside the page's own content or not, and inside an element of ours or not; `people` where all is what people
    wrote, `barred` what may not stand there.
    """

    def read(piece: str) -> tuple[_Place | None, str, tuple[Stray, ...]]:
        tag = _TAG.match(piece)
        if not tag:
            return None, "", () if piece == _DOCTYPE else _no_tag(piece)
        end, name, written = tag.groups()
        if end:
            return None, end, ()
        main, machine = (False, False) if people else _sort_of_element(name, written)
        within, made = content or main, (ours or machine) and not main
        prose = within and content and not made
        strays = (Stray(name),) if name in barred else _judge(name, written, prose, within)
        if name in _VOID:
            return None, "", strays
        inside = _text(name) if name in _RAW else _place(people, within, made, barred | _BARS.get(name, frozenset()))
        return inside, name, strays

    return Memo(read)


@cache
def _text(name: str) -> _Place:
    """Inside an element that holds no tags: all that counts is its end."""
    return Memo(lambda piece: (None, name if piece.startswith(f"/{name}>") else "", ()))


def _no_tag(piece: str) -> tuple[Stray, ...]:
    return (Stray("!--" if piece.startswith("!--") else _END.split(piece, 1)[0][:LONGEST]),)


@lru_cache(maxsize=1 << 14)
def _sort_of_element(name: str, written: str) -> tuple[bool, bool]:
    """Whether an element is the page's own content, and whether it is one of the theme's or ours."""
    classes = next((value for key, value in _ATTRIBUTE.findall(written) if key == "class"), "")
    return bool(_MAIN.search(classes)), name == "noscript" or bool(_OURS.search(classes))


@lru_cache(maxsize=1 << 16)
def _judge(name: str, written: str, prose: bool, content: bool) -> tuple[Stray, ...]:
    """What is wrong with a start tag: in prose the short list counts, and in content no script runs."""
    given = [(key, unescape(value)) for key, value in _ATTRIBUTE.findall(written)]
    data = name == "script" and dict(given).get("type") in DATA
    prose = prose and not data
    if name not in (PROSE if prose else PAGE):
        return (Stray(name),)
    wrong = [Stray(name, key, value) for key, value in given if not _fits(name, key, value, prose)]
    if name == "script" and content and not data:
        wrong.append(Stray(name))
    return tuple(wrong)


def _fits(name: str, key: str, value: str, prose: bool) -> bool:
    if prose:
        if key == "class":
            return bool(CLASSES.fullmatch(value))
        if key not in PROSE[name]:
            return False
    elif key not in PAGE[name]:
        return name not in ROOTS and key.startswith(("data-", "aria-")) and key not in ("data-", "aria-")
    if key == "href":
        return bool(WITHIN.fullmatch(value) or OUTWARD.fullmatch(value))
    return key != "src" or bool(WITHIN.fullmatch(value))
