"""In: a date or number question, the tests on it and the answers before it. Out: one answer for each that matters.

One for each stretch in which every test comes out alike: below, at and above each threshold, wherever the rules put
it that day and after those answers.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import islice, pairwise, product
from math import ceil, floor
from typing import Any

from widgets.answers import EARLIEST, LATEST, UNKNOWN, Answer
from widgets.conditions import All, AnyOf, Condition, Not, Test
from widgets.dates import read_iso
from widgets.decide import Evaluation
from widgets.model import Question
from widgets.rules import Rules
from widgets.typed import LARGEST

MOST = 64
"""Suppositions about what is not answered yet, at one question."""

type Signs = tuple[str, ...]
"""How the two sides of each test stand to each other."""


def answers_to(
    question: Question,
    tests: Sequence[Test],
    evaluation: Evaluation,
    today: datetime.date,
    *,
    unknown: bool,
    wide: bool = False,
) -> list[str]:
    """Every answer that matters, as it would be typed; with `unknown`, "I don't know" where the question takes it.

    Where that leaves the question out it is an answer like any other.
    """
    if question.type == "choice":
        given = list(question.options)
    else:
        given = cut(question, tests, evaluation, evaluation.rules.procedure.questions, today, wide=wide)
    return [*given, UNKNOWN] if question.unknown and (unknown or question.optional) else given


def cut(
    question: Question,
    tests: Sequence[Test],
    evaluation: Evaluation,
    questions: Sequence[Question],
    today: datetime.date,
    *,
    wide: bool = False,
) -> list[str]:
    """Answers as they would be typed; where no test cuts them, the ends of what may be typed.

    With `wide`, also the first and the last that may be typed: what is worked out from them differs if it ever does.
    And where a test compares with what is not answered yet, there is then a cut for each end of what that may be.
    """
    on_it = tests_on(evaluation.rules, question.id, tests)
    starts = figure_starts(evaluation) if question.id == evaluation.by else []
    scale = Scale(question, evaluation.answers, questions, today, starts)
    readings = [evaluation]
    if wide:
        first = evaluation.with_answer(question.id, scale.answer(scale.marks[0]))
        readings += _supposed(
            evaluation, question, [test for test in on_it if _sign(first, test) == "not known"], today
        )
    changes = _changes(scale, [_Stances(reading, question, on_it, scale) for reading in readings])
    places = [changes[0] - 1, *changes] if changes else scale.ends
    if wide:
        places += [place for place in (scale.marks[0], scale.marks[-1]) if place not in places]
    return [str(scale.answer(place)) for place in places]


def _supposed(
    evaluation: Evaluation, question: Question, tests: Sequence[Test], today: datetime.date
) -> Iterator[Evaluation]:
    """The answers so far, with each end or option of all other questions that the tests still wait for."""
    rules, answers = evaluation.rules, evaluation.answers
    sides = {side for test in tests for side in (test.id, test.operand)}
    waited = [
        other
        for id, other in rules.questions.items()
        if id not in (question.id, *answers) and rules.resting_on[id] & sides
    ]
    ends = [_ends(other, answers, rules.procedure.questions, today) for other in waited]
    for supposed in islice(product(*ends) if waited else (), MOST):
        reading = evaluation
        for other, answer in zip(waited, supposed, strict=True):
            reading = reading.with_answer(other.id, answer)
        yield reading


def _ends(
    question: Question, answers: Mapping[str, Answer], questions: Sequence[Question], today: datetime.date
) -> Sequence[Answer]:
    if question.type == "choice":
        return question.options
    scale = Scale(question, answers, questions, today)
    return [scale.answer(place) for place in sorted({scale.marks[0], scale.marks[-1]})]


def figure_starts(evaluation: Evaluation) -> list[datetime.date]:
    """The days on which a figure has another value, and the days before them."""
    starts = [read_iso(dated["from"]) for figure in evaluation.figures.values() for dated in figure["values"]]
    return [day for start in starts if start and start > EARLIEST for day in (start - timedelta(days=1), start)]


def tests_in(condition: Condition) -> Iterator[Test]:
    """The tests that a condition is made of, those of the conditions it names left out."""
    match condition:
        case Test():
            yield condition
        case Not(part):
            yield from tests_in(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from tests_in(part)


def tests_on(rules: Rules, id: str, tests: Iterable[Test]) -> list[Test]:
    """Those of some tests of which a side may change with the answer to a question."""
    resting = rules.resting_on[id]
    return [test for test in tests if test.id in resting or test.operand in resting]


def sides_of(test: Test) -> list[str]:
    """The ids that a test compares; `today` and `on` are such too."""
    return [side for side in (test.id, test.operand) if isinstance(side, str)]


class Scale:
    """The days or numbers that may be typed, as places on a line of whole numbers."""

    def __init__(
        self,
        question: Question,
        answers: Mapping[str, Answer],
        questions: Sequence[Question],
        today: datetime.date,
        starts: Sequence[datetime.date] = (),
    ) -> None:
        """Between two `marks` a test changes one way only; `ends` are the bounds that the rules name.

        `starts` are the days about which a figure changes, where the question is for the day that counts.
        """
        self.date = question.type == "date"
        self.parts = 1 if question.whole else 100
        if self.date:
            self._days(question, answers, questions, [today, *starts])
        else:
            first = -_down(-_exact(question.at_least or 0), self.parts)
            last = LARGEST * self.parts if question.at_most is None else _down(_exact(question.at_most), self.parts)
            self.marks = [first, last]
            self.ends = [first] if question.at_most is None else sorted({first, last})

    def answer(self, place: int) -> Answer:
        """What stands at a place, as the engine reads it."""
        if self.date:
            return datetime.date.fromordinal(place)
        return place // self.parts if place % self.parts == 0 else Decimal(place) / self.parts

    def about(self, bound: Any) -> set[int]:
        """The places at which an answer comes to a bound, and to more."""
        place = Fraction(bound.toordinal() if self.date else bound) * (1 if self.date else self.parts)
        return {ceil(place), floor(place) + 1}

    def _days(
        self,
        question: Question,
        answers: Mapping[str, Answer],
        questions: Sequence[Question],
        known: Sequence[datetime.date],
    ) -> None:
        """A bound may be another date; and where that one is answered first, its own bound holds for this one."""

        def place(bound: object) -> list[int]:
            day = known[0] if bound == "today" else answers.get(bound) if isinstance(bound, str) else None
            day = day if isinstance(day, datetime.date) else read_iso(bound)
            return [day.toordinal()] if day else []

        others = [other for other in questions if other.id in answers]
        low, high = place(question.earliest), place(question.latest)
        low += [first for other in others if other.latest == question.id for first in place(other.id)]
        high += [last for other in others if other.earliest == question.id for last in place(other.id)]
        first, last = max(low, default=EARLIEST.toordinal()), min(high, default=LATEST.toordinal())
        days = [*known, *(answer for answer in answers.values() if isinstance(answer, datetime.date))]
        self.marks = sorted({first, last, *(day.toordinal() for day in days if first <= day.toordinal() <= last)})
        self.ends = sorted({*([first] if low else []), *([last] if high else [])}) or [known[0].toordinal()]


def _changes(scale: Scale, readings: Sequence[_Stances]) -> list[int]:
    """The places at which a test changes in some reading, in their order."""
    first, last = scale.marks[0], scale.marks[-1]
    if not any(reading.moving for reading in readings):
        passed = {place for reading in readings for bound in reading.bounds for place in scale.about(bound)}
        return sorted(place for place in passed if first < place <= last)
    seen: dict[int, Signs] = {}

    def signs(place: int) -> Signs:
        if place not in seen:
            answer = scale.answer(place)
            seen[place] = tuple([sign for reading in readings for sign in reading.signs(answer)])
        return seen[place]

    def between(low: int, high: int) -> Iterator[int]:
        if signs(low) == signs(high):
            return
        if high - low == 1:
            yield high
            return
        middle = (low + high) // 2
        yield from between(low, middle)
        yield from between(middle, high)

    return [change for low, high in pairwise(scale.marks) for change in between(low, high)]


def signs_after(question: Question, tests: Sequence[Test], evaluation: Evaluation, answer: Answer) -> Signs:
    """How the tests on a question stand once it is answered: answers with the same are alike to the rules."""
    after = evaluation.with_answer(question.id, answer)
    return tuple(_sign(after, test) for test in tests_on(evaluation.rules, question.id, tests))


class _Stances:
    """How the tests on a question stand after each answer to it, in one reading.

    What the question itself comes to differs from answer to answer in its value alone: where it is compared with what
    does not rest on it, the test changes at that bound. Only for the other tests, those that are `moving`, the engine
    is asked again for each answer.
    """

    def __init__(self, evaluation: Evaluation, question: Question, tests: Sequence[Test], scale: Scale) -> None:
        self._id, resting = question.id, evaluation.rules.resting_on[question.id]
        self._first = evaluation.with_answer(self._id, scale.answer(scale.marks[0]))
        self.moving: list[Test] = []
        self.bounds: list[Any] = []
        for test in tests:
            left, right = self._first.judge(test).parts  # all that does not rest on the question is found once
            others = [side for side in (test.id, test.operand) if side != self._id]
            if any(side in resting for side in others):
                self.moving.append(test)
            elif others and left.result and right.result:
                self.bounds.append(left.value if test.operand == self._id else right.value)

    def signs(self, answer: Answer) -> Signs:
        """How they stand after an answer; those that are the same after each left out."""
        after = self._first.with_answer(self._id, answer)
        return tuple([_compare(answer, bound) for bound in self.bounds] + [_sign(after, test) for test in self.moving])


def _sign(evaluation: Evaluation, test: Test) -> str:
    left, right = evaluation.judge(test).parts
    if left.result is not True or right.result is not True:
        return "does not apply" if False in (left.result, right.result) else "not known"
    return _compare(left.value, right.value)


def _compare(left: Any, right: Any) -> str:
    return "above" if left > right else "below" if left < right else "at"


def _exact(bound: int | float | Decimal) -> Decimal:
    return Decimal(str(bound))


def _down(bound: Decimal, parts: int) -> int:
    return int((bound * parts) // 1)
