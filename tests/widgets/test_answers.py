"""Checking answers: each wrong one has its error and the dates or numbers its message needs, and counts as none."""

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.widgets.librarycard import ask
from widgets.answers import Answer, AnswerError, check_answers, fits
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
        ("books", ["3"], "not-a-number", {}),
        ("books", False, "not-a-number", {}),
        ("books", "2,5", "not-whole", {}),
        ("books", "0", "too-small", {"at_least": 1}),
        ("books", "41", "too-large", {"at_most": 40}),
        ("books", "9" * 99, "too-large", {"at_most": 40}),
        ("books", 10**200, "too-large", {"at_most": 40}),
        ("fee", "0,49", "too-small", {"at_least": Decimal("0.5")}),
        ("fee", "-" + "9" * 16, "too-small", {"at_least": Decimal("0.5")}),
        ("fee", "9" * 16, "too-large", {"at_most": 10**15 - 1}),
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


@pytest.mark.parametrize(
    ("question", "answers", "fit"),
    [
        ("books", {"books": 1}, True),
        ("books", {"books": 0}, False),
        ("books", {"books": 40}, True),
        ("books", {"books": 41}, False),
        ("books", {"books": Decimal("2.5")}, False),
        ("fee", {"fee": Decimal("0.50")}, True),
        ("fee", {"fee": Decimal("0.49")}, False),
        ("any", {"any": -(10**9)}, True),
        ("card", {"card": "lost"}, True),
        ("born", {"born": TODAY}, True),
        ("born", {"born": date(2026, 11, 23)}, False),
        ("born", {"born": date(1899, 12, 31)}, False),
        ("born", {"born": date(2000, 1, 1), "joined": date(2000, 1, 1)}, True),
        ("born", {"born": date(2000, 1, 2), "joined": date(2000, 1, 1)}, False),
        ("born", {"born": date(2000, 1, 2), "joined": "unknown"}, True),
        ("born", {"born": date(2000, 1, 1), "visit": date(2000, 1, 1)}, True),  # that is another's fault
        ("joined", {"born": date(2027, 1, 1), "joined": date(2000, 1, 1)}, False),
        ("joined", {"born": date(1999, 1, 1), "joined": date(2026, 12, 31)}, True),
        ("joined", {"joined": date(2027, 1, 1)}, False),
        ("visit", {"visit": TODAY}, True),
        ("visit", {"visit": date(2026, 11, 21)}, False),
    ],
)
def test_an_answer_fits_within_its_bounds_and_those_that_it_sets(
    question: str, answers: dict[str, Answer], fit: bool
) -> None:
    (asked,) = [each for each in QUESTIONS if each.id == question]
    assert fits(asked, QUESTIONS, answers, TODAY) is fit


@pytest.mark.parametrize(
    ("typed", "number"),
    [(10**15 - 1, 10**15 - 1), (-(10**15 - 1), 1 - 10**15), (0, 0), (2.0, 2), ("x" * 101, None), (10**15, None)],
)
def test_a_number_may_have_fifteen_digits(typed: object, number: int | None) -> None:
    answers, errors = check_answers(QUESTIONS, {"any": typed}, TODAY)
    assert (answers.get("any"), "any" in errors) == (number, number is None)


def test_a_hundred_letters_are_read_and_no_more() -> None:
    _, errors = check_answers(QUESTIONS, {"card": "x" * 100, "reader": "x" * 101}, TODAY)
    assert {id: (wrong.id, str(wrong)) for id, wrong in errors.items()} == {
        "card": ("unknown-option", "unknown-option"),
        "reader": ("too-long", "too-long"),
    }


def test_nothing_is_no_answer() -> None:
    assert check_answers(QUESTIONS, {"card": None, "born": None}, TODAY) == ({}, {})


@pytest.mark.parametrize("bound", [2, 2.5])
def test_a_bound_is_told_as_it_is_written(bound: float) -> None:
    question = Question("n", "number", whole=False, at_least=bound, at_most=bound)
    for typed, limit in (("1", "at_least"), ("3", "at_most")):
        _, errors = check_answers([question], {"n": typed}, TODAY)
        found = errors["n"].limits[limit]
        assert (str(found), type(found)) == (str(bound), int if isinstance(bound, int) else Decimal)


def test_a_day_bounds_another_though_it_is_wrong_itself() -> None:
    answers, errors = check_answers(QUESTIONS, {"born": "1/1/2030", "joined": "1/1/2000"}, TODAY)
    assert (answers, list(errors)) == ({}, ["born", "joined"])
    assert errors["joined"].limits == {"earliest": date(2030, 1, 1)}
