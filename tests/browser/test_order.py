"""Arabic pages in a real browser: figures run from left to right wherever they stand, hidden parts included."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from builder.library import LANGUAGES
from tests.browser.test_pages import pages

ORDER = Path(__file__).with_name("order.js").read_text(encoding="utf-8")

WRITTEN = {
    "the number of a form": "المطبوع {}321-1-06{}",
    "a telephone": "اتصلوا على {}05 99 00 11 22{} أو {}+212 5 99{}",
    "a range": "من {}5–10{} أيام",
    "a spaced range": "بين {}2025 – 2026{} وبعدها",
    "a percentage": "بنسبة {}4,29 %{} من الأجرة",
    "a day": "يوم {}01/11/2026{} صباحا",
    "an hour": "على الساعة {}08:30-16:30{}",
    "less than nothing": "الفرق {}−12,50{} درهم",
    "an address": "على {}www.cnss.ma/fr/page{}",
    "what hangs together": "المرسوم {}2-25-265{} و{}B.O. 7478{}",
}
"""A text around figures, each with a place before and behind it for what isolates it."""

HARMLESS = frozenset({"a percentage", "a day", "an address"})
"""What a browser leaves in order by itself."""


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_figures_are_in_order_on_every_arabic_page(visit: Callable[..., BrowserContext], site: Path) -> None:
    page = visit(java_script_enabled=False).new_page()
    astray, looked = {}, 0
    for path in pages(site / "ar"):
        if path.startswith("embeds/"):
            continue  # a form of a guide once more
        page.goto(f"/ar/{path}")
        found = page.evaluate(ORDER, True)
        looked += found["looked"]
        if found["astray"]:
            astray[path] = found["astray"]
    assert astray == {}
    assert looked > 5000


@pytest.mark.parametrize("sort", WRITTEN)
def test_a_figure_that_nothing_isolates_is_found_where_arabic_turns_it(blank: Page, sort: str) -> None:
    def astray(opening: str, closing: str) -> list[str]:
        text = WRITTEN[sort].format(*[opening, closing] * (WRITTEN[sort].count("{}") // 2))
        blank.set_content(f'<html lang="ar" dir="rtl"><p>{text}</p>')
        return list(blank.evaluate(ORDER, False)["astray"])

    assert astray("<bdi>", "</bdi>") == []
    assert bool(astray("", "")) == (sort not in HARMLESS)


# Where the lines of each address of a table break: the sign before.
BREAKS = """() => [...document.querySelectorAll("td a bdi")].flatMap((address) => {
  const walk = document.createTreeWalker(address, NodeFilter.SHOW_TEXT);
  const range = new Range();
  const broken = [];
  let before = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { top, height } = range.getBoundingClientRect();
      if (before && top > before.top + height / 2) {
        broken.push(before.sign);
      }
      before = { top, sign: node.data[at] };
    }
  }
  return broken;
})"""


def test_addresses_in_a_narrow_table_break_after_their_own_signs(visit: Callable[..., BrowserContext]) -> None:
    page = visit(java_script_enabled=False).new_page()
    broken: list[str] = []
    for language in LANGUAGES:
        page.goto(f"/{language}/contacts.html")
        broken += page.evaluate(BREAKS)
    assert set(broken) <= set("./-")
    assert broken
