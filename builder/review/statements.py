"""In: a guide of a `Library` and a language. Out: its statements: all that who knows the matter can call wrong.

A statement is a sentence, an item or a row that cites a fact or carries a figure, a dispute, a letter, a figure that
the rules use, a step, a paper, and each outcome with the conditions that lead to it. Its id stays when others change;
its hash is that of its words, of the rules under it and of every value of its figures, whatever the day.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from builder.cite import CITATION
from builder.form import item_of, resting_on
from builder.library import Guide, Library
from builder.problem import DataError, Problem
from builder.review.units import Unit, bare, states, units_of
from builder.words import Item, Section, Words
from widgets.model import Evidence, Step
from widgets.said import say

INTRO = "intro"
"""The section of what stands before the first heading."""
type Cited = tuple[str, str | None]
"""A fact, and the side of a dispute."""


@dataclass(frozen=True)
class Statement:
    """Something that is right or wrong."""

    id: str
    kind: str
    """What it is: a unit's kind, or figure, letter, step, paper, outcome."""
    section: str
    """The id of the heading that it stands under."""
    text: str
    """Markdown."""
    lead: str = ""
    """What introduces it."""
    cells: tuple[tuple[str, str], ...] = ()
    help: str = ""
    cited: tuple[Cited, ...] = ()
    """What it rests on, in order."""
    when: tuple[Any, ...] = ()
    """The conditions that lead to it, any of them, as they are written; None stands for all other cases."""
    item: Step | Evidence | None = None
    unconfirmed: bool = False
    basis: str = ""
    """All that its hash is made of."""

    @cached_property
    def hash(self) -> str:
        """Changes with what it says."""
        return hashlib.sha256(self.basis.encode()).hexdigest()[:16]

    @cached_property
    def key(self) -> str:
        """Names it and its words in few letters: four for the id, five for what it says."""
        return _short(self.id, 4) + _short(self.hash, 5)


def find_statements(library: Library, guide: Guide, language: str) -> list[Statement]:
    """The statements of a guide in a language, in the order of its page; none where it isn't in that language.

    Raises DataError where the letters by which two of them go are the same.
    """
    words = guide.words.get(language)
    if words is None:
        return []
    found = [
        replace(statement, basis=_basis(library, guide, statement))
        for statement in _numbered(_all(library, guide, words))
    ]
    _tell_apart(words, found)
    return found


def _tell_apart(words: Words, found: list[Statement]) -> None:
    first: dict[str, str] = {}
    for statement in found:
        other = first.setdefault(_short(statement.id, 4), statement.id)
        if other != statement.id:
            raise DataError([Problem(words.path, 1, say("review-alike", id=statement.id, other=other))])


def content_hash(statements: list[Statement]) -> str:
    """Changes when any of the statements does."""
    return hashlib.sha256("\n".join(f"{one.id} {one.hash}" for one in statements).encode()).hexdigest()[:16]


def _all(library: Library, guide: Guide, words: Words) -> Iterator[Statement]:
    procedure = guide.procedure
    items: dict[tuple[str, str], Step | Evidence] = {}
    for lists in (procedure.steps, procedure.evidence):
        items |= {(name, item.id): item for name, each in lists.items() for item in each}
    letters = {letter.id for letter in procedure.letters}
    sections = (Section(INTRO, 1, "", words.intro, (), 1), *words.sections)
    for section in sections:
        if section.id in letters:
            yield _statement("letter", section.id, section.id, section.body)
            continue
        if section.id in guide.outcomes:
            yield _outcome(library, guide, section)
        for unit in units_of(section):
            yield _of_unit(section, unit)
        rows = procedure.lines[section.id].rows if section.id in procedure.lines else {}
        yield from (_of_row(library, section, row, cells) for row, cells in rows.items())
        for item in (item for item in section.items if item.id not in rows):
            yield from _of_item(library, section, item, items.get((section.id, item.id)))


def _statement(kind: str, id: str, section: str, text: str, **more: Any) -> Statement:
    cells = more.get("cells", ())
    parts = [text, more.get("help", ""), *(cell for _, cell in cells), *(head for head, _ in cells)]
    return Statement(id, kind, section, text, cited=cited_in("\n".join(parts)), **more)


def _of_unit(section: Section, unit: Unit) -> Statement:
    cited = cited_in(unit.whole)
    id = f"{section.id}/{cited[0][0] if cited else 'text'}"
    return _statement(unit.kind, id, section.id, unit.text, lead=unit.lead, cells=unit.cells)


def _of_row(library: Library, section: Section, row: str, cells: Mapping[str, str]) -> Statement:
    """A line of amounts: the figures from which it is worked out, under their columns."""
    item = item_of(section, row)
    shown = {column: f"[[{id}]]" if id in library.units else item_of(section, id).text for column, id in cells.items()}
    told = {column: text for column, text in shown.items() if text != cells[column]}  # a value has no words of its own
    named = tuple((item_of(section, column).text, text) for column, text in told.items())
    return _statement("row", f"{section.id}/{row}", section.id, item.text, cells=named, help=item.help)


def _of_item(library: Library, section: Section, item: Item, listed: Step | Evidence | None) -> Iterator[Statement]:
    id = f"{section.id}/{item.id}"
    fact = library.facts.get(item.id)
    if listed:
        kind = "step" if isinstance(listed, Step) else "paper"
        raw = (listed.when,) if listed.when is not None else ()
        made = _statement(kind, id, section.id, item.text, help=item.help, when=raw, item=listed)
        yield replace(made, unconfirmed=listed.unconfirmed)
    elif fact and fact.is_figure:
        cells = ((item.text, f"[[{item.id}]]"),)
        yield _statement("figure", id, section.id, "", cells=cells, help=item.help)
    elif states(f"{item.text}\n{item.help}"):
        yield _statement("item", id, section.id, item.text, help=item.help)


def _outcome(library: Library, guide: Guide, section: Section) -> Statement:
    """An outcome, when it comes, and the figures that this hangs on."""
    rows = [row for rows in guide.procedure.tables.values() for row in rows]
    mine = [row for row in rows if section.id in (row.then, row.otherwise)]
    when = tuple(row.when if row.then else None for row in mine)
    resting = sorted(resting_on(guide.procedure, list(when)) & library.facts.keys())
    return Statement(
        section.id,
        "outcome",
        section.id,
        section.title,
        cited=tuple((id, None) for id in resting),
        when=when,
        unconfirmed=any(row.unconfirmed for row in mine),
    )


def cited_in(text: str) -> tuple[Cited, ...]:
    """The facts and sides that a text cites, each once."""
    return tuple(dict.fromkeys((found[1] or found[3], found[4]) for found in CITATION.finditer(text)))


def _numbered(statements: Iterator[Statement]) -> Iterator[Statement]:
    """An id that comes again is told from the first by its number."""
    seen: Counter[str] = Counter()
    for statement in statements:
        seen[statement.id] += 1
        again = seen[statement.id]
        yield replace(statement, id=f"{statement.id}-{again}") if again > 1 else statement


def _basis(library: Library, guide: Guide, statement: Statement) -> str:
    procedure = guide.procedure
    item = statement.item
    due = item.due if isinstance(item, Step) else None
    under = sorted(resting_on(procedure, [list(statement.when), due]))
    rules = {id: raw for id in under if (raw := procedure.values.get(id) or procedure.conditions.get(id))}
    facts = {*under, *(id for id, _ in statement.cited)} & library.facts.keys()
    figures = [library.facts[id] for id in sorted(facts) if library.facts[id].is_figure]
    values = {fact.id: [fact.unit, *((value.from_, value.value) for value in fact.values)] for fact in figures}
    numbers = [item.originals, item.copies] if isinstance(item, Evidence) else [due]
    cells = [[bare(head), bare(cell)] for head, cell in statement.cells]
    said = [*map(bare, (statement.lead, statement.text, statement.help)), cells]
    made = {"said": said, "when": statement.when, "rules": rules, "values": values, "numbers": numbers}
    return json.dumps(_even(made), ensure_ascii=False, sort_keys=True, default=str)


def _even(raw: Any) -> Any:
    """The same with each number written in one way: 12.0 is 12."""
    if isinstance(raw, Mapping):
        return {key: _even(value) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [_even(value) for value in raw]
    if isinstance(raw, Decimal):
        return int(raw) if raw == raw.to_integral_value() else str(raw.normalize())
    return raw


def _short(text: str, length: int) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()[:length]
