"""In: a guide's letters and their words. Out: problems: a letter nobody is led to, slots that nothing fills."""

from __future__ import annotations

from collections.abc import Iterator

from builder.hint import unknown
from builder.letters import SLOT, Draft, blank_kind, days_of, letter_widgets, read_draft
from builder.load import Guide, Library
from builder.problem import Problem
from builder.words import Section, Words
from widgets.letters import CARD
from widgets.model import Procedure

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
            message = f"No widget asks all that '{letter.id}' rests on. Mend its when, or let a widget ask it."
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
                message = f"'{guide.id}-{end}' is a guide, and would be a page of this one. Rename one of them."
                yield guide.document.problem(place, message)


def _check_words(procedure: Procedure, words: Words, section: Section, model: Draft | None) -> Iterator[Problem]:
    draft = read_draft(section)
    if not draft.text:
        yield Problem(words.path, section.line, f"The letter '{section.id}' is empty. Write it as a quotation: > …")
    if SLOT.search(draft.lead):
        yield Problem(words.path, section.line, f"A slot of '{section.id}' stands outside the letter. Put > before it.")
    blanks, days = [item.id for item in section.items], days_of(procedure)
    for item in section.items:
        if blank_kind(item.id) is None:
            message = f"'{item.id}' is no blank. Call it blank-… where it is typed, line-… where it is written by pen."
            yield Problem(words.path, item.line, message)
        elif item.id not in draft.slots:
            yield Problem(words.path, item.line, f"The letter has no {{{item.id}}}. Write it there, or take this out.")
    for slot in draft.slots:
        if slot not in blanks and slot not in days:
            told = unknown("blank or day", slot, (*blanks, *days))
            yield Problem(words.path, section.line, f"{{{slot}}} is filled by nothing. {told}")
    if model and sorted(draft.slots) != sorted(model.slots) and draft.text:
        other = ", ".join(sorted(set(draft.slots) ^ set(model.slots)))
        yield Problem(
            words.path, section.line, f"The letter has other slots than in the guide's own language: {other}."
        )
