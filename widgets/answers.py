"""What a reader answered (id → text) comes in; checked answers and the errors to show at the fields go out.

A wrong answer counts as none, and nothing here throws.
"""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal

from widgets.dates import read_iso
from widgets.model import Question
from widgets.typed import LARGEST, TypedError, clean, read_date, read_number

UNKNOWN = "unknown"
LONGEST = 100
EARLIEST = datetime.date(1900, 1, 1)
LATEST = datetime.date(2100, 12, 31)

type Answer = str | int | Decimal | datetime.date
type Limit = int | Decimal | datetime.date


class AnswerError(Exception):
    """An answer that can't be taken: the id of the error, and the dates or numbers its message needs."""

    def __init__(self, id: str, **limits: Limit) -> None:
        super().__init__(id)
        self.id = id
        self.limits = limits


def check_answers(
    questions: Sequence[Question], typed: Mapping[str, object], today: datetime.date
) -> tuple[dict[str, Answer], dict[str, AnswerError]]:
    """Read every answer; give the good ones and the errors, both by question.

    An answer of None is none at all.  The bounds of a date that are another question's answer hold once that is read.
    """
    known = {question.id for question in questions}
    errors = {id: AnswerError("unknown-question") for id in typed if id not in known}
    answers: dict[str, Answer] = {}
    for question in questions:
        if typed.get(question.id) is not None:
            try:
                answers[question.id] = read_answer(question, typed[question.id])
            except AnswerError as wrong:
                errors[question.id] = wrong
    read = dict(answers)
    for question in questions:
        day = read.get(question.id)
        if question.type == "date" and isinstance(day, datetime.date):
            try:
                _check_day(question, day, read, today)
            except AnswerError as wrong:
                errors[question.id] = wrong
                del answers[question.id]
    return answers, errors


def read_answer(question: Question, typed: object) -> Answer:
    """Read one answer without regard to the others; raises AnswerError."""
    if isinstance(typed, int | float) and not isinstance(typed, bool):
        typed = repr(typed) if abs(typed) <= LARGEST else "9" * LONGEST
    if not isinstance(typed, str):
        raise AnswerError({"choice": "unknown-option", "date": "not-a-date"}.get(question.type, "not-a-number"))
    if len(typed) > LONGEST:
        raise AnswerError("too-long", longest=LONGEST)
    text = clean(typed)
    if not text:
        raise AnswerError("required")
    if text == UNKNOWN:
        if not question.unknown:
            raise AnswerError("unknown-not-allowed")
        return UNKNOWN
    if question.type == "choice":
        if text not in question.options:
            raise AnswerError("unknown-option")
        return text
    try:
        return read_date(text) if question.type == "date" else _check_number(question, read_number(text))
    except TypedError as mistyped:
        raise AnswerError(str(mistyped), **_beyond(question, str(mistyped))) from None


def fits(
    question: Question, questions: Sequence[Question], answers: Mapping[str, Answer], today: datetime.date
) -> bool:
    """Say whether a date or number among the answers lies in its bounds, and the dates bounded by it in theirs."""
    try:
        answer = answers[question.id]
        if isinstance(answer, int | Decimal):
            _check_number(question, answer)
        for other in questions:
            day = answers.get(other.id)
            bounded = other is question or question.id in (other.earliest, other.latest)
            if bounded and isinstance(day, datetime.date):
                _check_day(other, day, answers, today)
    except AnswerError:
        return False
    return True


def _check_number(question: Question, number: int | Decimal) -> int | Decimal:
    if question.whole and not isinstance(number, int):
        raise AnswerError("not-whole")
    if question.at_least is not None and number < Decimal(str(question.at_least)):
        raise AnswerError("too-small", at_least=_exact(question.at_least))
    if question.at_most is not None and number > Decimal(str(question.at_most)):
        raise AnswerError("too-large", at_most=_exact(question.at_most))
    return number


def _beyond(question: Question, error: str) -> dict[str, Limit]:
    if error == "too-large":
        return {"at_most": LARGEST if question.at_most is None else _exact(question.at_most)}
    if error == "too-small":
        return {"at_least": -LARGEST if question.at_least is None else _exact(question.at_least)}
    return {}


def _exact(bound: int | float) -> int | Decimal:
    return bound if isinstance(bound, int) else Decimal(repr(bound))


def _check_day(question: Question, day: datetime.date, read: Mapping[str, Answer], today: datetime.date) -> None:
    earliest = _bound(question.earliest, EARLIEST, read, today)
    latest = _bound(question.latest, LATEST, read, today)
    if day > latest:
        raise AnswerError("future-date" if question.latest == "today" else "too-late", latest=latest)
    if day < earliest:
        raise AnswerError("too-early", earliest=earliest)


def _bound(
    written: str | None, default: datetime.date, read: Mapping[str, Answer], today: datetime.date
) -> datetime.date:
    if written == "today":
        return today
    other = read.get(written or "")
    if isinstance(other, datetime.date):
        return other
    return read_iso(written) or default
