"""At 400 % of a screen of 1280 by 1024, a page has 320 by 256 pixels: all is still there, and nothing is covered.

WCAG 2.2: nothing scrolls in two directions but a table or a block of code by itself (1.4.10), the focus isn't covered
(2.4.11), targets measure 24 pixels or stand far enough apart (2.5.8).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.keys import faults, round_trip
from tests.browser.test_pages import AXE, pages

ZOOMED = {"width": 320, "height": 256}
TARGETS = """() => axe.run({ runOnly: ["target-size"], preload: false }).then((found) =>
  found.violations.flatMap((one) => one.nodes.map((node) => node.html.slice(0, 160))))"""

# What scrolls sideways by itself, whether the keyboard gets there, and by which name.
BOXES = """() => {
  const scrolls = (one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX);
  const named = (one) => one.getAttribute("aria-label") || one.getAttribute("aria-labelledby");
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  return [...document.querySelectorAll("body *")].filter((one) => scrolls(one) && seen(one))
    .filter((one) => one.tabIndex < 0 || !named(one)).map((one) => one.outerHTML.slice(0, 120));
}"""
WIDE = "() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
OPEN = "() => document.querySelectorAll('details').forEach((one) => (one.open = true))"

MARKS = (
    "dalil-widget",
    "dalil-batch",
    "dalil-compare",
    "dalil-card",
    "dalil-letter",
    "dalil-embed",
    "dalil-ticked",
    "dalil-block",
)
"""What pages of a kind have; one without any is a page of text."""


MOST = 250_000
"""Bytes of a page that is looked at every time: the tabulator is long on its way through a larger one."""


def sample(site: Path) -> list[str]:
    """One page of each kind, the languages in turn, without the largest."""
    found: dict[tuple[str, ...], str] = {}
    for path in pages(site):
        html = (site / path).read_text(encoding="utf-8")
        kind = tuple(mark for mark in MARKS if re.search(rf'class="(?:[^"]* )?{mark}[" ]', html))
        language = ("ar", "fr", "en")[sum(map(len, kind)) % 3]
        if path.startswith(f"{language}/") and len(html) < MOST:
            found.setdefault(kind, path)
    return sorted(found.values())


def looked_at(page: Page, path: str, unfolded: bool = False) -> dict[str, Any]:
    """What is wrong with a page at 400 %."""
    page.goto(f"/{path}")
    if unfolded:
        page.evaluate(OPEN)
    page.evaluate(AXE)
    stops = list(round_trip(page))
    assert len(stops) > 5
    wrong = {
        "wide": page.evaluate(WIDE),
        "boxes": page.evaluate(BOXES),
        "targets": page.evaluate(TARGETS),
        "stops": [(at["name"], faults(at)) for at in stops if faults(at)],
    }
    return {name: value for name, value in wrong.items() if value}


AUDIT = (pytest.mark.audit, pytest.mark.timeout(3600))
"""Every stop of every page of a language, with all unfolded: the longest walk of all."""


@pytest.mark.parametrize("part", ["some", *(pytest.param(one, marks=AUDIT) for one in ("ar", "fr", "en", "root"))])
def test_a_page_at_400_percent(visit: Callable[..., BrowserContext], site: Path, part: str) -> None:
    page = visit(viewport=ZOOMED, reduced_motion="reduce").new_page()
    parts = [(path.partition("/")[0] if "/" in path else "root", path) for path in pages(site)]
    paths = sample(site) if part == "some" else [path for of, path in parts if of == part]
    looked = {path: looked_at(page, path, part != "some") for path in paths}
    assert {path: wrong for path, wrong in looked.items() if wrong} == {}
    assert len(looked) >= (1 if part == "root" else len(MARKS) - 1)
