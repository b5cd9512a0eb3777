"""In: a guide, and days that count as today. Out: the merged ways to anything in its rules, and their number."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.ask import page_data
from builder.beneath import beneath
from builder.count import Size, count
from builder.known import Knowing, knowing_on
from builder.library import Guide, Library
from builder.merge import Place, merge, places_in
from builder.paths import BUDGET, TooManyError, find_states
from builder.things import Thing, untold, widget_things
from widgets.dates import read_iso
from widgets.figures import in_force
from widgets.rules import Rules

SOME_DAY = datetime.date(2026, 1, 1)
"""For a guide that names none: the check reads no clock, so that it says the same on any day."""


@dataclass(frozen=True)
class Ways:
    """A guide's rules, ready to be walked on each of some days."""

    guide: Guide
    rules: Rules
    figures: Mapping[str, Any]
    days: tuple[datetime.date, ...]
    known: Callable[[datetime.date, str], Knowing]
    """What is known on a day, by the question for the day that counts."""

    def to(self, things: Sequence[Thing], day: datetime.date, by: str) -> Place:
        """All ways to know some things, "I don't know" left out; raises TooManyError."""
        return merge(self.known(day, by), [things], wide=True)

    def ends(self, *things: Thing) -> Iterator[tuple[Place, datetime.date]]:
        """The places where the things are known, on each day, and whichever question is for the day that counts."""
        bys = dict.fromkeys(widget.on or "" for widget in self.rules.widgets.values()) or {"": None}
        days = {by: self.days_for(things, by) for by in bys}
        for day in self.days:
            for by in (by for by in bys if day in days[by]):
                yield from ((place, day) for place in places_in(self.to(things, day, by)) if place.asks is None)

    def days_for(self, things: Sequence[Thing], by: str) -> list[datetime.date]:
        """The first of all days on which the ways to some things can't differ: the rules read no other day there."""
        ids = frozenset[str]().union(beneath(self.rules, by) if by else (), *(thing.rests_on for thing in things))
        if len(self.days) == 1 or self._told_today(ids):
            return [*self.days]
        figures = [figure for id, figure in self.figures.items() if id in ids]
        alike = {tuple([in_force(figure, day) for figure in figures]): day for day in reversed(self.days)}
        return sorted(alike.values(), key=self.days.index)

    def _told_today(self, ids: Collection[str]) -> bool:
        """Whether some ids read what day it is otherwise than for the figures in force."""
        rules = self.rules
        ages = any(value.operation == "age" for id, value in rules.values.items() if id in ids)
        asked = [question for id, question in rules.questions.items() if id in ids]
        bounds = {bound for question in asked for bound in (question.earliest, question.latest)}
        return ages or "on" in ids or "today" in bounds or "today" in ids


def ways_of(library: Library, guide: Guide, *days: datetime.date) -> Ways:
    """The ways on the days given, else on the day the guide was last changed and on those of its worked examples."""

    def known(day: datetime.date, by: str) -> Knowing:
        return knowing_on(library, guide, day, by)

    return Ways(guide, guide.rules, page_data(library, guide)["facts"], days or _days(guide), known)


def count_states(library: Library, guide: Guide, day: datetime.date, budget: int = BUDGET) -> dict[str, Size]:
    """For each widget how many states it has; raises DataError where they are more than the budget, all together."""
    return count_in(library, ways_of(library, guide, day), day, budget)


def count_in(library: Library, ways: Ways, day: datetime.date, budget: int) -> dict[str, Size]:
    """The same, on ways that other checks walk too."""
    found = {}
    try:
        for widget in ways.guide.procedure.widgets:
            goal, rest = widget_things(ways.rules, widget)
            stages = [[goal], [untold(thing) for thing in rest]]  # their number does not hang on what is listed
            found[widget.id] = count(merge(ways.known(day, widget.on or ""), stages, unknown=True))
        if sum(size.states for size in found.values()) <= budget:
            return found
    except TooManyError:
        pass  # so many places are still more states
    find_states(library, ways.guide, day, budget=budget)
    raise AssertionError("one by one there were fewer states than merged")


def _days(guide: Guide) -> tuple[datetime.date, ...]:
    cases = guide.cases.data if guide.cases and isinstance(guide.cases.data, list) else []
    written = [guide.procedure.updated, *(case.get("today") for case in cases if isinstance(case, dict))]
    return tuple(dict.fromkeys(day for text in written if (day := read_iso(text)))) or (SOME_DAY,)
