"""In: rules, what is to be known of them, a day. Out: every way to know it, ways that go on alike merged into one.

The tree of all states grows with the product of its questions; merged, with little more than their sum.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.cut import answers_to, tests_in
from builder.paths import BUDGET, TooManyError, beneath
from builder.things import Thing
from widgets.answers import read_answer
from widgets.basis import day_wanted
from widgets.decide import Evaluation
from widgets.reasons import Pending
from widgets.rules import Rules


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
    rules: Rules,
    stages: Sequence[Sequence[Thing]],
    figures: Mapping[str, Any],
    today: datetime.date,
    *,
    by: str = "",
    unknown: bool = False,
    wide: bool = False,
) -> Place:
    """Ask for the things of the first stage, then for those of the next; gives the first place.

    `by` is the question for the day that counts, where there is one.
    With `unknown`, "I don't know" is an answer; with `wide`, so are the first and last day or number that may be typed.
    Raises TooManyError past the budget.
    """
    return _Merge(rules, stages, figures, today, by, unknown, wide).start()


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
        self,
        rules: Rules,
        stages: Sequence[Sequence[Thing]],
        figures: Mapping[str, Any],
        today: datetime.date,
        by: str,
        unknown: bool,
        wide: bool,
    ) -> None:
        self.rules, self.figures, self.today = rules, figures, today
        self.unknown, self.wide = unknown, wide
        self.by, day = by, beneath(rules, by) if by else set()
        self.things = [(stage, thing.also(day)) for stage, things in enumerate(stages) for thing in things]
        named = {id for _, thing in self.things for id in thing.rests_on}
        self.tests = [test for id in rules.conditions if id in named for test in tests_in(rules.conditions[id])]
        self.cut_by = {
            id: _with_days(rules, self._cutting(id)) for id, asked in rules.questions.items() if asked.type != "choice"
        }
        self.found: dict[Hashable, Place] = {}

    def start(self) -> Place:
        """The place before any answer, with all that follow."""
        return self._place(Evaluation(self.rules, {}, self.figures, self.today, self.today, self.by), {})

    def _place(self, evaluation: Evaluation, answers: Mapping[str, str]) -> Place:
        findings = [thing.find(evaluation) for _, thing in self.things]
        missing = [Pending([finding, *day_wanted(evaluation, [finding])]).missing for finding in findings]
        told = tuple(
            None if waits else thing.tell(finding)
            for (_, thing), finding, waits in zip(self.things, findings, missing, strict=True)
        )
        open_things = [place for place, waits in zip(self.things, missing, strict=True) if waits]
        key = (told, len(open_things), self._counting(evaluation, [thing for _, thing in open_things]))
        if key not in self.found:
            first = min((stage for stage, _ in open_things), default=0)
            waits = {id for (stage, _), ids in zip(self.things, missing, strict=True) if stage == first for id in ids}
            asks = next((id for id in self.rules.questions if id in waits), None)
            if len(self.found) > BUDGET:
                raise TooManyError(asks or "")
            self.found[key] = Place(answers, told, asks, tuple(self._branches(evaluation, answers, asks)))
        return self.found[key]

    def _branches(
        self, evaluation: Evaluation, answers: Mapping[str, str], asks: str | None
    ) -> Iterator[tuple[str, Place]]:
        if asks is None:
            return
        question = self.rules.questions[asks]
        for answer in answers_to(question, self.tests, evaluation, self.today, unknown=self.unknown, wide=self.wide):
            after = evaluation.with_answer(asks, read_answer(question, answer))
            yield answer, self._place(after, {**answers, asks: answer})

    def _counting(self, evaluation: Evaluation, things: Sequence[Thing]) -> frozenset[tuple[str, object]]:
        """The answers on which the rest of the way hangs: of what is open, and of what cuts its days and numbers."""
        ids = {id for thing in things for id in thing.rests_on}
        for id in [id for id in self.cut_by if id in ids and id not in evaluation.answers]:
            ids |= self.cut_by[id]
        return frozenset((id, answer) for id, answer in evaluation.answers.items() if id in ids)

    def _cutting(self, id: str) -> set[str]:
        """All that the tests on a day or number rest on."""
        resting = self.rules.resting_on[id]
        tests = [test for test in self.tests if test.id in resting or test.operand in resting]
        sides = [side for test in tests for side in (test.id, test.operand) if isinstance(side, str)]
        return beneath(self.rules, *sides)


def _with_days(rules: Rules, ids: set[str]) -> set[str]:
    """A day is cut between the days answered before, so all of them count."""
    return ids | {id for id, question in rules.questions.items() if question.type == "date"}
