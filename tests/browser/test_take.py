"""What a reader takes from an answer, in French and Arabic: calendar, text, paper; and that nothing stays behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext

from builder.figures import format_date
from builder.library import Library
from tests.browser.serving import serving
from tests.browser.taking import GUIDE, LOST, NOTHING, TODAY, arrive, copied, kept, path, plain, pressed, visitor

LANGUAGES = ("fr", "ar")
DUE = "2027-11-02"

# A telephone that hands a text on to its messengers.
SHARES = "navigator.share = async (what) => { window.shared = what; };"
THINKS_BETTER = "navigator.share = async () => { throw new DOMException('', 'AbortError'); };"
# A browser in which a script can't copy.
COPIES_NOT = """
  Object.defineProperty(navigator, "clipboard", { value: undefined });
  document.execCommand = () => false;
"""
COPIES_THE_OLD_WAY = 'Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });'


@pytest.fixture(scope="module")
def address(card_site: Path) -> Iterator[str]:
    """Where the card's site is served."""
    with serving(card_site) as address:
        yield address


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """A language."""
    return str(request.param)


def words(library: Library, language: str) -> Callable[[str, str], str]:
    """What the guide calls a section, or an item of one."""
    guide = library.guides[GUIDE].words[language]

    def find(section: str, item: str = "") -> str:
        there = guide.section(section)
        assert there is not None
        named = there.item(item) if item else None
        return named.text if named else there.title

    return find


def test_the_days_come_into_a_calendar(
    visit: Callable[..., BrowserContext], card_library: Library, language: str, address: str
) -> None:
    form = arrive(visitor(visit, language), path(language, LOST))
    with form.page.expect_download() as download:
        pressed(form, "calendar", "saved")
    assert download.value.suggested_filename == f"{GUIDE}.ics"
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    (event,) = calendar.walk("VEVENT")
    find = words(card_library, language)
    title = find("steps", "come-to-the-desk")
    summary = card_library.interface[language]["take"]["last_day"].format(title=title)
    due = date.fromisoformat(DUE)
    assert (event["UID"], event["DTSTART"].dt) == (f"{GUIDE}.come-to-the-desk.{DUE}@dalil", due)
    assert event["DTEND"].dt - due == timedelta(days=1)
    assert plain(event["SUMMARY"]) == plain(summary)
    assert event["SUMMARY"].params["LANGUAGE"] == language
    notes = plain(event["DESCRIPTION"]).split("\n")
    assert notes[0] == find("replace")
    assert notes[-1] == event["URL"] == address + path(language)
    assert len(event.walk("VALARM")) == 2
    assert kept(form.page) == NOTHING


def test_where_there_is_no_day_no_calendar_is_offered(visit: Callable[..., BrowserContext], language: str) -> None:
    form = arrive(visitor(visit, language), path(language, "what-now~1.card=lost.reader=child"))
    assert form.place.locator("[data-take=calendar]").is_hidden()
    assert form.place.locator("[data-take=text]").is_visible()


# A clipboard that is slow to take the first text.
SLOW_AT_FIRST = """() => {
  const { clipboard } = navigator;
  const write = clipboard.writeText.bind(clipboard);
  clipboard.writeText = () => {
    clipboard.writeText = write;
    return new Promise((done) => (window.firstTaken = done));
  };
}"""


def test_of_two_quick_presses_the_last_is_told(visit: Callable[..., BrowserContext], language: str) -> None:
    form = arrive(visitor(visit, language), path(language, LOST))
    form.page.evaluate(SLOW_AT_FIRST)
    form.place.locator("[data-take=text]").press("Enter")
    form.page.wait_for_function("() => Boolean(window.firstTaken)")
    pressed(form, "link", "link-copied")
    form.page.evaluate("firstTaken(), new Promise((done) => setTimeout(done))")
    told = form.place.locator("[data-taken]:visible")
    assert [note.get_attribute("data-taken") for note in told.all()] == ["link-copied"]


def message(library: Library, language: str, address: str) -> list[str]:
    """The answer as the guide's own words put it."""
    find, interface = words(library, language), library.interface[language]
    say, lead = interface["widget"], library.guides[GUIDE].words[language].section("replace")
    assert lead is not None
    due = say["by"].format(date=format_date(DUE, interface))
    counts = interface["counts"]
    number = f"{counts['originals']['one']}{counts['and']}{counts['copies']['two' if language == 'ar' else 'other']}"
    return [
        library.guides[GUIDE].words[language].meta["title"],
        "",
        find("replace"),
        lead.lead.partition(" [^")[0],
        "",
        say["your_dates"],
        f"- {find('what-now', 'renew-by')} · {format_date(DUE, interface)}",
        f"- {find('what-now', 'days-left')} · {days_left(interface, language)}",
        "",
        find("steps"),
        f"- {find('steps', 'come-to-the-desk')} · {due}",
        "",
        find("evidence"),
        f"- {find('evidence', 'identity-card')} · {number.replace('{n}', '1', 1).replace('{n}', '2')}",
        "",
        interface["take"]["made"].format(date=format_date(TODAY, interface)),
        say["independent"],
        "",
        address + path(language),
    ]


def days_left(interface: dict[str, Any], language: str) -> str:
    """345 days, in words."""
    return str(interface["counts"]["days"]["many" if language == "ar" else "other"].format(n=345))


def test_the_answer_is_copied_as_text(
    visit: Callable[..., BrowserContext], card_library: Library, language: str, address: str
) -> None:
    form = arrive(visitor(visit, language), path(language, LOST))
    pressed(form, "text", "copied")
    text = copied(form.page)
    assert plain(text).split("\n") == [plain(line) for line in message(card_library, language, address)]
    isolated = [line for line in text.split("\n") if "\u2066" in line or "\u2068" in line]
    assert bool(isolated) == (language == "ar")
    assert text.count("\u2066") + text.count("\u2068") == text.count("\u2069")
    assert kept(form.page) == NOTHING


def test_a_telephone_hands_the_text_to_its_messengers(visit: Callable[..., BrowserContext], language: str) -> None:
    context = visitor(visit, language)
    context.add_init_script(SHARES)
    form = arrive(context, path(language, LOST))
    assert form.place.locator("[data-take=text] [data-way=share]").is_visible()
    assert form.place.locator("[data-take=text] [data-way=copy]").is_hidden()
    form.place.locator("[data-take=text]").click()
    form.page.wait_for_function("window.shared")
    shared = form.page.evaluate("window.shared")
    assert list(shared) == ["text"]
    assert "~" not in shared["text"]
    assert form.place.locator("[data-taken]:visible").count() == 0


def test_who_thinks_better_of_it_is_asked_no_more(visit: Callable[..., BrowserContext]) -> None:
    context = visitor(visit, "fr")
    context.add_init_script(THINKS_BETTER)
    form = arrive(context, path("fr", LOST))
    form.page.evaluate("navigator.clipboard.writeText('before')")
    form.place.locator("[data-take=text]").click()
    form.settle()
    assert form.place.locator("[data-taken]:visible").count() == 0
    assert copied(form.page) == "before"


def test_where_a_script_cannot_copy_the_text_is_there_to_copy_by_hand(
    visit: Callable[..., BrowserContext], language: str
) -> None:
    context = visitor(visit, language)
    context.add_init_script(COPIES_NOT)
    form = arrive(context, path(language, LOST))
    for button, field in (("text", "textarea"), ("link", "input[readonly]")):
        pressed(form, button, "by-hand")
        place = form.place.locator(f".dalil-take {field}")
        chosen = place.evaluate("(one) => one.value.slice(one.selectionStart, one.selectionEnd)")
        assert chosen == place.input_value() != ""
        assert place.evaluate("(one) => one === document.activeElement")


def test_without_https_the_older_way_copies(visit: Callable[..., BrowserContext]) -> None:
    context = visitor(visit, "fr")
    context.add_init_script(COPIES_THE_OLD_WAY)
    form = arrive(context, path("fr", LOST))
    pressed(form, "text", "copied")
    assert form.place.locator(".dalil-take textarea").is_hidden()


def test_another_answer_puts_away_what_was_taken_from_the_last(visit: Callable[..., BrowserContext]) -> None:
    form = arrive(visitor(visit, "fr"), path("fr", LOST))
    pressed(form, "link", "link-copied")
    form.answer("card", "have")
    assert form.place.locator(".dalil-take [data-take-part]:visible, [data-taken]:visible").count() == 0


def test_a_calendar_that_cannot_be_made_is_told(visit: Callable[..., BrowserContext]) -> None:
    form = arrive(visitor(visit, "fr"), path("fr", LOST))
    form.page.evaluate("() => { Dalil.runtime.evaluate = async () => { throw new Error(); }; }")
    pressed(form, "calendar", "failed")


def test_paper_has_the_way_back_and_no_buttons(
    visit: Callable[..., BrowserContext], card_library: Library, language: str
) -> None:
    form = arrive(visitor(visit, language), path(language, LOST))
    page = form.page
    code, take = page.locator(".dalil-code"), form.place.locator(".dalil-take")
    assert (code.is_visible(), take.is_visible()) == (False, True)
    page.emulate_media(media="print")
    assert (code.is_visible(), take.is_visible()) == (True, False)
    assert plain(code.inner_text()).endswith(f"https://library.example{path(language)}")
    label = card_library.interface[language]["take"]["code"]
    assert plain(code.get_by_role("img").get_attribute("aria-label") or "") == plain(label)
    box = code.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] == box["height"] > 100
