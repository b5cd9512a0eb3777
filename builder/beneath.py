"""In: rules, and ids in them. Out: what those rest on: other ids, and days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.once import for_each_object
from widgets.conditions import ids_in
from widgets.rules import Rules

DAYS = ("today", "on")
"""The day on which the rules are read, and the one that counts, as rules name them."""


def beneath(rules: Rules, *ids: str) -> set[str]:
    """All ids that tables, conditions, values or questions rest on, themselves included."""
    named = _named(rules)
    found: set[str] = set()
    waiting = [*ids]
    while waiting:
        next_id = waiting.pop()
        if next_id not in found:
            found.add(next_id)
            waiting += named.get(next_id, ())
    return found


def names_of(rules: Rules, by: str, id: str) -> Sequence[str]:
    """The ids that one names; a figure, and an age, the day that counts; and that day the question `by`, if any."""
    if id in DAYS:
        return [by] if by and id == "on" else []
    named = _named(rules).get(id, [])
    by_age = id in rules.values and rules.values[id].operation == "age"
    is_figure = not any(id in ids for ids in (rules.questions, rules.conditions, rules.tables, rules.values))
    return [*named, "on"] if by_age or is_figure else named


def days_beneath(rules: Rules, by: str, ids: Iterable[str]) -> list[str]:
    """The days on which some ids rest."""
    seen, waiting = set[str](), [*ids]
    while waiting:
        id = waiting.pop()
        if id not in seen:
            seen.add(id)
            waiting += names_of(rules, by, id)
    return [day for day in DAYS if day in seen]


@for_each_object(held=8)
def _named(rules: Rules) -> dict[str, list[str]]:
    """The ids that each one names."""
    named = {id: [*ids_in(rules.gates.get(id))] for id in (*rules.gates, *rules.conditions, *rules.tables)}
    for id, condition in rules.conditions.items():
        named[id] += ids_in(condition)
    for id, rows in rules.tables.items():
        named[id] += (other for _, when in rows for other in ids_in(when))
    for id, value in rules.values.items():
        named[id] = [*named.get(id, ()), *(operand for operand in value.operands if isinstance(operand, str))]
    return named
