"""In: the address of a link and the words on it. Out: what is wrong: it may not lead there, or it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.allowed import OUTWARD, WRITTEN
from builder.check.signs import one_alphabet
from builder.library import Library
from builder.problem import Problem
from widgets.said import Said, say

SOURCES = "/facts/sources.yaml"
_NAMED = re.compile(r"(?<![\w@.-])(?:https?://)?(?:[\w.+-]+@)?((?:[\w-]+\.)+([a-z]{2,}))(?![\w-])")
_FILES = frozenset(["csv", "css", "html", "js", "json", "md", "pdf", "py", "svg", "txt", "whl", "xml", "yaml", "zip"])
"""Endings of files, which are no hosts where a link stays on the site."""


def find_links(words: str, address: str) -> Iterator[Said]:
    """The address has a form that a link may have, and leads to the host that its words name, if they name one."""
    away = OUTWARD.fullmatch(address)
    if not away and not WRITTEN.fullmatch(address):
        yield say("link-form", address=address[:80])
        return
    host = (away["host"] or away["mail"] or "") if away else ""
    if disguised(host):
        yield say("address-disguised", host=host)
    for named in _NAMED.finditer(words):
        if not _same(named[1], host) and not (not away and named[2] in _FILES):
            leads = host or address
            yield say("link-names-other", named=named[1], leads=leads)


def check_addresses(library: Library) -> Iterator[Problem]:
    """The addresses of sources and of figures lead to pages on the web, and look like what they are."""
    for document in library.documents:
        if document.path.endswith(SOURCES):
            for index, record in enumerate(document.data or ()):
                if isinstance(record, dict) and record.get("url"):
                    yield from (document.problem((index, "url"), message) for message in _page(str(record["url"])))
    for id, (document, index) in library.fact_places.items():
        fact = library.facts[id]
        if fact.unit == "url":
            for value in (*(each.value for each in fact.values), *(side.value for side in fact.positions)):
                if value is not None:
                    yield from (document.problem((index,), message) for message in _page(str(value)))


def _page(address: str) -> Iterator[Said]:
    found = OUTWARD.fullmatch(address if "//" in address else f"https://{address}")
    if not found or not found["host"]:
        yield say("address-form", address=address[:80])
    elif disguised(found["host"]):
        yield say("address-disguised", host=found["host"])


def disguised(host: str) -> bool:
    """Whether a host is written in letters that look like others."""
    return any(not _honest(label) for label in host.lower().split("."))


def _honest(label: str) -> bool:
    """A label in Punycode is in one alphabet, which no other looks like: Arabic."""
    if not label.startswith("xn--"):
        return True
    try:
        word = label.encode().decode("idna")
    except UnicodeError:
        return False
    return one_alphabet(word) and not re.search(r"[A-Za-z\u00c0-\u024f]", word)


def _same(named: str, host: str) -> bool:
    named, host = (name.lower().removeprefix("www.") for name in (named, host))
    return host == named or host.endswith(f".{named}")
