"""What a page opened from a disk says: how old the copy is, which facts are past their day, which file is missing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.figures import choose, format_count
from builder.library import LANGUAGES, Library
from builder.load import load_library
from tests.browser.serving import serving
from tests.conftest import ROOT, TODAY

NOTICE = """() => {
  const notice = document.querySelector(".dalil-copy");
  const text = (name) => {
    const line = notice.querySelector(`[data-copy=${name}]`);
    return line && !line.hidden ? line.innerText.replace(/[\\u2066-\\u2069]/g, "").replace(/\\s+/g, " ").trim() : "";
  };
  const marked = document.querySelectorAll(".dalil-sources [data-overdue]:not([hidden])").length;
  return { shown: !notice.hidden, age: text("age"), overdue: text("overdue"), marked };
}"""


LIBRARY = load_library(ROOT)


@pytest.fixture(scope="module")
def library() -> Library:
    return LIBRARY


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page without network."""
    context = chromium.new_context(offline=True, timezone_id="Africa/Casablanca")
    yield context.new_page()
    context.close()


def guide_page(package: Path, language: str) -> Path:
    return package / language / "guides" / f"{next(iter(LIBRARY.guides))}.html"


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("days", "unit", "count"), [(1, "days", 1), (11, "days", 11), (90, "months", 2), (800, "years", 2)]
)
def test_it_tells_its_age_by_the_device_s_clock(
    page: Page, package: Path, library: Library, language: str, days: int, unit: str, count: int
) -> None:
    page.clock.set_fixed_time(f"{TODAY + timedelta(days=days)}T10:00:00")
    page.goto(guide_page(package, language).as_uri())
    words = library.interface[language]
    age = plain(words["on_disk"]["age"].format(age=format_count(count, unit, language, words)))
    assert plain(page.evaluate(NOTICE)["age"]) == age


@pytest.mark.parametrize("days", [0, -400])
def test_a_clock_that_stands_before_the_copy_says_nothing_of_age(page: Page, package: Path, days: int) -> None:
    page.clock.set_fixed_time(f"{TODAY + timedelta(days=days)}T10:00:00")
    page.goto(guide_page(package, "fr").as_uri())
    seen = page.evaluate(NOTICE)
    assert (seen["shown"], seen["age"]) == (True, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_counts_and_marks_the_facts_that_are_past_their_day(
    page: Page, package: Path, library: Library, language: str
) -> None:
    file = guide_page(package, language)
    page.goto(file.as_uri())
    days = sorted(
        page.eval_on_selector_all(".dalil-sources > [data-due]", "all => all.map((each) => each.dataset.due)")
    )
    for day in (days[0], days[-1]):
        page.clock.set_fixed_time(f"{day}T10:00:00")
        page.goto(file.as_uri())
        seen = page.evaluate(NOTICE)
        count = sum(due <= day for due in days)
        words = library.interface[language]
        assert seen["marked"] == count
        assert seen["overdue"].startswith(plain(choose(words["on_disk"]["overdue"], count, language, words)))


def test_on_a_server_it_says_nothing(chromium: Browser, package: Path) -> None:
    with serving(package) as address:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/{guide_page(package, 'en').relative_to(package)}")
        assert not page.evaluate(NOTICE)["shown"]
        context.close()


def test_a_file_that_is_missing_is_told(page: Page, package: Path) -> None:
    (script,) = package.glob("assets/python-*/python.zip.packed.js")
    away = script.with_suffix(".away")
    script.rename(away)
    try:
        page.goto(guide_page(package, "en").as_uri())
        assert page.evaluate("() => Dalil.runtime.start().catch((error) => error.id)") == "missing-file"
    finally:
        away.rename(script)
    assert page.evaluate("() => Dalil.runtime.start().then(() => 'started', (error) => error.id)") == "started"


def test_a_damaged_file_is_told(page: Page, package: Path) -> None:
    (script,) = package.glob("assets/python-*/python.zip.packed.js")
    whole = script.read_text(encoding="ascii")
    try:
        script.write_text(whole[:-2000] + whole[-8:], encoding="ascii")
        page.goto(guide_page(package, "en").as_uri())
        assert page.evaluate("() => Dalil.runtime.start().catch((error) => error.id)") == "missing-file"
    finally:
        script.write_text(whole, encoding="ascii")
