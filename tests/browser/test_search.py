"""The search in a real browser: typed, read, followed by keyboard; over http and from a file; small until used."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.serving import leaving

ROOT = Path(__file__).parent.parent.parent
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = (
    "() => axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.target.join(' ')).slice(0, 4)]))"
)
TYPED = {"en": "lost card", "fr": "carte perdue", "ar": "البطاقه الضائعه"}
LINKS = ".md-search-result__list a.md-search-result__link"
BEFORE = 6_000
"""Bytes that the search costs a page before somebody types."""


def open_search(page: Page) -> None:
    """Press the button; a wide screen has the box itself."""
    button = page.locator("button.dalil-toggle[data-box=__search]")
    (button if button.is_visible() else page.locator(".md-search__input")).click()
    page.wait_for_function("() => document.activeElement.matches('.md-search__input')")


def type_query(page: Page, query: str) -> None:
    """Put the whole query into the box at once, as a finger pastes it or a voice says it: no key is pressed."""
    page.keyboard.insert_text(query)
    page.locator(LINKS).first.wait_for()


def results(page: Page) -> list[str]:
    return page.locator(LINKS).evaluate_all("links => links.map(link => link.getAttribute('href').split('/').pop())")


@pytest.mark.parametrize("lang", sorted(TYPED))
def test_typing_shows_sections_in_the_pages_direction(visit: Callable[..., BrowserContext], lang: str) -> None:
    page = visit().new_page()
    page.goto(f"/{lang}/index.html")
    open_search(page)
    type_query(page, TYPED[lang])
    assert any("#" in address for address in results(page)[:3])
    direction = page.locator(LINKS).first.evaluate("link => getComputedStyle(link).direction")
    assert direction == ("rtl" if lang == "ar" else "ltr")
    assert page.locator(".md-search-result__list mark").count() > 0


def test_nothing_of_the_index_comes_before_somebody_types(visit: Callable[..., BrowserContext], site: Path) -> None:
    page = visit().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto("/fr/guides.html", wait_until="networkidle")
    early = [path for path in asked if path.endswith(("/search.js", "/first.js", "/search_index.json"))]
    assert len(early) == 3
    assert sum((site / path[1:]).stat().st_size for path in early) < BEFORE
    late = ("/minisearch.js", "/fold.js", "/rank.js", "/find.js")
    assert not [path for path in asked if path.endswith(late) or "/assets/search/" in path]
    open_search(page)
    type_query(page, "carte")
    page.keyboard.type("s")
    type_query(page, " perdue")
    assert sorted(path.rpartition("/")[2] for path in asked if path.endswith(late)) == [
        "find.js",
        "fold.js",
        "minisearch.js",
        "rank.js",
    ]
    assert [path.rpartition("/")[2][:3] for path in asked if "/assets/search/" in path] == ["fr-"]


def test_the_keyboard_goes_from_the_box_to_a_section(visit: Callable[..., BrowserContext]) -> None:
    page = visit().new_page()
    page.goto("/en/index.html")
    open_search(page)
    type_query(page, "foreigner identity")
    wanted = results(page)
    page.keyboard.press("ArrowDown")
    focused = "() => document.activeElement.getAttribute('href')?.split('/').pop()"
    assert page.evaluate(focused) == wanted[0]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == wanted[1]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{wanted[1]}")
    open_search(page)
    type_query(page, "lost")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.getElementById('__search').checked")
    page.wait_for_function("() => document.activeElement.matches('button[data-box=__search]')")


def test_enter_in_the_box_opens_the_best_section(visit: Callable[..., BrowserContext]) -> None:
    page = visit(viewport={"width": 1280, "height": 800}).new_page()
    page.goto("/fr/index.html")
    open_search(page)
    type_query(page, "deux employeurs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html#faq-two-employers")


def test_what_was_typed_is_in_no_address(visit: Callable[..., BrowserContext]) -> None:
    page = visit().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/fr/index.html")
    open_search(page)
    type_query(page, "carte")
    page.locator(LINKS).nth(1).click()
    page.wait_for_url("**/*.html*#*")
    assert [url for url in asked if "carte" in url or "?" in url] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_open_search(visit: Callable[..., BrowserContext], width: int, scheme: str) -> None:
    context = visit(viewport={"width": width, "height": 740}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for lang, query in TYPED.items():
        page.goto(f"/{lang}/index.html")
        open_search(page)
        type_query(page, query)
        page.evaluate(AXE)
        page.wait_for_timeout(300)  # the box opens with a fade
        if violations := page.evaluate(RUN):
            found[lang] = violations
    assert found == {}


def test_a_lost_connection_is_said_and_the_next_letter_tries_again(visit: Callable[..., BrowserContext]) -> None:
    page = visit().new_page()
    page.goto("/fr/index.html", wait_until="networkidle")
    page.context.route("**/assets/search/*", lambda route: route.abort())
    open_search(page)
    type_query(page, "carte")
    assert results(page) == ["guides.html"]
    page.context.unroute("**/assets/search/*")
    page.keyboard.type("s")
    page.locator(f"{LINKS}[href*='#']").first.wait_for()


@pytest.mark.parametrize("lang", sorted(TYPED))
def test_from_a_file_the_search_finds_the_same(
    chromium: Browser, visit: Callable[..., BrowserContext], site: Path, lang: str
) -> None:
    served = visit().new_page()
    served.goto(f"/{lang}/index.html")
    context = chromium.new_context()
    elsewhere = leaving(context, site.as_uri())
    opened = context.new_page()
    opened.goto((site / lang / "index.html").as_uri())
    for page in (served, opened):
        open_search(page)
        type_query(page, TYPED[lang])
    assert results(opened) == results(served)
    # Python's worker is made from a Blob there, by the browser's own Worker.
    assert opened.evaluate("() => /native code/.test(String(window.Worker))")
    answer = """() => new Promise((resolve, reject) => {
      const source = new Blob(["postMessage(42)"], { type: "text/javascript" });
      const worker = new Worker(URL.createObjectURL(source));
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    })"""
    assert opened.evaluate(answer) == 42
    direction = opened.locator(LINKS).first.evaluate("link => getComputedStyle(link).direction")
    assert direction == ("rtl" if lang == "ar" else "ltr")
    wanted = results(opened)
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowDown", 1)):
        opened.keyboard.press(key)
        assert opened.evaluate("() => document.activeElement.getAttribute('href')").split("/")[-1] == wanted[place]
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/{wanted[1]}")
    context.close()
    assert elsewhere == []
