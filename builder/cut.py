"""In: a date or number question, the tests on it and the answers before it. Out: one answer for each that matters.

One for each stretch in which every test comes out alike: below, at and above each threshold, wherever the rules put
it that day and after those answers.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice, pairwise, product
from typing import Any

from builder.scale import Scale
from widgets.answers import EARLIEST, UNKNOWN, Answer
from widgets.conditions import All, AnyOf, Condition, Not, Test
from widgets.dates import read_iso
from widgets.decide import Evaluation
from widgets.model import Question
from widgets.rules import Rules
from widgets.values import Operand

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
    tried: Tried | None = None,
) -> list[str]:
    """Every answer that matters, as it would be typed; with `unknown`, "I don't know" where the question takes it.

    Where that leaves the question out it is an answer like any other.
    """
    if question.type == "choice":
        given = list(question.options)
    else:
        on_it = [*{(test.id, test.operand): test for test in tests_on(evaluation.rules, question.id, tests)}.values()]
        tried = tried or Tried(evaluation.rules, question.id)
        given = _cut(question, on_it, evaluation, today, tried, wide=wide)
    return [*given, UNKNOWN] if question.unknown and (unknown or question.optional) else given


def _cut(
    question: Question, tests: Sequence[Test], evaluation: Evaluation, today: datetime.date, tried: Tried, *, wide: bool
) -> list[str]:
    """Answers as they would be typed; where no test cuts them, the ends of what may be typed.

    With `wide`, also the first and the last that may be typed: what is worked out from them differs if it ever does.
    And where a test compares with what is not answered yet, there is then a cut for each end of what that may be.
    """
    starts = figure_starts(evaluation) if question.id == evaluation.by else []
    scale = Scale(question, evaluation.answers, evaluation.rules.procedure.questions, today, starts)
    example = scale.answer(scale.marks[0])
    readings = [tried.after(evaluation, example)]
    if wide:
        first = evaluation.with_answer(question.id, example)
        open_tests = [test for test in tests if _sign(first, test) == "not known"]
        readings += [tried.after(supposed, example) for supposed in _supposed(evaluation, question, open_tests, today)]
    changes = _changes(scale, readings, tests)
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


def _changes(scale: Scale, readings: Sequence[_Reading], tests: Sequence[Test]) -> list[int]:
    """The places at which a test changes in some reading, in their order."""
    first, last = scale.marks[0], scale.marks[-1]
    moving = [test for test in tests if readings[0].moves(test)]
    bounds = {bound for reading in readings for test in tests if test not in moving for bound in reading.bound(test)}
    passed = {place for bound in bounds for place in scale.about(bound) if first < place <= last}
    if not moving:
        return sorted(passed)
    signs_of = [reading.signs(test) for reading in readings for test in moving]
    marks = sorted({*scale.marks, *passed, *(place - 1 for place in passed)})
    seen: dict[int, Signs] = {}

    def signs(place: int) -> Signs:
        if place not in seen:
            answer = scale.answer(place)
            seen[place] = tuple([sign(answer) for sign in signs_of])
        return seen[place]

    return sorted(passed.union(*(_between(signs, low, high) for low, high in pairwise(marks))))


def _between(signs: Callable[[int], Signs], low: int, high: int) -> Iterator[int]:
    if signs(low) == signs(high):
        return
    if high - low == 1:
        yield high
        return
    middle = (low + high) // 2
    yield from _between(signs, low, middle)
    yield from _between(signs, middle, high)


def signs_after(question: Question, tests: Sequence[Test], evaluation: Evaluation, answer: Answer) -> Signs:
    """How the tests on a question stand once it is answered: answers with the same are alike to the rules."""
    after = evaluation.with_answer(question.id, answer)
    return tuple(_sign(after, test) for test in tests_on(evaluation.rules, question.id, tests))


class Tried:
    """What was found of answers to a question, once for all answers before that a test on it reads alike."""

    def __init__(self, rules: Rules, id: str, days_in: Callable[[Iterable[str]], Sequence[str]] = lambda _: ()) -> None:
        """`days_in` names the days on which ids hang, where what was found on one may be asked for on another."""
        self._rules, self._id, self._days_in = rules, id, days_in
        self._reads: dict[tuple[str, Operand], tuple[list[str], Sequence[str]]] = {}
        self._signs: dict[Hashable, dict[Answer, str]] = {}

    def after(self, evaluation: Evaluation, example: Answer) -> _Reading:
        """How the tests stand after other answers, and after each to this question, of which one is given."""
        return _Reading(evaluation.with_answer(self._id, example), self._id, self)

    def signs(self, test: Test, evaluation: Evaluation) -> dict[Answer, str]:
        """How a test stands after each answer tried."""
        compared = (test.id, test.operand)  # whichever way
        if compared not in self._reads:
            sides, resting_on = {*sides_of(test)}, self._rules.resting_on
            reads = [id for id, resting in resting_on.items() if id != self._id and resting & sides]
            self._reads[compared] = reads, self._days_in(sides)
        reads, days = self._reads[compared]
        answers = tuple(map(evaluation.answers.get, reads))
        on = tuple([evaluation.on if day == "on" else evaluation.days[day] for day in days])
        return self._signs.setdefault((compared, answers, on), {})


class _Reading:
    """How the tests on a question stand after each answer to it."""

    def __init__(self, first: Evaluation, id: str, tried: Tried) -> None:
        self._id, self._resting = id, first.rules.resting_on[id]
        self._first = self._last = first
        self._tried = tried

    def moves(self, test: Test) -> bool:
        """Whether a side rests on the question in another way than being it: its value is then found by the engine."""
        return any(side in self._resting for side in sides_of(test) if side != self._id)

    def bound(self, test: Test) -> list[Any]:
        """What the question is compared with; nothing where the test is not known, or does not apply.

        What the question itself comes to differs from answer to answer in its value alone.
        """
        left, right = self._first.judge(test).parts
        if test.id == test.operand or not (left.result and right.result):
            return []
        return [left.value if test.operand == self._id else right.value]

    def signs(self, test: Test) -> Callable[[Answer], str]:
        """How it stands after each answer."""
        signs, first = self._tried.signs(test, self._first), self._first
        if not signs:
            signs[first.answers[self._id]] = _sign(first, test)  # and all that does not move is found once

        def sign(answer: Answer) -> str:
            if answer not in signs:
                if self._last.answers[self._id] != answer:
                    self._last = first.with_answer(self._id, answer)
                signs[answer] = _sign(self._last, test)
            return signs[answer]

        return sign


def _sign(evaluation: Evaluation, test: Test) -> str:
    left, right = evaluation.judge(test).parts
    if left.result is not True or right.result is not True:
        return "does not apply" if False in (left.result, right.result) else "not known"
    return _compare(left.value, right.value)


def _compare(left: Any, right: Any) -> str:
    return "above" if left > right else "below" if left < right else "at"
