"""In: a link to an answer of the card's form. Out: the page that its reader sees, and what a reader takes from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.reader import CLOCK, COUNT, Form, moment, zone

GUIDE, WIDGET, TODAY = "library-card", "what-now", "2026-11-22"
LOST = "what-now~1.card=lost.joined-on=2026-11-02.reader=adult"
"""An answer with a day to come."""

KEPT = """async () => ({
  local: Object.keys(localStorage).filter((key) => !key.endsWith("__palette")),
  session: Object.keys(sessionStorage),
  databases: await indexedDB.databases(),
  caches: await caches.keys().catch(() => []),
  cookies: document.cookie,
})"""
NOTHING: dict[str, Any] = {"local": [], "session": [], "databases": [], "caches": [], "cookies": ""}

# A press counts once the page hears of it, which may be after the driver has gone on; the notes are then put away.
HEAR = """(button) => {
  delete button.dataset.heard;
  button.addEventListener("click", () => (button.dataset.heard = ""), { once: true });
}"""

MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """A text without the marks that keep its figures in order and together."""
    return text.translate(MARKS).replace("\u00a0", " ")


def path(language: str, fragment: str = "") -> str:
    """Where the card's guide is."""
    return f"/{language}/guides/{GUIDE}.html" + (f"#{fragment}" if fragment else "")


def visitor(visit: Callable[..., BrowserContext], language: str, **options: Any) -> BrowserContext:
    """A reader whose day is the examples', and whose clipboard can be read."""
    context = visit(timezone_id=zone(language), reduced_motion="reduce", accept_downloads=True, **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(CLOCK)
    context.add_init_script(f"Date.setNow({moment(language, TODAY)})")
    return context


def arrive(context: BrowserContext, address: str) -> Form:
    """Follow a link to an answer, and wait for the answer."""
    page = context.new_page()
    page.goto(address)
    return shown(page)


def shown(page: Page) -> Form:
    """The form once its answer is there, with what can be taken from it."""
    form = Form(page, WIDGET)
    form.place.locator(".dalil-result .dalil-take").wait_for()
    page.evaluate(COUNT)
    return form


def kept(page: Page) -> dict[str, Any]:
    """All that the browser has stored for the site."""
    found: dict[str, Any] = page.evaluate(KEPT)
    return found


def pressed(form: Form, button: str, said: str) -> None:
    """Press a button under the answer, and wait for what it says: the note may stand there since another press.

    By keyboard: after a press the page may still glide to what it shows, and a pointer would miss the next button.
    """
    place = form.place.locator(f"[data-take={button}]")
    place.evaluate(HEAR)
    place.press("Enter")
    form.place.locator(f"[data-take={button}][data-heard]").wait_for()
    form.place.locator(f"[data-taken={said}]").wait_for()


def copied(page: Page) -> str:
    """What is in the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def arrived(form: Form) -> dict[str, Any]:
    """What the notice over the form says, by ids, and the titles of the questions it names."""
    notice: dict[str, Any] = form.place.locator(".dalil-arrived").evaluate(
        """(box) => {
          const seen = (one) => one.checkVisibility();
          return {
            says: [...box.querySelectorAll("[data-arrived]")].filter(seen).map((one) => one.dataset.arrived),
            lost: [...box.querySelectorAll("li")].filter(seen).map((one) => one.textContent),
            gone: [...box.querySelectorAll("[data-plural]")].filter(seen).map((one) => one.textContent),
          };
        }"""
    )
    return notice


def given_in(form: Form) -> dict[str, str]:
    """What is chosen or written in the form."""
    fields: str = form.place.locator("form").evaluate(
        """(form) => JSON.stringify(Object.fromEntries(
          [...new FormData(form)].filter(([, value]) => value).map(([name, value]) => [name.split(".")[1], value])))"""
    )
    return dict(json.loads(fields))
