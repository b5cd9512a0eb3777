"""In: rules and ids in them. Out: what is to be known of a reader: rows, outcomes, items, values, conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from builder.beneath import beneath
from builder.form import widget_lists
from widgets.conditions import Condition, Named, ids_in
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.lines import ids_shown
from widgets.model import Evidence, Letter, Step, Widget
from widgets.rules import Rules


class Thing(NamedTuple):
    """Something to be known, and what is told of it once it is."""

    rests_on: frozenset[str]
    found_from: frozenset[str] | None
    """The ids whose standing alone decides how it stands; None where all answers may."""
    find: Callable[[Evaluation], Finding]
    tell: Callable[[Finding], Any]
    id: str = ""
    """The id of whose finding it is made, where that is one."""

    def also(self, ids: Iterable[str]) -> Thing:
        """The same, resting on some more."""
        return self._replace(rests_on=self.rests_on | set(ids))


def row_things(rules: Rules, table: str) -> list[Thing]:
    """Each row of a table on its own, even where another one matches: whether it does.

    The last one, for all other cases, rests on nothing of its own: it is known once the others are.
    """
    rows = rules.tables[table]
    every = frozenset(id for _, when in rows for id in ids_in(when))

    def row(n: int, when: Condition | None) -> Thing:
        if when is not None:
            return when_thing(rules, when)
        found_from = every if rows[n][0].otherwise is not None else frozenset[str]()
        return Thing(frozenset(), found_from, lambda evaluation: evaluation.find(table).parts[n], _result)

    return [row(n, when) for n, (_, when) in enumerate(rows)]


def outcome_thing(rules: Rules, table: str) -> Thing:
    """The outcome of a table, and whether it is unconfirmed."""
    return _thing_of(rules, table, _outcome)


def item_thing(rules: Rules, item: Step | Evidence | Letter, when: Condition | None) -> Thing:
    """Whether a step, paper or letter is wanted, and by what day."""
    due = item.due if isinstance(item, Step) else None
    ids = [*ids_in(when), *([due] if due else [])]
    return _thing(rules, ids, lambda evaluation: evaluation.judge_item(item.id, item, when, due), _item)


def when_thing(rules: Rules, when: Condition) -> Thing:
    """Whether a condition is met."""
    if isinstance(when, Named):
        return _thing_of(rules, when.id, _result)
    return _thing(rules, ids_in(when), lambda evaluation: evaluation.judge(when), _result)


def value_thing(rules: Rules, id: str) -> Thing:
    """What a value or a condition comes to."""
    return _thing_of(rules, id, _value)


def _thing_of(rules: Rules, id: str, tell: Callable[[Finding], Any]) -> Thing:
    return _thing(rules, [id], lambda evaluation: evaluation.find(id), tell)._replace(id=id)


def _thing(
    rules: Rules, ids: Iterable[str], find: Callable[[Evaluation], Finding], tell: Callable[[Finding], Any]
) -> Thing:
    named = frozenset(ids)
    return Thing(_beneath(rules, named), named, find, tell)


def alike(rules: Rules, things: Iterable[Thing]) -> list[list[Thing]]:
    """Put together what rests on the same questions: it is known at the same places, so that one walk does."""
    groups: dict[frozenset[str], list[Thing]] = {}
    for thing in things:
        groups.setdefault(thing.rests_on.intersection(rules.questions), []).append(thing)
    return list(groups.values())


def items_of(rules: Rules, lists: Iterable[str]) -> list[tuple[Step | Evidence, Condition | None]]:
    """The steps, then the papers, of some lists."""
    wanted = set(lists)
    steps = [pair for id, items in rules.steps.items() if id in wanted for pair in items]
    return [*steps, *(pair for id, items in rules.evidence.items() if id in wanted for pair in items)]


def widget_things(rules: Rules, widget: Widget) -> tuple[Thing, list[Thing]]:
    """What a widget asks for first, its goal, and what it asks for then."""
    lists = widget_lists(rules.procedure, widget)
    items = [item_thing(rules, item, when) for item, when in items_of(rules, lists)]
    return outcome_thing(rules, widget.goal), [
        *items,
        *(value_thing(rules, id) for id in ids_shown(rules.procedure, widget)),
    ]


def untold(thing: Thing) -> Thing:
    """The same where it matters only when it is known, and not what it comes to."""
    return thing._replace(tell=_nothing)


def _nothing(_: object) -> None:
    """Nothing is told."""


def _beneath(rules: Rules, ids: Iterable[str]) -> frozenset[str]:
    return frozenset(beneath(rules, *ids))


def _result(finding: Finding) -> object:
    return finding.result


def _outcome(table: Finding) -> object:
    return table.value, bool(table.about and table.about.about.unconfirmed)


def _item(item: Finding) -> object:
    day = item.parts[0].value if item.result and item.parts and item.parts[0].result else None
    return item.result, day


def _value(finding: Finding) -> object:
    return finding.result, finding.value if finding.result else None
