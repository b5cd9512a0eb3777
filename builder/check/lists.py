"""In: the ways through a guide. Out: problems: a step, paper or letter that is never listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.check.rules import items, written
from builder.form import widget_lists
from builder.problem import Problem
from builder.things import Thing, alike, items_of, when_thing
from builder.ways import Ways
from widgets.model import Letter
from widgets.said import say


def check_lists(ways: Ways) -> Iterator[Problem]:
    """Each step, paper and letter with a condition is listed for some answers, by some widget."""
    procedure, document = ways.guide.procedure, ways.guide.document
    shown = {name for widget in procedure.widgets for name in widget_lists(procedure, widget)}
    whens = {item.id: when for item, when in items_of(ways.rules, (*procedure.steps, *procedure.evidence))}
    whens |= {letter.id: when for letter, when in ways.rules.letters}
    listed = _listed(ways, {id: when_thing(ways.rules, when) for id, when in whens.items() if when is not None})
    for trail, item in items(ways.guide):
        place = (*written(ways.guide, trail), "when")
        if whens[item.id] is None:
            continue
        if not isinstance(item, Letter) and trail[1] not in shown:
            message = say("list-not-shown", name=trail[1], id=item.id)
            yield document.problem(place, message)
        elif item.id not in listed:
            message = say("item-never-listed", id=item.id)
            yield document.problem(place, message)


def _listed(ways: Ways, things: Mapping[str, Thing]) -> set[str]:
    """The ids whose condition is met for some answers."""
    ids, listed = {id(thing): name for name, thing in things.items()}, set[str]()
    for group in alike(ways.rules, things.values()):
        names = [ids[id(thing)] for thing in group]
        for end, _ in ways.ends(*group):
            listed |= {name for name, met in zip(names, end.told, strict=True) if met}
            if listed.issuperset(names):
                break
    return listed
