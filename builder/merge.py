"""In: rules, what is to be known of them, a day. Out: every way to know it, ways that go on alike merged into one.

The tree of all states grows with the product of its questions; merged, with little more than their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.cut import sides_of, tests_in, tests_on
from builder.cuts import Cuts
from builder.known import Knowing, Known, Way, missing_for
from builder.paths import BUDGET, TooManyError, beneath
from builder.things import Thing
from widgets.conditions import Test
from widgets.decide import Evaluation
from widgets.rules import Rules

type Standing = tuple[Any, frozenset[str]]
"""What is told of a thing, None while questions are missing for it; and these questions."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where ways meet: what is known is the same, and so is all that follows."""

    answers: Mapping[str, str]
    """One of the ways here, as it would be typed, in the order asked."""
    told: tuple[Any, ...]
    """Of each thing that is known for good; None of the others."""
    asks: str | None
    """The next question; None at an end."""
    branches: tuple[tuple[str, Place], ...]
    """Each answer, and where it leads."""


def merge(knowing: Knowing, stages: Sequence[Sequence[Thing]], *, unknown: bool = False, wide: bool = False) -> Place:
    """Ask for the things of the first stage, then for those of the next; gives the first place.

    With `unknown`, "I don't know" is an answer; with `wide`, so are the first and last day or number that may be typed.
    Raises TooManyError past the budget.
    """
    return _Merge(knowing, stages, unknown, wide).start()


def places_in(place: Place) -> Iterator[Place]:
    """A place and all that follow it, each once."""
    seen, waiting = {id(place)}, [place]
    while waiting:
        yield (found := waiting.pop())
        new = {id(to): to for _, to in found.branches if id(to) not in seen}
        seen |= new.keys()
        waiting += new.values()


class _Merge:
    """The places found so far, by what makes them alike."""

    def __init__(self, knowing: Knowing, stages: Sequence[Sequence[Thing]], unknown: bool, wide: bool) -> None:
        self.knowing, self.rules, self.by = knowing, knowing.rules, knowing.by
        rules, by = self.rules, self.by
        day = beneath(rules, by) if by else set()
        things = [thing.also(day) for stage in stages for thing in stage]
        self.stages = [stage for stage, things in enumerate(stages) for _ in things]
        self.rests_on = [thing.rests_on for thing in things]
        self.stands = [self._stand(thing) for thing in things]
        self.named = named = frozenset[str]().union(*self.rests_on)
        self.changed = {id: self._changed(things, id) for id in rules.questions}
        tests = [test for id in rules.conditions if id in named for test in tests_in(rules.conditions[id])]
        self.cuts = Cuts(knowing, tests, unknown=unknown, wide=wide)
        self.cut_by = {
            id: _with_days(rules, _cutting(rules, id, tests))
            for id, asked in rules.questions.items()
            if asked.type != "choice"
        }
        self.found: dict[Hashable, Place] = {}
        self.counted: dict[Hashable, frozenset[str]] = {}

    def start(self) -> Place:
        """The place before any answer, with all that follow."""
        way = self.knowing.begin(self.named)
        return self._place(way, [known.of(way) for known in self.stands])

    def _place(self, way: Way, stands: Sequence[Standing]) -> Place:
        """Where a way leads; `stands` is how each thing stands there."""
        told = tuple([told for told, _ in stands])
        open_things = tuple([n for n, (_, missing) in enumerate(stands) if missing])
        counting = self._counting(open_things, way.answers)
        key = (told, len(open_things), frozenset([pair for pair in way.answers.items() if pair[0] in counting]))
        if key not in self.found:
            first = min((self.stages[n] for n in open_things), default=0)
            waits = {id for n in open_things if self.stages[n] == first for id in stands[n][1]}
            asks = next((id for id in self.rules.questions if id in waits), None)
            if len(self.found) > BUDGET:
                raise TooManyError(asks or "")
            self.found[key] = Place(way.answers, told, asks, tuple(self._branches(way, stands, asks)))
        return self.found[key]

    def _branches(self, way: Way, stands: Sequence[Standing], asks: str | None) -> Iterator[tuple[str, Place]]:
        if asks is None:
            return
        moved, changed = self.changed[asks]
        for answer in self.cuts.answers_to(asks, way):
            after, then = self.knowing.then(way, asks, answer, moved), [*stands]
            for n in changed:
                then[n] = self.stands[n].of(after)
            yield answer, self._place(after, then)

    def _stand(self, thing: Thing) -> Known[Standing]:
        if thing.found_from is None:
            return self.knowing.by_answers(self.rules.questions, _standing(thing))
        return self.knowing.by_ids((*thing.found_from, self.by), _standing(thing))

    def _changed(self, things: Sequence[Thing], id: str) -> tuple[list[tuple[int, Known[int]]], list[int]]:
        """The ids and the things that may stand otherwise after an answer."""
        resting, by = self.rules.resting_on[id], {self.by}
        ids = [None if thing.found_from is None else thing.found_from | by for thing in things]
        changed = [n for n, found_from in enumerate(ids) if found_from is None or not resting.isdisjoint(found_from)]
        return self.knowing.moved(id, self.named), changed

    def _counting(self, open_things: tuple[int, ...], answers: Mapping[str, str]) -> frozenset[str]:
        """The questions on which the rest of the way hangs: of what is open, and of what cuts its days and numbers."""
        key = (open_things, *answers)
        if key not in self.counted:
            ids = frozenset[str]().union(*(self.rests_on[n] for n in open_things))
            cut = [cut_by for id, cut_by in self.cut_by.items() if id in ids and id not in answers]
            self.counted[key] = ids.union(*cut)
        return self.counted[key]


def _standing(thing: Thing) -> Callable[[Evaluation], Standing]:
    """How a thing stands: what is told of it once nothing is missing, and the questions that are."""

    def find(evaluation: Evaluation) -> Standing:
        finding = thing.find(evaluation)
        missing = missing_for(evaluation, finding)
        return None if missing else thing.tell(finding), missing

    return find


def _cutting(rules: Rules, id: str, tests: Sequence[Test]) -> set[str]:
    """All that the tests on a day or number rest on."""
    return beneath(rules, *(side for test in tests_on(rules, id, tests) for side in sides_of(test)))


def _with_days(rules: Rules, ids: set[str]) -> set[str]:
    """A day is cut between the days answered before, so all of them count."""
    return ids | {id for id, question in rules.questions.items() if question.type == "date"}
