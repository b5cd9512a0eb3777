"""In: a `Library`. Out: what of its translations is missing, unreviewed, or older than the part it renders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from builder.library import LANGUAGES, Library
from builder.translation.lock import COMMON, FRONT, PAGE, hash_parts, write_lock
from builder.words import ID, Words

GLOSSARY = "glossary"
Sort = Literal["missing", "unreviewed", "older", "not recorded"]


@dataclass(frozen=True)
class Text:
    """A text in several languages."""

    id: str
    origin: str
    folder: str
    """In which each language has its file, with its own name or in a folder of its own."""
    words: Mapping[str, Words]

    def path(self, language: str) -> str:
        """Where its words in a language are, or have to be."""
        name = self.id.removeprefix(PAGE)
        return f"docs/{language}/{name}.md" if self.id.startswith(PAGE) else f"{self.folder}/{language}.md"


@dataclass(frozen=True)
class Gap:
    """Something to be done by a translator or a reviewer."""

    text: str
    language: str
    sort: Sort
    part: str
    """A part, an item of one (`part/item`), a term, or nothing for the whole."""
    path: str
    line: int


def texts_of(library: Library) -> Iterator[Text]:
    """Guides, the questions of several guides, pages."""
    for guide in library.guides.values():
        yield Text(guide.id, guide.procedure.origin, guide.folder, guide.words)
    shared = library.shared.words
    origin = next((language for language, words in shared.items() if words.meta.get("translation") == "origin"), "")
    if origin:
        yield Text(COMMON, origin, library.shared.folder, shared)
    for name, words in library.pages.items():
        yield Text(f"{PAGE}{name}", LANGUAGES[0], "", words)


def find_gaps(library: Library) -> list[Gap]:
    """All there is to do, text by text."""
    gaps = [gap for text in texts_of(library) if text.origin in text.words for gap in _gaps_of(library, text)]
    document = library.glossary_document
    for index, term in enumerate(library.glossary):
        place = (document.path, document.line((index,)))
        if not term.get("ar"):
            gaps.append(Gap(GLOSSARY, "ar", "missing", str(term.get("id")), *place))
        elif term.get("unreviewed"):
            gaps.append(Gap(GLOSSARY, "ar", "unreviewed", str(term.get("id")), *place))
    return gaps


def older_parts(library: Library, text: str, origin: Words | None, language: str) -> frozenset[str]:
    """The parts of a translation whose original has changed since it was accepted."""
    accepted = library.locks.get(text, {}).get(language, {})
    if not accepted or origin is None:
        return frozenset()
    now = hash_parts(origin)
    return frozenset(part for part, digest in accepted.items() if part in now and now[part] != digest)


def accept(library: Library, text: Text, language: str, parts: list[str]) -> str:
    """Note that parts of a translation, or all of them, say what the original says now; gives the path written."""
    now, own = hash_parts(text.words[text.origin]), hash_parts(text.words[language])
    known = library.locks.setdefault(text.id, {}).get(language, {})
    chosen = {part: digest for part, digest in now.items() if part in own}
    if parts:
        chosen = {id: now[id] if id in parts else known[id] for id in chosen if id in parts or id in known}
    library.locks[text.id][language] = chosen
    return write_lock(library.root, text.id, library.locks)


def _gaps_of(library: Library, text: Text) -> Iterator[Gap]:
    origin = text.words[text.origin]
    for language in LANGUAGES:
        words = text.words.get(language)
        if words is None:
            yield Gap(text.id, language, "missing", "", text.path(language), 1)
        elif language != text.origin:
            if words.meta.get("translation") != "reviewed":
                yield Gap(text.id, language, "unreviewed", "", words.path, 1)
            for sort, part, line in (*_missing(origin, words), *_older(library, text, words, language)):
                yield Gap(text.id, language, sort, part, words.path, line)


def _missing(origin: Words, words: Words) -> Iterator[tuple[Sort, str, int]]:
    """Headings and items that the original alone has; what it borrows is told with its own text."""
    for section in origin.sections:
        if section.line in origin.places:
            continue
        own = words.section(section.id)
        if own is None:
            yield "missing", section.id, 1
            continue
        for item in section.items:
            if ID.match(item.id) and own.item(item.id) is None:  # a page may begin a line with a command
                yield "missing", f"{section.id}/{item.id}", own.line


def _older(library: Library, text: Text, words: Words, language: str) -> Iterator[tuple[Sort, str, int]]:
    origin = text.words[text.origin]
    accepted = library.locks.get(text.id, {}).get(language, {})
    older = older_parts(library, text.id, origin, language)
    own = hash_parts(words)
    for part in hash_parts(origin):
        section = words.section(part)
        line = section.line if section else 1
        if part in older:
            yield "older", part, line
        elif part in own and part not in accepted:
            yield "not recorded", part, line


def parts_named(text: Text) -> list[str]:
    """The parts that may be accepted."""
    return [FRONT, *(part for part in hash_parts(text.words[text.origin]) if part != FRONT)]
