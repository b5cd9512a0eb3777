"""The check of worked examples: what the engine answers otherwise, and what can't be read, is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.cases import EXPECTED, check_cases
from builder.load import load_library
from tests.builder.cards import copy_library, edit, short

CASES = "guides/procedures/library-card/cases.yaml"
CHILD = "  answers: {reader: child, card: lost}\n"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            f"{CHILD}  outcome: replace",
            f"{CHILD}  outcome: renew",
            14,
            "The rules give outcome: replace, the example says outcome: renew. Mend one.",
        ),
        (
            f"{CHILD}  outcome: replace",
            f"{CHILD}  steps: {{}}\n  outcome: replace",
            14,
            "The rules give steps: {come-to-the-desk: null}, the example says steps: {}. Mend one.",
        ),
        (
            "values: {renew-by: 2027-11-02, days-left: 345}",
            "values: {renew-by: 2027-11-02}",
            9,
            "The rules give values: {renew-by: 2027-11-02, days-left: 345}, "
            "the example says values: {renew-by: 2027-11-02}. Mend one.",
        ),
        (CHILD, "", 10, "The example has no answers. Add it."),
        (CHILD, "  answers: child\n", 13, "The answers are a mapping. Write answers: {question: option}."),
        (CHILD, CHILD + "  outcom: x\n", 14, "There is no key of an example 'outcom'. Did you mean 'outcome'?"),
        (
            f"  widget: what-now\n  today: 2026-11-22\n{CHILD}",
            f"  widget: what\n  today: 2026-11-22\n{CHILD}",
            11,
            "There is no widget 'what'. Did you mean 'what-now'?",
        ),
        (
            f"  today: 2026-11-22\n{CHILD}",
            f"  today: 22/11/2026\n{CHILD}",
            12,
            "'22/11/2026' is not a date. Write it as 2026-11-22.",
        ),
        (
            f"{CHILD}  outcome: replace\n  evidence: [identity-card, guardian-consent]\n",
            CHILD,
            10,
            f"The example expects nothing. Add one of {', '.join(EXPECTED)}.",
        ),
    ],
)
def test_a_wrong_example_is_told(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    library = load_library(copy_library(tmp_path))
    assert list(check_cases(library, library.guides["library-card"])) == []
    edit(tmp_path / CASES, old, new)
    library = load_library(tmp_path)
    problems = [short(problem) for problem in check_cases(library, library.guides["library-card"])]
    assert problems == [f"{CASES}:{line}: {message}"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: one\n", "This is no list of examples. Write a list: each example begins with '- name: …'."),
        (
            "- one\n",
            "An example is a mapping. Write - name: … and below it widget, today, answers and what comes out.",
        ),
    ],
)
def test_examples_of_another_form_are_told(tmp_path: Path, text: str, message: str) -> None:
    (copy_library(tmp_path) / CASES).write_text(text, encoding="utf-8")
    library = load_library(tmp_path)
    problems = [short(problem) for problem in check_cases(library, library.guides["library-card"])]
    assert problems == [f"{CASES}:1: {message}"]
