"""In: a widget of a guide and the guide's words. Out: the words of its rules, from which the page explains an answer.

Questions and options stand in the form already; here is what else a rule can name: a condition met, not met or open,
an outcome, a figure or a value with its mark.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from builder.cut import tests_in
from builder.facts import Fact
from builder.form import Find, Show, reachable, value_kind
from builder.lines import cell_ids
from widgets.conditions import decode_condition
from widgets.model import Procedure, Widget

type Shown = list[dict[str, Any]]


def show_conditions(procedure: Procedure, widget: Widget, find: Find, inline: Show) -> Shown:
    """Each condition that has words: met, not met, and as the question that it is while it is open."""
    needed = reachable(procedure, widget)
    shown = []
    for id in procedure.conditions:
        section = find(id) if id in needed else None
        met, not_met = (section.item("met"), section.item("not-met")) if section else (None, None)
        if section and met and not_met:
            sides = {"met": inline(met.text), "not-met": inline(not_met.text), "open": inline(section.title)}
            shown.append({"id": id, "sides": sides})
    return shown


def show_named_outcomes(procedure: Procedure, widget: Widget, find: Find, inline: Show) -> Shown:
    """Every outcome that the widget's rules name, each once; unconfirmed where any of its rows is."""
    needed = reachable(procedure, widget)
    shown: dict[str, dict[str, Any]] = {}
    for table, rows in procedure.tables.items():
        for row in rows if table in needed else ():
            id = row.then or row.otherwise or ""
            entry = shown.setdefault(id, {"id": id, "title_html": inline(find(id).title), "unconfirmed": False})
            entry["unconfirmed"] = entry["unconfirmed"] or row.unconfirmed
    return list(shown.values())


def show_amounts(
    procedure: Procedure, widget: Widget, find: Find, inline: Show, figures: dict[str, Fact], cells: dict[str, str]
) -> Shown:
    """The values and figures that the widget's rules rest on: with the label they have in a form or a cell, if any."""
    needed = reachable(procedure, widget)
    labels = cells | {
        item.id: item.text
        for each in (*(each for each in procedure.widgets if each.id != widget.id), widget)
        for item in find(each.id).items
        if item.id in each.shows or item.id in figures or item.id in procedure.values
    }
    labels = {**_lent(procedure, labels), **labels}
    units = {id: figure.unit for id, figure in figures.items()}
    shown = []
    for id in procedure.values:
        if id in needed:
            label = inline(labels[id]) if id in labels else Markup("")
            shown.append(_amount(id, value_kind(procedure, id, units), label, Markup("")))
    for id, figure in figures.items():
        if id in needed:
            label = inline(labels[id]) if id in labels else Markup("")
            shown.append(_amount(id, figure.unit or "number", label, inline(f"[^{id}]")))
    return shown


def values_to_name(procedure: Procedure, widget: Widget) -> tuple[str, ...]:
    """The values that readers meet in the account of an answer alone: a condition tests them, nothing shows them."""
    needed = reachable(procedure, widget)
    shown = dict.fromkeys((id for each in procedure.widgets for id in each.shows), "")
    named = {*shown, *_lent(procedure, shown), *cell_ids(procedure, widget)}
    raw = [procedure.conditions[id] for id in procedure.conditions if id in needed]
    raw += [row.when for table, rows in procedure.tables.items() if table in needed for row in rows if row.when]
    read = [decode_condition(one, problems=[]) for one in raw]
    tested = {id for condition in read if condition for test in tests_in(condition) for id in (test.id, test.operand)}
    return tuple(id for id in procedure.values if id in tested - named)


def _lent(procedure: Procedure, labels: dict[str, str]) -> dict[str, str]:
    """A value that a single labelled one stands for, being all that it is made of, goes by that one's label."""
    lenders: dict[str, list[str]] = {}
    for id, raw in procedure.values.items():
        match raw:
            case {"first": [str(part)]} if id in labels:
                lenders.setdefault(part, []).append(id)
    return {part: labels[ids[0]] for part, ids in lenders.items() if len(ids) == 1}


def _amount(id: str, kind: str, label: Markup, mark: Markup) -> dict[str, Any]:
    return {
        "id": id,
        "kind": "date" if kind == "date" else "count",
        "unit": kind,
        "label_html": label,
        "mark_html": mark,
    }
