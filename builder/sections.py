"""In: the HTML of a page. Out: its sections as the search finds them: a heading and the text under it, in lines."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import NamedTuple

from builder.bidi import CLOSE, OPEN, RIGHT_TO_LEFT
from builder.memo import Memo
from builder.tags import ENDED, NAME, TAG, VOID, split_tags

_CONTENT = "md-content__inner"
_MARK = "dalil-mark"
_FORMS = {"dalil-widget", "dalil-compare"}
_LABELS = {"legend", "dalil-label", "dalil-option", "dalil-compare__criterion"}
"""Of a form its questions and options are found: its answers have their own sections, the rest is the same in all."""
_LEFT_OUT = {
    *("script", "style", "noscript", "svg", "button", "pre"),
    *("headerlink", "dalil-quiet", "dalil-page", "dalil-jump", "dalil-translation"),
    *("dalil-ending", "dalil-source", "dalil-guides", "dalil-compare__count", "dalil-compare__differs"),
}
_DROPPED = {"dalil-sources", "dalil-related"}
"""Sections that hold one of these are lists of what is found elsewhere."""
_BLOCKS = {"p", "li", "ul", "ol", "dl", "dt", "dd", "tr", "div", "table", "section", "legend", "label", "details", "br"}
_CELLS = {"td", "th"}
_HEADINGS = {"h1", "h2", "h3", "h4"}

_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_SPACE = re.compile(r"[^\S\u00a0]")
_SPACES = re.compile(r"  +")
_MARKED = re.compile(r"\ue000([^\ue001]*)\ue001")
_BEFORE_SIGN = re.compile(r" (?=[.,،؛;)])")


class Section(NamedTuple):
    """What stands between two headings of a page."""

    id: str
    """Of the heading; nothing for what stands under the title of the page."""
    title: str
    text: str


class _Within(NamedTuple):
    """What a place is inside of."""

    rtl: bool
    content: bool = False
    left_out: bool = False
    form: bool = False
    label: bool = False

    def enter(self, names: set[str]) -> _Within:
        """Inside an element with this name and these classes."""
        return _Within(
            self.rtl,
            self.content or _CONTENT in names,
            self.left_out or not names.isdisjoint(_LEFT_OUT),
            self.form or not names.isdisjoint(_FORMS),
            self.label or not names.isdisjoint(_LABELS),
        )

    def keep(self, before: str, html: str = "") -> str:
        """A text and what goes before it, where what stands here belongs to the guide's own."""
        if not self.content or self.left_out or (self.form and not self.label):
            return ""
        return before + _SPACE.sub(" ", unescape(html))


class _Turn(NamedTuple):
    """Where the sections change: the last one goes, another begins, or its heading ends."""

    drops: bool = False
    id: str | None = None


class _Read(NamedTuple):
    """What a piece of a page (see tags.py) is, as it stands in one place."""

    name: str
    inside: _Place | None
    """The place inside the element, where it begins one."""
    text: str
    after: str
    """What is added where the element ends."""
    turn: _Turn | None


type _Place = Memo[str, _Read]


@cache
def _place(within: _Within) -> _Place:
    return Memo(lambda piece: _read(piece, within))


def _read(piece: str, within: _Within) -> _Read:
    tag = TAG.match(piece)
    text = piece[tag.end() :] if tag else f"<{piece}"
    named = NAME.match(piece)
    if not tag or not named:
        return _Read("", None, within.keep("", text), "", None)
    name = named[1].lower()
    between = "\n" if name in _BLOCKS else " · " if name in _CELLS else ""
    if piece[0] == "/":
        return _Read(name, None, within.keep(between, text), "", _Turn() if name in _HEADINGS else None)
    attributes = {key.lower(): unescape(value.strip("\"'")) for key, value in _ATTRIBUTE.findall(tag[0], named.end())}
    names = {name, *attributes.get("class", "").split()}
    if "data-search-exclude" in attributes or attributes.get("aria-hidden") == "true":
        names.add("script")
    inside = within.enter(names)
    isolates = (OPEN, CLOSE) if within.rtl and name == "bdi" else ("", "")
    marks = ("\ue000", "\ue001") if _MARK in names else ("", "")
    before = ("\n" if name in _BLOCKS else "") + isolates[0] + marks[0]
    id = attributes.get("id") if name in _HEADINGS and within.keep(name) else None
    drops = not names.isdisjoint(_DROPPED)
    turn = _Turn(drops, "" if id and name == "h1" else id) if drops or id is not None else None
    after = isolates[1] + marks[1]
    if name in VOID:
        return _Read("", None, within.keep(before, text), "", turn)
    if tag[0].endswith("/>"):
        return _Read("", None, inside.keep(before + after) + within.keep(between, text), "", turn)
    return _Read(name, _place(inside), inside.keep(before, text), inside.keep(after), turn)


def read_sections(html: str, lang: str) -> list[Section]:
    """The sections of a page in their order; the first is the page, with what stands before the second."""
    sections: list[tuple[str, list[str], list[str]]] = []
    texts: list[str] | None = None
    place = _place(_Within(rtl=lang in RIGHT_TO_LEFT))
    names, around = [""], [("", place)]
    for piece in split_tags(html)[1:]:
        if piece[0] == "/" and (name := ENDED[piece]) and (name == names[-1] or name in names):
            left = ""
            while left != name:
                left, (after, place) = names.pop(), around.pop()
                if after and texts is not None:
                    texts.append(after)
        name, inside, text, after, turn = place[piece]
        if turn:
            if turn.drops and sections:
                sections.pop()
                texts = None
            if turn.id is not None:
                sections.append((turn.id, [], []))
                texts = sections[-1][1]
            elif piece[0] == "/" and sections and texts is sections[-1][1]:
                texts = sections[-1][2]
        if text and texts is not None:
            texts.append(text)
        if inside is not None:
            names.append(name)
            around.append((after, place))
            place = inside
    return [Section(id, _tidy("".join(title)), _tidy("".join(text))) for id, title, text in sections]


def _tidy(text: str) -> str:
    """Single spaces, no empty lines; a mark says whether something is unconfirmed, in brackets, or nothing."""
    text = _MARKED.sub(lambda mark: f" ({mark[1].strip()}) " if mark[1].strip() else "", text)
    lines = (line.strip(" ·") for line in _SPACES.sub(" ", text).split("\n"))
    return _BEFORE_SIGN.sub("", "\n".join(line for line in lines if line))
