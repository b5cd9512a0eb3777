"""In: the rules of one version of a form, its figures and two days. Out: what it asks next, and the answers to try."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from builder.cut import Tried, answers_to, signs_after
from builder.paths import Asking
from widgets.answers import UNKNOWN, Answer, AnswerError, fits, read_answer
from widgets.conditions import Test
from widgets.dates import read_iso
from widgets.decide import Evaluation
from widgets.figures import in_force
from widgets.model import Widget
from widgets.rules import Rules
from widgets.values import BOUNDS

FAR = Decimal("1.1")
"""Beyond the last threshold a number is tried that is at least so many times what is tried about it: just above it, an
amount that grows otherwise is still the same to the centime.
"""


class Side(Asking):
    """One version of a form."""

    def __init__(
        self,
        rules: Rules,
        widget: Widget,
        figures: Mapping[str, Any],
        today: datetime.date,
        on: datetime.date,
        examples: Mapping[str, Decimal],
    ) -> None:
        """`on` is the day whose figures count, unless a question asks for it; `examples` the largest number typed for
        each question in the worked examples.
        """
        super().__init__(rules, widget, whole=True)
        self.figures, self.today, self.on, self.examples = figures, today, on, examples
        self.tried = {id: Tried(rules, id) for id in rules.questions}
        self.far: set[tuple[str, Answer]] = set()
        """The numbers that were tried beyond the last threshold, each with its question."""
        self.tests = [*self.tests, *self._bends()]

    def _bends(self) -> list[Test]:
        """Where a value meets its bound: an amount goes on otherwise from there, so this is a threshold too."""
        bounded = [value for id, value in self.rules.values.items() if id in self.counts and value.operation in BOUNDS]
        pairs = [sorted(value.operands, key=lambda operand: not isinstance(operand, str)) for value in bounded]
        return [Test(first, "at_least", second, ()) for first, second in pairs if isinstance(first, str)]

    def begin(self) -> Evaluation:
        """Before any answer."""
        return Evaluation(self.rules, {}, self.figures, self.today, self.on, self.widget.on or "")

    def asks(self, evaluation: Evaluation) -> str | None:
        """The next question of this version; None at its end."""
        return self.next_of(evaluation)

    def go_on(self, evaluation: Evaluation, given: Mapping[str, str]) -> Evaluation | None:
        """As far as the answers given lead; None where one of them is no answer in this version."""
        while (asked := self.asks(evaluation)) is not None and asked in given:
            answer = self.read(asked, given[asked], evaluation)
            if answer is None:
                return None
            evaluation = evaluation.with_answer(asked, answer)
        return evaluation

    def read(self, id: str, typed: str, evaluation: Evaluation) -> Answer | None:
        """An answer as the engine reads it; None where it refuses it."""
        question, every = self.rules.questions[id], self.rules.procedure.questions
        try:
            answer = read_answer(question, typed)
        except AnswerError:
            return None
        return answer if fits(question, every, {**evaluation.answers, id: answer}, self.today) else None

    def answers(self, id: str, evaluation: Evaluation, days: list[datetime.date]) -> list[str]:
        """The answers that matter to this version; where it does not ask for it yet, whatever may be asked before.

        `days` are those from which figures differ between the versions.
        """
        question = self.rules.questions[id]
        later = self.asks(evaluation) != id
        tried = self.tried[id]
        given = answers_to(question, self.tests, evaluation, self.today, unknown=True, wide=later, tried=tried)
        if question.type == "number":
            given += self._far(id, [Decimal(answer) for answer in given if answer != UNKNOWN], evaluation)
        if id == self.widget.on:
            given += [day.isoformat() for day in days]
        return given

    def _far(self, id: str, tried: list[Decimal], evaluation: Evaluation) -> list[str]:
        """The largest number of the worked examples, else twice the last threshold, if it lies far beyond that."""
        last = max(tried, default=Decimal(0))
        for number in (self.examples.get(id, last), 2 * last):
            answer = self.read(id, str(number), evaluation) if number > FAR * last else None
            if answer is not None:
                self.far.add((id, answer))
                return [str(answer)]
        return []

    def alike(self, id: str, answer: Answer, evaluation: Evaluation, days: list[datetime.date]) -> object:
        """The same for answers between which this version makes no difference."""
        question = self.rules.questions[id]
        signs = signs_after(question, self.tests, evaluation, answer)
        if question.type == "number":
            return signs, (id, answer) in self.far
        begun = [day for day in days if isinstance(answer, datetime.date) and day <= answer]
        return signs, len(begun) if id == self.widget.on else 0


def moved_days(
    before: Mapping[str, Any], after: Mapping[str, Any], today: datetime.date
) -> tuple[list[datetime.date], bool]:
    """The first day of each stretch in which a figure differs; and whether today is in one of them."""
    figures = [(before.get(id), after.get(id)) for id in sorted(before.keys() | after.keys())]
    changed = [(old, new) for old, new in figures if old != new]
    dated = [value for pair in changed for figure in pair if figure for value in figure["values"]]
    starts = {read_iso(value["from"]) for value in dated} - {None}
    known = sorted(start for start in starts if start is not None)
    first = [known[0] - datetime.timedelta(days=1)] if known else []
    days = [day for day in [*first, *known] if any(_differs(old, new, day) for old, new in changed)]
    return days, any(_differs(old, new, today) for old, new in changed)


def _differs(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, day: datetime.date) -> bool:
    """Whether the value is another one; a figure that only one version uses may matter on any day."""
    return old is None or new is None or in_force(old, day) != in_force(new, day)
