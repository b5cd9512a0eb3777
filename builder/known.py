"""In: answers on a walk. Out: what is found of them by the engine, once for all ways that can't differ in it.

What an id comes to hangs on how the ids that it names stand, and they on others, down to the answers. So each is worked
out once for all ways on which those beneath it stand alike: for a gate that is met it is no matter how.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from copy import copy
from functools import partial
from operator import itemgetter
from sys import intern
from typing import Any

from builder.ask import page_data
from builder.beneath import DAYS, names_of
from builder.library import Guide, Library
from builder.once import for_each_object
from builder.standing import Reading, Standing, State, state_of
from widgets.answers import EARLIEST, Answer, read_answer
from widgets.decide import Evaluation
from widgets.rules import Rules

type Reads = Callable[[Sequence[Hashable]], Hashable]

_NEW: Any = object()


class Way:
    """The answers so far; the engine reads them only where something is not known of them yet."""

    __slots__ = ("_evaluation", "asked", "knowing", "states")

    def __init__(self, knowing: Knowing, asked: tuple[str, ...], states: list[Any]) -> None:
        self.asked = asked
        """The questions answered, in the order asked."""
        self.states = states
        """The day, each answer, and how each id stands."""
        self.knowing = knowing
        self._evaluation: Reading | None = None

    @property
    def answers(self) -> dict[str, str]:
        """As they would be typed, in the order asked."""
        return {id: self.states[self.knowing.place_of(id)] for id in self.asked}

    @property
    def evaluation(self) -> Reading:
        """The rules, read with these answers."""
        if self._evaluation is None:
            self._evaluation = self.knowing.read(self)
        return self._evaluation


class Known[T]:
    """One thing that is found of ways, by the states that it hangs on."""

    __slots__ = ("_find", "_found", "_reads", "places")

    def __init__(self, places: Iterable[int], find: Callable[[Way], T]) -> None:
        """`places` are those of the states."""
        self.places = tuple(dict.fromkeys(places))
        self._reads = _reads(self.places)
        self._find = find
        self._found: dict[Hashable, T] = {}

    def of(self, way: Way) -> T:
        """What is found on a way."""
        key = self._reads(way.states)
        found: T = self._found.get(key, _NEW)
        if found is _NEW:
            found = self._found[key] = self._find(way)
        return found


class Moved:
    """Ids that may stand otherwise after an answer: how they do is found of all at once."""

    def __init__(self, known: Mapping[int, Known[int]]) -> None:
        """What is known of each, by its place, each after those that it names."""
        self.places = tuple(known)
        reads = [place for each in known.values() for place in each.places if place not in known]
        self.numbers = Known(reads, partial(_move, known))


def _move(known: Mapping[int, Known[int]], way: Way) -> list[int]:
    for place in known:
        way.states[place] = None  # it may not stand as before
    for place, each in known.items():
        way.states[place] = each.of(way)
    return [way.states[place] for place in known]


class Knowing:
    """How ids stand on the ways through a form, on a day and on others.

    The day counts where an id hangs on it: `today` and `on` stand like ids that others name. Nothing that is known
    leads back here, so that all is let go at once with the last who holds it.
    """

    def __init__(self, rules: Rules, figures: Mapping[str, Any], today: datetime.date, by: str) -> None:
        self.rules, self.today, self.by = rules, today, by
        self._first = Evaluation(rules, {}, figures, today, today, by)
        self._answered = {id: place for place, id in enumerate(rules.questions, 1)}
        self._places: dict[str, int] = {}
        self._known: dict[str, Known[int]] = {}
        self._numbers: dict[tuple[str, State], int] = {}
        self._standing: list[Standing] = []
        """For each number, how an id stands that has it."""
        self._states: dict[int, State] = {}
        """The same, by the number of the object that is the finding."""
        self._read: dict[tuple[str, str], Answer] = {}
        self._kept: dict[Hashable, Any] = {}
        for id in DAYS:
            self._place(id)

    def on(self, today: datetime.date) -> Knowing:
        """The same with another day, and all that is known."""
        other = copy(self)
        other.today = today
        other._first = Evaluation(self.rules, {}, self._first.figures, today, today, self.by)
        return other

    def place_of(self, question: str) -> int:
        """The place of its answer among the states of a way."""
        return self._answered[question]

    def begin(self, ids: Collection[str]) -> Way:
        """The way before any answer, on which some ids are to be known."""
        way = Way(self, (), [self.today, *[None] * (len(self._answered) + len(self._places))])
        for id, place in self._places.items():
            if id in ids or id in DAYS:
                way.states[place] = self._known[id].of(way)
        return way

    def moved(self, question: str, ids: Collection[str]) -> Moved:
        """Those of some ids that may stand otherwise after an answer."""
        resting = self.rules.resting_on[question]
        ids = {*ids} & resting | ({"on"} if self.by in resting else set())
        known = {place: self._known[id] for id, place in self._places.items() if id in ids}
        return self.kept(("moved", question, *known), lambda: Moved(known))

    def then(self, way: Way, question: str, answer: str, moved: Moved) -> Way:
        """The way after one more answer."""
        states = way.states.copy()
        states[self._answered[question]] = answer
        after = Way(way.knowing, (*way.asked, question), states)
        for place, number in zip(moved.places, moved.numbers.of(after), strict=True):
            states[place] = number
        return after

    def read(self, way: Way) -> Reading:
        """The rules, read with all answers on a way."""
        answers = {id: self._answer(id, typed) for id, typed in way.answers.items()}
        numbers = {id: way.states[place] for id, place in self._places.items() if place < len(way.states)}
        known = {id: self._standing[number].finding for id, number in numbers.items() if number is not None}
        return Reading(way.knowing._first, answers, known, self._states)

    def afresh(self, answers: Mapping[str, str]) -> Evaluation:
        """The rules, read with some answers as they would be typed, and nothing known before."""
        return self._first.with_answers({id: self._answer(id, typed) for id, typed in answers.items()})

    def by_ids[T](self, ids: Iterable[str], find: Callable[[Evaluation], T]) -> Known[T]:
        """What hangs on how some ids stand; the engine finds it without what is beneath them."""
        named = [*ids]
        places = self._places_of([*named, self.by] if "on" in named else named)
        return Known(places.values(), lambda way: find(way.knowing._reading(way, places)))

    def by_id[T](self, id: str, find: Callable[[Standing], T]) -> Known[T]:
        """What is told by how an id stands; that is known."""
        place = self._place(id)
        return Known([place], lambda way: find(way.knowing._standing[way.states[place]]))

    def by_answers[T](
        self, questions: Iterable[str], find: Callable[[Evaluation], T], days: Iterable[str] = DAYS
    ) -> Known[T]:
        """What hangs on the answers to some questions, and on some days."""
        places = [*(self._answered[id] for id in questions), *(self._places[id] for id in days)]
        return Known(places, lambda way: find(way.evaluation))

    def where_known[T](self, ids: Collection[str], asked: str, known: Known[T]) -> Known[T | None]:
        """The same by how some ids stand, and the question that is asked; None where one of them is not known."""
        if not ids or not self._places.keys() >= {*ids, asked}:
            return Known((), lambda _: None)
        places = self._places_of(ids)

        def find(way: Way) -> T | None:
            numbers, standing = [way.states[place] for place in places.values()], way.knowing._standing
            if any(number is None or standing[number].state.result is None for number in numbers):
                return None
            return known.of(way)

        return Known([*places.values(), self._places[asked]], find)

    def answers(self, ids: Collection[str]) -> Reads:
        """Reads the answers to those of some ids that are questions from the states of a way."""
        return _reads([place for id, place in self._answered.items() if id in ids])

    def kept[T](self, name: Hashable, make: Callable[[], T]) -> T:
        """What one of the walks has made under a name, for all of them."""
        if name not in self._kept:
            self._kept[name] = make()
        thing: T = self._kept[name]
        return thing

    def _answer(self, question: str, typed: str) -> Answer:
        if (question, typed) not in self._read:
            self._read[question, typed] = read_answer(self.rules.questions[question], typed)
        return self._read[question, typed]

    def _place(self, id: str) -> int:
        if id not in self._places:
            named = self._places_of(names_of(self.rules, self.by, id))
            answered = [self._answered[id]] if id in self.rules.questions else [0] if id in DAYS else []
            self._known[id] = Known([*named.values(), *answered], partial(_number, id, named))
            self._places[id] = 1 + len(self._answered) + len(self._places)
        return self._places[id]

    def number(self, id: str, named: Mapping[str, int], way: Way) -> int:
        """A number for how an id stands, the same for the same state."""
        reading = self._reading(way, named, id)
        finding = reading.find_day(id) if id in DAYS else reading.find(id)
        state = state_of(reading, finding)
        number = self._numbers.setdefault((id, state), len(self._standing))
        if number == len(self._standing):
            self._hold(Standing(state, finding))
        return number

    def _hold(self, standing: Standing) -> None:
        self._standing.append(standing)
        self._states[id(standing.finding)] = standing.state

    def _reading(self, way: Way, places: Mapping[str, int], asked: str = "") -> Reading:
        """The rules, of which it is known how some ids stand; one more may be a question."""
        numbers = [way.states[place] for place in places.values()]
        if None in numbers:
            return way.evaluation
        answers = {}
        if asked in way.asked:
            answers[asked] = self._answer(asked, way.states[self._answered[asked]])
        found = [self._standing[number].finding for number in numbers]
        return Reading(way.knowing._first, answers, dict(zip(places, found, strict=True)), self._states)

    def _places_of(self, ids: Iterable[str]) -> dict[str, int]:
        return {id: self._place(id) for id in dict.fromkeys(ids) if id}


def knowing_on(library: Library, guide: Guide, today: datetime.date, by: str) -> Knowing:
    """What is known of a guide on a day, by the question for the day that counts; the same for all that walk it."""
    return _knowing(library, guide, intern(by)).on(today)


@for_each_object(held=8)
def _knowing(library: Library, guide: Guide, by: str) -> Knowing:
    return Knowing(guide.rules, page_data(library, guide)["facts"], EARLIEST, by)


def _number(id: str, named: Mapping[str, int], way: Way) -> int:
    return way.knowing.number(id, named, way)


def _reads(places: Sequence[int]) -> Reads:
    return itemgetter(*places) if places else _nothing


def _nothing(_: object) -> Hashable:
    return None
