"""Arrows of Arabic pages are those of French pages, mirrored: each is drawn in both and compared."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page

from tests.apart import difference
from tests.browser.conftest import visiting
from tests.browser.views import GUIDE, SETTLED, drawing, visitor
from tests.watching import watch

GUIDE_PAGE = f"guides/{GUIDE}.html"

ARROWS = {
    "the contents": (GUIDE_PAGE, "details.dalil-contents > summary"),
    "a line that unfolds in a list": ("disagreements.html", "details.dalil-plain > summary"),
    "the end of a way": (GUIDE_PAGE, ".dalil-tree__end"),
    "what leads to another answer": (GUIDE_PAGE, ".dalil-leads"),
    "the sign of the search": (GUIDE_PAGE, ".dalil-toggle[data-box=__search]"),
}
"""A page, and what holds the arrow on it."""

ALONE = """
  .alone { position: fixed !important; inset: 80px auto auto 8px !important; z-index: 99 !important;
    box-sizing: border-box !important; inline-size: 200px !important; block-size: 60px !important;
    min-block-size: 0 !important; margin: 0 !important; padding-block: 10px !important;
    font: 16px/24px "Same On Every Machine" !important; border: 0 !important; border-radius: 0 !important;
    overflow: hidden !important; white-space: nowrap !important; background: #808080 !important }
  .alone.of-text { background: #fff !important }
  .alone.of-text, .alone.of-text * { color: transparent !important; text-decoration: none !important }
"""
"""One size and place in both languages, and nothing to be seen but what the style sheets draw."""

SHOW = """([selector, rules]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
  let one = document.querySelector(selector);
  for (const made of one ? [] : document.querySelectorAll(".dalil-widget template")) {
    const found = made.content.querySelector(selector);
    if (found && !one) {
      one = document.importNode(found, true);
      document.querySelector(".dalil-result").append(one);
    }
  }
  for (let part = one; part; part = part.parentElement) {
    part.hidden = false;
    if (part.tagName === "DETAILS") {
      part.open = part !== one.parentElement || one.tagName !== "SUMMARY";
    }
  }
  one.classList.add("alone");
  one.classList.toggle("of-text", !one.querySelector("svg"));
  return one;
}"""


@pytest.fixture(scope="module")
def sides(chromium: Browser, address: str) -> Iterator[dict[str, Page]]:
    """A page in each direction."""
    with drawing(chromium.browser_type) as browser, visiting(watch(browser), address) as visit:
        yield {language: visitor(visit) for language in ("fr", "ar")}


def draw(page: Page, language: str, name: str) -> Image.Image:
    path, selector = ARROWS[name]
    if not page.url.endswith(path):
        page.goto(f"/{language}/{path}")
    one = page.evaluate_handle(SHOW, [selector, ALONE]).as_element()
    assert one is not None
    page.evaluate(SETTLED)
    shot = one.screenshot(animations="disabled", caret="hide", scale="css")
    one.evaluate("(one) => one.classList.remove('alone', 'of-text')")
    return Image.open(io.BytesIO(shot)).convert("RGB")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if path == GUIDE_PAGE else [pytest.mark.audit]) for name, (path, _) in ARROWS.items()],
)
def test_an_arrow_is_mirrored(name: str, sides: dict[str, Page]) -> None:
    french, arabic = (draw(sides[language], language, name) for language in ("fr", "ar"))
    assert not difference(french, ImageOps.mirror(arabic)).counts
    # There is something to be seen, and it has a direction.
    assert difference(french, arabic).counts
