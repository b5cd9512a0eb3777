"""A form in each of its states, light and dark, on a phone: axe-core finds nothing in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, Route

from builder.library import Guide
from builder.load import load_library
from tests.browser.reader import Form, cases, in_turn, open_form, set_day
from tests.browser.test_pages import AXE

ROOT = Path(__file__).parent.parent.parent
FORMS = in_turn(load_library(ROOT))
HEART = "**/python.wasm*"

RUN = """([form, options]) => axe.run(form, { resultTypes: ["violations"], preload: false, ...options }).then((found) =>
  found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))]))"""

# axe-core takes the joined letters of Arabic for icons drawn by a ligature, and does not look at their colours.
# It draws a text to find out: what looks the same whatever the text is no icon.
READ_ARABIC = "() => { CanvasRenderingContext2D.prototype.fillText = function () { this.fillRect(0, 0, 1, 1); }; }"

# What stands folded is made when it is opened, a moment later.
UNFOLD = """async (form) => {
  form.querySelectorAll("[data-fold]").forEach((one) => (one.open = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  form.querySelectorAll("details").forEach((one) => (one.open = true));
}"""

# The dark differs from the light in its colours alone.
SCHEMES: dict[Literal["light", "dark"], tuple[str, dict[str, Any]]] = {
    "light": ("default", {}),
    "dark": ("slate", {"runOnly": ["color-contrast"]}),
}


class States:
    """The states that a form has been in, and what was found there."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.seen: list[str] = []
        self.found: dict[str, Any] = {}

    def look(self, state: str, part: str, shown: str) -> None:
        """Look for faults in the part of a form that a state changes; the state is known by what it shows."""
        self.form.place.locator(f"{shown}:visible").first.wait_for()
        place = self.form.place.locator(part).element_handle()
        for scheme, (palette, options) in SCHEMES.items():
            self.form.page.emulate_media(color_scheme=scheme)
            self.form.page.locator(f"body[data-md-color-scheme={palette}]").wait_for()
            if violations := self.form.page.evaluate(RUN, [place, options]):
                self.found[f"{state}, {scheme}"] = violations
        self.seen.append(state)


# Where an example leads, the part that it changes, and what is seen there.
LED_TO: list[tuple[str, str, str, Callable[[dict[str, Any]], Any]]] = [
    ("wrong", ".dalil-form", ".dalil-error", lambda case: case.get("errors")),
    ("open", ".dalil-result", "[data-part=possible]", lambda case: case.get("open") and not case["outcome"]),
    ("answered", ".dalil-result", "[data-outcome]", lambda case: case.get("steps") and case.get("evidence")),
    ("dated", ".dalil-result", "[data-part=values]", lambda case: case.get("values") and case.get("steps")),
]


@pytest.mark.parametrize(("language", "guide", "widget"), FORMS, ids=[f"{lang}-{w}" for lang, _, w in FORMS])
def test_axe_finds_nothing_in_any_state(
    visit: Callable[..., BrowserContext], language: str, guide: Guide, widget: str
) -> None:
    form = open_form(visit(reduced_motion="reduce", service_workers="block"), language, guide.id, widget)
    page, place = form.page, form.place
    page.evaluate(AXE)
    page.evaluate(READ_ARABIC)
    states = States(form)
    held: list[Route] = []

    states.look("untouched", ".dalil-form", ".dalil-form")
    page.route(HEART, lambda route: route.abort())
    place.locator("input").first.focus()
    states.look("failed", ".dalil-status", ".dalil-failure")
    page.unroute(HEART)
    page.route(HEART, lambda route: held.append(route))
    place.locator("[data-retry]").press("Enter")
    states.look("loading", ".dalil-status", "progress")
    for route in held:
        route.continue_()
    form.submit()
    states.look("empty", ".dalil-form", ".dalil-error")
    offered = [case for case in cases(guide, widget) if all(form.offers(*answer) for answer in case["answers"].items())]
    for state, part, shown, leads in LED_TO:
        if case := next((case for case in offered if leads(case)), None):
            set_day(page, language, case["today"])
            form.reset()
            form.fill_in(case["answers"])
            form.finish() if state == "open" else form.submit()
            states.look(state, part, shown)
            if part == ".dalil-result":
                place.evaluate(UNFOLD)
                states.look(f"{state}, unfolded", part, "[data-rule] [data-found]")
    place.evaluate(UNFOLD)
    states.look("the whole decision", ".dalil-whole", ".dalil-tree")
    assert states.found == {}
    assert len(states.seen) > 4
