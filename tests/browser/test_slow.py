"""A form where data is slow or dear: its size is said before anything comes, and a mere touch fetches nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from builder.load import load_library
from builder.runtime import Runtime
from tests.conftest import ROOT

LIBRARY = load_library(ROOT)
NETWORK = "Object.defineProperty(navigator, 'connection', {{ value: {{ saveData: {0}, effectiveType: '{1}' }} }})"

FETCHED = "() => performance.getEntriesByType('resource').some((one) => one.name.includes('/python-'))"


def visit_over(visit: Callable[..., BrowserContext], language: str, save: str, speed: str) -> Page:
    context = visit()
    context.add_init_script(NETWORK.format(save, speed))
    page = context.new_page()
    page.goto(f"/{language}/guides/{next(iter(LIBRARY.guides))}.html")
    return page


@pytest.mark.parametrize(
    ("save", "speed", "said"), [("false", "4g", False), ("false", "3g", True), ("true", "4g", True)]
)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_size_is_said_where_data_is_slow_or_dear(
    visit: Callable[..., BrowserContext],
    runtime: Runtime,
    language: str,
    save: str,
    speed: str,
    said: bool,
) -> None:
    page = visit_over(visit, language, save, speed)
    for note in page.locator(".dalil-form [data-size]").all():
        assert note.is_visible() is said
        if said:
            shown = note.locator("data").get_attribute("value")
            assert shown == f"{runtime.fetched / 1e6:.1f}"
            assert note.locator("data").inner_text() == shown.replace(
                ".", LIBRARY.interface[language]["format"]["decimal"]
            )


@pytest.mark.parametrize(("save", "starts"), [("false", True), ("true", False)])
def test_a_touch_alone_starts_nothing_under_save_data(
    visit: Callable[..., BrowserContext], save: str, starts: bool
) -> None:
    page = visit_over(visit, "fr", save, "4g")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/python-" in request.url else None)
    page.locator(".dalil-form input").first.focus()
    page.wait_for_timeout(300)
    assert bool(asked) is starts
    page.locator(".dalil-form input").first.check()
    page.wait_for_function(FETCHED)
    assert asked
