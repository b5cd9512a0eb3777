"""A form without its Python: with scripts off, before it is touched, and in every way in which Python can fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from builder.library import LANGUAGES, Guide
from builder.load import load_library
from tests.browser.expected import says
from tests.browser.reader import COUNT, Form, forms, in_turn

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
FORMS = in_turn(LIBRARY)
HEART = "**/python.wasm*"

NO_WEBASSEMBLY = "delete window.WebAssembly"

# What a reader can read of the guide, the form left out.
GUIDE = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dd, td)")]
  .filter((one) => !one.closest(".dalil-widget") && one.checkVisibility()).map((one) => one.textContent)"""

GIVEN = "(form) => [...form.querySelectorAll('input')].map((one) => [one.value, one.checked])"

type Visit = Callable[..., BrowserContext]


def give(form: Form) -> list[Any]:
    """Answer what is asked at first, with whatever comes to hand, and tell what the form then holds."""
    for question in form.place.locator("[data-question]:visible").all():
        id = str(question.get_attribute("data-question"))
        form.enter(id, form.anything(id))
    return given(form)


def given(form: Form) -> list[Any]:
    """All that a form holds."""
    held: list[Any] = form.place.evaluate(GIVEN)
    return held


def expect_failure(form: Form, words: str) -> None:
    """The page says why there is no answer, a screen reader is told at once, and the reader can try again."""
    told = form.place.locator("[role=alert] .dalil-failure:visible")
    told.wait_for()
    assert says(words, told.inner_text())
    assert form.place.locator(".dalil-status [role=status]").inner_text() == ""
    assert form.place.locator("progress").is_hidden()
    assert form.place.locator("[data-retry]").is_visible()
    assert form.place.locator("[type=submit]").is_visible()


def try_again(form: Form) -> None:
    """Press the button that is there after a failure."""
    form.page.evaluate(COUNT)
    form.place.locator("[data-retry]").press("Enter")


def expect_answer(form: Form) -> None:
    """Nothing is left of the failure, and the form leads to its answer."""
    form.settle()
    assert form.place.locator(".dalil-failure:visible, [data-retry]:visible, progress:visible").count() == 0
    form.finish()
    assert form.place.locator(".dalil-result").is_visible()


def python(asked: list[str]) -> list[str]:
    """What was asked for that belongs to Python."""
    return [url for url in asked if "/python-" in url]


def watch(context: BrowserContext) -> list[str]:
    """Everything that is asked for from now on, by a page or behind it."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.mark.parametrize(("guide", "widget"), forms(LIBRARY), ids=[widget for _, widget in forms(LIBRARY)])
def test_without_scripts_the_page_says_so_and_leads_to_every_answer(visit: Visit, guide: Guide, widget: str) -> None:
    page = visit(java_script_enabled=False).new_page()
    for language in LANGUAGES:
        page.goto(f"/{language}/guides/{guide.id}.html")
        form = Form(page, widget)
        told = form.place.locator(".dalil-whole")
        said = form.place.locator("noscript > p").inner_text()
        assert says(LIBRARY.interface[language]["widget"]["no_script"], said)
        assert told.locator(".dalil-tree").is_visible()
        for part in ("form", ".dalil-status", ".dalil-result"):
            assert form.place.locator(part).is_hidden()
        goal = next(one.goal for one in guide.procedure.widgets if one.id == widget)
        outcomes = {f"#{outcome}" for outcome, (table, _) in guide.outcomes.items() if table == goal}
        links = {link.get_attribute("href") for link in told.locator("a").all()}
        assert outcomes <= links
        for outcome in outcomes:
            assert page.locator(f":is(h2, h3){outcome}").is_visible()


@pytest.mark.parametrize(("language", "guide", "widget"), FORMS, ids=[f"{lang}-{w}" for lang, _, w in FORMS])
def test_nothing_of_python_is_fetched_before_a_form_is_touched(
    visit: Visit, language: str, guide: Guide, widget: str
) -> None:
    context = visit(reduced_motion="reduce")
    page = context.new_page()
    asked = watch(context)
    page.goto(f"/{language}/guides/{guide.id}.html", wait_until="networkidle")
    form = Form(page, widget)
    page.mouse.wheel(0, 20_000)
    form.place.scroll_into_view_if_needed()
    form.place.locator("legend, .dalil-label").first.hover()
    page.wait_for_timeout(300)
    assert python(asked) == []
    form.place.locator("input").first.focus()
    page.wait_for_function("() => Dalil.runtime.start().then(() => true)")
    assert python(asked) != []


def absent(page: Page) -> None:
    """A file of Python is not on the server."""
    page.route(HEART, lambda route: route.fulfill(status=404, body=""))


def cut_off(page: Page) -> None:
    """The network goes away."""
    page.route(HEART, lambda route: route.abort())


def script_absent(page: Page) -> None:
    """Not even the script that would start Python has come."""
    page.route("**/python.js", lambda route: route.abort())


def no_webassembly(page: Page) -> None:
    """A browser that is too old, or that forbids it."""
    page.add_init_script(NO_WEBASSEMBLY)


def broken(page: Page) -> None:
    """What comes is not what was sent."""
    page.route("**/python.zip*", lambda route: route.fulfill(body="<title>Sign in to the network</title>"))


FAILURES = [
    (absent, "missing_file", True),
    (cut_off, "missing_file", True),
    (script_absent, "missing_file", False),
    (no_webassembly, "no_wasm", False),
    (broken, "failed", True),
]


@pytest.mark.parametrize(
    ("fail", "message", "mends", "at"),
    [(*failure, FORMS[index % len(FORMS)]) for index, failure in enumerate(FAILURES)],
    ids=[failure[0].__name__ for failure in FAILURES],
)
def test_python_cannot_start(
    visit: Visit, fail: Callable[[Page], None], message: str, mends: bool, at: tuple[str, Guide, str]
) -> None:
    language, guide, widget = at
    words = LIBRARY.interface[language]["widget"][message]
    page = visit(breaks=True, reduced_motion="reduce", service_workers="block").new_page()
    fail(page)
    page.goto(f"/{language}/guides/{guide.id}.html")
    guide_before = page.evaluate(GUIDE)
    form = Form(page, widget)
    before = give(form)
    expect_failure(form, words)
    form.place.locator("[type=submit]").press("Enter")
    assert given(form) == before
    assert page.evaluate(GUIDE) == guide_before

    if mends:
        page.unroute_all()
        try_again(form)
        assert form.place.evaluate("one => one.contains(document.activeElement)")
        expect_answer(form)
    else:
        form.place.locator("[data-retry]").press("Enter")
        expect_failure(form, words)
        assert given(form) == before


@pytest.mark.parametrize(("language", "guide", "widget"), FORMS, ids=[f"{lang}-{w}" for lang, _, w in FORMS])
def test_every_form_says_that_python_cannot_start(visit: Visit, language: str, guide: Guide, widget: str) -> None:
    page = visit(reduced_motion="reduce", service_workers="block").new_page()
    no_webassembly(page)
    page.goto(f"/{language}/guides/{guide.id}.html")
    form = Form(page, widget)
    before = give(form)
    expect_failure(form, LIBRARY.interface[language]["widget"]["no_wasm"])
    assert given(form) == before


def test_nothing_comes_for_twenty_seconds(visit: Visit) -> None:
    language, guide, widget = FORMS[-1]
    page = visit(reduced_motion="reduce", service_workers="block").new_page()
    held: list[Route] = []
    page.route(HEART, lambda route: held.append(route))
    page.clock.install()
    page.goto(f"/{language}/guides/{guide.id}.html")
    form = Form(page, widget)
    before = give(form)
    while not held:
        page.wait_for_timeout(50)
    assert form.place.locator("progress").is_visible()
    assert form.place.locator(".dalil-status [data-status=loading]").is_visible()
    page.clock.run_for(21_000)
    expect_failure(form, LIBRARY.interface[language]["widget"]["stalled"])
    assert given(form) == before

    page.unroute_all()
    try_again(form)
    expect_answer(form)
