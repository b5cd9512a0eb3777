"""In: a guide's words in one language, rendered. Out: what machines read of its page: schema.org, as JSON-LD.

The procedure is a service of the body named in guides/interface/; the page about it is ours, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
COUNTRY = "MA"  # ISO 3166-1
MARK = "dalil-mark"
"""The class of a mark that leads to a source: no part of what is said."""

_BLOCKS = {"p", "li", "ul", "ol", "div", "tr", "table", "dt", "dd", "dl", "br", "h3", "h4", "h5", "h6"}


def describe_guide(
    address: str,
    language: str,
    meta: Mapping[str, str],
    questions: Sequence[tuple[str, str]],
    words: Mapping[str, Any],
    updated: str | None,
) -> dict[str, Any]:
    """The service, our page about it, and the questions people ask with their answers, where the guide has some.

    `meta` holds title and summary; `words` the interface's, in the language.
    """
    names = words["structured"]
    title, summary = plain_text(meta.get("title", "")), plain_text(meta.get("summary", ""))
    publisher = {"@type": "Organization", "name": names["site"]}
    about = {"@id": f"{address}#service"}
    page: dict[str, Any] = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": title,
        "inLanguage": language,
        "about": about,
        "publisher": publisher,
        "license": LICENCE,
    }
    if updated:
        page["dateModified"] = updated
    service = {
        "@type": "GovernmentService",
        **about,
        "name": title,
        "description": summary,
        "url": address,
        "mainEntityOfPage": {"@id": address},
        "provider": {
            "@type": "GovernmentOrganization",
            "name": names["provider"],
            "alternateName": names["provider_short"],
        },
        "areaServed": {"@type": "Country", "name": names["country"], "identifier": COUNTRY},
    }
    graph = [service, page]
    if questions:
        answered = [
            (plain_text(question), plain_text(answer, words["facts"]["unconfirmed"])) for question, answer in questions
        ]
        graph.append(_faq(address, language, answered, publisher))
    return {"@context": "https://schema.org", "@graph": graph}


def _faq(
    address: str, language: str, questions: Iterable[tuple[str, str]], publisher: Mapping[str, str]
) -> dict[str, Any]:
    """The section as a page of questions, each with the answer that stands below it."""
    asked = [
        {
            "@type": "Question",
            "name": question,
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        }
        for question, answer in questions
    ]
    return {
        "@type": "FAQPage",
        "@id": f"{address}#faq",
        "url": f"{address}#faq",
        "isPartOf": {"@id": address},
        "inLanguage": language,
        "publisher": publisher,
        "mainEntity": asked,
    }


_LEFT = re.compile(r" ([.,)،؛؟])(?!\S)")
"""A sign with the space that a mark before it has left; French has one before : ; ? and !."""


def plain_text(html: str, unconfirmed: str = "") -> str:
    """What a reader reads of a piece of HTML, a line for each paragraph; of the marks only the word `unconfirmed`."""
    text = _Text(unconfirmed)
    text.feed(html)
    text.close()
    lines = (_LEFT.sub(r"\1", " ".join(line.split())) for line in "".join(text.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Text(HTMLParser):
    """Collects text; a mark and what is in it are passed over, but for the word that nothing confirms."""

    def __init__(self, unconfirmed: str) -> None:
        super().__init__()
        self.unconfirmed = unconfirmed
        self.parts: list[str] = []
        self.inside_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag == "a" and MARK in classes:
            self.inside_mark = True
            if f"{MARK}--unconfirmed" in classes:
                self.parts.append(f" ({self.unconfirmed})")
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.inside_mark = False
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.inside_mark:
            self.parts.append(data.replace("\n", " "))

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
