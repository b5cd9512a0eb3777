"""In: one guide's rules and the facts. Out: problems: what is only single or seed, and decides or gives an amount.

A weak fact may stand behind advice that itself says `unconfirmed: true`, and behind nothing else. A derived figure is
as weak as its weakest part, which loading has seen to.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rules import items, written
from builder.cite import CITATION, FIGURE
from builder.facts import WEAK
from builder.form import ids_in, resting_on, value_kind, widget_lists
from builder.library import Guide, Library
from builder.problem import Problem
from builder.read import Trail
from widgets.lines import cells_of
from widgets.model import Row, Step, Widget
from widgets.said import Said, say

GIVEN = ("MAD", "percent")
"""Units of amounts: one that is weak makes what gives it unconfirmed, whatever else is cited."""
COUNTED = ("date", "days", "weeks", "months", "years")
"""Kinds of shown values that are advice on time; any other is an amount."""


def check_status(library: Library, guide: Guide) -> Iterator[Problem]:
    """Rows, steps, papers and the values shown rest on nothing weak, save where they say that it is unconfirmed."""
    found = [*_rows(library, guide), *_items(library, guide), *_shown(library, guide), *_told_of(library, guide)]
    return (guide.document.problem(trail, message) for trail, message in found)


def weak_behind(library: Library, guide: Guide, *raw: object) -> set[str]:
    """The weak facts that conditions, values or ids rest on."""
    weak = guide.named & library.weak
    return resting_on(guide.procedure, raw) & weak if weak else set()


def _rows(library: Library, guide: Guide) -> Iterator[tuple[Trail, Said]]:
    for table, rows in guide.procedure.tables.items():
        for n, row in enumerate(rows):
            if row.unconfirmed:
                continue
            behind = _conditions(row, rows)
            names = _named(library, weak_behind(library, guide, behind)) + _unconfirmed_outcomes(guide, behind)
            if names:
                said = say("row-weak", outcome=row.then or row.otherwise, names=names)
                yield ("tables", table, n), said


def _conditions(row: Row, rows: tuple[Row, ...]) -> list[object]:
    """What has to hold for a row, or not to hold: `otherwise` rests on all the others."""
    return [other.when for other in rows] if row.otherwise is not None else [row.when]


def _items(library: Library, guide: Guide) -> Iterator[tuple[Trail, Said]]:
    for trail, item in items(guide):
        due = item.due if isinstance(item, Step) else None
        weak = weak_behind(library, guide, item.when, due)
        if weak and not item.unconfirmed:
            yield written(guide, trail), say("item-weak", id=item.id, names=_named(library, weak))


def _shown(library: Library, guide: Guide) -> Iterator[tuple[Trail, Said]]:
    for n, widget in enumerate(guide.procedure.widgets):
        told = _told(library, guide, widget)
        for trail, id in _told_by(guide, n, widget):
            weak = weak_behind(library, guide, id)
            names = _named(library, weak)
            if weak and value_kind(guide.procedure, id, library.units) not in COUNTED:
                yield (
                    trail,
                    say("amount-weak", id=id, names=names),
                )
            elif weak - told:
                yield trail, say("value-weak", id=id, names=names, widget=widget.id)


def _told_by(guide: Guide, n: int, widget: Widget) -> Iterator[tuple[Trail, str]]:
    """The values and cells that a form shows, each with its place."""
    yield from ((("widgets", n, "shows", place), id) for place, id in enumerate(widget.shows))
    for row, cells in cells_of(guide.procedure, widget).items():
        yield from ((("lines", widget.lines or "", "rows", row, column), id) for column, id in cells.items())


def _told_of(library: Library, guide: Guide) -> Iterator[tuple[Trail, Said]]:
    """A step, a paper or an outcome whose own words cite nothing but weak facts is unconfirmed itself."""
    words = guide.words.get(guide.procedure.origin)
    if words is None:
        return
    for trail, item in items(guide):
        section = words.section(str(trail[1]))
        text = section.item(item.id) if section else None
        if text and not item.unconfirmed:
            yield from ((written(guide, trail), told) for told in _weak(library, item.id, f"{text.text}\n{text.help}"))
    for table, rows in guide.procedure.tables.items():
        for n, row in enumerate(rows):
            outcome = row.then or row.otherwise or ""
            section = words.section(outcome)
            if section and not row.unconfirmed:
                yield from ((("tables", table, n), told) for told in _weak(library, outcome, section.lead))


def _weak(library: Library, id: str, text: str) -> Iterator[Said]:
    """What is wrong with the words of something that does not say unconfirmed: all that they cite, or an amount."""
    weak = _cited(library, text)
    amounts = {found[1] for found in FIGURE.finditer(text) if found[1] in library.facts}
    amounts = {fact for fact in amounts if library.facts[fact].status in WEAK and library.facts[fact].unit in GIVEN}
    if weak:
        yield say("words-weak", id=id, names=weak)
    elif amounts:
        yield say("words-weak-amount", id=id, names=_named(library, amounts))


def _cited(library: Library, text: str) -> list[Said]:
    """The facts and positions that a text cites, where all of them are weak; else none."""
    found: dict[str, str] = {}
    for mark in CITATION.finditer(text):
        fact = library.facts.get(mark[1] or mark[3])
        side = fact.position(mark[4]) if fact and mark[4] else None
        if fact:
            found[fact.id] = (side or fact).status
    weak = [say("fact-of-status", id=id, status=status) for id, status in found.items() if status in WEAK]
    return weak if len(weak) == len(found) else []


def _told(library: Library, guide: Guide, widget: Widget) -> set[str]:
    """The weak facts of which a form says, at an outcome, a step or a paper, that they are unconfirmed."""
    found: set[str] = set()
    rows = guide.procedure.tables.get(widget.goal, ())
    for row in rows:
        found |= weak_behind(library, guide, _conditions(row, rows)) if row.unconfirmed else set()
    lists = widget_lists(guide.procedure, widget)
    for trail, item in items(guide):
        if item.unconfirmed and trail[1] in lists:
            found |= weak_behind(library, guide, item.when, item.due if isinstance(item, Step) else None)
    return found


def _named(library: Library, ids: set[str]) -> list[Said]:
    return [say("fact-of-status", id=id, status=library.facts[id].status) for id in sorted(ids)]


def _unconfirmed_outcomes(guide: Guide, raw: object) -> list[Said]:
    """Outcomes of other tables that a row tests and that are themselves unconfirmed."""
    tested = _options_in(guide, raw)
    return [
        say("outcome-unconfirmed", outcome=row.then or row.otherwise)
        for table, rows in guide.procedure.tables.items()
        for row in rows
        if row.unconfirmed and (table, row.then or row.otherwise) in tested
    ]


def _options_in(guide: Guide, raw: object) -> set[tuple[str, str]]:
    """Every table and outcome that a condition tests, through named conditions too."""
    found: set[tuple[str, str]] = set()
    waiting, seen = [raw], set[str]()
    while waiting:
        part = waiting.pop()
        if isinstance(part, list | tuple):
            waiting += part
        elif isinstance(part, dict):
            for key, inner in part.items():
                found |= {(key, option) for option in ids_in(inner)} if key in guide.procedure.tables else set()
                waiting.append(inner)
        elif isinstance(part, str) and part not in seen:
            seen.add(part)
            waiting.append(guide.procedure.conditions.get(part))
    return found
