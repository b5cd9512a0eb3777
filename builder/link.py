"""In: the HTML of a guide's page and the glossary's terms. Out: the same with each term linked at its first use.

Only in prose: no link in a heading, a link, a form, a label, a list of sources, or words of another language.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

from builder.memo import Memo
from builder.tags import ENDED, NAME, RAW, TAG, VOID, split_tags
from builder.terms import Terms

_CLASS = re.compile(r"""\bclass=["']([^"']*)""")
_LANG = re.compile(r"""\blang=["']([a-z]*)""")
_HIDDEN = re.compile(r"\shidden(?:\s|=|/|\Z)")

_CONTENT = "md-content__inner"
_NOT_IN = frozenset(
    {"a", "button", "code", "em", "fieldset", "form", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label"}
)
_NOT_IN |= {"label", "legend", "nav", "option", "pre", "q", "samp", "select", "summary", "svg", "template", "th"} | RAW
_NOT_IN_CLASS = frozenset({"admonition-title", "dalil-contents", "dalil-copy", "dalil-ending", "dalil-item__title"})
_NOT_IN_CLASS |= {"dalil-jump", "dalil-page", "dalil-quiet", "dalil-related", "dalil-source", "dalil-sources"}
_NOT_IN_CLASS |= {"dalil-paper", "dalil-sheet", "dalil-summary", "dalil-translation", "dalil-widget"}


type _Place = Memo[str, tuple[str, _Place | None, str]]
"""What each piece of a page (see tags.py) is that stands in a place: its element, the place inside, its prose."""


@cache
def _place(language: str, within: bool, barred: bool) -> _Place:
    """Within what people wrote, and in what has no links."""

    def read(piece: str) -> tuple[str, _Place | None, str]:
        tag = TAG.match(piece)
        text = piece[tag.end() :] if tag else ""
        prose = text if within and not barred and text.strip() else ""
        named = tag and NAME.match(piece)
        if not tag or not named or piece[0] == "/":
            return "", None, prose
        name = named[1].lower()
        if name in VOID or tag[0].endswith("/>"):
            return "", None, prose
        attributes = piece[named.end() : tag.end() - 1]
        classes = set((_CLASS.search(attributes) or ["", ""])[1].split())
        lang = _LANG.search(attributes)
        foreign = lang is not None and lang[1] != language and name != "html"
        out = name in _NOT_IN or not classes.isdisjoint(_NOT_IN_CLASS) or bool(_HIDDEN.search(attributes))
        inner = (within or _CONTENT in classes, barred or out or foreign)
        return name, _place(language, *inner), text if inner == (True, False) and text.strip() else ""

    return Memo(read)


def link_terms(html: str, terms: Terms, address: str) -> str:
    """Link each term at its first use to its place on the page at `address`, where it has its id."""
    return "<".join(link_pieces(split_tags(html), terms, address))


def link_pieces(pieces: list[str], terms: Terms, address: str) -> list[str]:
    """The same with a page in pieces (see tags.py)."""
    linked: set[str] = set()
    place = _place(terms.language, False, False)
    names, around = [""], [place]
    done: list[str] = []
    for piece in pieces[1:]:
        if piece[0] == "/" and (name := ENDED[piece]) and name in names:
            while names.pop() != name:
                around.pop()
            place = around.pop()
        name, inside, prose = place[piece]
        if inside is not None:
            names.append(name)
            around.append(place)
            place = inside
        if prose and (made := _link(prose, terms, address, linked)) != prose:
            done += split_tags(f"<{piece.removesuffix(prose)}{made}")[1:]
        else:
            done.append(piece)
    return [pieces[0], *done]


def _link(html: str, terms: Terms, address: str, linked: set[str]) -> str:
    text = unescape(html)
    parts, at = [], 0
    for found in terms.uses[text]:
        if found.term in linked:
            continue
        linked.add(found.term)
        parts.append(escape(text[at : found.start], quote=False))
        shown = escape(text[found.start : found.end], quote=False)
        parts.append(f'<a class="dalil-term-link" href="{address}#{found.term}">{shown}</a>')
        at = found.end
    return "".join([*parts, escape(text[at:], quote=False)]) if parts else html
