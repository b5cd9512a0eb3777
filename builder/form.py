"""In: a widget of a guide and the guide's words. Out: what templates/widget.html.j2 shows, as plain dictionaries.

Nothing is decided here: which questions a widget may ask is read off the rules, their words off the Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from builder.cite import is_marked
from builder.figures import format_count
from builder.once import for_each_object
from builder.words import Item, Section
from widgets.lines import ids_shown
from widgets.model import Evidence, Procedure, Question, Step, Widget
from widgets.values import ARITHMETIC, BOUNDS

type Find = Callable[[str], Section]
"""Gives the section with an id in the page's language, or in the guide's own with a mark."""
type Show = Callable[[str], Markup]
"""Turns Markdown into HTML."""
type Units = Mapping[str, str | None]
"""The unit of each figure."""
NO_UNITS: Units = MappingProxyType({})
"""For who asks of questions and values alone, whether they are days."""


def ids_in(raw: Any) -> list[str]:
    """Every word of a condition or a value's sum that could be an id: keys and texts."""
    found: list[str] = []
    _gather_ids(raw, found)
    return found


def _gather_ids(raw: Any, found: list[str]) -> None:
    if isinstance(raw, str):
        found.append(raw)
    elif isinstance(raw, dict):
        for key, part in raw.items():
            found.append(key)
            _gather_ids(part, found)
    elif isinstance(raw, list | tuple):
        for part in raw:
            _gather_ids(part, found)


def widget_lists(procedure: Procedure, widget: Widget) -> tuple[str, ...]:
    """The lists of steps and evidence that a widget shows, in the guide's order."""
    every = (*procedure.steps, *procedure.evidence)
    return every if widget.lists is None else tuple(name for name in every if name in widget.lists)


@for_each_object(held=64)
def reachable(procedure: Procedure, widget: Widget) -> frozenset[str]:
    """The ids that a widget's answer can hang on: questions, conditions, values, tables."""
    return frozenset(reach(procedure, widget))


def reach(procedure: Procedure, widget: Widget) -> set[str]:
    """The same, worked out anew: for rules and a widget that are made for one question."""
    questions = {question.id: question for question in procedure.questions}
    waiting: list[str] = [widget.goal, *ids_shown(procedure, widget), *([widget.on] if widget.on else [])]
    for name in widget_lists(procedure, widget):
        for step in procedure.steps.get(name, ()):
            waiting.extend(ids_in([step.when, step.due]))
        for paper in procedure.evidence.get(name, ()):
            waiting.extend(ids_in(paper.when))
    found: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id in found:
            continue
        found.add(id)
        if id in questions:
            question = questions[id]
            waiting.extend([*ids_in(question.ask_when), *ids_in([question.earliest, question.latest])])
        waiting.extend(ids_in(procedure.values.get(id)))
        waiting.extend(ids_in(procedure.conditions.get(id)))
        for row in procedure.tables.get(id, ()):
            waiting.extend(ids_in(row.when))
    return found


def resting_on(procedure: Procedure, raw: Any) -> set[str]:
    """Every id that a condition or value hangs on, through conditions, values and gates; not through tables."""
    gates = {question.id: question.ask_when for question in procedure.questions}
    waiting, found = list(ids_in(raw)), set[str]()
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += ids_in([procedure.values.get(id), procedure.conditions.get(id), gates.get(id)])
    return found


def widget_questions(procedure: Procedure, widget: Widget) -> tuple[Question, ...]:
    """The questions a widget may ask, in the procedure's order."""
    needed = reachable(procedure, widget)
    return tuple(question for question in procedure.questions if question.id in needed)


def show_questions(procedure: Procedure, widget: Widget, find: Find, block: Show, inline: Show) -> list[dict[str, Any]]:
    """The form's questions with their words."""
    shown = []
    for question in widget_questions(procedure, widget):
        section = find(question.id)
        unknown = section.item("unknown")
        shown.append(
            {
                "id": question.id,
                "type": question.type,
                "unit": question.unit,
                "unknown": question.unknown,
                "visible": question.ask_when is None,
                "title_html": inline(section.title),
                "help_html": block(section.body),
                "options": [
                    {
                        "id": option,
                        "label_html": inline(item_of(section, option).text),
                        "help_html": block(item_of(section, option).help),
                    }
                    for option in question.options
                ],
                "unknown_label_html": inline(unknown.text) if unknown else Markup(""),
                "find_out_html": block(unknown.help) if unknown else Markup(""),
            }
        )
    return shown


def show_outcomes(procedure: Procedure, widget: Widget, find: Find, block: Show, inline: Show) -> list[dict[str, Any]]:
    """The outcomes of the widget's goal, each once, in the order of the table."""
    shown: dict[str, dict[str, Any]] = {}
    for row in procedure.tables[widget.goal]:
        id = row.then or row.otherwise or ""
        section = find(id)
        entry = shown.setdefault(
            id,
            {
                "id": id,
                "title_html": inline(section.title),
                "lead_html": block(section.lead),
                "unconfirmed": False,
            },
        )
        entry["unconfirmed"] = entry["unconfirmed"] or row.unconfirmed
    return list(shown.values())


def show_values(procedure: Procedure, widget: Widget, units: Units, find: Find, inline: Show) -> list[dict[str, Any]]:
    """The values shown with the answer: dates as dates, the rest with their unit."""
    section = find(widget.id)
    shown = []
    for id in widget.shows:
        kind = value_kind(procedure, id, units)
        label = inline(item_of(section, id).text)
        shown.append({"id": id, "unit": kind, "label_html": label, "kind": "date" if kind == "date" else "count"})
    return shown


def value_kind(procedure: Procedure, id: str, units: Units = NO_UNITS, within: tuple[str, ...] = ()) -> str:
    """What a value, question or figure is: date, days, months, years, MAD, percent, or number where it has no unit.

    What is worked out from others has the unit of the first that has one, but of money before all: so many percent of
    a sum of money, or so many times it, is money.
    """
    asked = _asked(procedure).get(id)
    if asked:
        return asked
    raw = procedure.values.get(id)
    if not isinstance(raw, dict) or id in within:
        return units.get(id) or "number"
    operation = next((key for key in raw if key not in ("when", "round")), "")
    if operation not in ("first", *BOUNDS, *ARITHMETIC):
        kinds = {"plus": "date", "days_since": "days", "months_since": "months", "age": "years"}
        return kinds.get(operation, "number")
    parts = [value_kind(procedure, part, units, (*within, id)) for part in ids_in(raw[operation])]
    return min((part for part in parts if part != "number"), key=_weight, default="number")


@for_each_object(held=8)
def _asked(procedure: Procedure) -> Mapping[str, str]:
    """What each question asks for."""
    asked = reversed(procedure.questions)
    return {each.id: "date" if each.type == "date" else each.unit or "number" for each in asked}


def _weight(kind: str) -> int:
    """Money comes before counts, and counts before rates."""
    return {"MAD": 0, "percent": 2}.get(kind, 1)


def show_lists(
    procedure: Procedure,
    names: tuple[str, ...],
    find: Find,
    block: Show,
    inline: Show,
    language: str,
    words: dict[str, Any],
) -> list[dict[str, Any]]:
    """Lists of steps and of evidence with their words and counts."""
    shown = []
    for name in names:
        section = find(name)
        kind = "steps" if name in procedure.steps else "evidence"
        items: tuple[Step | Evidence, ...] = procedure.steps.get(name) or procedure.evidence.get(name) or ()
        titles = {item.id: inline(item_of(section, item.id).text) for item in items}
        shown.append(
            {
                "id": name,
                "kind": kind,
                "title_html": inline(section.title),
                "items": [
                    {
                        "id": item.id,
                        "title_html": titles[item.id],
                        "help_html": block(item_of(section, item.id).help),
                        "count_html": Markup(counts(item, language, words))
                        if isinstance(item, Evidence)
                        else Markup(""),
                        "unconfirmed": item.unconfirmed and not is_marked(titles[item.id]),
                        "has_due": isinstance(item, Step) and item.due is not None,
                    }
                    for item in items
                ],
            }
        )
    return shown


def counts(item: Evidence, language: str, words: dict[str, Any]) -> str:
    """How many originals and copies to bring, in words."""
    parts = [
        format_count(number, unit, language, words)
        for unit, number in (("originals", item.originals), ("copies", item.copies))
        if number
    ]
    joined: str = words["counts"]["and"].join(parts)
    return joined


def item_of(section: Section, id: str) -> Item:
    """An item's words; its id where none are written yet (the check says so)."""
    return section.item(id) or Item(id, id, "", section.line)
