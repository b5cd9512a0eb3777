"""In: a guide's letters and their words. Out: problems: a letter nobody is led to, slots that nothing fills."""

from __future__ import annotations

from collections.abc import Iterator

from builder.letters import SLOT, Draft, blank_kind, days_of, letter_widgets, read_draft
from builder.library import Guide, Library
from builder.problem import Problem
from builder.words import Section, Words
from widgets.letters import CARD
from widgets.model import Procedure
from widgets.names import nearest
from widgets.said import say

LIST = "letters"
"""The heading under which a guide lists its letters."""


def needed_by_letters(procedure: Procedure, origin: Words) -> dict[str, tuple[str, ...]]:
    """The headings that letters need, each with its blanks: those of the guide's own language."""
    if not procedure.letters:
        return {}
    sections = {letter.id: origin.section(letter.id) for letter in procedure.letters}
    blanks = {id: tuple(item.id for item in section.items) if section else () for id, section in sections.items()}
    return {LIST: (), **blanks}


def check_letters(guide: Guide) -> Iterator[Problem]:
    """Some form leads to each letter; in each language its slots are filled, and the same ones."""
    for n, letter in enumerate(guide.procedure.letters):
        if guide.procedure.widgets and not letter_widgets(guide.procedure, letter):
            message = say("letter-not-asked", id=letter.id)
            yield guide.document.problem(("letters", n, "when"), message)
        origin = guide.words.get(guide.procedure.origin)
        model = origin.section(letter.id) if origin else None
        for words in guide.words.values():
            section = words.section(letter.id)
            if section:
                yield from _check_words(guide.procedure, words, section, read_draft(model) if model else None)


def check_names(library: Library) -> Iterator[Problem]:
    """A guide is not called as the page of a card or letter of another."""
    for guide in library.guides.values():
        for n, end in enumerate((CARD, *(letter.id for letter in guide.procedure.letters))):
            if f"{guide.id}-{end}" in library.guides:
                place = ("letters", n - 1, "id") if n else ()
                message = say("letter-page-taken", id=guide.id, end=end)
                yield guide.document.problem(place, message)


def _check_words(procedure: Procedure, words: Words, section: Section, model: Draft | None) -> Iterator[Problem]:
    draft = read_draft(section)
    if not draft.text:
        yield Problem(words.path, section.line, say("letter-empty", id=section.id), column=section.column)
    if SLOT.search(draft.lead):
        yield Problem(words.path, section.line, say("letter-slot-outside", id=section.id), column=section.column)
    blanks, days = [item.id for item in section.items], days_of(procedure)
    for item in section.items:
        if blank_kind(item.id) is None:
            message = say("letter-no-blank", id=item.id)
            yield Problem(words.path, item.line, message, column=item.column)
        elif item.id not in draft.slots:
            yield Problem(words.path, item.line, say("letter-blank-unused", id=item.id), column=item.column)
    for slot in draft.slots:
        if slot not in blanks and slot not in days:
            hint = nearest(slot, (*blanks, *days))
            yield Problem(
                words.path, section.line, say("letter-slot-unfilled", slot=slot, hint=hint), column=section.column
            )
    if model and sorted(draft.slots) != sorted(model.slots) and draft.text:
        other = sorted(set(draft.slots) ^ set(model.slots))
        yield Problem(words.path, section.line, say("letter-slots-differ", other=other), column=section.column)
