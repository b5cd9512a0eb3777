"""A reader asks for another day: the figures of that day, how old they are, what differs, and where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from builder.check import check_library
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.render import render_site
from builder.site import build_site
from tests.browser.conftest import visiting
from tests.browser.expected import differences
from tests.browser.reader import Form, open_form, zone
from tests.browser.serving import serving
from tests.browser.test_forms import REVERSED
from tests.browser.test_pages import AXE
from tests.browser.test_states import READ_ARABIC, RUN, SCHEMES
from tests.builder.cards import copy_library, edit
from tests.conftest import TODAY

TODAY_ISO = TODAY.isoformat()
HAVE = {"reader": "adult", "card": "have", "joined-on": "22/11/2025"}
BY_QUESTION = "dated-card"
"""A second guide: the first, but a question asks for the day that counts."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The tests' own library, with its guide twice."""
    folder = copy_library(tmp_path_factory.mktemp("cards"))
    guides = folder / "guides" / "procedures"
    shutil.copytree(guides / "library-card", guides / BY_QUESTION)
    rules = guides / BY_QUESTION / "procedure.yaml"
    edit(rules, "goal: route,", "goal: route, on: seen-on,")
    edit(rules, "values:\n", "  - {id: seen-on, type: date, unknown: true}\nvalues:\n")
    for language in LANGUAGES:
        words = guides / BY_QUESTION / f"{language}.md"
        text = words.read_text(encoding="utf-8")
        before = next(line for line in text.split("\n") if line.endswith("{ #overdue }"))
        edit(words, before, f"### 1, 2, 3 ? {{ #seen-on }}\n- `unknown` …\n  1, 2, 3.\n\n{before}")
    return load_library(folder)


@pytest.fixture(scope="module")
def address(library: Library, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where its site is served."""
    assert check_library(library, release=True) == []
    folder = tmp_path_factory.mktemp("built")
    build_site(render_site(library, TODAY), root, folder / "site", folder / "stage")
    with serving(folder / "site") as address:
        yield address


@pytest.fixture(scope="module", params=["fr", "ar"])
def asked(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[tuple[str, Form]]:
    """The form in a language, its page open."""
    with visiting(chromium, address) as visit:
        context = visit(timezone_id=zone(request.param), reduced_motion="reduce")
        yield request.param, open_form(context, request.param, "library-card", "what-now", TODAY_ISO)


def test_the_control_is_closed_until_somebody_opens_it(asked: tuple[str, Form]) -> None:
    _, form = asked
    control = form.place.locator("[data-on]")
    assert control.locator("summary").is_visible()
    assert control.locator(".dalil-text").is_hidden()
    form.fill_in(HAVE)
    seen = form.seen()
    assert (seen["outcomes"], seen["day"], list(seen["figures"]["card-validity"])) == (
        ["enjoy"],
        None,
        ["value", "since"],
    )


@pytest.mark.parametrize(
    ("on", "outcome", "status", "told"),
    [
        ("15/06/2021", "enjoy", "answer", ["value", "since"]),
        ("٠١/٠٣/٢٠٢٧", "enjoy", "answer", ["value", "later", "today"]),
        ("31/12/2019", None, "lacking", ["none", "today"]),
    ],
)
def test_another_day_has_its_own_figures(
    asked: tuple[str, Form], library: Library, on: str, outcome: str | None, status: str, told: list[str]
) -> None:
    language, form = asked
    form.reset()
    case = {"answers": HAVE, "today": TODAY_ISO, "on": on, "outcome": outcome}
    assert list(differences(form, library, library.guides["library-card"], language, case)) == []
    form.submit()
    seen = form.seen()
    assert (list(seen["figures"]["card-validity"]), seen["status"]) == (told, [status])
    assert form.place.locator(".dalil-result").evaluate("one => one === document.activeElement")
    assert form.page.locator("main").evaluate(REVERSED) == []
    source = form.place.locator("[data-figure] .dalil-mark").get_attribute("href")
    assert form.page.locator(f"li{source}").count() == 1


def test_a_day_that_does_not_exist_gets_the_usual_message_and_no_answer(asked: tuple[str, Form]) -> None:
    _, form = asked
    form.reset()
    form.fill_in(HAVE)
    form.name_day("31/02/2027")
    seen = form.seen()
    assert (seen["errors"], seen["status"], seen["outcomes"], seen["figures"]) == (
        {"on": "no-such-date"},
        ["check"],
        [],
        {},
    )
    form.place.locator("[data-on] summary").press("Enter")
    form.submit()
    field = form.place.locator("[data-on] .dalil-text")
    assert field.evaluate("one => one === document.activeElement")
    assert field.get_attribute("aria-invalid") == "true"
    form.name_day("")
    assert (form.seen()["outcomes"], form.seen()["errors"], form.seen()["day"]) == (["enjoy"], {}, None)


def test_starting_over_forgets_the_day(asked: tuple[str, Form]) -> None:
    _, form = asked
    form.reset()
    form.fill_in(HAVE)
    form.name_day("01/03/2027")
    form.reset()
    assert form.place.locator("[data-on]").get_attribute("open") is None
    form.fill_in(HAVE)
    assert form.seen()["day"] is None


def test_axe_finds_nothing_in_the_control_and_the_figures(asked: tuple[str, Form]) -> None:
    _, form = asked
    form.page.evaluate(AXE)
    form.page.evaluate(READ_ARABIC)
    found: dict[str, Any] = {}
    for on in ("31/12/2019", "01/03/2027", "31/02/2027"):
        form.reset()
        form.fill_in(HAVE)
        form.name_day(on)
        for scheme, (palette, options) in SCHEMES.items():
            form.page.emulate_media(color_scheme=scheme)
            form.page.locator(f"body[data-md-color-scheme={palette}]").wait_for()
            if violations := form.page.evaluate(RUN, [form.place.element_handle(), options]):
                found[f"{on}, {scheme}"] = violations
    assert found == {}


def test_a_question_names_the_day(visit: Callable[..., BrowserContext], library: Library) -> None:
    form = open_form(visit(timezone_id=zone("fr")), "fr", BY_QUESTION, "what-now", TODAY_ISO)
    assert form.place.locator("[data-on]").count() == 0
    guide = library.guides[BY_QUESTION]
    for seen_on, outcome, said in (
        ("15/06/2021", "enjoy", {"day"}),
        ("31/12/2019", None, {"day"}),
        ("unknown", "enjoy", {"day-open"}),
        ("22/11/2026", "enjoy", set()),
    ):
        form.reset()
        case = {"answers": {**HAVE, "seen-on": seen_on}, "today": TODAY_ISO, "outcome": outcome}
        assert list(differences(form, library, guide, "fr", case)) == []
        shown = {part.get_attribute("data-part") for part in form.place.locator(".dalil-day:visible").all()}
        assert shown == said
