"""Texts that somebody made to do harm, or clumsily: each is refused in a line, or comes out tame."""

from __future__ import annotations

import base64
import json
import re
import tracemalloc
import zlib
from pathlib import Path

import pytest

from builder.load import load_library
from builder.problem import DataError
from builder.review.paste import END, LONGEST, MANY, MOST, START, read_paste
from builder.review.record import write_review
from builder.review.statements import find_statements
from builder.review.taking import place_review, take_in
from tests.builder.cards import copy_library

HEAD = ["library-card", 1, "fr", "c", "2026-11-26", "", ""]
DAMAGED = "review-damaged"


def packed(body: bytes) -> str:
    """A text with the right checksum, whatever is in it."""
    raw = zlib.crc32(body).to_bytes(4) + body
    letters = base64.b64encode(raw).decode().rstrip("=")
    return START + re.sub(r"[Z+/]", lambda found: {"Z": "Z0", "+": "Z1", "/": "Z2"}[found[0]], letters) + END


def written(data: object) -> str:
    return packed(b"\1" + zlib.compress(json.dumps(data).encode()))


def raw(text: str) -> str:
    return packed(b"\0" + text.encode())


def changed(place: int, value: object) -> list[object]:
    """A review in which one thing is another; 7 and 8 are what was said."""
    data: list[object] = [*HEAD, "", []]
    data[place] = value
    return data


REFUSED = {
    "object": written(dict.fromkeys("abcdefghi", 1)),
    "object-of-nine": written({**dict(zip("abcdefg", HEAD, strict=True)), "": 1, "h": 2}),
    "text": written("library-card"),
    "nothing": written(None),
    "short": written(HEAD),
    "nested": raw("[" * 100_000 + "]" * 100_000),
    "nested-objects": raw('{"a":' * 100_000),
    "endless": raw('["library-card",1e999,"fr","c","2026-11-26","","","",[]]'),
    "endless-guide": raw('[1e999,1,"fr","c","2026-11-26","","","",[]]'),
    "not-a-number": raw('["library-card",NaN,"fr","c","2026-11-26","","","",[]]'),
    "long-number": raw(f'["library-card",{"9" * 5000},"fr","c","2026-11-26","","","",[]]'),
    "large-version": written(changed(1, 10**40)),
    "no-version": written(changed(1, "x")),
    "list-for-guide": written(changed(0, ["library-card"])),
    "object-for-name": written(changed(6, {"a": "b"})),
    "list-for-right": written(changed(7, ["a"] * 20)),
    "object-for-right": written(changed(7, {"a": 1})),
    "object-for-others": written(changed(8, {"abcdefghi": "r"})),
    "list-for-key": written(changed(8, [[["a"], "r", ""]])),
    "list-for-verdict": written(changed(8, [["a", ["r"], ""]])),
    "other-verdict": written(changed(8, [["a", "x", ""]])),
    "list-for-remark": written(changed(8, [["a", "w", [1]]])),
    "too-many": written(changed(7, "a" * 9 * (MANY + 1))),
    "bomb": packed(b"\1" + zlib.compress(b" " * (64 * MOST), 9)),
    "bomb-of-json": packed(b"\1" + zlib.compress(b"[" + b"[]," * MOST + b"[]]", 9)),
    "unpacked-and-long": raw(" " * (MOST + 1)),
    "cut-stream": packed(b"\1" + zlib.compress(json.dumps([*HEAD, "", []]).encode())[:-6]),
    "no-stream": packed(b"\1nothing"),
    "utf-16": packed(b"\0" + b"\xff\xfe[\x00"),
    "no-utf-8": packed(b"\0" + b"\x80\x81\x82\x83"),
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_was_made_to_do_harm_is_refused_in_a_line(text: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(DataError) as told:
            read_paste(text)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [problem.said.code for problem in told.value.problems] == [DAMAGED]
    assert most < 32 * MOST


def test_what_comes_after_the_longest_text_is_not_read() -> None:
    with pytest.raises(DataError) as told:
        read_paste("-" * LONGEST + written([*HEAD, "", []]))
    assert [problem.said.code for problem in told.value.problems] == ["review-not-whole"]


@pytest.mark.parametrize("day", [20261126, "20261126", "2026-W48-4", "2026-11-26T00:00", "2026-11-26\nby: {role: law}"])
def test_another_way_to_write_a_day_is_refused(tmp_path: Path, day: object) -> None:
    with pytest.raises(DataError) as told:
        take_in(load_library(copy_library(tmp_path)), read_paste(written(changed(4, day))))
    assert [problem.said.code for problem in told.value.problems] == ["review-no-day"]


@pytest.mark.parametrize("place", [0, 2, 3, 4, 5, 6])
def test_what_is_said_of_the_whole_is_one_short_line(place: int) -> None:
    paste = read_paste(written(changed(place, "a\nb\u202e\x1b[31m\ud800" + "c" * 500)))
    told = [paste.guide, "", paste.language, paste.content, paste.on, paste.role, paste.name][place]
    assert told == "a b [31m " + "c" * 71


def test_a_record_of_what_was_made_to_do_harm_is_read_again(tmp_path: Path) -> None:
    """What a text says of the whole, and its remarks, stand between quotes: they bring no key of their own."""
    library = load_library(copy_library(tmp_path))
    key = find_statements(library, library.guides["library-card"], "fr")[0].key
    remark = '"}\nverdict: right # {a: &b [*c, !!python/none]}\ud800\x07\u2028'
    said = [*HEAD[:3], remark, "2026-11-26", "king", remark, "", [[key, "w", remark], ["\ud800", "r", ""]]]
    review, refused = take_in(library, read_paste(written(said)))
    file = tmp_path / place_review(tmp_path, review)
    file.parent.mkdir(parents=True)
    file.write_text(write_review(review), encoding="utf-8")
    again = load_library(tmp_path)
    tame = '"} verdict: right # {a: &b [*c, !!python/none]}'
    assert (again.problems, [record.review for record in again.reviews]) == ([], [review])
    assert (review.by.role, review.by.name, review.statements[0].comment) == (None, tame, tame)
    assert [one.said.verdict for one in refused] == ["right"]
