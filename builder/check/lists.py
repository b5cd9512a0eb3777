"""In: the ways through a guide. Out: problems: a step, paper or letter that is never listed."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rules import items, written
from builder.form import widget_lists
from builder.problem import Problem
from builder.things import item_thing, items_of
from builder.ways import Ways
from widgets.model import Letter


def check_lists(ways: Ways) -> Iterator[Problem]:
    """Each step, paper and letter with a condition is listed for some answers, by some widget."""
    procedure, document = ways.guide.procedure, ways.guide.document
    shown = {name for widget in procedure.widgets for name in widget_lists(procedure, widget)}
    whens = {item.id: when for item, when in items_of(ways.rules, (*procedure.steps, *procedure.evidence))}
    whens |= {letter.id: when for letter, when in ways.rules.letters}
    listed: dict[str, bool] = {}
    for trail, item in items(ways.guide):
        when = whens[item.id]
        if when is None:
            continue
        place, written_when = (*written(ways.guide, trail), "when"), str(item.when)
        if not isinstance(item, Letter) and trail[1] not in shown:
            message = (
                f"No widget shows '{trail[1]}', so the when of '{item.id}' chooses nothing. "
                f"Add '{trail[1]}' to the lists of a widget, or take the when out."
            )
            yield document.problem(place, message)
            continue
        if written_when not in listed:  # many items of a guide share a condition
            thing = item_thing(ways.rules, item, when)
            listed[written_when] = any(end.told[0][0] for end, _ in ways.ends(thing))
        if not listed[written_when]:
            message = f"'{item.id}' is never listed: its condition is never met. Mend the when, or take the line out."
            yield document.problem(place, message)
