"""Checking answers: each wrong one has its error and the dates or numbers its message needs, and counts as none."""

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.widgets.librarycard import ask
from widgets.answers import AnswerError, check_answers
from widgets.model import Question

TODAY = date(2026, 11, 22)
QUESTIONS = (
    Question("card", "choice", options=("have", "lost"), unknown=True),
    Question("reader", "choice", options=("adult", "child")),
    Question("born", "date", latest="today"),
    Question("joined", "date", earliest="born", latest="2026-12-31", unknown=True),
    Question("visit", "date", earliest="today"),
    Question("books", "number", at_least=1, at_most=40),
    Question("fee", "number", whole=False, at_least=0.5),
    Question("any", "number"),
)


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("card", "lost", "lost"),
        ("card", " lost ", "lost"),
        ("card", "unknown", "unknown"),
        ("born", "22/11/2026", TODAY),
        ("joined", "unknown", "unknown"),
        ("visit", "22.11.2026", TODAY),
        ("books", "40", 40),
        ("books", 7, 7),
        ("books", "7,00", 7),
        ("fee", "0,50", Decimal("0.50")),
        ("fee", 0.5, Decimal("0.5")),
    ],
)
def test_good_answers(question: str, typed: object, answer: object) -> None:
    assert check_answers(QUESTIONS, {question: typed}, TODAY) == ({question: answer}, {})


@pytest.mark.parametrize(
    ("question", "typed", "error", "limits"),
    [
        ("card", "", "required", {}),
        ("card", " \u200f\u00a0", "required", {}),
        ("card", "stolen", "unknown-option", {}),
        ("card", ["lost"], "unknown-option", {}),
        ("card", True, "unknown-option", {}),
        ("card", "x" * 10_000, "too-long", {"longest": 100}),
        ("reader", "unknown", "unknown-not-allowed", {}),
        ("born", "31/02/2026", "no-such-date", {}),
        ("born", "23/11/2026", "future-date", {"latest": TODAY}),
        ("born", "31/12/1899", "too-early", {"earliest": date(1900, 1, 1)}),
        ("born", {"day": 1}, "not-a-date", {}),
        ("born", "9" * 10_000, "too-long", {"longest": 100}),
        ("joined", "1/1/2027", "too-late", {"latest": date(2026, 12, 31)}),
        ("visit", "21/11/2026", "too-early", {"earliest": TODAY}),
        ("visit", "1/1/2101", "too-late", {"latest": date(2100, 12, 31)}),
        ("books", "3 livres", "not-a-number", {}),
        ("books", "2,5", "not-whole", {}),
        ("books", "0", "too-small", {"at_least": 1}),
        ("books", "41", "too-large", {"at_most": 40}),
        ("books", "9" * 99, "too-large", {"at_most": 40}),
        ("books", 10**200, "too-large", {"at_most": 40}),
        ("fee", "0,49", "too-small", {"at_least": Decimal("0.5")}),
        ("any", "9" * 16, "too-large", {"at_most": 10**15 - 1}),
        ("any", "-" + "9" * 16, "too-small", {"at_least": 1 - 10**15}),
        ("nothing", "1", "unknown-question", {}),
    ],
)
def test_wrong_answers(question: str, typed: object, error: str, limits: dict[str, object]) -> None:
    answers, errors = check_answers(QUESTIONS, {question: typed}, TODAY)
    assert answers == {}
    assert {id: (wrong.id, wrong.limits) for id, wrong in errors.items()} == {question: (error, limits)}


def test_a_date_may_be_bound_by_another() -> None:
    answers, errors = check_answers(QUESTIONS, {"born": "1/1/2000", "joined": "31/12/1999"}, TODAY)
    assert answers == {"born": date(2000, 1, 1)}
    assert isinstance(errors["joined"], AnswerError)
    assert errors["joined"].limits == {"earliest": date(2000, 1, 1)}


def test_a_wrong_answer_counts_as_none_and_comes_back_as_json() -> None:
    response = ask({"reader": "adult", "card": "have", "joined-on": "23/11/2026"})
    assert response["errors"] == {"joined-on": {"id": "future-date", "with": {"latest": "2026-11-22"}}}
    assert (response["outcome"], response["next"]) == (None, "joined-on")


def test_an_error_at_a_question_that_does_not_apply_is_not_shown() -> None:
    assert ask({"reader": "child", "joined-on": "soon"})["errors"] == {}
    assert json.dumps(ask({"joined-on": "soon"})["errors"]) == '{"joined-on": {"id": "not-a-date", "with": {}}}'
