"""In: the ways through a guide. Out: problems: a question that is never asked, or whose answers change nothing."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from builder.beneath import beneath
from builder.merge import Place, places_in
from builder.problem import Problem
from builder.things import Thing, alike, value_thing, widget_things
from builder.ways import Ways
from widgets.said import say


def check_effect(ways: Ways) -> Iterator[Problem]:
    """On the answer to each question hangs an outcome, a step, a paper, a date, a value or a reason.

    A reason is here a condition that has a name: that an answer is repeated as a reason changes nothing.
    """
    questions = ways.guide.procedure.questions
    asked: set[str] = set()
    telling: set[str] = set()
    for day in ways.days:
        for by, things in _things(ways):
            if not telling.issuperset(things[0].rests_on & ways.rules.questions.keys()):
                first = ways.to(things, day, by)
                asked |= {place.asks for place in places_in(first) if place.asks}
                telling |= _Telling().questions(first)
    telling |= {widget.on for widget in ways.guide.procedure.widgets if widget.on}
    telling |= {bound for question in questions for bound in (question.earliest, question.latest) if bound}
    for n, question in enumerate(questions):
        if question.id in telling:
            continue
        if question.id in asked:
            message = say("question-changes-nothing", id=question.id)
        else:
            message = say("question-never-asked", id=question.id)
        yield ways.guide.document.problem(("questions", n), message)


def _things(ways: Ways) -> Iterator[tuple[str, list[Thing]]]:
    """All that a reader is shown by some widget, with the question for the day that counts."""
    rules = ways.rules
    for widget in rules.widgets.values():
        by, under = widget.on or "", beneath(rules, widget.goal)
        goal, rest = widget_things(rules, widget)
        reasons = [value_thing(rules, id) for id in rules.conditions if id in under]
        day = beneath(rules, by) if by else ()
        yield from ((by, group) for group in alike(rules, [thing.also(day) for thing in (goal, *rest, *reasons)]))


class _Telling:
    """Places that come to the same have the same number."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._read: dict[int, tuple[int, frozenset[str]]] = {}

    def questions(self, place: Place) -> frozenset[str]:
        """The questions whose answers come to something else."""
        return self._follow(place)[1]

    def _follow(self, place: Place) -> tuple[int, frozenset[str]]:
        if id(place) not in self._read:
            self._read[id(place)] = self._tell(place)
        return self._read[id(place)]

    def _tell(self, place: Place) -> tuple[int, frozenset[str]]:
        if place.asks is None:
            return self._number(("end", place.told)), frozenset()
        branches = [(answer, *self._follow(to)) for answer, to in place.branches]
        beneath = frozenset(question for *_, questions in branches for question in questions)
        if len({number for _, number, _ in branches}) == 1:
            return branches[0][1], beneath
        ways = tuple((answer, number) for answer, number, _ in branches)
        return self._number((place.asks, ways)), beneath | {place.asks}

    def _number(self, told: Hashable) -> int:
        return self._numbers.setdefault(told, len(self._numbers))
