"""In: what a reviewer sends back, as it arrived. Out: a `Paste`: what they said of which statement; damage is refused.

Between DALIL1 and 1LILAD there are letters and digits alone, so that no messenger makes anything else of them; whatever
else came in between, line ends and signs of quoting, is left out. They are base64 (Z0, Z1, Z2 for Z, + and /) of a
checksum (CRC-32), a byte that says whether the rest is packed (zlib), and JSON.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from dataclasses import dataclass
from typing import Any

from builder.problem import DataError, Problem
from widgets.said import Said as Told
from widgets.said import say

START, END = "DALIL1", "1LILAD"
MOST = 1 << 20
"""Bytes of the JSON."""
LONGEST = 4 * MOST
"""Signs of the text, with all that a messenger put into it; what comes after them is not read."""
WORD = 80
"""Letters of what is said of the whole."""
MANY = 5000
"""Statements, and versions of a guide."""
LINE = 48
"""Letters of a line."""
WORDS = {"r": "right", "w": "wrong", "u": "unsure", "": "unsure"}
_KEY = 9
_ESCAPED = {"Z": "Z0", "+": "Z1", "/": "Z2"}
_OTHER = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True)
class Said:
    """What was said of a statement, which goes by its key."""

    key: str
    verdict: str
    comment: str


@dataclass(frozen=True)
class Paste:
    """What a reviewer sends back."""

    guide: str
    version: int
    language: str
    content: str
    on: str
    role: str
    name: str
    said: tuple[Said, ...]


def read_paste(text: str) -> Paste:
    """Read what arrived; raises DataError with one line where it is cut, damaged or none."""
    plain = _OTHER.sub("", text[:LONGEST])
    start = plain.find(START)
    end = plain.find(END, start)
    if start < 0 or end < 0:
        raise _refused(say("review-not-whole", start=START, end=END))
    try:
        return _read(json.loads(_unpack(plain[start + len(START) : end])))
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError, zlib.error) as error:
        raise _refused(say("review-damaged")) from error


def _read(data: Any) -> Paste:
    if not isinstance(data, list):
        raise TypeError("no list")
    guide, version, language, content, on, role, name, right, others = data
    right, number = _text(right), int(version)
    said = [Said(right[at : at + _KEY], "right", "") for at in range(0, len(right), _KEY)]
    said += [Said(_one_line(key, _KEY), WORDS[word], _one_line(comment)) for key, word, comment in others]
    if len(said) > MANY or not 0 < number <= MANY:
        raise ValueError("more than any guide has")
    words = (guide, language, content, on, role, name)
    guide, language, content, on, role, name = (_one_line(each, WORD) for each in words)
    return Paste(guide, number, language, content, on, role, name, tuple(said))


def write_paste(paste: Paste) -> str:
    """The same text as the page writes."""
    right = "".join(one.key for one in paste.said if one.verdict == "right" and not one.comment)
    others = [[one.key, one.verdict[0], one.comment] for one in paste.said if one.verdict != "right" or one.comment]
    head = [paste.guide, paste.version, paste.language, paste.content, paste.on, paste.role, paste.name]
    data = json.dumps([*head, right, others], ensure_ascii=False, separators=(",", ":")).encode()
    body = b"\1" + zlib.compress(data, 9)
    packed = base64.b64encode(zlib.crc32(body).to_bytes(4) + body).decode().rstrip("=")
    letters = re.sub(r"[Z+/]", lambda found: _ESCAPED[found[0]], packed)
    lines = [letters[at : at + LINE] for at in range(0, len(letters), LINE)]
    return "\n".join([START, *lines, END])


def _unpack(letters: str) -> bytes:
    if re.search(r"Z(?![012])", letters):
        raise binascii.Error("escape")
    packed = re.sub(r"Z([012])", lambda found: "Z+/"[int(found[1])], letters)
    raw = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    body = raw[4:]
    if len(raw) < 6 or zlib.crc32(body) != int.from_bytes(raw[:4]) or body[0] not in (0, 1):
        raise binascii.Error("checksum")
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(body[1:], MOST) if body[0] else body[1:]
    if len(data) > MOST or (body[0] and not unpacking.eof):
        raise binascii.Error("too long")
    return data


def _text(value: Any) -> str:
    """A text, or a number that stands for one."""
    if not isinstance(value, str | int):
        raise TypeError("no text")
    return str(value)


def _one_line(value: Any, most: int = 2000) -> str:
    """A text without what nobody sees; its lines become one."""
    kept = "".join(letter if letter.isprintable() else " " for letter in _text(value))
    return re.sub(r"\s+", " ", kept).strip()[:most]


def _refused(said: Told) -> DataError:
    return DataError([Problem("TEXT", 1, said)])
