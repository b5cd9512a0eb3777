"""In: a guide of a `Library`. Out: all that its pages and problems are made from, to be compared with the last time.

Its own files; the facts that they name, and those that these are worked out from; what it says of guides and pages that
it leads to; and, as one number, what may matter to every guide: the words of the forms, sources, shared questions, ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from builder.cite import LINK
from builder.facts import Fact
from builder.kept import NOTHING
from builder.library import Guide, Library

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def guide_key(library: Library, guide: Guide) -> Any:
    """What a guide hangs on, but the day; nothing where nothing is kept."""
    kept = library.kept
    if kept is NOTHING:
        return None
    texts = texts_of(guide)
    named, links = kept.of(("named", guide.id), texts, lambda: (_ids(texts), _links(texts)))
    facts = {id: _written(library.facts[id]) for id in sorted(_with_parts(library, named & library.facts.keys()))}
    led_to = [_led_to(library, kind, id) for kind, id in links]
    related = [_title(library, id) for id in guide.procedure.related]
    return texts, facts, led_to, related, _common(library)


def _common(library: Library) -> int:
    """A number that stands for all that may matter to every guide: another one whenever any of it is."""
    ids = [*library.facts], [*library.guides], [*library.pages], library.disputed
    marks = library.papers.data, library.renamed.data, library.shared, library.site_url, library.reviews, library.locks
    return library.kept.token("common", (library.interface, library.sources, marks, ids))


def rules_key(library: Library, guide: Guide) -> Any:
    """What the ways through a guide and its worked examples hang on."""
    key = guide_key(library, guide)
    return key and (key[0][:2], key[1], library.kept.token("shared", library.shared.questions))


def texts_of(guide: Guide) -> tuple[Any, ...]:
    """The files of a guide: rules, worked examples, words by language."""
    cases = guide.cases.text if guide.cases else ""
    return guide.document.text, cases, *((language, words.text) for language, words in guide.words.items())


def _ids(texts: Iterable[Any]) -> set[str]:
    return {id for text in texts for id in _ID.findall(text if isinstance(text, str) else text[1])}


def _links(texts: Iterable[Any]) -> list[tuple[str, str]]:
    found = (LINK.findall(text[1]) for text in texts if not isinstance(text, str))
    return sorted({(kind, id) for links in found for kind, id, _ in links})


def _with_parts(library: Library, ids: Iterable[str]) -> Iterator[str]:
    waiting, seen = [*ids], set[str]()
    while waiting:
        id = waiting.pop()
        if id in seen or id not in library.facts:
            continue
        seen.add(id)
        waiting += library.facts[id].parts
        yield id


def _written(fact: Fact) -> Any:
    """A fact, and its values as they are shown: 1.5 and 1.50 are equal, and a reader sees which was written."""
    values = [one.value for one in fact.values] + [one.value for one in fact.positions]
    return fact, [str(value) for value in values]


def _led_to(library: Library, kind: str, id: str) -> Any:
    """The headings of a guide or page that a link leads to."""
    guide = library.guides.get(id)
    texts = library.pages.get(id, {}) if kind == "page" else guide.words if guide else {}
    return kind, id, {language: [section.id for section in words.sections] for language, words in texts.items()}


def _title(library: Library, id: str) -> Any:
    guide = library.guides.get(id)
    return id, guide and {language: words.meta for language, words in guide.words.items()}
