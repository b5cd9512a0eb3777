"""The benchmark's script in a page: it finds what a reader could choose, and waits for the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from benchmarks.__main__ import DAY
from benchmarks.question import find_question
from benchmarks.visit import READY, SCRIPT
from builder.ask import request
from builder.library import Guide
from builder.load import load_library
from widgets.api import handle

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
QUESTION = find_question(LIBRARY, DAY)


def firsts(guide: Guide) -> list[str]:
    """The type of the question that each form of a guide begins with."""
    types = {question.id: question.type for question in guide.procedure.questions}
    asked = [request(LIBRARY, guide, widget.id, {}, DAY) for widget in guide.procedure.widgets]
    return [types[json.loads(handle(text))["next"]] for text in asked]


MIXED = next(guide.id for guide in LIBRARY.guides.values() if {"choice", "number"} <= set(firsts(guide)))


@pytest.mark.parametrize("guide", sorted({QUESTION.guide, MIXED}))
def test_it_chooses_and_times_each_answer(visit: Callable[..., BrowserContext], guide: str) -> None:
    page = visit().new_page()
    page.add_init_script(path=SCRIPT)
    page.goto(f"/ar/guides/{guide}.html")
    page.wait_for_function(READY)
    if guide == QUESTION.guide:
        assert page.evaluate("(question) => bench.first(question)", vars(QUESTION))["outcome"] is not None
        assert page.evaluate("bench.least()") > 0
    taken = page.evaluate("bench.many(3)")
    assert [milliseconds > 0 for milliseconds in taken] == [True] * 3
