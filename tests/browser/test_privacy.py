"""A reader who uses all there is: after each flow, what the browser holds is what the page on privacy names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from builder.library import Guide, Library
from builder.load import load_library
from tests.conftest import ROOT
from widgets.letters import CARD

SECRET = "Zaynab4711"
LIBRARY: Library = load_library(ROOT)
PALETTE, TICKS = "/.__palette", ".dalil-ticks"

# All that a script can keep, and what a browser prints in the margin.
HELD = """async () => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: await caches.keys(),
  cookie: document.cookie,
  name: window.name,
  header: [document.title, location.href].join(" "),
  state: JSON.stringify(history.state),
})"""
EMPTY: dict[str, Any] = {"session": {}, "databases": [], "caches": [], "cookie": "", "name": ""}

# Writes something into every field that can be seen, as somebody who types would.
FILL = """(secret) => {
  const all = [...document.querySelectorAll("article input, article textarea")];
  const fields = all.filter((one) => one.checkVisibility());
  for (const field of fields) {
    if (field.readOnly || ["checkbox", "file", "submit", "reset"].includes(field.type)) { continue; }
    if (field.type === "radio") { field.click(); continue; }
    field.value = secret;
    ["input", "change"].forEach((name) => field.dispatchEvent(new Event(name, { bubbles: true })));
  }
  return fields.length;
}"""


def of(kind: str) -> Guide:
    """A guide that has such a thing."""
    return next(guide for guide in LIBRARY.guides.values() if getattr(guide.procedure, kind))


def held(page: Page) -> dict[str, Any]:
    """What the browser holds, but for the colours; nothing of what was typed is anywhere in it."""
    found: dict[str, Any] = page.evaluate(HELD)
    assert SECRET not in str(found)
    assert "~" not in found.pop("header")
    found.pop("state")
    found["local"].pop(PALETTE, None)
    return found


def read(page: Page) -> None:
    page.goto("/fr/index.html", wait_until="networkidle")
    assert PALETTE in page.evaluate("Object.keys(localStorage)"), "the theme writes it before anybody chooses"


def colour(page: Page) -> None:
    page.locator("[data-md-component=palette] label:visible").click()


def search(page: Page) -> None:
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(SECRET)
    page.locator(".md-search-result__meta").wait_for()
    page.wait_for_timeout(300)


def write_letter(page: Page) -> None:
    guide = of("letters")
    page.goto(f"/fr/guides/{guide.id}-{guide.procedure.letters[0].id}.html")
    assert page.evaluate(FILL, SECRET)


def see_card(page: Page) -> None:
    guide = of("evidence")
    page.goto(f"/fr/guides/{guide.id}-{CARD}.html", wait_until="networkidle")
    page.evaluate(FILL, SECRET)


def compare(page: Page) -> None:
    page.goto(f"/fr/guides/{of('comparisons').id}.html")
    assert page.evaluate(FILL, SECRET)


def several(page: Page) -> None:
    guide = of("batches")
    page.goto(f"/fr/guides/{guide.id}.html")
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    page.locator("[data-paste]").first.fill(f"{SECRET}\t1\t2")
    assert page.evaluate(FILL, SECRET)


def change_language(page: Page) -> None:
    page.evaluate(FILL, SECRET)
    page.locator("a.dalil-language[hreflang=ar]").click()
    page.wait_for_load_state("networkidle")


def arrive_with_answers(page: Page) -> None:
    guide = of("widgets")
    question = next(one for one in guide.procedure.questions if one.options)
    link = f"{guide.procedure.widgets[0].id}~1.{question.id}={question.options[0]}"
    page.goto(f"/fr/guides/{guide.id}.html#{link}")


def embedded(page: Page) -> None:
    guide = of("widgets")
    page.goto(f"/fr/embeds/{guide.id}.{guide.procedure.widgets[0].id}.html")
    page.evaluate("localStorage.clear()")
    page.reload()
    page.evaluate(FILL, SECRET)
    assert page.evaluate("localStorage.length") == 0, "a frame keeps not even colours"


FLOWS: tuple[Callable[[Page], None], ...] = (
    read, colour, search, write_letter, see_card, compare, several, change_language, arrive_with_answers, embedded,
)  # fmt: skip


def test_after_each_flow_nothing_is_held_but_the_colours(visit: Callable[..., BrowserContext]) -> None:
    context = visit(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    for flow in FLOWS:
        flow(page)
        assert held(page) == {"local": {}, **EMPTY}, flow.__name__
        page.emulate_media(media="print")
        assert held(page) == {"local": {}, **EMPTY}, f"{flow.__name__}, printed"
        page.emulate_media(media="screen")
        assert context.cookies() == []


def test_ticks_are_held_once_asked_for_and_all_is_gone_once_erased(visit: Callable[..., BrowserContext]) -> None:
    context = visit()
    page = context.new_page()
    page.goto("/fr/list.html")
    page.locator("[data-keep]").check()
    assert list(held(page)["local"]) == [TICKS]
    page.locator("[data-erase]").click()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0, "the colours go along"
    page.reload(wait_until="networkidle")
    assert page.evaluate("Object.keys(localStorage)") == [PALETTE], "and are written anew"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_on_privacy_reads_well_on_a_small_phone(language: str, visit: Callable[..., BrowserContext]) -> None:
    page = visit(viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"/{language}/privacy.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for id in ("kept", "erase", "never", "taken", "server", "embeds", "copy"):
        assert page.locator(f"h2#{id}").is_visible()
