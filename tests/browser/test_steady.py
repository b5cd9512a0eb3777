"""What comes in above a reader by itself, as words on the way to an answer, doesn't push the focus out of view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.keys import SETTLED, faults, go_to, stop
from tests.browser.test_zoom import ZOOMED

EMBED = "embeds/amo-achamil.could-it-be-for-me.html"
FIRST = "**/files.json"
"""What Python is asked for first: before it there is nothing to say."""

LOW = """() => {
  const { bottom } = document.activeElement.getBoundingClientRect();
  scrollBy({ top: bottom - innerHeight + 4, behavior: "instant" });
}"""


def at_the_foot(page: Page) -> None:
    """Walk through a form, which asks for Python, to the first link below it, and have that low on the screen."""
    link = page.locator(".dalil-embed__foot a").first.inner_text()
    go_to(page, lambda at: at["name"] == link)
    page.evaluate(LOW)
    assert faults(stop(page) or {}) == []


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize(("status", "comes"), [(200, "progress"), (404, "[data-retry]")])
def test_what_a_form_says_leaves_the_focus_in_view(
    visit: Callable[..., BrowserContext], language: str, status: int, comes: str
) -> None:
    page = visit(breaks=True, viewport=ZOOMED, reduced_motion="reduce").new_page()
    held: list[Route] = []
    page.route(FIRST, lambda route: held.append(route))
    page.goto(f"/{language}/{EMBED}")
    at_the_foot(page)
    before = page.evaluate("() => document.scrollingElement.scrollHeight")
    for route in held:
        route.continue_() if status == 200 else route.fulfill(status=status)
    assert held
    page.locator(f".dalil-status {comes}").wait_for()
    page.evaluate(SETTLED)
    assert page.evaluate("() => document.scrollingElement.scrollHeight") > before
    found = stop(page)
    assert found is not None
    assert faults(found) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_reader_who_scrolled_away_is_left_there(visit: Callable[..., BrowserContext], language: str) -> None:
    page = visit(viewport=ZOOMED, reduced_motion="reduce").new_page()
    held: list[Route] = []
    page.route(FIRST, lambda route: held.append(route))
    page.goto(f"/{language}/{EMBED}")
    at_the_foot(page)
    page.evaluate("() => scrollTo(0, 0)")
    for route in held:
        route.continue_()
    page.locator(".dalil-status progress").wait_for()
    page.evaluate(SETTLED)
    assert page.evaluate("() => scrollY") == 0
