"""A request poured in part by part gives what the whole request gives."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.widgets.librarycard import FACTS, PROCEDURE
from widgets.__main__ import answer
from widgets.api import handle

ROOT = Path(__file__).parents[2]
QUESTION = {"do": "evaluate", "goal": "route", "answers": {"card": "lost"}, "today": "2026-11-22"}
RULES = {"format": 1, "procedure": PROCEDURE}
FIGURES = {"format": 1, "facts": FACTS}
WHOLE = handle(json.dumps({**RULES, **FIGURES, **QUESTION}))


@pytest.mark.parametrize("between", ["", "\n", " \r\n\t"])
def test_parts_are_put_together(between: str) -> None:
    assert "fault" not in json.loads(WHOLE)
    assert answer(between.join(map(json.dumps, (RULES, FIGURES, QUESTION)))) == WHOLE


def test_the_later_part_counts() -> None:
    wrong = {**QUESTION, "goal": "rout"}
    assert answer("".join(map(json.dumps, (RULES, FIGURES, wrong, QUESTION)))) == WHOLE


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("", "unknown-do"),
        ("{", "bad-request"),
        ("[1]", "bad-request"),
        (json.dumps(RULES) + "oops", "bad-request"),
        (json.dumps(RULES) + "7", "bad-request"),
        ('{"do": "evaluate", "today": NaN}', "bad-request"),
        ("[" * 100_000, "bad-request"),
    ],
    ids=["nothing", "unclosed", "list", "no JSON", "number", "NaN", "deep"],
)
def test_what_cannot_be_served_is_a_fault(text: str, id: str) -> None:
    assert json.loads(answer(text))["fault"]["id"] == id


@pytest.mark.parametrize(
    ("text", "whole"), [("{", "{"), ("[1]", "[1]"), ('{"do": 1} [1] oops', "[1]"), ('{"do": 1} oops', "oops")]
)
def test_the_part_that_is_wrong_is_told(text: str, whole: str) -> None:
    assert answer(text) == handle(whole)


@pytest.mark.parametrize(("text", "code"), [(json.dumps({**RULES, **FIGURES, **QUESTION}), 0), ("{", 1)])
def test_from_a_shell(text: str, code: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "widgets"], input=text, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (code, f"{handle(text)}\n", "")
