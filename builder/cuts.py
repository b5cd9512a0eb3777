"""In: rules, the tests on a walk, a day. Out: the answers that matter to each question on it, after any answers before.

They are found once for all answers before that cut alike: the days given, and what the tests on the question read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from builder.beneath import DAYS, days_beneath
from builder.cut import Tried, answers_to, sides_of, tests_on
from builder.known import Knowing, Known, Way
from widgets.answers import UNKNOWN
from widgets.conditions import Test
from widgets.decide import Evaluation
from widgets.model import Question


class Cuts:
    """What a walk tries at each question."""

    def __init__(self, knowing: Knowing, tests: Sequence[Test], *, unknown: bool, wide: bool = False) -> None:
        """With `unknown` and `wide`, as in `answers_to`."""
        self.rules, self.knowing, self.tests, self.wide = knowing.rules, knowing, tests, wide
        asked = self.rules.questions.values() if unknown else ()
        self._unknown = {question.id for question in asked if question.unknown and not question.optional}
        self._days_beneath = partial(days_beneath, knowing.rules, knowing.by)
        self._dates = {id for id, question in self.rules.questions.items() if question.type == "date"}
        self._known: dict[str, tuple[Known[list[str] | None], Known[list[str]]]] = {}

    def answers_to(self, id: str, way: Way) -> list[str]:
        """Every answer that matters to a question, as it would be typed, after those on a way."""
        if id not in self._known:
            self._known[id] = self._open(id)
        known, by_answers = self._known[id]
        found = known.of(way)
        answers = by_answers.of(way) if found is None else found
        return [*answers, UNKNOWN] if id in self._unknown else answers

    def _open(self, id: str) -> tuple[Known[list[str] | None], Known[list[str]]]:
        # What is compared cuts, whichever way it is.
        tests = {(test.id, test.operand): test for test in tests_on(self.rules, id, self.tests)}
        return self.knowing.kept((id, frozenset(tests), self.wide), lambda: self._new(id, tests.values()))

    def _new(self, id: str, tests: Collection[Test]) -> tuple[Known[list[str] | None], Known[list[str]]]:
        """By how the sides stand with which a number is compared, where all are known; and by the answers before."""
        by_answers = self._by_answers(id, tests)
        sides = {side for test in tests for side in sides_of(test)} - {id}
        alone = self.rules.questions[id].type == "number" and self.rules.resting_on[id].isdisjoint(sides)
        return self.knowing.where_known(sides if alone else (), id, by_answers), by_answers

    def _by_answers(self, id: str, tests: Collection[Test]) -> Known[list[str]]:
        question = self.rules.questions[id]
        sides = {side for test in tests for side in sides_of(test)}
        reads = [other for other, resting in self.rules.resting_on.items() if not resting.isdisjoint(sides)]
        before = () if question.type == "choice" else {*reads, *self._dates} - {id}
        # A day may end today; where all is looked at, so may those that are not answered.
        days = DAYS if self.wide or question.type == "date" else self._days_beneath(sides)
        # By all walks, whichever tests they read.
        tried = self.knowing.kept(("tried", id), lambda: Tried(self.rules, id, self._days_beneath))
        find = partial(_answers_to, question, [*tests], wide=self.wide, tried=tried)
        return self.knowing.by_answers(before, find, () if question.type == "choice" else days)


def _answers_to(
    question: Question, tests: Sequence[Test], evaluation: Evaluation, *, wide: bool, tried: Tried
) -> list[str]:
    return answers_to(question, tests, evaluation, evaluation.days["today"], unknown=False, wide=wide, tried=tried)
