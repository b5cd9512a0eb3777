"""In: a guide as it was and as it is. Out: for each of its forms the end states, and what changes in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from builder.ask import page_data
from builder.diff.joint import Case, find_cases
from builder.diff.moves import Moves
from builder.diff.parts import Describe, describe, same
from builder.diff.report import End, Form
from builder.diff.side import Side, moved_days
from builder.diff.told import Answers, Told
from builder.diff.voice import Voice
from builder.form import reachable
from builder.library import Guide, Library
from builder.paths import BUDGET, TooManyError
from builder.problem import DataError
from widgets.answers import AnswerError, read_answer
from widgets.model import Widget
from widgets.rules import Rules
from widgets.said import say

MOST_DAYS = 12
"""Other days for which a form is walked, the latest first: a figure of every month would else take hours."""


@dataclass
class Version:
    """One version of a guide, ready to be walked and to speak."""

    library: Library
    guide: Guide
    answers: Answers
    voice: Voice
    rules: Rules = field(init=False)
    figures: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.rules = self.guide.rules
        self.figures = page_data(self.library, self.guide)["facts"]

    def examples(self) -> dict[str, Decimal]:
        """The largest number typed for each question in the worked examples."""
        cases = self.guide.cases.data if self.guide.cases and isinstance(self.guide.cases.data, list) else []
        found: dict[str, Decimal] = {}
        for case in cases:
            given = case.get("answers") if isinstance(case, dict) else None
            for id, typed in given.items() if isinstance(given, dict) else ():
                number = self._number(id, typed)
                if number is not None:
                    found[id] = max(number, found.get(id, number))
        return found

    def _number(self, id: str, typed: object) -> Decimal | None:
        question = self.rules.questions.get(id)
        if question is None or question.type != "number":
            return None
        try:
            answer = read_answer(question, typed)
        except AnswerError:
            return None
        return Decimal(answer) if isinstance(answer, int | Decimal) else None


def compare_guide(
    before: Version,
    after: Version,
    today: date,
    moves: Moves,
    budget: int = BUDGET,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Form]:
    """Each form on each day that matters; `tell` hears of each. Raises DataError past the budget of states."""
    left: dict[date | None, int] = {}
    for id in dict.fromkeys([*after.rules.widgets, *before.rules.widgets]):
        old, new = before.rules.widgets.get(id), after.rules.widgets.get(id)
        moved, _ = _moved(before, after, old, new, today)
        for day in _days(before, after, old, new, today):
            sides = [_side(one, widget, before, after, today, day) for one, widget in ((before, old), (after, new))]
            try:
                cases, left[day] = find_cases(sides[0], sides[1], moved, left.get(day, budget))
            except TooManyError as question:
                said = say("diff-too-many-states", id=id, budget=budget, question=question)
                raise DataError([after.guide.document.problem(("widgets",), said)]) from None
            tell(f"  {id}{f', for {day}' if day else ''}: {len(cases)} end states to be answered, before and after")
            yield _form(before, after, id, cases, today, day, moves)


def _side(
    one: Version, widget: Widget | None, before: Version, after: Version, today: date, day: date | None
) -> Side | None:
    if widget is None:
        return None
    return Side(one.rules, widget, one.figures, today, day or today, _examples(before, after))


def _examples(before: Version, after: Version) -> dict[str, Decimal]:
    old, new = before.examples(), after.examples()
    return {id: max(each[id] for each in (old, new) if id in each) for id in old.keys() | new.keys()}


def _moved(
    before: Version, after: Version, old: Widget | None, new: Widget | None, today: date
) -> tuple[list[date], bool]:
    """The days from which a figure that the form uses differs, and whether one does today."""
    used: set[str] = set()
    for version, widget in ((before, old), (after, new)):
        used |= reachable(version.guide.procedure, widget) if widget else set()
    figures = [{id: figure for id, figure in one.figures.items() if id in used} for one in (before, after)]
    return moved_days(figures[0], figures[1], today)


def _days(before: Version, after: Version, old: Widget | None, new: Widget | None, today: date) -> list[date | None]:
    """Today, as None, and the other days for which a reader may ask and be told something else."""
    if not (old and new) or old.on or new.on:
        return [None]
    days, now = _moved(before, after, old, new, today)
    running = max((day for day in days if day <= today), default=None) if now else None
    return [None, *[day for day in days if day not in (running, today)][-MOST_DAYS:]]


def _form(
    before: Version, after: Version, id: str, cases: list[Case], today: date, day: date | None, moves: Moves
) -> Form:
    """The form's end states, answered by both versions."""
    when = today.isoformat(), (day or today).isoformat()
    told: list[Iterator[Told]] = []
    for version, there in ((before, [case.before for case in cases]), (after, [case.after for case in cases])):
        asked = [(id, case.answers, *when) for case, is_there in zip(cases, there, strict=True) if is_there]
        told.append(version.answers(version.library, version.guide, asked))
    found = []
    for case in cases:
        old = next(told[0]) if case.before else None
        new = next(told[1]) if case.after else None
        sides = Describe(before.voice, id, old), Describe(after.voice, id, new)
        if same(*sides):
            continue
        if old is not None and new is not None:
            moves.add(*sides, day)
        kind = "new" if old is None else "gone" if new is None else "changed"
        found.append(End(_answers(sides[case.after].voice, case), tuple(describe(*sides)), kind))
    title = (after if id in after.rules.widgets else before).voice.name(id)
    return Form(after.guide.id, title, day.isoformat() if day else None, len(cases), tuple(found))


def _answers(voice: Voice, case: Case) -> tuple[tuple[str, str], ...]:
    return tuple((voice.name(id), voice.answer(id, typed)) for id, typed in case.answers.items())
