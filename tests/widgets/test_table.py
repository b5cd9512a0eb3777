"""Rows from a spreadsheet, and rows for one: every cell comes through, and nothing typed becomes a formula."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.widgets.node import asking

FOLDER = Path(__file__).parent
SCRIPT = FOLDER.parents[1] / "widgets" / "web" / "table.js"
CELL = st.text(st.sampled_from("ab1 ,;\t\"'=+-@\n\r\u00e9\u0639|."), max_size=8)
CELLS = st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[[Any], Any]]:
    """Asks the script."""
    with asking("table.mjs", SCRIPT) as ask:
        yield ask


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Ali\t6000\t1/1/2026\r\nMina\t7 000,50\t\r\n", [["Ali", "6000", "1/1/2026"], ["Mina", "7 000,50", ""]]),
        ("Ali;6000,50\nMina;7000", [["Ali", "6000,50"], ["Mina", "7000"]]),
        ("Ali,6000.50\nMina,7000", [["Ali", "6000.50"], ["Mina", "7000"]]),
        ("\ufeffAli,1\n", [["Ali", "1"]]),
        ('"A ""B"", C",1\n"two\nlines",2', [['A "B", C', "1"], ["two\nlines", "2"]]),
        ('"never closed,1\nb,2', [['"never closed', "1"], ["b", "2"]]),
        ('5" disk,1', [['5" disk', "1"]]),
        ('"a","b"\tc', [['"a","b"', "c"]]),
        ("6000,50\n7000,25\n", [["6000,50"], ["7000,25"]]),
        ("6000,50\nAli,7\n", [["6000", "50"], ["Ali", "7"]]),
        ("a\t\t\n\t\t\n\tb\t", [["a", "", ""], ["", "b", ""]]),
        ("  \n\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_rows_are_taken_apart(ask: Callable[[Any], Any], text: str, rows: list[list[str]]) -> None:
    assert ask(text) == rows


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\t=1", '"\'\t=1"'),
        ("\r=1", '"\'\r=1"'),
        ("\uff1d1", "'\uff1d1"),
        ("a=1", "a=1"),
        ('say "a"', '"say ""a"""'),
        ("a;=1", '"a;=1"'),
        (" a", '" a"'),
        ({"number": "-1.50"}, "-1.50"),
        ({"number": 7}, "7"),
        ("", ""),
    ],
)
def test_a_cell_is_written_so_that_it_is_no_formula(ask: Callable[[Any], Any], cell: Any, written: str) -> None:
    assert ask([["x", cell]]) == f"\ufeffx,{written}\r\n"


def test_where_a_comma_begins_the_decimals_semicolons_stand_between_the_cells(ask: Callable[[Any], Any]) -> None:
    rows = [["Ali; Mina", "a,b", {"number": "-1234.50"}, {"number": 7}], ["=1,5", "", "", ""]]
    text = ask({"rows": rows, "decimal": ","})
    assert text == '\ufeff"Ali; Mina";"a,b";-1234,50;7\r\n"\'=1,5";;;\r\n'
    assert ask(text) == [["Ali; Mina", "a,b", "-1234,50", "7"], ["'=1,5", "", "", ""]]


@settings(deadline=None)
@given(rows=CELLS, decimal=st.sampled_from(".,"))
@example(rows=[["=cmd|' /C calc'!A0", 'a"b']], decimal=",")
def test_what_is_written_comes_back(ask: Callable[[Any], Any], rows: list[list[str]], decimal: str) -> None:
    text = ask({"rows": rows, "decimal": decimal})
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    sign = ";" if decimal == "," else ","
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True, delimiter=sign))
    harmless = [[f"'{cell}" if cell[:1] in [*"=+-@\t\r\n"] else cell for cell in row] for row in rows]
    assert read == harmless
    assert not any(cell[:1] in [*"=+-@\t\r\n"] for row in read for cell in row if cell)


@settings(deadline=None)
@given(text=st.text(st.sampled_from("ab,;\t\"\n ='1")))
def test_no_text_is_too_strange(ask: Callable[[Any], Any], text: str) -> None:
    rows = ask(text)
    kept = "".join(cell for row in rows for cell in row)
    assert {letter for letter in text if letter.isalnum()} == {letter for letter in kept if letter.isalnum()}


def test_a_long_text_is_read_in_short_time(ask: Callable[[Any], Any]) -> None:
    start = time.perf_counter()
    assert len(ask('"a""b",1\n' * 20_000)) == 20_000
    assert time.perf_counter() - start < 10
