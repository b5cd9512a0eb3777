"""The changelog and the glossary: what is refused in them, all at once; and a feed whose ids stay."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from builder.changes import find_starts
from builder.check import check_library
from builder.load import load_library
from builder.render import render_site
from tests.builder.cards import copy_library, edit, short

DAY = date(2026, 11, 22)


def test_every_problem_of_a_changelog_and_a_glossary_is_told_at_once(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    changes, glossary = folder / "guides/changes.yaml", folder / "guides/glossary.yaml"
    edit(changes, "facts: [card-validity]", "facts: [card-validty]")
    edit(changes, "on: 2026-11-01, guides: [library-card]", "on: 2026-11-21, guides: [library-cart]")
    edit(folder / "docs/fr/changes.md", "{ #first-guide }", "{ #first-gide }")
    edit(folder / "docs/ar/glossary.md", "`gl-loan`", "`gl-lone`")
    edit(glossary, "ar: null\n  status: single\n  sources: [notice-board]", "ar: null\n  status: sure\n  sources: []")
    edit(glossary, "linked_in: [fr]", "linked_in: [de]")
    edit(glossary, "  unreviewed: true", "  unreviewed: true\n  also_said: {fr: [abonné]}")
    assert [short(problem) for problem in check_library(load_library(folder), release=True)] == EXPECTED


EXPECTED = [
    "docs/ar/glossary.md:11: There is no term 'gl-lone'. Did you mean 'gl-loan'?",
    "docs/fr/changes.md:17: There is no change in changes.yaml with the id 'first-gide'. Did you mean 'first-guide'?",
    "guides/changes.yaml:4: There is no fact 'card-validty'. Did you mean 'card-validity'?",
    "guides/changes.yaml:6: 'first-guide' is newer than the entry above it. Write the newest first.",
    "guides/changes.yaml:6: There is no guide 'library-cart'. Did you mean 'library-card'?",
    "guides/glossary.yaml:11: 'sure' can't stand for status."
    " Write one of official, official_copy, secondary, derived, single, seed.",
    "guides/glossary.yaml:21: 'de' can't stand for linked_in. Write one of ar, en, fr.",
]


def test_values_with_a_known_start_are_told_newest_first_with_what_held_before(tmp_path: Path) -> None:
    starts = find_starts(load_library(copy_library(tmp_path)).facts.values())
    told = [(start.fact.id, start.day, start.before and start.before.value, start.announced(DAY)) for start in starts]
    assert told == [("card-validity", "2027-01-01", 12, True), ("card-validity", "2020-01-01", None, False)]


def test_a_day_is_told_once_and_so_is_a_sentence_about_several_values(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    facts, words = folder / "guides/facts/library.yaml", folder / "guides/procedures/library-card/en.md"
    dated = "unit: {}\n  values: [{{from: 2027-01-01, value: {}}}]\n  status: official\n  sources: [house-rules]\n"
    more = "".join(
        f"- id: {id}\n  {dated.format(unit, value)}  checked: {{on: 2026-11-01, seen: here}}\n  every: 12\n"
        for id, unit, value in [("books-at-once", "number", 5), ("days-of-loan", "days", 21)]
    )
    facts.write_text(facts.read_text(encoding="utf-8") + more, encoding="utf-8")
    edit(words, "It is renewed the same day.", "You take home [[books-at-once]] books for [[days-of-loan]].")
    page = render_site(load_library(folder), DAY)["en"]["changes.md"]
    starts = page[page.index('<ol class="dalil-starts"') : page.index("</ol>")]
    ids = [f"since-{id}-2027-01-01" for id in ("books-at-once", "days-of-loan")]
    assert re.findall(r'<time datetime="([\d-]+)">', starts) == ["2027-01-01", "2020-01-01"]
    assert starts.count("You take home 5 books for 21 days") == 1
    assert [id for id in re.findall(r'<p id="([^"]+)">', starts) if id in ids] == ids


def test_an_announced_value_is_news_again_on_its_day(tmp_path: Path) -> None:
    library = load_library(copy_library(tmp_path))
    before, after = (render_site(library, day)["en"]["changes.xml"] for day in (DAY, date(2027, 1, 1)))
    assert "<updated>2027-01-01T00:00:00Z</updated>" not in before
    assert "<updated>2027-01-01T00:00:00Z</updated>" in after


def test_the_feed_moves_to_another_host_with_the_ids_it_has(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    here = render_site(load_library(folder), DAY)["fr"]["changes.xml"]
    edit(folder / "mkdocs.yml", "https://library.example/", "https://elsewhere.example/books/")
    there = render_site(load_library(folder), DAY)["fr"]["changes.xml"]
    assert there.replace("https://elsewhere.example/books/", "https://library.example/") == here
    assert "https://elsewhere.example/books/fr/changes.html#" in there


def test_without_an_address_there_is_no_feed(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    (folder / "mkdocs.yml").unlink()
    pages = render_site(load_library(folder), DAY)["en"]
    assert "changes.xml" not in pages
    assert "changes.xml" not in pages["changes.md"]
