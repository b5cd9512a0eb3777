"""A calendar is read back by another library to the words and days that went in, whatever these are."""

import datetime
import json
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.widgets.librarycard import ask, request
from widgets.api import handle
from widgets.calendar import file_name, write_calendar

DAY = datetime.date(2027, 11, 2)
ANSWERS = {"reader": "adult", "card": "lost", "joined-on": "02/11/2026"}
WORDS = {
    "language": "ar",
    "titles": {"come-to-the-desk": "آخر يوم: تعالوا; إلى\\الشباك, رقم \u2066321-1-06\u2069"},
    "notes": ["بطاقة المكتبة", "https://library.example/ar/guides/library-card.html"],
    "address": "https://library.example/ar/guides/library-card.html",
}
LINE = re.compile(rb"[^\r\n]{1,75}")
DAYS = st.dates()
ANY = st.characters()  # lone surrogates too
TEXT = st.text(ANY, max_size=200)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def make(answers: dict[str, Any] = ANSWERS, /, **changes: Any) -> Any:
    return ask(answers, **{"do": "make", "kind": "calendar", "words": WORDS, **changes})


def events(text: str) -> list[dict[str, Any]]:
    """What another reader of calendars finds in the events."""
    calendar = Calendar.from_ical(text)
    assert calendar.errors == []
    found = []
    for event in calendar.walk("VEVENT"):
        assert event.errors == []
        found.append(
            {
                "uid": str(event["UID"]),
                "stamp": event["DTSTAMP"].dt,
                "days": (event["DTSTART"].dt, event["DTEND"].dt) if "DTEND" in event else (event["DTSTART"].dt, None),
                "summary": str(event["SUMMARY"]),
                "language": event["SUMMARY"].params.get("LANGUAGE"),
                "notes": str(event.get("DESCRIPTION", "")),
                "address": str(event.get("URL", "")),
                "alarms": [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")],
            }
        )
    return found


def read_back(text: str) -> str:
    """A text as it may come back: each break is a line's end, a half of a letter is "?", other controls are gone."""
    whole = text.encode("utf-8", "replace").decode()
    lines = "\n".join(whole.replace("\r\n", "\n").splitlines()) + (
        "\n" if whole and whole[-1:].splitlines() == [""] else ""
    )
    return "".join(
        sign for sign in lines if sign == "\n" or sign == "\t" or unicodedata.category(sign) != "Cc"
    ).replace("\ufeff", "")


def test_the_days_of_an_answer_are_events_that_last_all_day() -> None:
    file = make()["file"]
    assert (file["name"], file["type"]) == ("library-card.ics", "text/calendar;charset=utf-8")
    assert events(file["text"]) == [
        {
            "uid": "library-card.come-to-the-desk.2027-11-02@dalil",
            "stamp": datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC),
            "days": (DAY, datetime.date(2027, 11, 3)),
            "summary": WORDS["titles"]["come-to-the-desk"],
            "language": "ar",
            "notes": "\n".join(WORDS["notes"]),
            "address": WORDS["address"],
            "alarms": [datetime.timedelta(days=-7, hours=9), datetime.timedelta(days=-1, hours=9)],
        }
    ]


def test_a_shown_day_that_no_step_has_is_an_event_of_its_own() -> None:
    (event,) = events(make({**ANSWERS, "card": "have", "books": "1"})["file"]["text"])
    assert (event["uid"], event["summary"]) == ("library-card.renew-by.2027-11-02@dalil", "renew-by")


def test_the_same_answer_and_day_give_the_same_bytes() -> None:
    assert make() == make()
    assert make()["file"]["text"].startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")


@pytest.mark.parametrize(
    ("today", "alarms"),
    [
        ("2027-10-25", [datetime.timedelta(days=-7, hours=9), datetime.timedelta(days=-1, hours=9)]),
        ("2027-10-26", [datetime.timedelta(days=-1, hours=9)]),
        ("2027-10-31", [datetime.timedelta(days=-1, hours=9)]),
        ("2027-11-01", [datetime.timedelta(hours=9)]),
        ("2027-11-02", []),
        ("2027-12-24", []),
    ],
)
def test_no_alarm_is_in_the_past(today: str, alarms: list[datetime.timedelta]) -> None:
    (event,) = events(make(today=today)["file"]["text"])
    assert event["alarms"] == alarms


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": "table"}, "unknown-kind"),
        ({"kind": None}, "unknown-kind"),
        ({"kind": ["calendar"]}, "unknown-kind"),
        ({"answers": {}}, "no-days"),
        ({"answers": {"card": "lost", "reader": "child"}}, "no-days"),
        ({"widget": "what"}, "unknown-widget"),
    ],
)
def test_faults(changes: dict[str, Any], fault: str) -> None:
    response = make(**changes)
    assert list(response) == ["fault"]
    assert response["fault"]["id"] == fault


@pytest.mark.parametrize("words", [None, 7, "x", [], {"titles": [], "notes": {"a": "b"}, "language": 1, "address": []}])
def test_without_words_the_days_are_there_by_their_ids(words: Any) -> None:
    (event,) = events(make(words=words)["file"]["text"])
    assert (event["days"][0], event["summary"], event["language"]) == (DAY, "come-to-the-desk", None)


@pytest.mark.parametrize("name", ["ar\r\nX-EVIL:1", "a;b", "é", "a-b-c-d-e-f-g", ""])
def test_a_language_that_is_none_is_left_out(name: str) -> None:
    assert events(make(words={**WORDS, "language": name})["file"]["text"])[0]["language"] is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a b", "https://a\r\nATTACH:x", "/guides", "https://é"]
)
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    assert events(make(words={**WORDS, "address": address})["file"]["text"])[0]["address"] == ""


@given(st.dictionaries(TEXT, DAYS, min_size=1, max_size=4), TEXT, TEXT, st.lists(TEXT, max_size=3), DAYS)
def test_any_words_and_days_come_back(
    days: dict[str, datetime.date], guide: str, title: str, notes: list[str], today: datetime.date
) -> None:
    words = {"language": "fr", "titles": dict.fromkeys(days, title), "notes": notes}
    text = write_calendar(guide, days, words, today)
    assert text.endswith("END:VCALENDAR\r\n")
    assert [line for line in text.encode().split(b"\r\n")[:-1] if not LINE.fullmatch(line)] == []
    found = events(text)
    assert [event["days"][0] for event in found] == list(days.values())
    for event, (id, day) in zip(found, days.items(), strict=True):
        assert event["summary"] == read_back(title if title.strip() else id)
        assert event["notes"] == read_back("\n".join(notes))
        assert event["uid"] == read_back(f"{guide}.{id}.{day.isoformat()}@dalil")
        assert all(day + alarm > today for alarm in event["alarms"])


@given(ANY_JSON, st.sampled_from(["words", "kind", "widget", "answers", "procedure", "facts", "today", "on"]))
def test_any_request_gets_a_calendar_or_a_fault(value: Any, key: str) -> None:
    whole = {**request(ANSWERS, do="make", kind="calendar", words=WORDS), key: value}
    response = json.loads(handle(json.dumps(whole)).encode())
    assert list(response) in (["file"], ["fault"])
    if "file" in response:
        assert events(response["file"]["text"])


@given(TEXT)
def test_the_file_has_a_plain_name(guide: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.ics", file_name(guide))


def test_a_long_text_is_written_in_short_time() -> None:
    (event,) = events(make(words={"titles": {"come-to-the-desk": "آ" * 200_000}})["file"]["text"])
    assert event["summary"] == "آ" * 200_000
