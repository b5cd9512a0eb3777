"""In: rules, what is to be known of them, a day. Out: every way to know it, ways that go on alike merged into one.

The tree of all states grows with the product of its questions; merged, with little more than their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from builder.beneath import beneath
from builder.cut import sides_of, tests_in, tests_on
from builder.cuts import Cuts
from builder.known import Knowing, Known, Moved, Reads, Way
from builder.paths import BUDGET, TooManyError
from builder.standing import Standing, missing_day, waits_of
from builder.things import Thing
from widgets.conditions import Test
from widgets.decide import Evaluation
from widgets.rules import Rules

type Found = tuple[Any, frozenset[str], bool]
"""What is told of a thing, None while questions are missing for it; these questions; whether the day could be one."""
type Stand = tuple[Any, frozenset[str]]
"""The same, the question for the day among the others."""
type Stands = tuple[int, ...]
"""A number for how each thing stands."""


class Read(NamedTuple):
    """What comes of how things stand."""

    told: tuple[Any, ...]
    open: tuple[int, ...]
    """Those that are not known yet."""
    asks: str | None
    kind: int
    """A number for what is told and open."""


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


def merge(
    knowing: Knowing,
    stages: Sequence[Sequence[Thing]],
    *,
    unknown: bool = False,
    wide: bool = False,
    most: int = BUDGET,
) -> Place:
    """Ask for the things of the first stage, then for those of the next; gives the first place.

    With `unknown`, "I don't know" is an answer; with `wide`, so are the first and last day or number that may be typed.
    Raises TooManyError where there are more than the `most` places.
    """
    return _Merge(knowing, stages, unknown, wide, most).start()


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

    def __init__(
        self, knowing: Knowing, stages: Sequence[Sequence[Thing]], unknown: bool, wide: bool, most: int
    ) -> None:
        self.knowing, self.rules, self.by, self.most = knowing, knowing.rules, knowing.by, most
        rules, by = self.rules, self.by
        day = beneath(rules, by) if by else set()
        things = [thing.also(day) for stage in stages for thing in stage]
        self.stages = [stage for stage, things in enumerate(stages) for _ in things]
        self.rests_on = [thing.rests_on for thing in things]
        self.standings: dict[Stand, int] = {}
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
        self.read: dict[Stands, Read] = {}
        self.kinds: dict[Hashable, int] = {}
        self.reads: dict[Hashable, Reads] = {}

    def start(self) -> Place:
        """The place before any answer, with all that follow."""
        way = self.knowing.begin(self.named)
        return self._place(way, tuple([known.of(way) for known in self.stands]))

    def _place(self, way: Way, stands: Stands) -> Place:
        """Where a way leads."""
        read = self.read.get(stands) or self._read(stands)
        key = (read.kind, self._counting(read.open, way)(way.states))
        if key not in self.found:
            if len(self.found) > self.most:
                raise TooManyError(read.asks or "")
            self.found[key] = Place(way.answers, read.told, read.asks, tuple(self._branches(way, stands, read.asks)))
        return self.found[key]

    def _read(self, stands: Stands) -> Read:
        standings = [*self.standings]
        each = [standings[number] for number in stands]
        open_things = tuple([n for n, (_, missing) in enumerate(each) if missing])
        first = min((self.stages[n] for n in open_things), default=0)
        waits = {id for n in open_things if self.stages[n] == first for id in each[n][1]}
        asks = next((id for id in self.rules.questions if id in waits), None)
        told = tuple([told for told, _ in each])
        kind = self.kinds.setdefault((told, open_things), len(self.kinds))
        self.read[stands] = read = Read(told, open_things, asks, kind)
        return read

    def _branches(self, way: Way, stands: Stands, asks: str | None) -> Iterator[tuple[str, Place]]:
        if asks is None:
            return
        moved, changed, change = self.changed[asks]
        then = [*stands]
        for answer in self.cuts.answers_to(asks, way):
            after = self.knowing.then(way, asks, answer, moved)
            for n, number in zip(changed, change.of(after), strict=True):
                then[n] = number
            yield answer, self._place(after, tuple(then))

    def _stand(self, thing: Thing) -> Known[int]:
        """A number for how a thing stands; the day that counts is looked at apart, for it differs the most."""
        knowing, known = self.knowing, self._known(thing)
        day, standings = knowing.by_ids([self.by], missing_day), self.standings

        def number(way: Way) -> int:
            told, missing, dated = known.of(way)
            missing = missing | day.of(way) if dated else missing
            return standings.setdefault((None if missing else told, missing), len(standings))

        return Known((*known.places, *day.places), number)

    def _known(self, thing: Thing) -> Known[Found]:
        if thing.id:
            return self.knowing.by_id(thing.id, _told_by(thing))
        if thing.found_from is None:
            return self.knowing.by_answers(self.rules.questions, _found_by(thing))
        return self.knowing.by_ids(thing.found_from, _found_by(thing))

    def _changed(self, things: Sequence[Thing], id: str) -> tuple[Moved, list[int], Known[list[int]]]:
        """The ids and the things that may stand otherwise after an answer, and how these do."""
        resting, by = self.rules.resting_on[id], {self.by}
        ids = [None if thing.found_from is None else thing.found_from | by for thing in things]
        changed = [n for n, found_from in enumerate(ids) if found_from is None or not resting.isdisjoint(found_from)]
        known = [self.stands[n] for n in changed]
        change = Known([place for each in known for place in each.places], lambda way: [each.of(way) for each in known])
        return self.knowing.moved(id, self.named), changed, change

    def _counting(self, open_things: tuple[int, ...], way: Way) -> Reads:
        """The answers on which the rest of the way hangs: to what is open, and to what cuts its days and numbers."""
        key = (open_things, way.asked)
        if key not in self.reads:
            ids = frozenset[str]().union(*(self.rests_on[n] for n in open_things))
            cut = [cut_by for id, cut_by in self.cut_by.items() if id in ids and id not in way.asked]
            self.reads[key] = self.knowing.answers(ids.union(*cut))
        return self.reads[key]


def _found_by(thing: Thing) -> Callable[[Evaluation], Found]:
    def find(evaluation: Evaluation) -> Found:
        finding = thing.find(evaluation)
        missing, dated = waits_of(evaluation, finding)
        return None if missing else thing.tell(finding), missing, dated

    return find


def _told_by(thing: Thing) -> Callable[[Standing], Found]:
    def tell(found: Standing) -> Found:
        state = found.state
        return None if state.missing else thing.tell(found.finding), state.missing, state.dated

    return tell


def _cutting(rules: Rules, id: str, tests: Sequence[Test]) -> set[str]:
    """All that the tests on a day or number rest on."""
    return beneath(rules, *(side for test in tests_on(rules, id, tests) for side in sides_of(test)))


def _with_days(rules: Rules, ids: set[str]) -> set[str]:
    """A day is cut between the days answered before, so all of them count."""
    return ids | {id for id, question in rules.questions.items() if question.type == "date"}
