"""The table from the research to the register says what the register says, both ways."""

from __future__ import annotations

import re

from builder.load import load_library
from tests.research import PAGE, ROOT, find_records, read_table, write_table

TEXT = PAGE.read_text(encoding="utf-8")
RECORDS = find_records(load_library(ROOT))


def test_the_table_and_the_register_agree() -> None:
    rows = read_table(TEXT, "facts")
    assert [(record, re.findall(r"`([^`]+)`", facts)) for record, facts in rows] == list(RECORDS.items())


def test_what_was_left_out_is_not_in_the_register() -> None:
    left_out = [record for record, _ in read_table(TEXT, "why")]
    assert len(left_out) == len(set(left_out))
    assert set(left_out) & RECORDS.keys() == set()


def test_the_table_is_made_again_as_it_stands() -> None:
    assert write_table(TEXT, RECORDS) == TEXT
    assert read_table(write_table(TEXT, {"old": ["one", "two"]}), "facts") == [("old", "`one`, `two`")]
