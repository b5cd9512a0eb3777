"""In: a guide's rules and its words. Out: each id that differs between them, told where fewer have it.

Where every language has words for an id that the rules lack, and none for one of nearly that name, the rules are
wrong; where the guide's own language differs from the rules and from the other languages, its heading is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.check.rules import written
from builder.check.vocabulary import words_needed
from builder.library import Guide, Library
from builder.problem import Problem
from builder.read import Trail
from builder.words import Item, Section
from widgets.ids import ids_of
from widgets.names import nearest
from widgets.said import say


class Misnamed(NamedTuple):
    """A misspelt id."""

    problem: Problem
    folder: str
    """Where the same may be told again."""
    ids: frozenset[str]
    """As it is written, and as it was meant."""


def find_misnamed(library: Library, guide: Guide) -> Iterator[Misnamed]:
    """Each id of the rules that no language knows, and each heading that only the guide's own language has."""
    texts = list(guide.words.values())
    if len(texts) < 2 or any(words.problems for words in texts):
        return
    needed = words_needed(library, guide.procedure)
    places = {id: trail for id, trail, _ in ids_of(guide.procedure)}
    folder = f"{guide.folder}/"
    for id in needed:
        stray = _meant(id, [words.sections for words in texts], set(needed))
        if stray and id in places:
            said = say("id-misnamed", id=id, meant=stray)
            yield Misnamed(guide.document.problem(written(guide, places[id]), said), folder, frozenset({id, stray}))
    for id, items in needed.items():
        sections = [section for words in texts if (section := words.section(id))]
        for item in items if len(sections) == len(texts) else ():
            stray = _meant(item, [section.items for section in sections], set(items))
            trail = places.get(item) or _option(guide, id, item)
            if stray and trail:
                said = say("id-misnamed", id=item, meant=stray)
                yield Misnamed(guide.document.problem(written(guide, trail), said), folder, frozenset({item, stray}))
    yield from _headings(guide, set(needed), folder)


def _headings(guide: Guide, needed: set[str], folder: str) -> Iterator[Misnamed]:
    """Headings of the guide's own language that the others have under another id."""
    origin = guide.words.get(guide.procedure.origin)
    others = [words for words in guide.words.values() if words is not origin]
    if origin is None or not others:
        return
    own = {section.id for section in origin.sections}
    theirs = set.intersection(*({section.id for section in words.sections} for words in others))
    for section in origin.sections:
        if section.id and section.id not in needed and not any(words.section(section.id) for words in others):
            meant = next((id for id in theirs - own if _near(section.id, id)), None)
            if meant:
                said = say("heading-misnamed", id=section.id, meant=meant)
                problem = Problem(origin.path, section.line, said, column=section.column)
                yield Misnamed(problem, folder, frozenset({section.id, meant}))


def _meant(id: str, texts: Sequence[Sequence[Section | Item]], known: set[str]) -> str | None:
    """What all the texts have in its place, where none of them has it."""
    ids = [{one.id for one in text} for text in texts]
    if any(id in text for text in ids):
        return None
    return next((stray for stray in sorted(set.intersection(*ids) - known) if _near(id, stray)), None)


def _near(one: str, other: str) -> bool:
    return nearest(one, [other]).code == "did-you-mean"


def _option(guide: Guide, question: str, option: str) -> Trail:
    """The place of an option in the rules."""
    for n, one in enumerate(guide.procedure.questions):
        if one.id == question and option in one.options:
            return ("questions", n, "options", one.options.index(option))
    return ()
