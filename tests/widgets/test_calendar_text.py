"""The text of a calendar, letter by letter: what other programs read is written exactly so (RFC 5545)."""

import datetime
from typing import Any

import pytest

from widgets.calendar import LONGEST_LINE, file_name, find_days, write_calendar
from widgets.model import Procedure

TODAY = datetime.date(2026, 11, 22)
DAY = datetime.date(2027, 11, 2)
WORDS: dict[str, Any] = {
    "language": "fr-MA",
    "titles": {"renew": "Dernier jour ; au guichet, \\ salle 2"},
    "notes": ["Une ligne", "une autre"],
    "address": "https://library.example/fr/card.html",
}
TITLE = "Dernier jour \\; au guichet\\, \\\\ salle 2"
WHOLE = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Dalil//Calendar//EN
CALSCALE:GREGORIAN
BEGIN:VEVENT
UID:card.renew.2027-11-02@dalil
DTSTAMP:20261122T000000Z
DTSTART;VALUE=DATE:20271102
DTEND;VALUE=DATE:20271103
SUMMARY;LANGUAGE=fr-MA:{TITLE}
DESCRIPTION;LANGUAGE=fr-MA:Une ligne\\nune autre
URL:https://library.example/fr/card.html
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION;LANGUAGE=fr-MA:{TITLE}
TRIGGER:-P6DT15H
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION;LANGUAGE=fr-MA:{TITLE}
TRIGGER:-PT15H
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def lines_of(words: Any, days: dict[str, datetime.date] | None = None) -> list[str]:
    return write_calendar("card", days or {"renew": DAY}, words, TODAY).split("\r\n")


def test_a_calendar_is_written_exactly_so() -> None:
    assert write_calendar("card", {"renew": DAY}, WORDS, TODAY) == WHOLE.replace("\n", "\r\n")


@pytest.mark.parametrize("words", [None, {}, {"notes": "x", "titles": [], "address": "ftp://x", "language": "-"}])
def test_what_is_missing_in_the_words_is_done_without(words: Any) -> None:
    alarms = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:renew"]
    assert lines_of(words)[7:-3] == [
        "DTSTART;VALUE=DATE:20271102",
        "DTEND;VALUE=DATE:20271103",
        "SUMMARY:renew",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        *(*alarms, "TRIGGER:-P6DT15H", "END:VALARM"),
        *(*alarms, "TRIGGER:-PT15H", "END:VALARM"),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\\nb\\nc\\nd\\ne"),
        ("a\x00\x07b\x7f\ufeffc", "abc"),
        ("a\tb", "a\tb"),
        ("a\ud800b", "a?b"),
        ("a\\;,", "a\\\\\\;\\,"),
        ("  ", "renew"),
    ],
)
def test_signs_are_written_as_the_standard_says(text: str, written: str) -> None:
    assert f"SUMMARY:{written}" in lines_of({"titles": {"renew": text}})


def test_only_lines_of_text_are_notes() -> None:
    assert "DESCRIPTION:one\\ntwo" in lines_of({"notes": ["one", 3, None, "two"]})
    assert not any(line.startswith("DESCRIPTION:one") for line in lines_of({"notes": []}))


@pytest.mark.parametrize(
    ("length", "parts"),
    [(66, [66]), (67, [67]), (68, [67, 1]), (67 + 74, [67, 74]), (67 + 75, [67, 74, 1]), (67 + 149, [67, 74, 74, 1])],
)
def test_a_line_is_cut_at_seventy_five_octets(length: int, parts: list[int]) -> None:
    lines = lines_of({"titles": {"renew": "x" * length}})
    start = next(place for place, line in enumerate(lines) if line.startswith("SUMMARY:"))
    found = [lines[start].removeprefix("SUMMARY:"), *lines[start + 1 : start + len(parts)]]
    assert [len(part.strip()) for part in found] == parts
    assert [part[0] for part in found[1:]] == [" "] * (len(parts) - 1)
    assert lines[start + len(parts)] == "CLASS:PRIVATE"


def test_no_letter_is_cut_in_two() -> None:
    lines = lines_of({"titles": {"renew": "ب" * 100}})
    start = next(place for place, line in enumerate(lines) if line.startswith("SUMMARY:"))
    assert [len(line.encode()) for line in lines[start : start + 3]] == [74, 75, 61]
    assert LONGEST_LINE == 75


@pytest.mark.parametrize(
    ("guide", "name"),
    [
        ("library-card", "library-card.ics"),
        ("Carte d'été", "carte-d-t.ics"),
        ("--x--", "x.ics"),
        ("XX", "xx.ics"),
        ("بطاقة", "dalil.ics"),
        ("", "dalil.ics"),
        ("a" * 60, f"{'a' * 60}.ics"),
        ("a" * 61, f"{'a' * 60}.ics"),
    ],
)
def test_the_file_is_named_after_the_guide(guide: str, name: str) -> None:
    assert file_name(guide) == name


def test_the_last_day_of_all_has_none_after_it() -> None:
    lines = lines_of({}, {"end": datetime.date(9999, 12, 31)})
    assert "DTSTART;VALUE=DATE:99991231" in lines
    assert not any(line.startswith("DTEND") for line in lines)


def test_a_day_that_a_step_has_is_not_there_twice() -> None:
    procedure = Procedure.from_dict(
        {"id": "card", "steps": {"first": [{"id": "come", "due": "last"}, {"id": "go"}], "second": [{"id": "sit"}]}}
    )
    answer = {
        "steps": [{"id": "come", "due": "2027-11-02"}, {"id": "go", "due": None}, {"id": "sit", "due": None}],
        "values": {"last": "2027-11-02", "other": "2028-01-01", "count": 7},
    }
    assert find_days(procedure, answer) == {"come": DAY, "other": datetime.date(2028, 1, 1)}
    waiting = {**answer, "steps": [{"id": "come", "due": None}]}
    assert list(find_days(procedure, waiting)) == ["last", "other"]
