"""Arrows and bars of Arabic pages are those of French pages, mirrored: each is drawn in both and compared."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page

from tests.apart import difference
from tests.browser.conftest import visiting
from tests.browser.views import GUIDE, SETTLED, TABLE, drawing, visitor
from tests.watching import watch

ARROWS = {
    "a part to unfold": (GUIDE, "details:not(.dalil-contents, .dalil-plain) > summary"),
    "the contents": (GUIDE, "details.dalil-contents > summary"),
    "a line that unfolds in a list": (GUIDE, "details.dalil-plain > summary"),
    "the end of a way": (GUIDE, ".dalil-tree__end"),
    "what leads to another answer": (GUIDE, ".dalil-leads"),
    "the sign of the search": (GUIDE, ".dalil-toggle[data-box=__search]"),
    "the way back from the search": (GUIDE, ".md-search__form > .md-search__icon"),
    "the bars of a line": (TABLE, ".dalil-chart svg"),
}
"""A page, and what holds the arrow on it."""

ALONE = """
  .alone { box-sizing: border-box !important; inline-size: 200px !important; block-size: 60px !important;
    min-block-size: 0 !important; margin: 0 !important; padding-block: 10px !important; background: #fff !important;
    font: 16px/24px "Same On Every Machine" !important; border: 0 !important; border-radius: 0 !important;
    overflow: hidden !important; white-space: nowrap !important }
  .alone.of-text, .alone.of-text * { color: transparent !important; text-decoration: none !important }
"""
"""One size in both languages, and nothing to be seen but what the style sheets draw."""

SHOW = """(one, rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
  for (let part = one; part; part = part.parentElement) {
    part.hidden = false;
    part.open = part.open === false || part.open;
  }
  one.parentElement.open = one.tagName === "SUMMARY" ? false : one.parentElement.open;
  one.classList.add("alone");
  one.classList.toggle("of-text", !one.querySelector("svg, rect"));
  one.querySelectorAll("rect").forEach((bar) => bar.setAttribute("width", "40"));
}"""


@pytest.fixture(scope="module")
def sides(chromium: Browser, address: str) -> Iterator[dict[str, Page]]:
    """A page in each direction."""
    with drawing(chromium.browser_type) as browser, visiting(watch(browser), address) as visit:
        yield {language: visitor(visit) for language in ("fr", "ar")}


def draw(page: Page, language: str, name: str) -> Image.Image:
    guide, selector = ARROWS[name]
    page.goto(f"/{language}/guides/{guide}.html")
    if "md-search" in selector:
        page.locator("[data-box=__search]").click()
    one = page.locator(selector).first
    one.evaluate(SHOW, ALONE)
    page.evaluate(SETTLED)
    return Image.open(io.BytesIO(one.screenshot(animations="disabled", caret="hide", scale="css"))).convert("RGB")


@pytest.mark.parametrize("name", ARROWS)
def test_an_arrow_is_mirrored(name: str, sides: dict[str, Page]) -> None:
    french, arabic = (draw(sides[language], language, name) for language in ("fr", "ar"))
    assert not difference(french, ImageOps.mirror(arabic)).counts
    # There is something to be seen, and it has a direction.
    assert difference(french, arabic).counts
