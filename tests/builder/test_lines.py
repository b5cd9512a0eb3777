"""Lines, checks and tables for several in a guide: what the check says of one that does not hang together."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from builder.check import check_library
from builder.library import Library
from builder.load import load_library
from builder.render import render_site
from builder.ways import count_states
from tests.builder.cards import add_fees, copy_library, edit, short

DAY = datetime.date(2026, 11, 22)
GUIDE = "guides/procedures/library-fees"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return add_fees(copy_library(tmp_path))


def problems(folder: Path) -> list[str]:
    return [short(problem) for problem in check_library(load_library(folder), release=True)]


def test_the_guide_on_fees_hangs_together(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (
            "procedure.yaml",
            "base: counted,",
            "base: countd,",
            "procedure.yaml:38: Nothing is called 'countd'. Did you mean 'counted'?",
        ),
        (
            "procedure.yaml",
            "total: [by-reader, by-town]",
            "total: [by-reader, by-city]",
            "procedure.yaml:34: 'by-city' is no column.",
        ),
        (
            "procedure.yaml",
            "by-reader: books-fee}",
            "by-reader: paid-on}",
            "procedure.yaml:39: 'paid-on' is a date, and 'by-reader' is summed up.",
        ),
        (
            "procedure.yaml",
            "each: [reader-kind, deposit, paid-on]",
            "each: [reader-kind, deposit]",
            "procedure.yaml:50: The form 'what-to-pay' asks 'paid-on', which no row answers.",
        ),
        (
            "procedure.yaml",
            "the-books: printed-books}",
            "the-books: reader-kind}",
            "procedure.yaml:48: 'reader-kind' is no number question.",
        ),
        (
            "procedure.yaml",
            "lines: fee-lines}",
            "lines: fee-line}",
            "procedure.yaml:42: There are no lines 'fee-line'. Did you mean 'fee-lines'?",
        ),
        (
            "fr.md",
            "- `the-hall` La salle de lecture\n",
            "",
            "fr.md:8: 'the-hall' has no words under 'fee-lines'. Add an item: - `the-hall` …",
        ),
        (
            "ar.md",
            "- `counted` الضمانة، إلى غاية [[deposit-ceiling]]\n",
            "",
            "ar.md:8: 'counted' has no words under 'fee-lines'.",
        ),
        (
            "en.md",
            "- `paid-on` Paid on\n",
            "",
            "en.md:71: 'paid-on' has no words under 'for-a-class'.",
        ),
        (
            "cases.yaml",
            "total: {by-reader: '48.34', by-town: '67.60'}",
            "total: {by-reader: '48.35', by-town: '67.60'}",
            "cases.yaml:6: The rules give lines:",
        ),
        (
            "cases.yaml",
            "differs: {the-card: '0.20'}",
            "differs: {the-card: '0.21'}",
            "cases.yaml:57: The rules give differs: {the-card: 0.20}, the example says differs: {the-card: 0.21}.",
        ),
        (
            "cases.yaml",
            "marked: [at-ceiling]",
            "marked: []",
            "cases.yaml:11: The rules give marked: [at-ceiling], the example says marked: [].",
        ),
    ],
)
def test_what_does_not_hang_together_is_told(folder: Path, file: str, old: str, new: str, found: str) -> None:
    edit(folder / GUIDE / file, old, new)
    assert [problem for problem in problems(folder) if problem.startswith(f"{GUIDE}/{found}")], problems(folder)


def test_a_cell_may_rest_on_nothing_weak(folder: Path) -> None:
    facts = folder / "guides/facts/fees.yaml"
    text = facts.read_text(encoding="utf-8")
    start = text.index("- id: hall-rate-town")
    facts.write_text(text[:start] + text[start:].replace("status: official", "status: single"), encoding="utf-8")
    weak = [problem for problem in problems(folder) if "hall-rate-town" in problem and GUIDE in problem]
    assert sorted(problem.split(": ", 1)[1].split(" rests")[0] for problem in weak) == [
        "The amount 'hall-fee-town'",
        "The amount 'hall-rate-town'",
    ]


def test_lines_that_no_form_shows_are_told(folder: Path) -> None:
    file = folder / GUIDE / "procedure.yaml"
    edit(file, "widgets:\n", "  others: {columns: [base], rows: {the-card: {base: counted}}}\nwidgets:\n")
    assert f"{GUIDE}/procedure.yaml:41: No form shows 'others'. Write it in one, or take it out." in problems(folder)


def test_a_line_left_out_is_an_answer_like_any_other(folder: Path) -> None:
    library = load_library(folder)
    sizes = count_states(library, library.guides["library-fees"], DAY)
    outcomes = {id: set(size.outcomes) for id, size in sizes.items()}
    assert outcomes == {
        "what-to-pay": {"fees-at-ceiling", "fees-below-ceiling", None},
        "check-the-receipt": {"ask-the-desk", "all-is-right", "find-the-receipt", None},
    }


def rendered(library: Library, language: str) -> str:
    return render_site(library, DAY)[language]["guides/library-fees.md"]


def test_without_script_the_lines_stand_there_with_bases_and_rates(folder: Path) -> None:
    page = rendered(load_library(folder), "fr")
    table = page[page.index('<table class="dalil-cells"') : page.index("</table>")]
    assert [
        text in table for text in ("Le dépôt entier", "La salle de lecture", "4,29", "dalil-mark", "Taux de la ville")
    ]
    assert "La ville paie" not in table
    assert table.count("<tr>") == 4


def test_a_guide_that_asks_for_no_papers_has_no_counter_card(folder: Path) -> None:
    pages = render_site(load_library(folder), DAY)["en"]
    assert [path for path in pages if path.startswith("guides/") and path.endswith("-card.md")] == [
        "guides/library-card.md",
        "guides/library-card-card.md",
    ]
    assert ["data-card" in pages[f"guides/{id}.md"] for id in ("library-card", "library-fees")] == [True, False]
