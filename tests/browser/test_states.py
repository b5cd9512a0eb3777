"""A form in each of its states, light and dark, on a phone: axe-core finds nothing in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, Route

from builder.load import Guide, load_library
from tests.browser.reader import Form, cases, in_turn, open_form, set_day
from tests.browser.test_pages import AXE

ROOT = Path(__file__).parent.parent.parent
FORMS = in_turn(load_library(ROOT))
HEART = "**/pyodide.asm.wasm*"

RUN = """([form, options]) => axe.run(form, { resultTypes: ["violations"], preload: false, ...options }).then((found) =>
  found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))]))"""

# The dark differs from the light in its colours alone.
SCHEMES: dict[Literal["light", "dark"], dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}


class States:
    """The states that a form has been in, and what was found there."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.seen: list[str] = []
        self.found: dict[str, Any] = {}

    def look(self, state: str, shown: str) -> None:
        """Look for faults in a state, which is known by what it shows."""
        self.form.place.locator(f"{shown}:visible").first.wait_for()
        form = self.form.place.element_handle()
        for scheme, options in SCHEMES.items():
            self.form.page.emulate_media(color_scheme=scheme)
            if violations := self.form.page.evaluate(RUN, [form, options]):
                self.found[f"{state}, {scheme}"] = violations
        self.seen.append(state)


@pytest.mark.parametrize(("language", "guide", "widget"), FORMS, ids=[f"{lang}-{w}" for lang, _, w in FORMS])
def test_axe_finds_nothing_in_any_state(
    visit: Callable[..., BrowserContext], language: str, guide: Guide, widget: str
) -> None:
    form = open_form(visit(reduced_motion="reduce"), language, guide.id, widget)
    page, place = form.page, form.place
    page.add_script_tag(path=AXE)
    states = States(form)
    held: list[Route] = []

    states.look("untouched", ".dalil-form")
    page.route(HEART, lambda route: route.abort())
    place.locator("input").first.focus()
    states.look("failed", ".dalil-failure")
    page.unroute(HEART)
    page.route(HEART, lambda route: held.append(route))
    place.locator("[data-retry]").press("Enter")
    states.look("loading", "progress")
    for route in held:
        route.continue_()
    form.submit()
    states.look("empty", ".dalil-error")
    offered = [case for case in cases(guide, widget) if all(form.offers(*answer) for answer in case["answers"].items())]
    for name, shown, chosen in STATES:
        if case := next((case for case in offered if chosen(case)), None):
            set_day(page, language, case["today"])
            form.reset()
            form.fill_in(case["answers"])
            form.finish() if name == "depends" else form.submit()
            states.look(name, shown)
    assert states.found == {}
    assert len(states.seen) > 4


STATES: list[tuple[str, str, Callable[[dict[str, Any]], Any]]] = [
    ("wrong", ".dalil-error", lambda case: case.get("errors")),
    ("depends", "[data-part=possible]", lambda case: case.get("open") and not case["outcome"]),
    ("answered", "[data-outcome]", lambda case: case.get("steps") and case.get("evidence")),
    ("answered with days", "[data-part=values]", lambda case: case.get("values") and case.get("steps")),
]
