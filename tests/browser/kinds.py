"""In: a page with a widget of each kind. Out: its states, one after the other, each told once it can be seen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from playwright.sync_api import Locator, Page, Route

from tests.browser.reader import Form
from tests.browser.test_ticks import FULL, KEY

HEART = "**/python.wasm*"


def without_python(page: Page) -> None:
    """Nobody gets Python from now on."""
    page.unroute(HEART)
    page.route(HEART, lambda route: route.abort())


def waiting_for_python(page: Page) -> Callable[[], None]:
    """Python is on its way from now on, until the end that is given."""
    held: list[Route] = []
    page.unroute(HEART)
    page.route(HEART, lambda route: held.append(route))

    def end() -> None:
        for route in held:
            route.continue_()
        page.unroute(HEART)

    return end


def form(form: Form, answers: Mapping[str, Any]) -> Iterator[str]:
    """A form with one question after the other, with lines or without, alone in a frame or not."""
    page, place = form.page, form.place
    without_python(page)
    place.locator("input").first.focus()
    place.locator(".dalil-failure:visible").wait_for()
    yield "failed"
    arrive = waiting_for_python(page)
    place.locator("[data-retry]").press("Enter")
    place.locator("progress:visible").wait_for()
    yield "loading"
    arrive()
    form.submit()
    place.locator(".dalil-error:visible").first.wait_for()
    yield "empty"
    form.fill_in(answers)
    field = place.locator(".dalil-text:visible").last
    was = field.input_value()
    field.fill("31/02/2026,5")
    field.blur()
    place.locator(".dalil-text[aria-invalid]").first.wait_for()
    yield "error"
    field.fill(was)
    form.submit()
    place.locator(".dalil-result:visible").wait_for()
    yield "answered"
    page.emulate_media(media="print")
    yield "printed"


def batch(place: Locator) -> Iterator[str]:
    """A table for several."""
    page = place.page
    work_out = place.locator("[type=submit]")
    yield "untouched"
    _fill_row(place)
    without_python(page)
    work_out.click()
    place.locator(".dalil-failure:visible").wait_for()
    yield "failed"
    arrive = waiting_for_python(page)
    work_out.click()
    place.locator("[data-status=thinking]:visible").wait_for()
    yield "loading"
    arrive()
    place.locator("[data-status=answered]:visible").wait_for()
    yield "answered"
    page.emulate_media(media="print")
    yield "printed"
    page.emulate_media(media="screen")
    place.locator("[inputmode]").first.fill("abc")
    work_out.click()
    place.locator(".dalil-error:visible").first.wait_for()
    yield "error"
    place.locator("[data-do=clear]").click()
    work_out.click()
    place.locator("[data-status=empty]:visible").wait_for()
    yield "empty"


def _fill_row(place: Locator) -> None:
    row = place.locator("[data-rows] > li").last
    row.locator("[data-name]").fill("A")
    for field in row.locator("[data-field]").all():
        kind, control = field.get_attribute("data-type"), field.locator(".dalil-text")
        if kind == "choice":
            control.select_option(index=1)
        else:
            control.fill("01/11/2026" if kind == "date" else "5000")


def comparison(place: Locator) -> Iterator[str]:
    """A sheet that compares offers; it asks nobody."""
    yield "empty"
    first, second = place.locator("tbody input:visible").all()[:2]
    first.fill("abc")
    first.blur()
    place.locator("[data-error-line]:visible").wait_for()
    yield "error"
    first.fill("100")
    second.fill("200")
    place.locator("[data-differs]:visible").first.wait_for()
    yield "answered"
    place.page.emulate_media(media="print")
    yield "printed"


def paper(page: Page, address: str, answers: str) -> Iterator[str]:
    """A letter, or the card for the counter; `answers` is what a link to them ends with."""

    def open_with(answers: str) -> None:
        page.goto("about:blank")
        page.goto(f"{address}#{answers}")

    page.goto(address)
    yield "empty"
    without_python(page)
    open_with(answers)
    page.locator("[data-state=failed]:visible").wait_for()
    yield "failed"
    arrive = waiting_for_python(page)
    open_with(answers)
    page.locator("[data-state=wait]:visible").wait_for()
    yield "loading"
    arrive()
    page.locator("[data-state=wait]").wait_for(state="hidden")
    for blank in page.locator("[data-fills]").all():
        blank.fill("A B")
    for both in page.locator("[value=both]").all():
        both.check()
    yield "answered"
    page.emulate_media(media="print")
    yield "printed"


def ticked(page: Page, address: str) -> Iterator[str]:
    """The reader's own list."""
    page.goto(address)
    yield "empty"
    ids = page.locator("[data-tick]").evaluate_all("(boxes) => boxes.map((box) => box.dataset.tick).slice(0, 12)")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps({"version": 1, "ticked": ids})])
    page.reload()
    page.locator("[data-row]:visible").first.wait_for()
    yield "answered"
    page.emulate_media(media="print")
    yield "printed"
    page.emulate_media(media="screen")
    page.evaluate(f"() => {{ {FULL} }}")
    page.locator("[data-tick]:visible").first.uncheck()
    page.locator("[data-ticks-say=failed]:visible").wait_for()
    yield "failed"
    page.locator("[data-erase]").click()
    page.locator("[data-ticks-say=erased]:visible").wait_for()
    yield "erased"
