"""In: a form as it was and as it is. Out: every end that a reader of either can reach, each once, with its answers.

Both versions are asked side by side: what one asks and the other does not is asked too, and a number or a date is cut
at the thresholds of both. So an end is one case for both, and their answers to it can be compared.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.diff.side import Side
from builder.paths import TooManyError
from widgets.answers import Answer
from widgets.decide import Evaluation


@dataclass(frozen=True, slots=True)
class Case:
    """Answers that lead to an end in each version that takes them."""

    answers: Mapping[str, str]
    """As they would be typed, in the order asked."""
    before: bool
    """Whether they are answers in the version before."""
    after: bool


type Reading = tuple[Side, Evaluation] | None
"""A version with what was answered of it; None where an answer given is none in it."""


def find_cases(
    before: Side | None, after: Side | None, days: list[datetime.date], budget: int
) -> tuple[list[Case], int]:
    """Every end, and what is left of a budget of states; a version that has no such form is None.

    Raises TooManyError past the budget.
    """
    start = [None if side is None else (side, side.begin()) for side in (before, after)]
    walk = _Joint(days, budget)
    return list(walk.ends({}, start[0], start[1])), walk.left


class _Joint:
    """A walk through two versions at once."""

    def __init__(self, days: list[datetime.date], budget: int) -> None:
        self.days, self.left = days, budget

    def ends(self, answers: dict[str, str], before: Reading, after: Reading) -> Iterator[Case]:
        """The ends that follow from some answers."""
        asked = [_asked(reading) for reading in (before, after)]
        next_id = asked[1] or asked[0]
        self.left -= 1
        if self.left < 0:
            raise TooManyError(next_id or "")
        if next_id is None:
            yield Case(answers, before is not None, after is not None)
            return
        for answer in self.answers(next_id, [reading for reading in (after, before) if reading]):
            given = {**answers, next_id: answer}
            then = _go_on(before, given), _go_on(after, given)
            if then != (None, None):
                yield from self.ends(given, *then)

    def answers(self, id: str, readings: list[tuple[Side, Evaluation]]) -> list[str]:
        """What is to be tried at a question: all that matters to one version, then what is new to the other."""
        asking = [reading for reading in readings if id in reading[0].rules.questions]
        kept: dict[str, object] = {}
        for side, evaluation in asking:
            known = set(kept.values())
            for answer in self.tried(side, id, evaluation):
                stands = self.stands(id, answer, asking)
                if answer not in kept and stands not in known and any(part is not None for part in stands):
                    kept[answer] = stands
        return sorted(kept, key=lambda answer: _place(_read(id, answer, asking)))

    def stands(self, id: str, answer: str, asking: list[tuple[Side, Evaluation]]) -> tuple[object, ...]:
        """What an answer is to each version: the same where no rule tells two apart; None where it is none."""
        read = [(side, evaluation, side.read(id, answer, evaluation)) for side, evaluation in asking]
        return tuple(
            None if value is None else value if isinstance(value, str) else side.alike(id, value, evaluation, self.days)
            for side, evaluation, value in read
        )

    def tried(self, side: Side, id: str, evaluation: Evaluation) -> list[str]:
        """The answers of one version: none of a day or number that it has no use for any more."""
        if side.asks(evaluation) is None and side.rules.questions[id].type != "choice":
            return []
        return side.answers(id, evaluation, self.days)


def _asked(reading: Reading) -> str | None:
    return None if reading is None else reading[0].asks(reading[1])


def _go_on(reading: Reading, given: Mapping[str, str]) -> Reading:
    if reading is None:
        return None
    after = reading[0].go_on(reading[1], given)
    return None if after is None else (reading[0], after)


def _read(id: str, answer: str, asking: list[tuple[Side, Evaluation]]) -> Answer | None:
    """An answer as the first version reads it that takes it."""
    return next((read for side, evaluation in asking if (read := side.read(id, answer, evaluation)) is not None), None)


def _place(answer: Answer | None) -> Decimal:
    """Where a number or a day stands among others; options, and "I don't know", stay where the rules have them."""
    if answer is None or isinstance(answer, str):
        return Decimal("Infinity")
    return Decimal(answer.toordinal() if isinstance(answer, datetime.date) else answer)
