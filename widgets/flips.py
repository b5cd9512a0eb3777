"""The finding of a goal and the answers it rests on come in; every single answer that would lead elsewhere goes out.

Only what somebody can change is offered, and only where today's outcome would certainly be left, all other answers
being kept; where more than one is then open, they are named.
"""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from widgets.answers import UNKNOWN, Answer, fits
from widgets.dates import add_days
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.model import Question
from widgets.values import plain

FARTHEST = 4096
"""Days or units from the answer given: what lies farther off nobody would call a change of plans."""

SIDES = {"less": -1, "more": 1}
"""Ways in which a number or a day can be changed."""


def find_flips(evaluation: Evaluation, goal: str, counted: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """List every other option, and the nearest day or number on either side, that gives another outcome.

    Each is `{"question", "to", "by"}` with its `outcome`, or with the `possible` ones.
    `evaluation` rests on all answers, `counted` holds those that the outcome rests on.
    """
    now = evaluation.find(goal)
    found: list[dict[str, Any]] = []
    for id, question in evaluation.rules.questions.items() if now.result else ():
        changes = question.changed_by not in (None, "nobody") and goal in evaluation.rules.resting_on[id]
        if changes and counted.get(id, UNKNOWN) != UNKNOWN:
            change = _Change(question, evaluation, now)
            for to in change.answers():
                ends = change.leads_to(to)
                end = {"outcome": ends[0]} if len(ends) == 1 else {"possible": ends}
                found += [{"question": id, "to": plain(to), **end, "by": question.changed_by}] if ends else []
    return found


class _Change:
    """One question, and what other answers to it would do."""

    def __init__(self, question: Question, evaluation: Evaluation, now: Finding) -> None:
        self.question = question
        self.evaluation = evaluation
        self.now = now
        self.here = evaluation.answers[question.id]

    def answers(self) -> Iterator[Answer]:
        """The answers worth trying."""
        if self.question.type == "choice":
            if self.here in (self.question.changed_from or self.question.options):
                yield from self.question.changed_to or self.question.options
            return
        for side in (SIDES[to] for to in self.question.changed_to or SIDES):
            nearest = self._nearest(side)
            if nearest is not None:
                yield nearest

    def leads_to(self, answer: Answer) -> list[str]:
        """The outcomes that are then open, where the one of now is not among them."""
        table = self.evaluation.with_answer(self.question.id, answer).find(self.now.id)
        left = [table.value] if table.result else [row.id for row in table.parts if row.result is not False]
        return [] if self.now.value in left else list(dict.fromkeys(left))

    def _nearest(self, side: int) -> Answer | None:
        """Stride out from the answer until something changes, then halve the way back to where it does."""
        near, far = 0, 1
        while far <= FARTHEST and self._same(self._at(side * far)):
            near, far = far, far * 2
        while far - near > 1 and far <= FARTHEST:
            middle = (near + far) // 2
            near, far = (middle, far) if self._same(self._at(side * middle)) else (near, middle)
        if far > FARTHEST:
            return None
        return self._at(side * far) if self.question.whole else self._finer(side, near, far)

    def _finer(self, side: int, near: int, far: int) -> Answer | None:
        """Halve the way once more by hundredths, where a question asks for an amount: a centime may be enough."""
        same, other = (self._hundredths(self._off(side * steps) if steps else self.here) for steps in (near, far))
        if other is None or same is None:
            return None
        while abs(other - same) > 1:
            middle = (same + other) // 2
            same, other = (middle, other) if self._same(self._fitting(_amount(middle))) else (same, middle)
        return self._fitting(_amount(other))

    def _hundredths(self, answer: Answer | None) -> int | None:
        return None if answer is None or isinstance(answer, str | datetime.date) else int(answer * 100)

    def _same(self, answer: Answer | None) -> bool:
        return answer is not None and not self.leads_to(answer)

    def _at(self, steps: int) -> Answer | None:
        """The day or the whole number so many steps off; None where it can't be given."""
        answer = self._off(steps)
        return None if answer is None else self._fitting(answer)

    def _off(self, steps: int) -> Answer | None:
        """The same, whether it can be given or not: an amount may be bounded between two whole numbers."""
        if isinstance(self.here, datetime.date):
            return add_days(self.here, steps)
        if isinstance(self.here, str):
            return None
        whole = int(self.here)  # the first step off an amount is to the whole number beside it
        return whole + steps + (steps < 0 and whole < self.here) - (steps > 0 and whole > self.here)

    def _fitting(self, answer: Answer) -> Answer | None:
        answers = {**self.evaluation.answers, self.question.id: answer}
        questions = self.evaluation.rules.procedure.questions
        return answer if fits(self.question, questions, answers, self.evaluation.days["today"]) else None


def _amount(hundredths: int) -> Answer:
    """Write an amount with both its decimals, where it has any."""
    return hundredths // 100 if hundredths % 100 == 0 else Decimal(hundredths).scaleb(-2)
