"""A link to an answer, in French and Arabic: where it comes from, what becomes of it, and what no link can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, Page

from builder.library import Library
from tests.browser.reader import COUNT, Form
from tests.browser.serving import serving
from tests.browser.taking import (
    LOST,
    NOTHING,
    WIDGET,
    arrive,
    arrived,
    copied,
    given_in,
    kept,
    path,
    plain,
    pressed,
    shown,
    visitor,
)

LANGUAGES = ("fr", "ar")
OTHER = {"fr": "ar", "ar": "fr"}
ANSWERS = {"reader": "adult", "card": "lost", "joined-on": "02/11/2026"}

HOSTILE = [
    "\\", '"]', "%", "%E0%A4%A", "~", "~~", "what-now~", "what-now~1.", "what-now~1.card", "what-now~1.card=",
    "what-now~999999999.card=lost", "what-now~1.card=<img src=x onerror=alert(1)>", "<svg onload=alert(1)>~1.card=lost",
    "javascript:alert(1)~1", "what-now~1.__proto__=a.constructor=b.toString=c", "what-now~1.card=constructor",
    'what-now~1.card="]', "what-now~1.joined-on=9999-99-99.reader=adult.card=have", "what-now~1.reader=2026-11-02",
    "what-now~1.joined-on=lost.card=12.50", "what-now~1" + ".a=b" * 5000, "~1.card=" + "a" * 100_000,
    "what-now~1.card=lost\u202e\u2066", "constructor~1.card=lost", "__palette~1.card=lost", "what-now~1.name=jane.doe",
]  # fmt: skip
PLACE = r"^#?[\w:.-]*$"


@pytest.fixture(scope="module")
def address(card_site: Path) -> Iterator[str]:
    """Where the card's site is served."""
    with serving(card_site) as address:
        yield address


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """A language."""
    return str(request.param)


def seen(form: Form) -> dict[str, Any]:
    """What is answered, and what to."""
    told = form.seen()
    return {key: told[key] for key in ("outcomes", "steps", "evidence", "values", "questions", "errors")}


def notice(*says: str, lost: tuple[str, ...] = (), gone: int = 0) -> dict[str, Any]:
    return {"says": list(says), "lost": list(lost), "gone": gone}


def told(form: Form) -> dict[str, Any]:
    """What the notice says, by ids; of answers without a question that there are some."""
    found = arrived(form)
    return {**found, "gone": len(found["gone"])}


def test_a_link_leads_to_the_same_answer_and_leaves_no_trace(
    visit: Callable[..., BrowserContext], language: str, address: str
) -> None:
    context = visitor(visit, language)
    page = context.new_page()
    page.goto(path(language))
    page.evaluate(COUNT)
    first = Form(page, WIDGET)
    first.fill_in(ANSWERS)
    assert page.url == address + path(language)
    pressed(first, "link", "link-copied")
    assert first.place.locator("[data-take-part=link] .dalil-note").is_visible()
    link = first.place.locator("[data-take-part=link] input").input_value()
    assert link == copied(page) == address + path(language, LOST)
    assert (page.url, kept(page)) == (address + path(language), NOTHING)

    second = arrive(context, link)
    assert seen(second) == seen(first)
    assert given_in(second) == ANSWERS
    assert told(second) == notice("taken", "see")
    assert second.page.url == address + path(language, WIDGET)
    assert kept(second.page) == NOTHING
    second.page.reload()
    assert given_in(second) == {}


def test_the_answer_is_one_step_from_where_a_link_leads(visit: Callable[..., BrowserContext], language: str) -> None:
    form = arrive(visitor(visit, language), path(language, LOST))
    assert in_view(form.page, f"#{WIDGET}")
    form.place.locator("[data-arrived=see]").click()
    assert in_view(form.page, "[data-outcome=replace] h3")


def in_view(page: Page, place: str) -> bool:
    """Whether something stands within the screen, below the header."""
    script = """(one) => {
      const { top, bottom } = one.getBoundingClientRect();
      const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
      return top >= header && bottom <= innerHeight;
    }"""
    return bool(page.locator(place).evaluate(script))


def test_what_is_typed_and_not_understood_is_in_no_link(visit: Callable[..., BrowserContext], address: str) -> None:
    page = visitor(visit, "fr").new_page()
    page.goto(path("fr"))
    page.evaluate(COUNT)
    form = Form(page, WIDGET)
    form.fill_in({**ANSWERS, "card": "have"})
    for typed in ("jane-doe", "ab123456", "123456789", "2026-02-31", "<b>"):
        form.answer("joined-on", typed)
        assert page.evaluate("Dalil.carry.write(document.querySelector('.dalil-widget'))") == (
            "what-now~1.card=have.reader=adult"
        )
    form.answer("joined-on", "٢ ١١ ٢٠٢٦")
    pressed(form, "link", "link-copied")
    assert copied(page) == address + path("fr", "what-now~1.card=have.joined-on=2026-11-02.reader=adult")


def test_the_answers_go_along_to_another_language_when_it_is_chosen(
    visit: Callable[..., BrowserContext], language: str, address: str
) -> None:
    context = visitor(visit, language)
    page = context.new_page()
    page.goto(path(language, "sources"))
    page.evaluate(COUNT)
    form = Form(page, WIDGET)
    form.fill_in(ANSWERS)
    before = seen(form)
    links = page.locator("a.dalil-language")
    assert [link for link in links.evaluate_all("(all) => all.map((one) => one.href)") if "~" in link] == []
    with context.expect_page() as opened:
        links.and_(page.locator(f"[hreflang={OTHER[language]}]")).click(modifiers=["ControlOrMeta"])
    other = shown(opened.value)
    assert other.page.url == address + path(OTHER[language], "sources")
    assert (seen(other), given_in(other)) == (before, ANSWERS)
    assert page.evaluate("[...document.querySelectorAll('a')].filter((one) => one.href.includes('~')).length") == 0
    assert (kept(page), kept(other.page)) == (NOTHING, NOTHING)

    page.evaluate("location.hash = ''")
    links.and_(page.locator(f"[hreflang={OTHER[language]}]")).click()
    same = shown(page)
    assert page.url == address + path(OTHER[language], WIDGET)
    assert given_in(same) == ANSWERS


def test_without_answers_the_language_switch_stays_on_the_section(
    visit: Callable[..., BrowserContext], language: str, address: str
) -> None:
    page = visitor(visit, language).new_page()
    page.goto(path(language, "sources"))
    page.locator(f"a.dalil-language[hreflang={OTHER[language]}]").click()
    page.wait_for_url(address + path(OTHER[language], "sources"))


@pytest.mark.parametrize(
    ("fragment", "says", "answers"),
    [
        ("what-now~7.card=lost.reader=adult", notice("older", "taken", "see"), {"card": "lost", "reader": "adult"}),
        (
            "what-now~7.card=stolen.colour=red.reader=child.size=12",
            notice("older", "lost", "gone", "taken", lost=("card",), gone=1),
            {"reader": "child"},
        ),
        ("what-now~1.colour=red.size=12", notice("gone", gone=1), {}),
        (
            "what-now~1.card=lost.joined-on=lost.reader=unknown",
            notice("lost", "taken", "see", lost=("reader", "joined-on"), gone=0),
            {"card": "lost"},
        ),
        ("what-now~1.joined-on=unknown.reader=adult.card=lost", notice("taken", "see"), None),
        ("what-now~x.card=lost", notice("unreadable"), {}),
        ("elsewhere~1.card=lost.reader=child", notice("taken", "see"), {"card": "lost", "reader": "child"}),
    ],
)
def test_what_no_longer_applies_is_told_and_the_rest_kept(
    visit: Callable[..., BrowserContext],
    card_library: Library,
    language: str,
    fragment: str,
    says: dict[str, Any],
    answers: dict[str, str] | None,
) -> None:
    page = visitor(visit, language).new_page()
    page.goto(path(language, fragment))
    form = Form(page, WIDGET)
    form.place.locator(".dalil-arrived").wait_for()
    if "see" in says["says"]:
        shown(page)
    words = card_library.guides["library-card"].words[language]
    titles = [section.title for id in says["lost"] if (section := words.section(id))]
    found = told(form)
    assert {**found, "lost": [plain(title) for title in found["lost"]]} == {**says, "lost": titles}
    if answers is not None:
        assert given_in(form) == answers
    assert kept(page) == NOTHING


def test_a_link_followed_on_its_own_page_replaces_the_answers(visit: Callable[..., BrowserContext]) -> None:
    form = arrive(visitor(visit, "fr"), path("fr", LOST))
    form.page.evaluate("location.hash = 'what-now~1.card=lost.reader=child'")
    form.settle()
    assert given_in(form) == {"card": "lost", "reader": "child"}
    assert form.seen()["evidence"] == ["identity-card", "guardian-consent"]
    form.reset()
    assert form.place.locator(".dalil-arrived").is_hidden()


def test_a_plain_section_is_left_as_it_is(visit: Callable[..., BrowserContext], language: str, address: str) -> None:
    page = visitor(visit, language).new_page()
    for place in ("replace", "what-now--widget", "fact-card-validity", "__tabbed_1", "sources"):
        page.goto(path(language, place))
        assert page.url == address + path(language, place)
        assert page.locator(".dalil-arrived").is_hidden()


def test_a_hostile_link_does_nothing(visit: Callable[..., BrowserContext], language: str) -> None:
    page = visitor(visit, language).new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for fragment in HOSTILE:
        page.goto("about:blank")
        page.goto(path(language, fragment))
        harmless(page)


def harmless(page: Page) -> None:
    """Whether the page is whole, its address plain, and nothing of a link stored or made part of the page."""
    assert page.evaluate(f"/{PLACE}/.test(location.hash)")
    assert page.locator("main :is(img, [onerror], [onload])").count() == 0
    assert kept(page) == NOTHING


def test_any_text_after_the_sign_does_nothing(visit: Callable[..., BrowserContext]) -> None:
    page = visitor(visit, "fr").new_page()
    page.goto(path("fr"))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.text(st.characters()) | st.text("~.=-aé1%\\\"'<>"), st.sampled_from(["", "what-now~1.card=", "~"]))
    def follow(text: str, before: str) -> None:
        page.evaluate("(text) => new Promise((done) => { location.hash = text; setTimeout(done, 5); })", before + text)
        harmless(page)

    follow()
