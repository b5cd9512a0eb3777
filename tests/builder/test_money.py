"""Amounts among the values of a form: what unit a value has, and how a sum of money is written in the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builder.check import check_library
from builder.form import value_kind
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.render import render_site
from tests.builder.cards import copy_library, edit

GUIDE = "guides/procedures/library-card"
FACTS = """
- id: late-fee
  unit: MAD
  values: [{from: 2020-01-01, value: 0.50}]
  status: official
  sources: [house-rules]
  checked: {on: 2026-11-01, seen: "article 7"}
  every: 12
- id: lower-fee-for-children
  unit: percent
  values: [{from: 2020-01-01, value: 50}]
  status: official
  sources: [house-rules]
  checked: {on: 2026-11-01, seen: "article 8"}
  every: 12
"""
VALUES = """
  fee: {times: [days-left, -1, late-fee], when: overdue}
  child-fee: {percent: [lower-fee-for-children, fee], round: 0.01}
  saved: {minus: [fee, child-fee]}
  capped: {not_above: [saved, 100]}
  asked: {first: [capped, child-fee]}
  rate: {sum: [lower-fee-for-children]}
  spare: {times: [days-left, 2]}
  bare: {sum: [1, 2]}
  turning: {sum: [turned, 1]}
  turned: {sum: [turning, 1]}
"""
KINDS = {
    "joined-on": "date",
    "renew-by": "date",
    "days-left": "days",
    "late-fee": "MAD",
    "fee": "MAD",
    "child-fee": "MAD",
    "saved": "MAD",
    "capped": "MAD",
    "asked": "MAD",
    "rate": "percent",
    "spare": "days",
    "bare": "number",
    "turning": "number",
    "no-such-value": "number",
}
LINES = {
    "en": "{n}\u00a0MAD",
    "fr": "{n}\u00a0DH",
    "ar": "{n}\u00a0درهم",
}
SLOT = '<data dir="ltr" value="" data-slot></data>'


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The library card with a fee for each day that the card is out of date, shown with the answer."""
    folder = copy_library(tmp_path)
    with (folder / "guides/facts/library.yaml").open("a", encoding="utf-8") as facts:
        facts.write(FACTS.lstrip())
    rules = folder / GUIDE / "procedure.yaml"
    edit(rules, "conditions:\n", f"{VALUES.lstrip(chr(10))}conditions:\n")
    edit(rules, "shows: [renew-by, days-left]", "shows: [renew-by, days-left, fee, rate]")
    for language in LANGUAGES:
        words = folder / GUIDE / f"{language}.md"
        text = words.read_text(encoding="utf-8")
        start = text.index("- `days-left`")
        words.write_text(f"{text[:start]}- `fee` Fee\n- `rate` Rate\n{text[start:]}", encoding="utf-8")
    return load_library(folder)


def test_a_value_has_the_unit_of_what_it_is_worked_out_from(library: Library) -> None:
    procedure = library.guides["library-card"].procedure
    assert {id: value_kind(procedure, id, library.units) for id in KINDS} == KINDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_is_shown_with_its_unit(library: Library, language: str) -> None:
    page = render_site(library, date(2026, 11, 22))[language]["guides/library-card.md"]
    line = f'data-value="fee" data-kind="count" data-unit="MAD" hidden><dt>Fee</dt>\n<dd>{LINES[language]}</dd>'
    assert line.replace("{n}", SLOT) in page


def test_an_amount_may_not_rest_on_what_is_unconfirmed(library: Library) -> None:
    facts = library.root / "guides/facts/library.yaml"
    edit(
        facts,
        'sources: [house-rules]\n  checked: {on: 2026-11-01, seen: "article 7"}',
        'sources: [notice-board]\n  checked: {on: 2026-11-01, seen: "the poster"}',
    )
    text = facts.read_text(encoding="utf-8")
    start = text.index("- id: late-fee")
    facts.write_text(text[:start] + text[start:].replace("status: official", "status: single", 1), encoding="utf-8")
    told = [problem.message for problem in check_library(load_library(library.root)) if "'fee'" in problem.message]
    assert told == [
        "The amount 'fee' rests on 'late-fee' (single). No amount is shown that is not confirmed. Take it out."
    ]
