"""In: what changed, in one language, and where the site is. Out: an Atom feed (RFC 4287), the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from builder.bidi import isolate_text
from builder.isolate import isolate_html
from builder.theme import DIRECTIONS

FEED = "changes.xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
LONGEST = 60
"""Entries; older ones stand on the page."""

_ADDRESS = re.compile(r'\b(href=")([^"]*)"')


@dataclass(frozen=True)
class Entry:
    """One change."""

    id: str
    day: str
    """Since when it is news, ISO."""
    title: str
    html: str
    href: str
    """Below the folder of the language."""


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself."""

    folder: str
    """The address of the language's folder."""
    page: str
    """The page that shows the same, below the folder."""
    language: str
    author: str
    title: str
    subtitle: str


def write_feed(about: Feed, entries: Sequence[Entry]) -> str:
    """The feed as XML, newest first.

    Ids hang on the language and the change alone: the feed may move to another host and nobody reads it all anew.
    """
    folder, language = about.folder, about.language
    newest = sorted(entries, key=lambda entry: entry.day, reverse=True)[:LONGEST]
    feed = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": language})
    _add(feed, "id", _urn(language, ""))
    _add(feed, "title", isolate_text(about.title, language))
    _add(feed, "subtitle", isolate_text(about.subtitle, language))
    _add(feed, "updated", _instant(newest[0].day if newest else "2026-01-01"))
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{folder}{FEED}")
    _add(feed, "link", rel="alternate", type="text/html", hreflang=language, href=f"{folder}{about.page}")
    _add(ElementTree.SubElement(feed, "author"), "name", about.author)
    for entry in newest:
        element = ElementTree.SubElement(feed, "entry")
        _add(element, "id", _urn(language, entry.id))
        _add(element, "title", isolate_text(entry.title, language))
        _add(element, "updated", _instant(entry.day))
        _add(element, "link", rel="alternate", type="text/html", href=f"{folder}{entry.href}")
        _add(element, "content", _content(entry.html, folder, language), type="html")
    ElementTree.indent(feed, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = text


def _urn(language: str, id: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'dalil/changes/{language}/{id}')}"


def _instant(day: str) -> str:
    """A day as RFC 3339 has it."""
    return f"{day}T00:00:00Z"


def _content(html: str, folder: str, language: str) -> str:
    """HTML that stands alone: whole addresses, its language and direction."""
    whole = _ADDRESS.sub(lambda found: f'{found[1]}{urljoin(folder, found[2])}"', html)
    return isolate_html(f'<div lang="{language}" dir="{DIRECTIONS[language]}">{whole}</div>', language)
