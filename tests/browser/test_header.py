"""The menu, the search, the colours and the languages by keyboard alone, in Arabic and French, on phone and desktop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.keys import faults, go_to, round_trip, stop
from tests.browser.test_search import TYPED

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
MENU, SEARCH = "button.dalil-toggle[data-box=__drawer]", "button.dalil-toggle[data-box=__search]"
INSIDE = "(part) => document.activeElement === document.body || document.activeElement.closest(part) !== null"
# What the theme would follow at a letter.
TURN_PAGES = """() => {
  const links = '<link rel=next href=about.html><link rel=prev href=list.html>';
  document.head.insertAdjacentHTML("beforeend", links);
}"""

# Each language and each screen at every change, the other pairs in the audit.
ar_first = pytest.mark.parametrize("language", ["ar", pytest.param("fr", marks=pytest.mark.audit)])
fr_first = pytest.mark.parametrize("language", [pytest.param("ar", marks=pytest.mark.audit), "fr"])
pairs = pytest.mark.parametrize(
    ("language", "screen"),
    [
        ("ar", PHONE),
        ("fr", DESKTOP),
        pytest.param("ar", DESKTOP, marks=pytest.mark.audit),
        pytest.param("fr", PHONE, marks=pytest.mark.audit),
    ],
    ids=["ar-phone", "fr-desktop", "ar-desktop", "fr-phone"],
)


def opened(visit: Callable[..., BrowserContext], language: str, screen: Any, **options: Any) -> Page:
    """A page without a form: what is in its header is on every page."""
    page = visit(viewport=screen, reduced_motion="reduce", **options).new_page()
    page.goto(f"/{language}/guides.html")
    return page


def focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("(selector) => document.activeElement.matches(selector)", selector))


def inside(page: Page, part: str, presses: int, key: str = "Tab") -> None:
    """However often it is pressed, the tabulator stays in a part of the page, or in the browser's own."""
    for _ in range(presses):
        page.keyboard.press(key)
        assert page.evaluate(INSIDE, part), stop(page)
        if (at := stop(page)) is not None:
            assert faults(at) == [], at


@pairs
def test_every_stop_from_top_to_end_can_be_seen(
    visit: Callable[..., BrowserContext], language: str, screen: Any
) -> None:
    page = opened(visit, language, screen)
    for key in ("Tab", "Shift+Tab"):
        stops = list(round_trip(page, key))
        assert [(at["name"], faults(at), at["over"]) for at in stops if faults(at)] == []
        assert [at for at in stops if not at["name"]] == []
    assert len(stops) > 20


def test_what_a_browser_fills_in_by_itself_is_a_key_without_a_name(visit: Callable[..., BrowserContext]) -> None:
    page = opened(visit, "fr", DESKTOP)
    page.evaluate("""() => {
      window.heard = 0;
      window.addEventListener("keydown", () => (window.heard += 1));
      document.body.dispatchEvent(new Event("keydown", { bubbles: true }));
    }""")
    assert page.evaluate("window.heard") == 0  # the theme would fail at it; that our own doesn't, the visitor tells


@ar_first
def test_the_menu_on_a_phone(visit: Callable[..., BrowserContext], language: str) -> None:
    page = opened(visit, language, PHONE)
    drawer = ".md-sidebar--primary"
    links = page.locator(f"{drawer} a").count()
    for opens, closes in (("Enter", "Escape"), ("Space", "Enter")):
        go_to(page, lambda at: at["data"].get("box") == "__drawer")
        assert page.locator(MENU).get_attribute("aria-expanded") == "false"
        page.keyboard.press(opens)
        assert page.locator(MENU).get_attribute("aria-expanded") == "true"
        assert focused(page, f"{drawer} button.dalil-close")
        inside(page, drawer, links + 4)
        inside(page, drawer, links + 4, "Shift+Tab")
        go_to(page, lambda at: "dalil-close" in at["matches"])
        page.keyboard.press(closes)
        assert page.locator(MENU).get_attribute("aria-expanded") == "false"
        page.wait_for_function("(button) => document.activeElement.matches(button)", arg=MENU)
    page.keyboard.press("Enter")
    go_to(page, lambda at: at["href"] == "list.html")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/list.html")


@ar_first
def test_the_search_on_a_phone(visit: Callable[..., BrowserContext], language: str) -> None:
    page = opened(visit, language, PHONE)
    go_to(page, lambda at: at["data"].get("box") == "__search")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.md-search__input')")
    assert page.locator(SEARCH).get_attribute("aria-expanded") == "true"
    assert [at["type"] for at in (go_to(page, bool), go_to(page, bool, "Shift+Tab"))] == ["button", "text"]
    page.keyboard.type(TYPED[language])
    page.locator(".md-search-result__link").first.wait_for()
    assert any(letter.isdigit() for letter in page.get_by_role("status").first.inner_text())
    inside(page, ".md-search", 6)
    inside(page, ".md-search", 6, "Shift+Tab")
    go_to(page, lambda at: "md-search-result__link" in at["matches"])
    page.keyboard.press("Escape")
    page.wait_for_function("(button) => document.activeElement.matches(button)", arg=SEARCH)
    assert page.locator(SEARCH).get_attribute("aria-expanded") == "false"
    assert not page.locator(".md-search__input").is_visible()
    page.keyboard.press("Space")
    go_to(page, lambda at: "dalil-close" in at["matches"])
    page.keyboard.press("Enter")
    page.wait_for_function("(button) => document.activeElement.matches(button)", arg=SEARCH)


@fr_first
def test_the_search_on_a_desktop(visit: Callable[..., BrowserContext], language: str) -> None:
    page = opened(visit, language, DESKTOP)
    is_open = "() => document.getElementById('__search').checked"
    go_to(page, lambda at: "md-search__input" in at["matches"])
    page.wait_for_function(is_open)
    page.keyboard.type(TYPED[language])
    page.locator(".md-search-result__link").first.wait_for()
    first = go_to(page, lambda at: "md-search-result__link" in at["matches"])
    second = go_to(page, lambda at: "md-search-result__link" in at["matches"])
    again = go_to(page, lambda at: "md-search-result__link" in at["matches"], "Shift+Tab")
    assert again["href"] == first["href"] != second["href"]
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)  # the theme looks a moment later where the focus is
    assert focused(page, ".md-search__input")
    assert not page.evaluate(is_open)
    page.keyboard.press("ArrowDown")
    page.wait_for_function(is_open)
    page.keyboard.press("Escape")
    page.wait_for_function(f"() => !({is_open})()")
    page.wait_for_timeout(100)
    page.keyboard.press("Tab")
    assert not page.evaluate(is_open)
    assert page.evaluate("() => !document.querySelector('.md-search').contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    page.wait_for_function(is_open)
    page.keyboard.press("Shift+Tab")
    page.wait_for_function("() => !document.getElementById('__search').checked")


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_letter_alone_is_no_command(visit: Callable[..., BrowserContext], screen: Any) -> None:
    page = opened(visit, "fr", screen)
    page.evaluate(TURN_PAGES)
    for key in ("s", "f", "/", "n", ".", "p", ","):
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.url.endswith("/fr/guides.html")
    assert not page.evaluate("document.getElementById('__search').checked")


@pairs
def test_colours_and_languages(visit: Callable[..., BrowserContext], language: str, screen: Any) -> None:
    page = opened(visit, language, screen, color_scheme="light")
    go_to(page, lambda at: "md-option" in at["matches"])
    group = page.get_by_role("radiogroup")
    assert group.get_attribute("aria-label")
    assert group.get_by_role("radio").count() == 3
    schemes = set()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        at = stop(page)
        assert at
        assert faults(at) == []
        schemes.add((at["name"], page.locator("body").get_attribute("data-md-color-scheme")))
    assert {scheme for _, scheme in schemes} == {"default", "slate"}
    assert len(schemes) == 3
    other = "fr" if language == "ar" else "ar"
    link = go_to(page, lambda at: "dalil-language" in at["matches"] and f"/{other}/" in at["href"])
    assert link["name"]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{other}/guides.html")


@ar_first
def test_without_scripts_the_menu_is_reached_and_nothing_that_does_nothing_is(
    visit: Callable[..., BrowserContext], language: str
) -> None:
    page = opened(visit, language, PHONE, java_script_enabled=False)
    page.keyboard.press("Tab")
    box = page.locator("#__drawer")
    assert box.evaluate("(box) => box === document.activeElement && box.ariaLabel !== null")
    page.keyboard.press("Space")
    assert page.locator(".md-nav--primary a").first.is_visible()
    dead = ".md-header__option input:visible, .md-search__input:visible, .dalil-toggle:visible, .dalil-close:visible"
    assert page.locator(dead).count() == 0
