"""In: the HTML of a guide's page and the glossary's terms. Out: the same with each term linked at its first use.

Only in prose: no link in a heading, a link, a form, a label, a list of sources, or words of another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from builder.terms import Terms

_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][^\s/>]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>", re.DOTALL)
_RAW = re.compile(r"(<(script|style|template|svg)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_CLASS = re.compile(r"""\bclass=["']([^"']*)""")
_LANG = re.compile(r"""\blang=["']([a-z]*)""")
_HIDDEN = re.compile(r"\shidden(?:\s|=|/|\Z)")

_CONTENT = "md-content__inner"
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NOT_IN = frozenset(
    {"a", "button", "code", "em", "fieldset", "form", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label"}
)
_NOT_IN |= {"label", "legend", "nav", "option", "pre", "q", "samp", "select", "summary", "textarea", "th"}
_NOT_IN_CLASS = frozenset({"admonition-title", "dalil-contents", "dalil-copy", "dalil-ending", "dalil-item__title"})
_NOT_IN_CLASS |= {"dalil-jump", "dalil-page", "dalil-quiet", "dalil-related", "dalil-source", "dalil-sources"}
_NOT_IN_CLASS |= {"dalil-paper", "dalil-sheet", "dalil-summary", "dalil-translation", "dalil-widget"}


def link_terms(html: str, terms: Terms, address: str) -> str:
    """Link each term at its first use to its place on the page at `address`, where it has its id."""
    linked: set[str] = set()
    parts = []
    for text, prose in _texts(html, terms.language):
        parts.append(_link(text, terms, address, linked) if prose else text)
    return "".join(parts)


def _texts(html: str, language: str) -> Iterator[tuple[str, bool]]:
    """The page in pieces, and whether each is prose of the guide."""
    stack: list[tuple[str, bool, bool]] = [("", False, False)]
    for number, piece in enumerate(_RAW.split(html)):
        if number % 3 == 1:
            yield piece, False
        if number % 3:
            continue
        at = 0
        for tag in _TAG.finditer(piece):
            yield piece[at : tag.start()], stack[-1][1] and not stack[-1][2]
            yield tag[0], False
            at = tag.end()
            if tag[2]:
                _enter_or_leave(stack, tag, language)
        yield piece[at:], stack[-1][1] and not stack[-1][2]


def _enter_or_leave(stack: list[tuple[str, bool, bool]], tag: re.Match[str], language: str) -> None:
    name = tag[2].lower()
    if tag[1]:
        if any(entry[0] == name for entry in stack):
            while stack.pop()[0] != name:
                pass
        return
    if name in _VOID or tag[3].endswith("/"):
        return
    classes = set((_CLASS.search(tag[3]) or ["", ""])[1].split())
    lang = _LANG.search(tag[3])
    out = name in _NOT_IN or bool(classes & _NOT_IN_CLASS) or bool(_HIDDEN.search(tag[3]))
    foreign = lang is not None and lang[1] != language and name != "html"
    _, inside, barred = stack[-1]
    stack.append((name, inside or _CONTENT in classes, barred or out or foreign))


def _link(html: str, terms: Terms, address: str, linked: set[str]) -> str:
    text = unescape(html)
    parts, at = [], 0
    for found in terms.find(text):
        if found.term in linked:
            continue
        linked.add(found.term)
        parts.append(escape(text[at : found.start], quote=False))
        shown = escape(text[found.start : found.end], quote=False)
        parts.append(f'<a class="dalil-term-link" href="{address}#{found.term}">{shown}</a>')
        at = found.end
    return "".join([*parts, escape(text[at:], quote=False)]) if parts else html
