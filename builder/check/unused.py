"""In: the ways through a guide. Out: problems: a condition, value or table that nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.beneath import beneath
from builder.problem import Problem
from builder.things import items_of
from builder.ways import Ways
from widgets.conditions import ids_in
from widgets.lines import ids_shown
from widgets.model import Step
from widgets.said import say


def check_unused(ways: Ways) -> Iterator[Problem]:
    """What has a name stands beneath a widget, a step, a paper or a question."""
    rules, document = ways.rules, ways.guide.document
    roots = [id for widget in rules.widgets.values() for id in (widget.goal, *ids_shown(rules.procedure, widget))]
    for item, when in items_of(rules, (*rules.steps, *rules.evidence)):
        roots += ids_in(when)
        if isinstance(item, Step) and item.due:
            roots.append(item.due)
    roots += [id for _, when in rules.letters for id in ids_in(when)]
    used = beneath(rules, *roots, *rules.questions)
    for id in rules.procedure.lines:
        if not any(widget.lines == id for widget in rules.widgets.values()):
            yield document.problem(("lines", id), say("lines-unused", id=id), key=True)
    named: dict[str, Iterable[str]] = {"conditions": rules.conditions, "values": rules.values, "tables": rules.tables}
    for kind, ids in named.items():
        for id in ids:
            if id not in used:
                message = say("id-unused", id=id)
                yield document.problem((kind, id), message, key=True)
