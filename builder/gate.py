"""In: HTML. Out: what stands in it that nothing allows; for a built site, a problem for each page that has any.

The last look at what is served, by another hand than those that wrote it: nh3 reads as browsers do (html5ever). What
people wrote is whatever stands in a page's article outside an element of our own: that is held to the short list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from itertools import compress, count
from pathlib import Path

import nh3

from builder.allowed import CLASSES, DATA, OUTWARD, PAGE, PROSE, WITHIN
from builder.memo import Memo
from builder.problem import DataError, Problem
from widgets.said import say

MOST = 20
"""Faults told of one page."""
LONGEST = 60
"""Letters of a name that are looked at."""

# nh3 leaves out what stands in a <template>, and cells without their table: under other names it reads them all.
_CONTENT = ("template", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")
_RENAMED = (*_CONTENT, "select", "option", "optgroup", "frameset", "frame", "body", "html", "head")
_RENAME = re.compile(rf"(/?)(?:{'|'.join(_RENAMED)})(?=[\s/>])", re.IGNORECASE)
_OTHER = "x-"
_TAG = re.compile(r"(/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s=>]+=\"[^\"]*\")*)\s*>")
_NEXT = re.compile(f"<{_TAG.pattern}")
_ATTRIBUTE = re.compile(r"\s([^\s=>]+)=\"([^\"]*)\"")
_NO_NAME = re.compile(r"[\s\"'<>/=]")
_ELEMENT = re.compile(r"[a-zA-Z][^\s/>]*")
_ELEMENTS = re.compile(f"<({_ELEMENT.pattern})")
_NO_SCHEME = re.compile(r"[^a-z0-9+.-]")
_BLANK = re.compile(r"[\x00-\x20]+")
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_WITHOUT_VALUE = frozenset({"hidden", "required", "readonly", "checked", "novalidate", "open", "reversed"})
_SCHEMES = frozenset({"javascript", "vbscript", "data", "blob", "file"})
_UNENDED = "<"
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
        problems += gate_page(file.relative_to(out).as_posix(), file.read_text(encoding="utf-8"))
    if problems:
        raise DataError(problems)


def gate_page(name: str, html: str) -> list[Problem]:
    """A problem for each thing in a page that no list allows."""
    strays = sorted({str(stray) for stray in strays_of_page(html)})
    return [Problem(name, 1, say("page-stray", stray=stray)) for stray in strays[:MOST]]


def strays_of_page(html: str) -> Iterator[Stray]:
    """What nothing allows in the body of a page, what people wrote by the shorter list."""
    yield from _walk(_normal(html[max(html.find("<body"), 0) :]), people=False)


def strays_of_prose(html: str) -> Iterator[Stray]:
    """What nothing allows in what Markdown made of people's words; its addresses are still as they were written."""
    yield from (stray for stray in _walk(_normal(html), people=True) if stray.attribute != "href")


def _normal(html: str) -> str:
    """The page as html5ever reads it and writes it again, with everything that is in it, comments too."""
    first, *others = html.split("<")
    parts = [*map(_RENAMED_PARTS.__getitem__, others)]
    flat = "<".join([first, *parts])
    named = [("", *_named(first)[1:]), *map(_NAMED.__getitem__, {*parts})]
    elements = {element for element, _, _ in named}
    if _UNENDED in elements:
        elements = {name.lower() for name in _ELEMENTS.findall(flat)}
    return nh3.clean(
        flat,
        tags=elements - {""},
        clean_content_tags=set(),
        attributes={"*": _WITHOUT_VALUE.union(*{names for _, names, _ in named})},
        url_schemes=_SCHEMES.union(*{schemes for _, _, schemes in named}),
        strip_comments=False,
        link_rel=None,
    )


def _renamed(part: str) -> str:
    """What stands between one `<` and the next."""
    found = _RENAME.match(part)
    return f"{found[1]}{_OTHER}{part[found.end(1) :]}" if found else part


def _named(part: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """The element that begins there, and what may be names of attributes or schemes of addresses."""
    found = _ELEMENT.match(part)
    element = "" if not found else _UNENDED if found.end() == len(part) else found[0].lower()
    if "=" not in part:
        return element, frozenset(), frozenset()
    names = {_NO_NAME.split(before.rstrip())[-1] for before in _ends(part, "=")}
    schemes = {_NO_SCHEME.split(_BLANK.sub("", before))[-1] for before in _ends(unescape(part), ":")}
    return element, frozenset(names), frozenset(schemes)


_RENAMED_PARTS, _NAMED = Memo(_renamed), Memo(_named)


def _ends(text: str, sign: str) -> set[str]:
    """What stands just before each such sign."""
    return {part[-LONGEST:].lower() for part in text.split(sign)[:-1]}


def _walk(html: str, *, people: bool) -> Iterator[Stray]:
    """Go through the tags; `people` where all of it is what people wrote."""
    first, *pieces = _split(html)
    if "<!--" in first:
        yield Stray("!--")
    place = _place(people, people, False)
    names, around = ["/"], [place]
    for piece in pieces:
        inside, name, strays = place[piece]
        if strays:
            yield from strays
        if inside is not None:
            names.append(name)
            around.append(place)
            place = inside
        elif piece[0] == "/" and (name == names[-1] or name in names):
            while names.pop() != name:
                around.pop()
            place = around.pop()


def _split(html: str) -> list[str]:
    """What stands before the first tag; then each tag without its `<`, with what follows it but for a script's text."""
    parts = html.split("<")
    pieces: list[str] = []
    done = 0
    for at in compress(count(), map(_SORTS.__getitem__, parts)):
        if at < done or not at:
            continue
        if (name := _SORTS[parts[at]]) == _UNENDED:
            return _search(html)
        pieces += parts[done : at + 1]
        end = f"/{name}"
        done = next((later for later in range(at + 1, len(parts)) if parts[later].startswith(end)), len(parts))
    return pieces + parts[done:]


def _search(html: str) -> list[str]:
    """The same where a `<` begins no tag: what is none belongs to what follows the tag before it."""
    pieces, piece, at = [], "", 0
    while found := _NEXT.search(html, at):
        pieces.append(piece + html[at : found.start()])
        piece, at = found[0][1:], found.end()
        if name := _raw(found):
            end = html.find(f"</{name}", at)
            at = len(html) if end < 0 else end
    return [*pieces, piece + html[at:]]


def _raw(tag: re.Match[str]) -> str:
    name = tag[2].removeprefix(_OTHER)
    return name if not tag[1] and name in _RAW else ""


def _sort(part: str) -> str:
    """Nothing for a tag with a text, the name of an element that holds no tags, or that it is no tag."""
    tag = _TAG.match(part)
    return _raw(tag) if tag else _UNENDED


_SORTS = Memo(_sort)

type _Place = Memo[str, tuple[_Place | None, str, tuple[Stray, ...]]]
"""What each piece is that stands in a place: the place inside where it opens an element, its name, what is wrong."""


@cache
def _place(people: bool, content: bool, ours: bool) -> _Place:
    """Inside the page's own content or not, and inside an element of ours or not; `people` as in _walk."""

    def read(piece: str) -> tuple[_Place | None, str, tuple[Stray, ...]]:
        tag = _TAG.match(piece)
        assert tag
        closing, name, written = tag[1], tag[2].removeprefix(_OTHER), tag[3]
        unseen = (Stray("!--"),) if "<!--" in piece[tag.end() :] else ()
        if closing:
            return None, name, unseen
        main, machine = (False, False) if people else _sort_of_element(name, written)
        within, made = content or main, (ours or machine) and not main
        strays = _judge(name, written, within and content and not made, within) + unseen
        return None if name in _VOID else _place(people, within, made), name, strays

    return Memo(read)


@lru_cache(maxsize=1 << 14)
def _sort_of_element(name: str, written: str) -> tuple[bool, bool]:
    """Whether an element is the page's own content, and whether it is one of the theme's or ours."""
    classes = next((value for key, value in _ATTRIBUTE.findall(written) if key == "class"), "")
    return bool(_MAIN.search(classes)), name == "noscript" or bool(_OURS.search(classes))


@lru_cache(maxsize=1 << 16)
def _judge(name: str, written: str, prose: bool, content: bool) -> tuple[Stray, ...]:
    """What is wrong with a start tag: in prose the short list counts, and in content no script runs."""
    given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(written)}
    data = name == "script" and given.get("type") in DATA
    prose = prose and not data
    if name not in (PROSE if prose else PAGE):
        return (Stray(name),)
    wrong = [Stray(name, key, value) for key, value in given.items() if not _fits(name, key, value, prose)]
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
        return key.startswith(("data-", "aria-")) and key not in ("data-", "aria-")
    if key == "href":
        return bool(WITHIN.fullmatch(value) or OUTWARD.fullmatch(value))
    return key != "src" or bool(WITHIN.fullmatch(value))
