"""The tables from the research to the register say what the register says, both ways, and forget no record."""

from __future__ import annotations

import re

from builder.load import load_library
from tests.research import PAGE, RECORDS, ROOT, find_records, read_table, write_table

TEXT = PAGE.read_text(encoding="utf-8")
NAMES = RECORDS.read_text(encoding="utf-8").split()
LIBRARY = load_library(ROOT)
FOUND = find_records(LIBRARY)
NOT_FACTS = ("why", "subject", "term")
"""The tables of records that no fact names: for what reason, for which guide to come, under which term."""


def test_the_table_and_the_register_agree() -> None:
    rows = read_table(TEXT, "facts")
    assert [(record, re.findall(r"`([^`]+)`", facts)) for record, facts in rows] == list(FOUND.items())


def test_every_record_stands_in_exactly_one_table() -> None:
    rows = [row for column in ("facts", *NOT_FACTS) for row in read_table(TEXT, column)]
    assert sorted(record for record, _ in rows) == sorted(set(NAMES)) == NAMES


def test_what_no_fact_names_is_not_in_the_register() -> None:
    without = {record for column in NOT_FACTS for record, _ in read_table(TEXT, column)}
    assert without & FOUND.keys() == set()


def test_every_term_kept_its_id() -> None:
    terms = [term["id"] for term in LIBRARY.glossary]
    assert [(record, words) for record, words in read_table(TEXT, "term")] == [(id, f"`{id}`") for id in terms]


def test_the_table_is_made_again_as_it_stands() -> None:
    assert write_table(TEXT, FOUND) == TEXT
    assert read_table(write_table(TEXT, {"old": ["one", "two"]}), "facts") == [("old", "`one`, `two`")]
