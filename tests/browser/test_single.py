"""One guide, one file, from a disk and without scripts, on a phone: every branch of the decision ends at a section."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from builder.load import load_library
from tests.browser.test_pages import AXE, RUN

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
OPEN = "() => document.querySelectorAll('details').forEach((each) => (each.open = true))"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone without scripts; a request for anything but the file itself fails the test."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    asked: list[str] = []
    context.on("request", lambda each: asked.append(each.url))
    yield context
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len(asked) >= 1


def names(singles: Path) -> list[Path]:
    return sorted(singles.glob("*.html"))


HOW_MANY = pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.audit)], ids=["some", "all"])
"""Each guide in one language, all languages being used, or in every language."""


def pairs(whole: bool) -> list[tuple[str, str]]:
    """Guides with languages."""
    languages = list(LIBRARY.interface)
    each = [(guide, language) for guide in LIBRARY.guides for language in languages]
    return each if whole else [(guide, languages[place % 3]) for place, guide in enumerate(LIBRARY.guides)]


@HOW_MANY
def test_every_branch_can_be_opened_and_leads_to_its_section(phone: BrowserContext, singles: Path, whole: bool) -> None:
    page = phone.new_page()
    for file in (singles / f"{guide}.{language}.html" for guide, language in pairs(whole)):
        page.goto(file.as_uri())
        for tree in page.locator(".dalil-tree").all():
            unfold(tree.locator("details:not([open]) > summary:visible"))
            ends = tree.locator(".dalil-tree__end a")
            assert all(end.is_visible() for end in ends.all())
            for address in sorted({str(end.get_attribute("href")) for end in ends.all()}):
                tree.locator(f".dalil-tree__end a[href='{address}']").first.click()
                assert page.url.endswith(address)
                section = page.locator(f"h2{address}, h3{address}")
                assert section.is_visible()
                box = section.bounding_box()
                assert box is not None
                assert -1 <= box["y"] < 740, (file.name, address)


def unfold(closed: Locator) -> None:
    """Open one fold after another until none is closed, as a thumb does."""
    for _ in range(200):
        if closed.count() == 0:
            return
        closed.first.click()
    raise AssertionError("the tree has no end")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), pytest.param("dark", 1280, marks=pytest.mark.audit)])
def test_axe_finds_nothing_and_the_file_does_not_scroll_sideways(
    chromium: Browser, singles: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    # axe is a script: it comes in past the file's own policy, which the test without scripts keeps.
    context = chromium.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for file in names(singles):
        page.goto(file.as_uri())
        page.evaluate(OPEN)
        page.evaluate(AXE)
        if violations := page.evaluate(RUN):
            found[file.name] = violations
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= width, file.name
    context.close()
    assert found == {}


def test_on_paper_the_whole_decision_is_unfolded(chromium: Browser, singles: Path) -> None:
    context = chromium.new_context(viewport={"width": 800, "height": 1100})
    page: Page = context.new_page()
    page.emulate_media(media="print")
    for file in names(singles):
        page.goto(file.as_uri())
        hidden = page.evaluate(
            "() => [...document.querySelectorAll('.dalil-tree a')].filter((each) => !each.checkVisibility({"
            "contentVisibilityAuto: true})).length"
        )
        assert hidden == 0, file.name
    context.close()


def test_the_policy_of_a_file_lets_nothing_run_or_load(chromium: Browser, singles: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for file in names(singles):
        page.goto(file.as_uri())
        assert page.evaluate("() => document.querySelectorAll('script').length") == 0
    assert complaints == []
    context.close()


@HOW_MANY
def test_the_page_without_script_has_the_same_decision(chromium: Browser, site: Path, whole: bool) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for id, language in pairs(whole):
        guide = LIBRARY.guides[id]
        page.goto((site / language / "guides" / f"{id}.html").as_uri())
        for widget in guide.procedure.widgets:
            tree = page.locator(f"[data-widget='{widget.id}'] .dalil-tree")
            unfold(tree.locator("details:not([open]) > summary:visible"))
            ends = {end.get_attribute("href") for end in tree.locator(".dalil-tree__end a").all() if end.is_visible()}
            rows = guide.procedure.tables[widget.goal]
            assert ends == {f"#{row.then or row.otherwise}" for row in rows}
    context.close()
