"""Whole tasks by keyboard alone on what is no plain form: a table for several, a sheet that compares, a reader's list.

From a form to a letter: test_heard.py; every form to its answer: test_keyboard.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from builder.load import load_library
from tests.browser.conftest import visiting
from tests.browser.keys import go_to, stop
from tests.browser.serving import serving
from tests.browser.taking import path

LIBRARY = load_library(Path(__file__).parent.parent.parent)


def does(name: str) -> Callable[[dict[str, Any]], bool]:
    """The button that does something."""
    return lambda at: at["data"].get("do") == name


def focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("(selector) => document.activeElement.matches(selector)", selector))


def near(page: Page, selector: str) -> None:
    """Begin there, as after a link to it."""
    page.locator(selector).evaluate("(one) => { one.tabIndex = -1; one.focus(); one.removeAttribute('tabindex'); }")


@pytest.mark.parametrize("language", ["ar"])
def test_a_table_for_several(visit: Callable[..., BrowserContext], language: str) -> None:
    guide = next(guide for guide in LIBRARY.guides.values() if guide.procedure.batches)
    batch = guide.procedure.batches[0].id
    page = visit(reduced_motion="reduce").new_page()
    page.goto(f"/{language}/guides/{guide.id}.html")
    near(page, f"#{batch}")
    go_to(page, lambda at: "name" in at["data"])
    page.keyboard.type("A")
    for _ in guide.procedure.batches[0].each:
        at = go_to(page, lambda at: "dalil-text" in at["matches"])
        kind = page.evaluate("document.activeElement.parentElement.dataset.type")
        page.keyboard.press("ArrowDown") if at["tag"] == "select" else page.keyboard.type(
            "01/11/2026" if kind == "date" else "abc"
        )
    go_to(page, lambda at: at["type"] == "submit")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.getAttribute('aria-invalid') === 'true'")
    described = "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText"
    assert page.evaluate(described).strip()
    page.keyboard.press("Control+A")
    page.keyboard.type("5000")
    go_to(page, lambda at: at["type"] == "submit")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.dalil-batch__result')")
    go_to(page, does("csv"))
    go_to(page, does("add"), "Shift+Tab")
    page.keyboard.press("Enter")
    assert focused(page, "[data-rows] > li:last-child [data-name]")
    go_to(page, does("remove"))
    page.keyboard.press("Enter")
    assert focused(page, "[data-do=add]")


@pytest.fixture(scope="module")
def card_address(card_site: Path) -> Iterator[str]:
    with serving(card_site) as address:
        yield address


def test_a_sheet_that_compares(chromium: Any, card_address: str) -> None:
    with visiting(chromium, card_address) as visit:
        page = visit(reduced_motion="reduce").new_page()
        page.goto(path("fr"))
        page.evaluate("window.print = () => { window.printed = true; }")
        near(page, "#compare-clubs")
        go_to(page, lambda at: at["type"] == "radio")
        page.keyboard.press("ArrowLeft")
        assert page.locator("thead [data-offer]:visible").count() == 2
        go_to(page, lambda at: at["tag"] == "input" and "field" in at["data"])
        page.keyboard.type("abc")
        page.keyboard.press("Tab")
        assert page.locator("[data-told=check]").is_visible()
        page.keyboard.press("Shift+Tab")
        assert focused(page, "[aria-invalid=true][aria-describedby]")
        page.keyboard.type("100")
        page.keyboard.press("Tab")
        page.keyboard.type("200")
        assert page.locator("[data-differs]:visible").count() == 1
        go_to(page, does("print"))
        page.keyboard.press("Enter")
        assert page.evaluate("window.printed")
        go_to(page, does("erase"))
        page.keyboard.press("Enter")
        assert focused(page, "[data-name]")
        assert page.locator("[data-told=erased]").is_visible()


def test_the_readers_list(visit: Callable[..., BrowserContext]) -> None:
    page = visit(reduced_motion="reduce").new_page()
    page.goto("/ar/list.html")
    go_to(page, lambda at: "keep" in at["data"])
    page.keyboard.press("Space")
    assert page.locator("[data-ticks-say=kept]").is_visible()
    go_to(page, lambda at: "erase" in at["data"])
    page.keyboard.press("Enter")
    assert page.locator("[data-ticks-say=erased]").is_visible()
    assert focused(page, "[role=status]")
    assert stop(page) is not None
