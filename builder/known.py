"""In: answers on a walk. Out: what is found of them by the engine, once for all ways that can't differ in it.

What an id comes to hangs on how the ids that it names stand, and they on others, down to the answers. So each is worked
out once for all ways on which those beneath it stand alike: for a gate that is met it is no matter how.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from widgets.answers import Answer, read_answer
from widgets.basis import Basis
from widgets.conditions import ids_in
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.reasons import Pending
from widgets.rules import Rules

type Reads = Callable[[Sequence[Hashable]], Hashable]

_NEW: Any = object()
_NONE = frozenset[str]()


class Way:
    """The answers so far; the engine reads them only where something is not known of them yet."""

    __slots__ = ("_before", "_evaluation", "_last", "answers", "states")

    def __init__(
        self,
        answers: Mapping[str, str],
        states: list[Hashable],
        evaluation: Evaluation | None,
        before: Way | None = None,
        last: tuple[str, Answer] = ("", ""),
    ) -> None:
        """Without an evaluation, it goes on from the way before by its last answer."""
        self.answers = answers
        """As they would be typed, in the order asked."""
        self.states = states
        """Each answer, and how each id stands."""
        self._evaluation, self._before, self._last = evaluation, before, last

    @property
    def evaluation(self) -> Evaluation:
        """The rules, read with these answers."""
        if self._evaluation is None:
            assert self._before is not None
            self._evaluation = self._before.evaluation.with_answer(*self._last)
            self._before = None
        return self._evaluation


class Known[T]:
    """One thing that is found of ways, by the states that it hangs on."""

    __slots__ = ("_find", "_found", "_reads")

    def __init__(self, places: Collection[int], find: Callable[[Evaluation], T]) -> None:
        """`places` are those of the states."""
        self._reads: Reads = itemgetter(*places) if places else _nothing
        self._find = find
        self._found: dict[Hashable, T] = {}

    def of(self, way: Way) -> T:
        """What is found on a way."""
        key = self._reads(way.states)
        found: T = self._found.get(key, _NEW)
        if found is _NEW:
            found = self._found[key] = self._find(way.evaluation)
        return found


class State(NamedTuple):
    """How an id stands: all that another one which names it can make use of."""

    result: bool | None
    value: object
    """Where the result is that it applies."""
    kind: type
    """That of the value: 1 and 1.0 are equal."""
    missing: frozenset[str]
    """The questions that it waits for."""
    dated: bool
    """Whether the day that counts could matter, where a question asks for it."""
    rows: tuple[bool | None, ...]
    """Of a table, whether each row matches."""


class Knowing:
    """How ids stand on the ways through a form."""

    def __init__(self, rules: Rules, figures: Mapping[str, Any], today: datetime.date, by: str) -> None:
        self.rules, self.today, self.by = rules, today, by
        self._first = Evaluation(rules, {}, figures, today, today, by)
        self._answered = {id: place for place, id in enumerate(rules.questions)}
        self._places: dict[str, int] = {}
        self._known: dict[str, Known[int]] = {}
        self._numbers: dict[State, int] = {}
        self._read: dict[tuple[str, str], Answer] = {}
        self._kept: dict[Hashable, Any] = {}

    def begin(self, ids: Collection[str]) -> Way:
        """The way before any answer, on which some ids are to be known."""
        way = Way({}, [None] * (len(self._answered) + len(self._places)), self._first)
        for id, place in self._places.items():
            if id in ids:
                way.states[place] = self._known[id].of(way)
        return way

    def moved(self, question: str, ids: Collection[str]) -> list[tuple[int, Known[int]]]:
        """Those of some ids that may stand otherwise after an answer, each after those that it names."""
        resting = self.rules.resting_on[question]
        return [(place, self._known[id]) for id, place in self._places.items() if id in ids and id in resting]

    def then(self, way: Way, question: str, answer: str, moved: Iterable[tuple[int, Known[int]]]) -> Way:
        """The way after one more answer."""
        if (question, answer) not in self._read:
            self._read[question, answer] = read_answer(self.rules.questions[question], answer)
        last = question, self._read[question, answer]
        after = Way({**way.answers, question: answer}, [*way.states], None, way, last)
        after.states[self._answered[question]] = answer
        for place, known in moved:
            after.states[place] = known.of(after)
        return after

    def by_ids[T](self, ids: Iterable[str], find: Callable[[Evaluation], T]) -> Known[T]:
        """What hangs on how some ids stand."""
        return Known(self._places_of(ids), find)

    def by_answers[T](self, questions: Iterable[str], find: Callable[[Evaluation], T]) -> Known[T]:
        """What hangs on the answers to some questions."""
        return Known([self._answered[id] for id in questions], find)

    def kept[T](self, name: Hashable, make: Callable[[], T]) -> T:
        """What one of the walks has made under a name, for all of them."""
        if name not in self._kept:
            self._kept[name] = make()
        thing: T = self._kept[name]
        return thing

    def _place(self, id: str) -> int:
        if id not in self._places:
            places = self._places_of(self._named(id))
            if id in self.rules.questions:
                places.append(self._answered[id])
            self._known[id] = Known(places, partial(self._number, id))
            self._places[id] = len(self._answered) + len(self._places)
        return self._places[id]

    def _number(self, id: str, evaluation: Evaluation) -> int:
        """A number for how an id stands, the same for the same state."""
        return self._numbers.setdefault(_state(evaluation, evaluation.find(id)), len(self._numbers))

    def _places_of(self, ids: Iterable[str]) -> list[int]:
        known = dict.fromkeys(self.by if id == "on" else id for id in ids)
        return [self._place(id) for id in known if id not in ("", "today")]

    def _named(self, id: str) -> Iterator[str]:
        """The ids that one names; a figure, and an age, that of the day that counts."""
        rules = self.rules
        yield from ids_in(rules.gates.get(id))
        yield from ids_in(rules.conditions.get(id))
        for _, when in rules.tables.get(id, ()):
            yield from ids_in(when)
        if id in rules.values:
            yield from (operand for operand in rules.values[id].operands if isinstance(operand, str))
        by_age = id in rules.values and rules.values[id].operation == "age"
        if by_age or not any(id in ids for ids in (rules.questions, rules.conditions, rules.tables, rules.values)):
            yield "on"


def _state(evaluation: Evaluation, finding: Finding) -> State:
    rows = tuple([row.result for row in finding.parts]) if finding.kind == "table" else ()
    value = finding.value if finding.result else None
    missing = frozenset(Pending([finding]).missing) if finding.result is None else _NONE
    return State(finding.result, value, type(value), missing, bool(evaluation.by) and _Dated([finding]).dated, rows)


class _Dated(Basis):
    """Whether the day that counts could matter to some findings, and no more."""

    def _follow(self, finding: Finding) -> None:
        if not self.dated:
            super()._follow(finding)


def missing_for(evaluation: Evaluation, finding: Finding) -> frozenset[str]:
    """The questions that a finding waits for; that for the day that counts too, where it matters to it."""
    missing = Pending([finding]).missing
    day = Pending([evaluation.find(evaluation.by)]).missing if evaluation.by else set()
    return frozenset(missing | day if day and _Dated([finding]).dated else missing)


def _nothing(_: object) -> Hashable:
    return None
