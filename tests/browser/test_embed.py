"""A form in a frame of somebody else's page, in French and Arabic: the printed line and script, and what they keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.reader import COUNT, Form
from tests.browser.serving import serving
from tests.browser.taking import GUIDE, KEPT, NOTHING, WIDGET
from tests.browser.test_pages import AXE, RUN

SITE = "https://library.example"
"""Where the card's site says that it stands; the tests answer for it."""

HEIGHT = "() => document.querySelector('iframe').clientHeight"
# All, the theme's choice of colours too.
STORED = KEPT.replace('.filter((key) => !key.endsWith("__palette"))', "")
# A browser may refuse a frame every store: then nothing can be read from it, but whoever asks for one is heard.
LISTEN = """
  window.touched = [];
  for (const name of window.parent === window ? [] : ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
    Object.defineProperty(window, name, { get: () => window.touched.push(name) && undefined });
  }
"""


class Host:
    """Somebody else's page, with what the site's own page prints for it."""

    def __init__(self, page: Page, printed: list[str], folder: Path) -> None:
        self.page = page
        self.line, self.script = printed
        self.folder = folder
        self.asked: list[str] = []
        page.context.on("request", lambda request: self.asked.append(request.url))

    def open(self, at: str, *parts: str) -> None:
        """Open a page made of these parts, served at another address than the site."""
        body = "\n".join(parts)
        text = f'<!doctype html><html lang="en"><title>Host</title><body><h1>Host</h1>{body}</body></html>'
        (self.folder / "index.html").write_text(text, encoding="utf-8")
        self.page.goto(f"{at}/")

    def grows(self) -> None:
        """The frame gets the height of what it shows, and no message of anybody else's changes that."""
        shown = "() => Math.ceil(document.querySelector('.dalil-embed').getBoundingClientRect().height)"
        self.page.wait_for_function(f"(height) => ({HEIGHT})() === height", arg=self.page.frames[1].evaluate(shown))
        before = self.page.evaluate(HEIGHT)
        assert before > 640
        self.page.evaluate("postMessage({ dalil: { height: 9 } }, '*')")
        self.page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
        assert self.page.evaluate(HEIGHT) == before

    def answer(self) -> None:
        """Answer the form in the frame."""
        self.page.frame_locator("iframe").locator("[type=submit]").wait_for()
        frame = self.page.frames[1]
        frame.wait_for_function("() => window.Dalil && Dalil.runtime")
        frame.evaluate(COUNT)
        form = Form(cast("Page", frame), WIDGET)  # a frame has all that a form asks of a page
        form.fill_in({"card": "lost", "joined-on": "02/11/2026", "reader": "adult"})
        form.submit()
        assert form.seen()["outcomes"] == ["replace"]


@pytest.fixture(params=["fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """A language."""
    return str(request.param)


@pytest.fixture
def host(chromium: Browser, card_site: Path, language: str, tmp_path: Path) -> Iterator[Host]:
    """A host that has copied the line and the script from the page that shows them."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    context.route(f"{SITE}/**", lambda route: serve(route, card_site))
    page = context.new_page()
    page.goto(f"{SITE}/{language}/embed.html", wait_until="networkidle")
    printed = page.locator(".dalil-copied code").all_inner_texts()
    page.add_init_script(LISTEN)
    yield Host(page, printed, tmp_path)
    context.unroute_all(behavior="ignoreErrors")
    context.close()


def serve(route: Route, site: Path) -> None:
    """Answer for the site's name with its files."""
    file = site / urlsplit(route.request.url).path.removeprefix("/")
    if file.is_file():
        route.fulfill(path=file)
    else:
        route.fulfill(status=404)


def test_a_line_alone_shows_a_form_that_answers_and_keeps_nothing(host: Host, language: str) -> None:
    with serving(host.folder) as at:
        host.open(at, host.line)
        host.answer()
        host.grows()
        frame = host.page.frames[1]
        assert frame.url == f"{SITE}/{language}/embeds/{GUIDE}.{WIDGET}.html"
        assert {url for url in host.asked if not url.startswith((f"{SITE}/", f"{at}/", "blob:", "data:"))} == set()
        assert host.page.evaluate(STORED) == NOTHING
        assert frame.evaluate("() => [window.touched, document.cookie]") == [[], ""]


def test_without_code_in_the_line_the_frame_keeps_its_height_or_the_script_gives_it_one(host: Host) -> None:
    bare = re.sub(r' onload="[^"]*"', "", host.line)
    assert bare != host.line
    with serving(host.folder) as at:
        host.open(at, bare)
        host.answer()
        assert host.page.evaluate(HEIGHT) == 640
        host.open(at, host.script, bare)
        host.answer()
        host.grows()


def test_a_frame_looks_right_and_leads_to_the_guide(host: Host, language: str) -> None:
    page = host.page
    for scheme, paper in (("light", "rgb(253, 252, 248)"), ("dark", "rgb(16, 26, 27)")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{SITE}/{language}/embeds/{GUIDE}.{WIDGET}.html")
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == paper
        assert page.evaluate("() => document.scrollingElement.scrollWidth") == 360
        page.evaluate(AXE)
        assert page.evaluate(RUN) == []
    links = "() => [...document.querySelectorAll('a')].map((link) => link.href.split('#')[0])"
    assert set(page.evaluate(links)) == {f"{SITE}/{language}/guides/{GUIDE}.html"}
    with page.context.expect_page() as opened:
        page.locator(".dalil-embed__foot a").first.click()
    assert opened.value.evaluate("() => [window.opener, document.documentElement.lang]") == [None, language]


def test_a_form_alone_is_out_of_search_sitemap_and_the_device(card_site: Path, language: str) -> None:
    place = f"{language}/embeds/"
    (index,) = (card_site / "assets" / "search").glob(f"{language}-*.js")
    for file in (card_site / language / "sitemap.xml", card_site / "service-worker.js", index):
        text = file.read_text(encoding="utf-8")
        assert not re.search(rf'{place}|"embeds/', text), file.name
        assert GUIDE in text
