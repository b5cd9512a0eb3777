"""Boxes to tick in French and Arabic: nothing is kept unless asked for, and what is kept is the same in every guide."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder.library import Library
from builder.load import load_library
from builder.render import render_site
from builder.site import build_site
from tests.browser.reader import Form, open_form, zone
from tests.browser.serving import leaving, serving
from tests.browser.test_pages import AXE
from tests.browser.test_pages import RUN as RUN_AXE
from tests.builder.cards import add_twin, copy_library
from tests.conftest import TODAY

KEY = ".dalil-ticks"
SHARED, OWN = "papers/the-card", "library-card/come-to-the-desk"
LOST = {"reader": "child", "card": "lost"}
"""What leads to a list of a step and two papers, without any day."""

STORED = """async () => ({
  local: Object.fromEntries(Object.entries(localStorage).filter(([key]) => !key.endsWith("__palette"))),
  session: Object.keys(sessionStorage),
  databases: await indexedDB.databases(),
  cookies: document.cookie,
})"""
NOTHING: dict[str, Any] = {"local": {}, "session": [], "databases": [], "cookies": ""}

# An answer without Python: only its boxes matter.
SHOW = """() => document.querySelectorAll(".dalil-result, .dalil-result :is(li, [data-part=list])")
  .forEach((one) => (one.hidden = false))"""

# A browser that has room for nothing more, and one that forbids its storage.
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
)


@pytest.fixture(scope="module")
def library(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two guides that ask for one and the same paper, an id that was renamed, and the page of the list."""
    folder = copy_library(tmp_path_factory.mktemp("cards"))
    papers = "the-card: [library-card/identity-card, twin/identity-card]"
    add_twin(folder, papers, "library-card/see-the-desk: library-card/come-to-the-desk")
    for language in ("en", "fr", "ar"):
        for page in ("list.md", "privacy.md"):
            shutil.copy(root / "docs" / language / page, folder / "docs" / language)
        about = "---\ntitle: About\nsummary: About\ntranslation: origin\n---\n\n## Offline { #offline }\n"
        (folder / "docs" / language / "about.md").write_text(about, encoding="utf-8")
    return load_library(folder)


@pytest.fixture(scope="module")
def built(library: Library, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their site."""
    folder = tmp_path_factory.mktemp("built")
    build_site(render_site(library, TODAY), root, folder / "site", folder / "stage")
    return folder / "site"


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Where it is served."""
    with serving(built) as address:
        yield address


def answered(context: BrowserContext, language: str, guide: str = "library-card") -> Form:
    """The form of a guide with a list under its answer."""
    form = open_form(context, language, guide, "what-now", str(TODAY))
    form.fill_in(LOST)
    return form


def box(page: Page, id: str) -> Any:
    """The box of an id, seen or not."""
    return page.locator(f'input[data-tick="{id}"]')


def ticked(page: Page) -> list[str]:
    """The ids whose boxes are ticked, seen or not."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-tick]:checked')].map((one) => one.dataset.tick)"
    )
    return sorted(found)


def rows(page: Page) -> list[str]:
    """The rows of the list that can be seen."""
    return sorted(str(row.get_attribute("data-row")) for row in page.locator("[data-row]").all() if row.is_visible())


def said(page: Page) -> list[str]:
    """What is said of keeping, by ids."""
    lines = page.locator("[data-ticks-say]").all()
    return [str(line.get_attribute("data-ticks-say")) for line in lines if line.is_visible()]


def stored(page: Page) -> dict[str, Any]:
    """All that the browser has stored for the site."""
    found: dict[str, Any] = page.evaluate(STORED)
    return found


def kept(page: Page) -> Any:
    """What is stored of the ticks; nothing else may be stored."""
    found = stored(page)
    text = found["local"].pop(KEY, "null")
    assert found == NOTHING
    return json.loads(text)


def put(page: Page, text: str) -> None:
    """Leave a text where ticks are stored."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_ticks_are_kept_only_where_the_reader_says_so(
    visit: Callable[..., BrowserContext], library: Library, language: str
) -> None:
    form = answered(visit(timezone_id=zone(language), reduced_motion="reduce"), language)
    page = form.page
    words = library.interface[language]["ticks"]
    own, shared = box(page, OWN), box(page, SHARED)
    title = library.guides["library-card"].words[language].section("evidence").item("identity-card").text
    assert shared.locator("xpath=ancestor::label").inner_text().startswith(title)
    page.get_by_role("checkbox", name=title).press(" ")
    own.check()
    assert (ticked(page), stored(page)) == (sorted([OWN, SHARED]), NOTHING)
    assert page.get_by_role("button", name=words["erase"]).is_hidden()

    page.reload()
    assert (ticked(page), stored(page)) == ([], NOTHING)

    form = answered(page.context, language)
    page = form.page
    box(page, OWN).check()
    page.get_by_role("checkbox", name=words["keep"]).press(" ")
    assert said(page) == ["kept"]
    box(page, SHARED).check()
    assert kept(page) == {"version": 1, "ticked": sorted([OWN, SHARED])}

    page.reload()
    assert ticked(page) == sorted([OWN, SHARED])
    page.goto(f"/{language}/guides/twin.html")
    assert ticked(page) == [SHARED]
    page.goto(f"/{language}/list.html")
    assert rows(page) == sorted([OWN, SHARED])
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []
    links = page.locator(f'[data-row="{SHARED}"] a')
    assert [link.get_attribute("href") for link in links.all()] == [
        f"guides/{guide}.html#identity-card" for guide in ("library-card", "twin")
    ]
    box(page, OWN).press(" ")
    assert rows(page) == sorted([OWN, SHARED]), "a row that was ticked by mistake stays within reach"
    assert kept(page) == {"version": 1, "ticked": [SHARED]}

    page.get_by_role("button", name=words["erase"]).press("Enter")
    assert page.evaluate("() => ({ ...localStorage })") == {}, "light or dark goes with it"
    assert (said(page), rows(page)) == (["erased"], [])
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"
    page.goto(f"/{language}/guides/library-card.html")
    assert (ticked(page), stored(page)) == ([], NOTHING)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_under_an_answer_everything_can_be_erased(visit: Callable[..., BrowserContext], language: str) -> None:
    page = answered(visit(timezone_id=zone(language)), language).page
    box(page, OWN).check()
    page.locator("[data-keep]").check()
    page.locator("[data-erase]").click()
    assert (said(page), ticked(page)) == (["erased"], [])
    assert page.locator("[data-keep]").is_checked() is False
    assert page.evaluate("() => ({ ...localStorage })") == {}
    box(page, OWN).check()
    assert stored(page) == NOTHING


def test_no_longer_to_be_kept_ticks_stay_on_the_page(visit: Callable[..., BrowserContext]) -> None:
    page = answered(visit(timezone_id=zone("fr")), "fr").page
    page.locator("[data-keep]").check()
    box(page, OWN).check()
    page.locator("[data-keep]").uncheck()
    assert (said(page), ticked(page), stored(page)) == (["dropped"], [OWN], NOTHING)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_from_a_disk_nothing_is_kept_and_the_page_says_so(chromium: Browser, built: Path, language: str) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((built / language / "list.html").as_uri())
    put(page, json.dumps({"version": 1, "ticked": [OWN]}))
    page.reload()
    assert rows(page) == []
    assert page.locator("[data-ticks-on=disk]").is_visible()
    page.locator("[data-erase]").click()
    assert page.evaluate("() => ({ ...localStorage })") == {}

    page.goto((built / language / "guides" / "library-card.html").as_uri())
    page.evaluate(SHOW)
    box(page, OWN).check()
    assert page.locator("[data-ticks-on=disk]").is_visible()
    assert page.locator("[data-keep]").is_hidden()
    assert (ticked(page), stored(page), wrong) == ([OWN], NOTHING, [])
    context.close()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (json.dumps({"version": 1, "ticked": ["library-card/see-the-desk", "gone/thing"]}), [OWN]),
        (json.dumps({"version": 1, "ticked": ["twin/identity-card"]}), [SHARED]),
        (json.dumps({"version": 2, "ticked": [OWN]}), []),
        (json.dumps({"version": 1, "ticked": [["x"], None, "<img src=x onerror=alert(1)>", OWN]}), [OWN]),
        ("{", []),
        ("null", []),
    ],
)
def test_whatever_is_stored_is_read_without_harm(
    visit: Callable[..., BrowserContext], text: str, ids: list[str]
) -> None:
    page = visit().new_page()
    page.goto("/ar/list.html")
    put(page, text)
    page.reload()
    assert rows(page) == ids
    page.goto("/fr/guides/library-card.html")
    assert ticked(page) == ids
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == text, "to read is not to write"


def test_a_renamed_id_is_written_under_its_new_name(visit: Callable[..., BrowserContext]) -> None:
    page = visit().new_page()
    page.goto("/fr/list.html")
    put(page, json.dumps({"version": 1, "ticked": ["elsewhere/thing", "library-card/see-the-desk"]}))
    page.reload()
    box(page, OWN).uncheck()
    assert kept(page) == {"version": 1, "ticked": ["elsewhere/thing"]}
    box(page, OWN).check()
    assert kept(page) == {"version": 1, "ticked": ["elsewhere/thing", OWN]}


@pytest.mark.parametrize("storage", [FULL, FORBIDDEN])
def test_a_browser_that_stores_nothing_keeps_what_is_on_the_screen(
    chromium: Browser, address: str, storage: str
) -> None:
    # The theme itself stumbles over such a storage: only what is ours is looked at.
    context = chromium.new_context(base_url=address, service_workers="block")
    context.add_init_script(storage)
    elsewhere = leaving(context, address)
    page = context.new_page()
    page.goto("/fr/guides/library-card.html")
    page.evaluate(SHOW)
    box(page, OWN).check()
    page.locator("[data-keep]").click()
    assert said(page) == ["failed"]
    assert page.locator("[data-keep]").is_checked() is False
    box(page, SHARED).check()
    assert ticked(page) == sorted([OWN, SHARED])
    context.close()
    assert elsewhere == []


def test_two_pages_agree(visit: Callable[..., BrowserContext]) -> None:
    context = visit()
    first, second = context.new_page(), context.new_page()
    first.goto("/fr/list.html")
    put(first, json.dumps({"version": 1, "ticked": [OWN, "twin/read-on"]}))
    first.reload()
    second.goto("/ar/list.html")
    box(first, OWN).uncheck()
    expect(box(second, OWN)).not_to_be_checked()
    box(second, OWN).check()
    expect(box(first, OWN)).to_be_checked()

    # What another page erases or spoils is not taken from this one's screen, and no longer kept by it.
    put(first, "{")
    expect(second.locator("[data-keep]")).not_to_be_checked()
    assert ticked(second) == [OWN, "twin/read-on"]
    first.locator("[data-erase]").click()
    box(second, OWN).uncheck()
    assert (ticked(second), kept(second)) == (["twin/read-on"], None)

    # One that begins to keep takes the others' ticks along.
    first.locator("[data-keep]").check()
    expect(second.locator("[data-keep]")).to_be_checked()
    expect(box(first, "twin/read-on")).to_be_checked()
    assert kept(first) == {"version": 1, "ticked": ["twin/read-on"]}


def test_a_page_held_back_does_not_show_what_was_erased(visit: Callable[..., BrowserContext]) -> None:
    page = visit().new_page()
    page.goto("/fr/list.html")
    put(page, json.dumps({"version": 1, "ticked": [OWN]}))
    page.reload()
    page.evaluate("localStorage.clear(); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert (ticked(page), rows(page)) == ([], [])


def test_paper_has_a_box_empty_or_ticked(visit: Callable[..., BrowserContext]) -> None:
    page = answered(visit(timezone_id=zone("ar")), "ar").page
    box(page, OWN).check()
    page.emulate_media(media="print")
    sign = "(one) => [getComputedStyle(one).appearance, getComputedStyle(one, '::before').content]"
    assert [box(page, id).evaluate(sign) for id in (OWN, SHARED)] == [["none", '"✓"'], ["none", "none"]]
    assert box(page, SHARED).is_visible()
    assert page.locator(".dalil-ticks").is_hidden()


def test_one_switch_on_the_page_about_the_site_takes_ticks_along(visit: Callable[..., BrowserContext]) -> None:
    page = visit().new_page()
    page.goto("/fr/about.html")
    put(page, json.dumps({"version": 1, "ticked": [OWN]}))
    page.reload()
    page.locator("[data-ticks-kept]").wait_for()
    page.locator(".dalil-offline [data-do=remove]").click()
    page.locator("[data-ticks-kept]").wait_for(state="hidden")
    assert page.evaluate("() => ({ ...localStorage })") == {".dalil-nothing-kept": "1"}
