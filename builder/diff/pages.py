"""In: the library as it was and as it is. Out: the pages that read otherwise, and the translations left behind.

Pages are compared by what they are made of: their own words, the facts they cite, the rules of their forms, the words
of the frame. A page that only moved in its file reads the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builder.cite import CITATION
from builder.diff.report import Behind, Page
from builder.library import LANGUAGES, Guide, Library
from builder.words import Words

HEAD, INTRO = "title and summary", "introduction"
"""What stands before the first heading, in reports."""
REGISTERS = {
    "sources": ("facts", "sources"),
    "disagreements": ("facts",),
    "changes": ("facts", "changes"),
    "glossary": ("glossary",),
}
"""The pages that the build fills in, and what from."""


def find_pages(before: Library, after: Library) -> dict[str, list[Page]]:
    """The pages that read otherwise, by language, each with the reasons."""
    touched = {id for id in before.facts.keys() | after.facts.keys() if before.facts.get(id) != after.facts.get(id)}
    found: dict[str, list[Page]] = {}
    for language in LANGUAGES:
        frame = ["words of the frame"] if _frame(before, language) != _frame(after, language) else []
        pages = [*_guides(before, after, language, touched), *_others(before, after, language, touched)]
        found[language] = [Page(path, tuple(why)) for path, reasons in pages if (why := [*reasons, *frame])]
    return found


def _guides(before: Library, after: Library, language: str, touched: set[str]) -> Iterator[tuple[str, list[str]]]:
    for id in dict.fromkeys([*after.guides, *before.guides]):
        old, new = before.guides.get(id), after.guides.get(id)
        reasons = _reasons(_words(old, language), _words(new, language), touched)
        if old and new and old.procedure != new.procedure:
            reasons.append("rules")
        yield f"guides/{id}", reasons


def _others(before: Library, after: Library, language: str, touched: set[str]) -> Iterator[tuple[str, list[str]]]:
    for name in dict.fromkeys([*after.pages, *before.pages]):
        old, new = (library.pages.get(name, {}).get(language) for library in (before, after))
        reasons = _reasons(old, new, touched)
        reasons += [part for part in REGISTERS.get(name, ()) if getattr(before, part) != getattr(after, part)]
        yield name, reasons


def _reasons(old: Words | None, new: Words | None, touched: set[str]) -> list[str]:
    if old is None or new is None:
        return [] if old is new else ["new" if old is None else "gone"]
    cited = {found[1] or found[3] for found in CITATION.finditer(new.text)}
    words = ["words"] if sections_of(old) != sections_of(new) else []
    return [*words, *(["facts it cites"] if cited & touched else [])]


def _frame(library: Library, language: str) -> list[Any]:
    """The words of the forms and those round every page."""
    path = f"docs/words/{language}.yaml"
    return [library.interface.get(language), *(each.data for each in library.documents if each.path == path)]


def find_behind(before: Library, after: Library) -> Iterator[Behind]:
    """Each section whose origin changed while a translation of it did not."""
    for id, guide in after.guides.items():
        old = before.guides[id].words if id in before.guides else {}
        yield from _behind(f"guides/{id}", guide.procedure.origin, old, guide.words)
    for name, words in after.pages.items():
        yield from _behind(name, LANGUAGES[0], before.pages.get(name, {}), words)


def _behind(page: str, origin: str, old: Mapping[str, Words], new: Mapping[str, Words]) -> Iterator[Behind]:
    if origin not in new:
        return
    was = {language: sections_of(words) for language, words in old.items()}
    now = {language: sections_of(words) for language, words in new.items()}
    for id, text in now[origin].items():
        if was.get(origin, {}).get(id) == text:
            continue
        others = [language for language in LANGUAGES if language != origin]
        late = [language for language in others if now.get(language, {}).get(id) == was.get(language, {}).get(id)]
        if late:
            yield Behind(page, id, origin, tuple(late))


def sections_of(words: Words) -> dict[str, object]:
    """The texts of a file by section, wherever they stand in it; what says who read a translation is none."""
    texts: dict[str, object] = {
        HEAD: [words.meta.get(key) for key in ("title", "summary")],
        INTRO: words.intro,
    }
    for section in words.sections:
        items = [(item.id, item.text, item.help) for item in section.items]
        texts[section.id] = (section.level, section.title, section.body, items)
    return texts


def _words(guide: Guide | None, language: str) -> Words | None:
    return guide.words.get(language) if guide else None
