"""In: a date or number question, what is answered and known. Out: what may be typed, as places on a line."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from widgets.answers import EARLIEST, LATEST, Answer
from widgets.dates import read_iso
from widgets.model import Question
from widgets.typed import LARGEST


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


def _exact(bound: int | float | Decimal) -> Decimal:
    return Decimal(str(bound))


def _down(bound: Decimal, parts: int) -> int:
    return int((bound * parts) // 1)
