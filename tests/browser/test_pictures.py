"""Key pages look as they did, in Arabic and French, and a fault in their looks is seen. `make pictures` renews them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.library import Library
from builder.load import load_library
from tests.apart import difference
from tests.browser.conftest import visiting
from tests.browser.views import KEPT, PHONES, Shot, drawing, go, kept, pictures, shoot, views, visitor
from tests.conftest import ROOT
from tests.watching import watch

LARGEST = 1_500_000  # bytes of all pictures together
ARABIC: Shot = PHONES[0]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(ROOT)


@pytest.fixture(scope="module")
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., object]]:
    with drawing(chromium.browser_type) as browser, visiting(watch(browser), address) as visit:
        yield visit


@pytest.mark.parametrize("language", ["ar", pytest.param("fr", marks=pytest.mark.audit)])
def test_key_pages_look_as_they_did(
    language: str, visit: Callable[..., object], library: Library, tmp_path: Path
) -> None:
    differ, names = {}, set()
    for name, seen in pictures(visit, library, language):
        names.add(name)
        found = difference(kept(name), seen) if (KEPT / name).exists() else None
        if found is None or found.counts:
            seen.save(tmp_path / name)
            differ[name] = found
    assert differ == {}, f"If this is meant, run `make pictures`. What is seen now: {tmp_path}"
    assert {file.name for file in KEPT.glob(f"*.{language}.*")} == names


def test_the_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in KEPT.iterdir()) < LARGEST


# --- Faults that are put into a page, each of which has to be seen ---

NO_DIRECTION = "document.documentElement.dir = document.body.dir = 'ltr'"
RULES = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""

FAULTS = {
    "a column that is shifted": ("table", "td:nth-child(3) { position: relative; inset-inline-start: 0.5em }"),
    "figures that are turned": ("table", "data, bdi { unicode-bidi: bidi-override; direction: rtl !important }"),
    "a mark that has no frame": ("table", ".dalil-mark { border-color: transparent !important }"),
    "a line that is too low": ("card", ".dalil-card__row { line-height: 1.2 !important }"),
    "a border on the wrong side": ("letter", ".dalil-page { border-inline-start: 4px solid #a6461a !important }"),
}
"""A view, and what is done to it by style."""
LATER = ("a mark that has no frame", "a line that is too low", "a border on the wrong side")
"""What only the audit looks at."""


@pytest.fixture(scope="module")
def arabic(visit: Callable[..., object]) -> Page:
    return visitor(visit)


def look(page: Page, library: Library, name: str, fault: Callable[[], object] = lambda: None) -> bool:
    """Whether an Arabic view on a phone differs from its picture, once a fault is put in."""
    view = next(view for view in views(library) if view.name == name)
    go(page, view, ARABIC, library)
    fault()
    return difference(kept(view.file(ARABIC)), shoot(page, view, ARABIC)).counts


@pytest.mark.parametrize(
    "fault",
    [pytest.param(name, marks=[pytest.mark.audit] if name in LATER else []) for name in FAULTS],
)
def test_a_fault_of_style_is_seen(fault: str, arabic: Page, library: Library) -> None:
    name, rules = FAULTS[fault]
    assert look(arabic, library, name, lambda: arabic.evaluate(RULES, rules))


def test_a_direction_that_is_lost_is_seen(arabic: Page, library: Library) -> None:
    assert look(arabic, library, "home", lambda: arabic.evaluate(NO_DIRECTION))


def test_letters_that_are_not_there_are_seen(visit: Callable[..., object], library: Library) -> None:
    page = visitor(visit)
    page.route("**/fonts/arabic-*", lambda route: route.abort())
    assert look(page, library, "home")
