"""Letters in the engine: which help, and what is wrong with one that is written badly."""

from __future__ import annotations

from typing import Any

import pytest

from tests.widgets.librarycard import FACTS, PROCEDURE, ask
from widgets.model import Procedure
from widgets.wiring import problems_in

LETTERS = [
    {"id": "make-it-again", "to": "office", "when": {"card": "lost"}},
    {"id": "forgive-me", "to": "employer", "when": {"any": ["overdue", {"card": "lost"}]}, "unconfirmed": True},
]


@pytest.mark.parametrize(
    ("answers", "letters"),
    [
        ({}, []),
        ({"reader": "child", "card": "lost"}, ["make-it-again", "forgive-me"]),
        ({"reader": "adult", "card": "have", "joined-on": "21/11/2025"}, ["forgive-me"]),
        ({"reader": "adult", "card": "have", "joined-on": "22/11/2025"}, []),
        ({"reader": "adult", "card": "unknown"}, []),
    ],
)
def test_an_answer_lists_the_letters_that_help(answers: dict[str, Any], letters: list[str]) -> None:
    assert ask(answers, procedure={**PROCEDURE, "letters": LETTERS})["letters"] == letters


def test_letters_change_nothing_else() -> None:
    answers = {"reader": "adult", "card": "have", "joined-on": "22/11/2025"}
    one, other = ask(answers), ask(answers, procedure={**PROCEDURE, "letters": LETTERS})
    assert {**other, "letters": []} == one


def test_a_letter_is_written_as_it_was_read() -> None:
    assert Procedure.from_dict({"id": "x", "letters": LETTERS}).to_dict()["letters"] == LETTERS


@pytest.mark.parametrize(
    ("letter", "places"),
    [
        ({}, []),
        ({"to": "neighbour"}, ["letters.0.to"]),
        ({"id": "card"}, ["letters.0.id", "letters.0.id"]),
        ({"id": "letters"}, ["letters.0.id"]),
        ({"id": "replace"}, ["letters.0.id"]),
        ({"when": None}, ["letters.0.when"]),
        ({"when": {"card": "lots"}}, ["letters.0.when.card"]),
        ({"when": {"books": {"at_least": 3}}}, ["letters.0.when.books.at_least"]),
    ],
)
def test_faults_of_a_letter(letter: dict[str, Any], places: list[str]) -> None:
    procedure = Procedure.from_dict({**PROCEDURE, "letters": [{**LETTERS[0], **letter}]})
    figures = {id: figure["unit"] for id, figure in FACTS.items()}
    assert [".".join(map(str, place)) for place, _ in problems_in(procedure, figures)] == places
