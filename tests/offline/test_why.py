"""From a disk, in French and Arabic: what a form tells beside its answer is what the engine tells.

An answer that one more answer would turn, one that is open, and one whose first answer is changed later.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.ask import request
from builder.library import Guide
from builder.load import load_library
from tests.browser.reader import CLOCK, COUNT, Form, cases, forms, set_day, zone
from tests.browser.test_why import ends, engine, idle, told
from tests.conftest import ROOT
from widgets.api import handle

LIBRARY = load_library(ROOT)

type Example = tuple[Guide, str, dict[str, Any]]
type Open = Callable[[Example], Form]

EXAMPLES = [(guide, widget, case) for guide, widget in forms(LIBRARY) for case in cases(guide, widget)]


def first(fits: Callable[[Example], bool]) -> Example:
    return next(example for example in EXAMPLES if fits(example))


def answer_of(example: Example) -> dict[str, Any]:
    guide, widget, case = example
    answer: dict[str, Any] = json.loads(handle(request(LIBRARY, guide, widget, case["answers"], case["today"])))
    return answer


@pytest.fixture(params=["fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """A language."""
    return str(request.param)


@pytest.fixture
def form(chromium: Browser, package: Path, language: str) -> Iterator[Open]:
    """Opens the form of an example, on its day, without network."""
    context = chromium.new_context(offline=True, timezone_id=zone(language))
    context.add_init_script(CLOCK)

    def open_form(example: Example) -> Form:
        guide, widget, case = example
        page = context.new_page()
        page.goto((package / language / "guides" / f"{guide.id}.html").as_uri())
        page.evaluate(COUNT)
        set_day(page, language, case["today"])
        return Form(page, widget)

    yield open_form
    context.close()


def check(form: Form, example: Example, answers: dict[str, str]) -> dict[str, Any]:
    """Whether the page tells what the engine tells; gives what the page tells."""
    guide, widget, case = example
    names = {True: "met", False: "not-met", None: "open"}
    answer, page = engine(form.page, guide, widget, answers, case["today"]), told(form)
    assert page["reasons"] == answer["deciding"]
    assert sorted(page["others"]) == sorted(other["outcome"] for other in answer["others"])
    assert page["rules"] == [[row["outcome"], names[row["result"]]] for row in answer["trace"]["rows"]]
    assert set(page["idle"]) == idle(answer["trace"])
    assert sorted(page["flips"]) == sorted([flip["by"], f"{flip['question']}={flip['to']}"] for flip in answer["flips"])
    assert page["ways"] == (ends(answer["plan"]) if (answer["plan"] or {}).get("ways") else None)
    assert (page["empty"], page["dead"]) == (0, 0)
    return page


def test_an_answer_is_told_with_what_would_change_it(form: Open) -> None:
    example = first(lambda each: bool(each[2]["outcome"] and answer_of(each)["flips"]))
    opened = form(example)
    assert told(opened)["left"] is not None
    answers = opened.fill_in(example[2]["answers"])
    assert opened.seen()["outcomes"] == [example[2]["outcome"]]
    assert check(opened, example, answers)["flips"]


def test_what_is_not_known_is_told_with_what_follows_from_it(form: Open) -> None:
    example = first(lambda each: bool(each[2]["outcome"] is None and "unknown" in each[2]["answers"].values()))
    opened = form(example)
    answers = opened.fill_in(example[2]["answers"])
    assert "unknown" in answers.values()
    assert opened.seen()["outcomes"] == []
    assert check(opened, example, answers)["ways"]


def test_the_first_answer_is_changed_and_the_later_ones_are_kept(form: Open) -> None:
    example = max((each for each in EXAMPLES if each[2]["outcome"]), key=lambda each: len(each[2]["answers"]))
    opened = form(example)
    answers = opened.fill_in(example[2]["answers"])
    early = next(iter(answers))
    other = next(option for option in opened.options(early) if option != answers[early])
    opened.answer(early, other)
    changed = {**answers, early: other}
    guide, widget, case = example
    unneeded = engine(opened.page, guide, widget, changed, case["today"])["unneeded"]
    kept = [id for id in answers if opened.question(id).locator("[data-kept]").is_visible()]
    assert sorted(kept) == sorted(unneeded) != []
    assert all(opened.answered(id) for id in answers)
    opened.answer(early, answers[early])
    assert opened.seen()["outcomes"] == [case["outcome"]]
    check(opened, example, answers)
