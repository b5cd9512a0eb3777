"""A sheet that compares offers, as data: what must hang together, and what stands on the page for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builder.check import check_library
from builder.library import LANGUAGES
from builder.load import load_library
from builder.render.guide import GuideRender
from builder.single import write_singles
from tests.builder.cards import copy_library, edit
from widgets.model import Comparison, Criterion, Procedure

GUIDE = "guides/procedures/library-card"
DAY = date(2026, 11, 22)
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("procedure.yaml", "offers: 3", "offers: 5", "5 offers cannot stand side by side. Write 2 to 4."),
        ("procedure.yaml", "offers: 3", "offers: 1", "1 offers cannot stand side by side. Write 2 to 4."),
        (
            "procedure.yaml",
            "{id: wait, kind: months}",
            "{id: wait, kind: month}",
            "There is no kind of criterion 'month'. Did you mean 'months'?",
        ),
        (
            "procedure.yaml",
            "{id: wait, kind: months}",
            "{id: price, kind: months}",
            "'price' is here twice. Keep one of them.",
        ),
        (
            "procedure.yaml",
            "{id: wait, kind: months}",
            "{id: Wait, kind: months}",
            "'Wait' cannot be an id. Write small letters, digits and single hyphens, a letter first.",
        ),
        (
            "procedure.yaml",
            "- id: compare-clubs",
            "- id: what-now",
            "'what-now' is already the id of a widget in this guide. Rename one of them.",
        ),
        (
            "procedure.yaml",
            "offers: 3",
            "offers: 3\n    best: price",
            "'best' is not a key here. Write one of id, criteria, offers.",
        ),
        (
            "fr.md",
            "- `wait` Attente avant le premier prêt\n",
            "",
            "'wait' has no words under 'compare-clubs'. Add an item: - `wait` …",
        ),
        (
            "ar.md",
            "- `wait` الانتظار",
            "- `wiat` الانتظار",
            "There is no item under 'compare-clubs' with the id 'wiat'. Did you mean 'wait'?",
        ),
    ],
    ids=["many", "one", "kind", "twice", "id", "taken", "key", "no-words", "stranger"],
)
def test_the_check_tells_what_is_wrong(file: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / GUIDE / file, old, new)
    problems = check_library(load_library(folder), release=True)
    assert told in [problem.message for problem in problems if problem.path == f"{GUIDE}/{file}"]


def test_a_sheet_without_criteria_compares_nothing(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    rules = folder / GUIDE / "procedure.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text[: text.index("    criteria:")] + "    criteria: []\n", encoding="utf-8")
    messages = [problem.message for problem in check_library(load_library(folder))]
    assert "'compare-clubs' compares nothing. Write criteria: [{id: …, kind: …}]." in messages


def test_it_is_written_as_it_is_read() -> None:
    sheet = Comparison("sheet", (Criterion("price", "money"),), 3)
    procedure = replace(Procedure("guide"), comparisons=(sheet,))
    assert Procedure.from_dict(procedure.to_dict()) == procedure
    assert procedure.to_dict()["comparisons"] == [
        {"id": "sheet", "criteria": [{"id": "price", "kind": "money"}], "offers": 3}
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_begins_with_the_offers_that_are_named(language: str, tmp_path: Path) -> None:
    library = load_library(copy_library(tmp_path))
    guide = library.guides["library-card"]
    page = GuideRender(library, language, DAY, guide, {}).guide_page()
    assert page.count('<th scope="col" data-offer=') == 4
    assert page.count('<th scope="col" data-offer="4" hidden') == 1
    assert page.count("data-field") == 4 * len(guide.procedure.comparisons[0].criteria)
    assert page.count('<a href="#compare-clubs">') == 1


def test_a_guide_in_one_file_has_an_empty_sheet(tmp_path: Path) -> None:
    library = load_library(copy_library(tmp_path / "library"))
    files = {file.name: file for file in write_singles(library, ROOT, tmp_path / "out", DAY)}
    html = files["library-card.fr.html"].read_text(encoding="utf-8")
    sheet = html[
        html.index('class="dalil-compare__sheet"') : html.index("</table>", html.index("dalil-compare__sheet"))
    ]
    assert sheet.count("<td") == 3 * 7
    assert [
        word for word in ("<input", "<select", "<textarea", "<button", "<template", "<script") if word in html
    ] == []
