"""A widget of each kind in each of its states, small and large, light and dark: axe-core finds nothing in it.

A state is looked at in one setting at every change, and in all four in the audit; forms with lines, which test_states
looks at in every state too, in the audit alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from builder.library import Guide
from builder.load import load_library
from tests.browser import kinds
from tests.browser.conftest import visiting
from tests.browser.reader import Form, cases, open_form
from tests.browser.serving import serving
from tests.browser.taking import GUIDE, LOST, TODAY, WIDGET
from tests.browser.test_pages import AXE
from tests.browser.test_states import READ_ARABIC, RUN
from widgets.model import Widget

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
LETTER, SHEET = "make-it-again", "compare-clubs"
ANSWERS = {"reader": "adult", "card": "lost", "joined-on": "02/11/2026"}

type Scheme = Literal["light", "dark"]
SETTINGS: list[tuple[int, Scheme]] = [(320, "light"), (1280, "dark"), (1280, "light"), (320, "dark")]
AUDITED = [0, *(pytest.param(shift, marks=pytest.mark.audit) for shift in (1, 2, 3))]
OPTIONS: dict[str, dict[str, Any]] = {"rules": {"target-size": {"enabled": True}}}
PRINTED: dict[str, Any] = {"runOnly": ["color-contrast"]}
"""On paper nothing has a name or a role."""

type Visit = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def card_address(card_site: Path) -> Iterator[str]:
    with serving(card_site) as address:
        yield address


@pytest.fixture
def card_visit(chromium: Browser, card_address: str) -> Iterator[Visit]:
    """Makes a visitor of the card's site."""
    with visiting(chromium, card_address) as new:
        yield new


def look(page: Page, part: str, state: str, number: int) -> Any:
    """What axe-core finds in a part of a page in one of the settings; the media stay as the state has them."""
    width, scheme = SETTINGS[number % len(SETTINGS)]
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme)
    if page.locator(".md-option").count():
        page.locator(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]").wait_for()
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
        page.evaluate(READ_ARABIC)
    options = PRINTED if state == "printed" else OPTIONS
    return page.evaluate(RUN, [page.locator(part).first.element_handle(), options])


def hold(page: Page, part: str, states: Iterator[str], shift: int) -> set[str]:
    """Nothing is found in any of the states; gives those that there were."""
    found, seen = {}, []
    for number, state in enumerate(states):
        seen.append(state)
        if violations := look(page, part, state, number + shift):
            found[state] = violations
    assert found == {}
    return set(seen)


def first(wanted: Callable[[Widget], Any]) -> tuple[Guide, str]:
    """The first form of the library that is of a kind."""
    found = ((guide, widget) for guide in LIBRARY.guides.values() for widget in guide.procedure.widgets)
    return next((guide, widget.id) for guide, widget in found if wanted(widget))


FORM_STATES = {"failed", "loading", "empty", "error", "answered", "printed"}
KINDS: dict[str, tuple[str, Callable[[Widget], Any]]] = {
    "calculator": ("fr", lambda widget: widget.lines and not widget.check),
    "check": ("ar", lambda widget: widget.check),
}


@pytest.mark.audit
@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("kind", KINDS)
def test_forms_with_lines(visit: Visit, kind: str, shift: int) -> None:
    language, wanted = KINDS[kind]
    guide, widget = first(wanted)
    case = max((case for case in cases(guide, widget) if case["outcome"]), key=lambda case: len(case.get("lines", ())))
    form = open_form(visit(reduced_motion="reduce"), language, guide.id, widget, case["today"])
    states = kinds.form(form, case["answers"])
    assert hold(form.page, f"[data-widget={widget}]", states, shift) == FORM_STATES


@pytest.mark.parametrize("shift", AUDITED)
def test_a_plain_form(card_visit: Visit, shift: int) -> None:
    form = open_form(card_visit(reduced_motion="reduce"), "ar", GUIDE, WIDGET, TODAY)
    assert hold(form.page, ".dalil-widget", kinds.form(form, ANSWERS), shift) == FORM_STATES


@pytest.mark.parametrize("shift", AUDITED)
def test_a_form_in_a_frame(card_visit: Visit, shift: int) -> None:
    page = card_visit(reduced_motion="reduce").new_page()
    page.goto(f"/fr/embeds/{GUIDE}.{WIDGET}.html")
    page.evaluate("window.unanswered = 0")
    assert hold(page, ".dalil-embed", kinds.form(Form(page, WIDGET), ANSWERS), shift) == FORM_STATES


@pytest.mark.parametrize("shift", AUDITED)
def test_a_table_for_several(visit: Visit, shift: int) -> None:
    guide = next(guide for guide in LIBRARY.guides.values() if guide.procedure.batches)
    page = open_form(visit(reduced_motion="reduce"), "ar", guide.id, guide.procedure.widgets[0].id).page
    seen = hold(page, ".dalil-batch", kinds.batch(page.locator(".dalil-batch")), shift)
    assert seen == {*FORM_STATES, "untouched"}


@pytest.mark.parametrize("shift", AUDITED)
def test_a_sheet_that_compares(card_visit: Visit, shift: int) -> None:
    page = open_form(card_visit(reduced_motion="reduce"), "fr", GUIDE, WIDGET).page
    states = kinds.comparison(page.locator(f"[data-compare={SHEET}]"))
    assert hold(page, ".dalil-compare", states, shift) == {"empty", "error", "answered", "printed"}


@pytest.mark.parametrize("shift", AUDITED)
@pytest.mark.parametrize(("language", "name"), [("ar", LETTER), ("fr", "card")])
def test_what_is_printed(card_visit: Visit, language: str, name: str, shift: int) -> None:
    page = card_visit(reduced_motion="reduce").new_page()
    states = kinds.paper(page, f"/{language}/guides/{GUIDE}-{name}.html", LOST)
    assert hold(page, "main", states, shift) == {"empty", "failed", "loading", "answered", "printed"}


@pytest.mark.parametrize("shift", AUDITED)
def test_the_readers_list(visit: Visit, shift: int) -> None:
    page = visit(reduced_motion="reduce").new_page()
    states = kinds.ticked(page, "/ar/list.html")
    assert hold(page, "main", states, shift) == {"empty", "answered", "printed", "failed", "erased"}
