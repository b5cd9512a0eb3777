"""From a disk, in French and Arabic: an answer with its reasons, its rules unfolded and the questions left."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.load import load_library
from tests.browser.reader import COUNT, Form, cases, forms
from tests.browser.test_why import TOLD, UNFOLD


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_answer_is_explained_without_a_server(chromium: Browser, package: Path, root: Path, language: str) -> None:
    guide, widget = forms(load_library(root))[-1]
    case = next(case for case in cases(guide, widget) if case["outcome"])
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((package / language / "guides" / f"{guide.id}.html").as_uri())
    page.evaluate(COUNT)
    form = Form(page, widget)
    assert form.place.evaluate(TOLD)["left"] is not None
    form.fill_in(case["answers"])
    form.place.evaluate(UNFOLD)
    told = form.place.evaluate(TOLD)
    outcomes = {row.then or row.otherwise for rows in guide.procedure.tables.values() for row in rows}
    assert form.seen()["outcomes"] == [case["outcome"]]
    assert told["reasons"]
    assert {id for id, _ in told["rules"]} <= outcomes
    assert [found for _, found in told["rules"]].count("met") == 1
    assert (told["empty"], told["dead"]) == (0, 0)
    context.close()
