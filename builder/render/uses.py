"""In: a `Library` and a language. Out: where each fact is used, and in which words of the reader's."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from builder.ask import figures_of
from builder.letters import part_letters
from builder.library import Guide, Library
from builder.quote import Dispute, Quote, anchor, find_disputes, find_quotes
from builder.words import Words

ABOUT_FACTS = frozenset({"sources", "disagreements", "changes", "glossary"})
"""Pages that gather what the others say."""
DISAGREEMENTS = "disagreements"
"""The one of them that tells, in its own words, of the disputes that no guide or other page tells of."""


@dataclass(frozen=True)
class Place:
    """A guide or page that uses a fact, or tells of a dispute."""

    title: str
    href: str
    """Below the folder of the language."""
    text: str = ""
    """The words that rest on the fact, as Markdown; none where only the rules use it."""

    @property
    def page(self) -> str:
        """The guide or page, and no place in it."""
        return self.href.partition("#")[0]


@dataclass(frozen=True)
class Text:
    """A guide or a page in the reader's language, else in its own."""

    words: Words
    path: str
    guide: Guide | None = None

    @property
    def id(self) -> str:
        """Of the guide or page."""
        return self.path.rpartition("/")[2].removesuffix(".html")

    @property
    def title(self) -> str:
        """As its reader meets it."""
        return self.words.meta.get("title", self.path)

    @property
    def inside(self) -> set[str]:
        """The sections that stand in the forms, not in the prose."""
        if self.guide is None:
            return set()
        return {question.id for question in self.guide.procedure.questions} | set(self.guide.procedure.conditions)


class Uses:
    """What the guides and pages of one language say of the facts."""

    def __init__(self, library: Library, language: str) -> None:
        """Read every guide, then every page."""
        self.library = library
        self.texts = list(_texts(library, language))
        self.sides: dict[tuple[str, str], str] = {}
        self.places: dict[str, list[Place]] = {}
        self.labels: dict[str, str] = {}
        """What a form calls a figure."""
        for text in self.texts:
            self._read(text)
        self.last = _last(library, language)
        """The page of the disagreements: what it tells counts only where nobody else does."""
        if self.last:
            self._read(self.last, left_out=set(self.places))

    def _read(self, text: Text, left_out: Container[str] = ()) -> None:
        found: dict[str, Quote] = {}
        for quote in find_quotes(text.words):
            if quote.side:
                self.sides.setdefault((quote.fact, quote.side), quote.text)
            if quote.fact in self.library.facts and quote.fact not in left_out:
                known = found.setdefault(quote.fact, quote)
                if known.in_table and not quote.in_table:  # a sentence is understood better
                    found[quote.fact] = quote
        for id, quote in found.items():
            self.places.setdefault(id, []).append(Place(text.title, f"{text.path}#fact-{id}", quote.text))
        if text.guide:
            self._read_labels(text.words, text.guide)
            for id in figures_of(self.library, text.guide):
                if id not in found:
                    self.places.setdefault(id, []).append(Place(text.title, text.path))

    def _read_labels(self, words: Words, guide: Guide) -> None:
        for widget in guide.procedure.widgets:
            section = words.section(widget.id)
            for item in section.items if section else ():
                if item.id in self.library.facts:
                    self.labels.setdefault(item.id, item.text)

    def words_of(self, fact: str) -> str:
        """The words that rest on a fact, from the first place that has any; else what a form calls it."""
        quotes = (place.text for place in self.places.get(fact, []) if place.text)
        return next(quotes, self.labels.get(fact, ""))

    def disputes(self) -> Iterator[tuple[Dispute, list[Place]]]:
        """Each disputed fact that readers are told of, with the first block that does, and every place of one."""
        told: dict[str, tuple[Dispute, list[Place]]] = {}
        for text in (*self.texts, *([self.last] if self.last else ())):
            first = set(told) if text is self.last else set[str]()
            for dispute in find_disputes(text.words, self.library.disputed, text.inside):
                for id in dispute.facts:
                    if id in first:
                        continue
                    first.add(id)
                    place = Place(text.title, f"{text.path}#{anchor(id)}")
                    told.setdefault(id, (dispute, []))[1].append(place)
        seen: set[Dispute] = set()
        for dispute, places in told.values():
            if dispute not in seen:
                seen.add(dispute)
                yield dispute, places


def _last(library: Library, language: str) -> Text | None:
    pages = library.pages.get(DISAGREEMENTS, {})
    words = pages.get(language) or next(iter(pages.values()), None)
    return Text(words, f"{DISAGREEMENTS}.html") if words else None


def _texts(library: Library, language: str) -> Iterator[Text]:
    for guide in library.guides.values():
        words = guide.words.get(language) or guide.words.get(guide.procedure.origin)
        if words:
            rest, letters = part_letters(words, [letter.id for letter in guide.procedure.letters])
            yield Text(rest, f"guides/{guide.id}.html", guide)
            yield from (Text(own, f"guides/{guide.id}-{id}.html") for id, own in letters.items())
    for name, pages in library.pages.items():
        if name in ABOUT_FACTS:
            continue
        yield Text(pages.get(language) or next(iter(pages.values())), f"{name}.html")
