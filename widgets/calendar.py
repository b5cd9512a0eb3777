"""An answer's days and the page's words for them come in; a calendar file (RFC 5545) goes out, as text.

Each day is an event that lasts all of it.  Nothing is made up: same answer, words and day, same bytes.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from widgets.dates import add_days, read_iso
from widgets.model import Procedure

LONGEST_LINE = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""

# An alarm counts from midnight at the beginning of the day: these ring at nine in the morning.
ALARMS = ((7, "-P6DT15H"), (1, "-PT15H"))
ON_THE_DAY = "PT9H"

_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SIGNS = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_URL = re.compile(r"https?://[!-~]{1,2000}")


def find_days(procedure: Procedure, answer: Mapping[str, Any]) -> dict[str, datetime.date]:
    """List the days of an answer by the id of the step, or of the shown value, in the order shown.

    A value that is the last day of a step listed here is that step's day, and not there twice.
    """
    due = {step.id: step.due for steps in procedure.steps.values() for step in steps}
    days = {step["id"]: day for step in answer["steps"] if (day := read_iso(step["due"]))}
    told = {due[id] for id in days}
    shown = {id: day for id, value in answer["values"].items() if id not in told and (day := read_iso(value))}
    return {**days, **shown}


def write_calendar(guide: str, days: Mapping[str, datetime.date], words: object, today: datetime.date) -> str:
    """Write a calendar of days.

    `words` holds what the page calls things: `language`, `titles` (by id), `notes` (lines that stand with every day)
    and `address`, the page's own.  What is missing there, or is no text, is done without.
    """
    said = words if isinstance(words, Mapping) else {}
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dalil//Calendar//EN", "CALSCALE:GREGORIAN"]
    for id, day in days.items():
        lines += _event(f"{guide}.{id}.{day.isoformat()}@dalil", day, _title(said, id), said, today)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line))


def file_name(guide: str) -> str:
    """Name the file after the guide, in letters that any device takes."""
    plain = re.sub(r"[^a-z0-9]+", "-", guide[:60].lower()).strip("-")
    return f"{plain or 'dalil'}.ics"


def _event(uid: str, day: datetime.date, title: str, said: Mapping[Any, Any], today: datetime.date) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{_text(uid)}", f"DTSTAMP:{_digits(today)}T000000Z"]
    lines.append(f"DTSTART;VALUE=DATE:{_digits(day)}")
    if after := add_days(day, 1):  # the calendar's very last day has none after it
        lines.append(f"DTEND;VALUE=DATE:{_digits(after)}")
    language = _language(said)
    lines.append(f"SUMMARY{language}:{_text(title)}")
    if notes := _notes(said):
        lines.append(f"DESCRIPTION{language}:{_text(notes)}")
    address = said.get("address")
    if isinstance(address, str) and _URL.fullmatch(address):
        lines.append(f"URL:{address}")
    lines += ["CLASS:PRIVATE", "TRANSP:TRANSPARENT"]
    for trigger in _alarms(day, today):
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION{language}:{_text(title)}"]
        lines += [f"TRIGGER:{trigger}", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _alarms(day: datetime.date, today: datetime.date) -> Iterator[str]:
    """A week and a day before, where these mornings are still to come; else on the morning of the day itself."""
    ahead = [trigger for before, trigger in ALARMS if (day - today).days > before]
    if ahead:
        yield from ahead
    elif day > today:
        yield ON_THE_DAY


def _title(said: Mapping[Any, Any], id: str) -> str:
    titles = said.get("titles")
    title = titles.get(id) if isinstance(titles, Mapping) else None
    return title if isinstance(title, str) and title.strip() else id


def _notes(said: Mapping[Any, Any]) -> str:
    notes = said.get("notes")
    return "\n".join(line for line in notes if isinstance(line, str)) if isinstance(notes, list) else ""


def _language(said: Mapping[Any, Any]) -> str:
    language = said.get("language")
    return f";LANGUAGE={language}" if isinstance(language, str) and _LANGUAGE.fullmatch(language) else ""


def _digits(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """Write a TEXT (RFC 5545, 3.3.11): every break is a line's end, other controls are dropped."""
    whole = text.encode("utf-8", "replace").decode()
    return _CONTROLS.sub("", _BREAKS.sub("\n", whole)).translate(_SIGNS)


def _fold(line: str) -> Iterator[str]:
    """Cut a line at 75 octets, never inside a letter; what goes on begins with a space, which counts."""
    part, length = "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LONGEST_LINE:
            yield part
            part, length = " ", 1
        part += letter
        length += size
    yield part
