"""In: the words of a letter in one language. Out: what is said to the reader, the letter itself, and its slots.

The letter is the quotation (`> `) under its heading; each line of it is a line of the letter. `{blank-…}` is typed in
the page, `{line-…}` is written by pen, both are items under the heading; `{today}` and the id of a day are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup, escape

from builder import fragments
from builder.form import reach, reachable, value_kind, widget_lists
from builder.once import for_each_object
from builder.words import Item, Section, Words
from widgets.model import Letter, Procedure, Row, Widget

TODAY = "today"
SLOT = re.compile(r"\{([^{}\n]*)\}")
LANGUAGES = ("fr", "ar")
"""Those in which letters are sent."""
KINDS = ("blank", "line")

_QUOTED = re.compile(r"> ?")


class Draft(NamedTuple):
    """The words of a letter, parted."""

    lead: str
    """Said to the reader, above the letter."""
    text: str
    """The letter, as Markdown with slots."""

    @property
    def slots(self) -> list[str]:
        """The ids in its slots, each once, in their order."""
        return list(dict.fromkeys(SLOT.findall(self.text)))


def read_draft(section: Section) -> Draft:
    """Part what is said to the reader from the letter."""
    lines = section.body.split("\n")
    lead = "\n".join(line for line in lines if not line.startswith(">"))
    text = "\n".join(_QUOTED.sub("", line, count=1) for line in lines if line.startswith(">"))
    return Draft(lead.strip(), text.strip())


def part_letters(words: Words, ids: Collection[str]) -> tuple[Words, dict[str, Words]]:
    """Part a guide's words from those of its letters, which stand on pages of their own under their own titles."""
    lines = words.text.split("\n")
    starts = [section.line for section in words.sections]
    inside: set[int] = set()
    letters = {}
    for section, end in zip(words.sections, [*starts[1:], len(lines) + 1], strict=True):
        if section.id in ids:
            inside.update(range(section.line, end))
            draft = read_draft(section)
            text = f"{draft.lead}\n\n{SLOT.sub('…', draft.text)}"
            letters[section.id] = replace(words, meta={"title": section.title}, sections=(section,), text=text)
    rest = "\n".join(line for number, line in enumerate(lines, 1) if number not in inside)
    sections = tuple(section for section in words.sections if section.id not in ids)
    return replace(words, sections=sections, text=rest), letters


def blank_kind(id: str) -> str | None:
    """Whether a slot is typed (blank), written by pen (line), or neither."""
    kind, dash, name = id.partition("-")
    return kind if kind in KINDS and dash and name else None


def days_of(procedure: Procedure) -> list[str]:
    """The ids that a letter may name: today, and what a reader's answers give as a date."""
    ids = [*(question.id for question in procedure.questions), *procedure.values]
    return [TODAY, *(id for id in ids if value_kind(procedure, id) == "date")]


def show_draft(draft: Draft, items: tuple[Item, ...], cite: Callable[[str], str]) -> Markup:
    """The letter as HTML: a typed or written slot is a <bdi>, a day is a <time>."""
    labels = {item.id: item.text for item in items}
    lines = cite(draft.text).replace("\n\n", "\0").replace("\n", "  \n").replace("\0", "\n\n")
    return fragments.block(SLOT.sub(lambda slot: _slot(slot[1], labels.get(slot[1], "")), lines))


def _slot(id: str, label: str) -> str:
    kind = blank_kind(id)
    if kind is None:
        return f'<time class="dalil-slot" datetime="P0D" data-day="{escape(id)}"></time>'
    hint = f'<span class="dalil-quiet">{escape(label)}</span>'
    return f'<bdi class="dalil-slot dalil-slot--{kind}" data-{kind}="{escape(id)}">{hint}</bdi>'


@for_each_object(held=16)
def letter_widgets(procedure: Procedure, letter: Letter) -> tuple[Widget, ...]:
    """The widgets that ask all that a letter's condition rests on."""
    needed = _questions(procedure, _beneath(procedure, letter))
    return tuple(widget for widget in procedure.widgets if needed <= reachable(procedure, widget))


def widget_letters(procedure: Procedure, widget: Widget) -> tuple[Letter, ...]:
    """The letters that a widget's answer can lead to."""
    return tuple(letter for letter in procedure.letters if widget in letter_widgets(procedure, letter))


@for_each_object(held=2)
def card_widgets(procedure: Procedure) -> tuple[Widget, ...]:
    """The widgets whose answer has something to bring."""
    return tuple(w for w in procedure.widgets if set(widget_lists(procedure, w)) & set(procedure.evidence))


def _beneath(procedure: Procedure, letter: Letter) -> set[str]:
    """All ids that a letter's condition rests on: those of a widget with the condition as the only row of its goal."""
    alone = replace(procedure, tables={**procedure.tables, "": (Row(when=letter.when, then=letter.id),)})
    return reach(alone, Widget(id="", goal="", lists=()))


def _questions(procedure: Procedure, ids: set[str]) -> set[str]:
    return {question.id for question in procedure.questions} & ids
