"""A whole task as a screen reader tells it, by keyboard alone, in French and Arabic: from a form to a letter.

The whole of what is told stands in tests/golden/heard.*.txt, to be read by people. To write it again after a change
that is meant: `python -m tests.browser.test_heard`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from builder.load import load_library
from builder.render import render_site
from builder.site import build_site
from tests.browser.conftest import visiting
from tests.browser.heard import LISTEN, Reader
from tests.browser.reader import COUNT, Form
from tests.browser.serving import serving
from tests.browser.taking import WIDGET, path, visitor
from tests.browsers import find
from tests.builder.cards import copy_library
from tests.conftest import TODAY
from tests.watching import watch

GOLDEN = Path(__file__).parent.parent / "golden"
LANGUAGES = ("fr", "ar")
STOPS = 60


class Told:
    """The lines of a task: keys pressed, what is told of the focus then, what is said."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.reader = Reader(page)
        self.form = Form(page, WIDGET)
        self.lines: list[str] = []

    def press(self, key: str) -> None:
        """Press a key; tell once the engine has answered."""
        self.page.keyboard.press(key)
        if self.form.place.count():
            self.form.settle()
        self.hear(key)

    def hear(self, key: str) -> None:
        self.lines += [f"{key:10} {self.reader.focus()}", *(f"  said     {text}" for text in self.reader.said())]

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        if self.form.place.count():
            self.form.settle()
        self.hear(f"“{text}”")

    def tab_to(self, selector: str, key: str = "Tab") -> None:
        """Press the tabulator until the focus is at a selector; every stop is told."""
        for _ in range(STOPS):
            self.press(key)
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} is not reached: {self.lines[-1]}")

    def skip_to(self, selector: str) -> None:
        """The same without telling the stops before."""
        before = len(self.lines)
        self.tab_to(selector)
        del self.lines[before:-1]


def task(page: Page, language: str) -> Iterator[str]:
    """A card is lost: a form, first sent off too early, its answer, what to bring, a link to it, and the letter."""
    page.goto(path(language))
    told = Told(page)
    page.evaluate(COUNT)
    page.evaluate("Dalil.runtime.start()")
    told.skip_to(f".dalil-jump a[href='#{WIDGET}']")
    told.press("Enter")
    told.tab_to("[value=adult]")
    told.press("Space")
    told.press("ArrowDown")
    told.press("ArrowUp")
    told.tab_to("[type=submit]")
    told.press("Enter")
    told.press("Space")
    told.press("ArrowDown")
    told.tab_to(".dalil-text")
    told.type("31/02/2026")
    told.tab_to("[type=submit]")
    told.press("Enter")
    told.press("Control+A")
    told.type("02/11/2026")
    told.tab_to("[type=submit]")
    told.press("Enter")
    told.tab_to("[data-tick]")
    told.press("Space")
    told.tab_to("[data-take=link]")
    told.press("Enter")
    told.tab_to("[data-letter] a", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**-make-it-again.html")
    page.locator("[data-state=wait]").wait_for(state="hidden")
    yield from [*told.lines, "Enter", "", page.title(), ""]
    told = Told(page)
    told.skip_to("[name=letter-language]")
    told.press("ArrowDown")
    told.tab_to("[data-fills]")
    told.type("A. B.")
    told.tab_to("[data-do=print]")
    yield from told.lines


def transcript(page: Page, language: str) -> str:
    page.add_init_script(LISTEN)
    return "\n".join(["The card is lost: the form, its answer, the letter", "", *task(page, language), ""])


@pytest.fixture(scope="module")
def address(card_site: Path) -> Iterator[str]:
    """Where the card's site is served."""
    with serving(card_site) as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_task_is_told_as_it_was_read(visit: Callable[..., object], language: str) -> None:
    page = visitor(visit, language).new_page()
    assert transcript(page, language) == (GOLDEN / f"heard.{language}.txt").read_text(encoding="utf-8")


def write(chromium: Browser, folder: Path) -> None:
    """Write the transcripts again."""
    build_site(
        render_site(load_library(copy_library(folder / "cards")), TODAY),
        GOLDEN.parent.parent,
        folder / "site",
        folder / "stage",
    )
    with serving(folder / "site") as address, visiting(chromium, address) as visit:
        for language in LANGUAGES:
            text = transcript(visitor(visit, language).new_page(), language)
            (GOLDEN / f"heard.{language}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = watch(playwright.chromium.launch(executable_path=find("chromium"), args=["--no-sandbox"]))
        write(browser, Path(folder))
