"""The words of letters: parted, slots filled, and the whole list of what is wrong with a letter broken on purpose."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from builder.check import check_library
from builder.letters import blank_kind, days_of, letter_widgets, part_letters, read_draft, show_draft
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.meta import read_meta
from builder.render import render_site
from builder.words import Item, Section
from tests.builder.cards import copy_library, edit, short

DAY = date(2026, 11, 22)
GUIDE = "guides/procedures/library-card"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load_library(copy_library(tmp_path))


def section(body: str, *items: tuple[str, str]) -> Section:
    written = tuple(Item(id, text, "", 1) for id, text in items)
    return Section("please", 3, "Please", body, written, 1)


def test_what_is_said_to_the_reader_is_parted_from_the_letter() -> None:
    draft = read_draft(section("Keep a copy.\n\n> To {blank-who}\n>\n> On {today}, {blank-who}.\n\nSign it."))
    assert draft == ("Keep a copy.\n\n\nSign it.", "To {blank-who}\n\nOn {today}, {blank-who}.")
    assert draft.slots == ["blank-who", "today"]


@pytest.mark.parametrize(
    ("id", "kind"),
    [("blank-name", "blank"), ("line-number", "line"), ("blank", None), ("blank-", None), ("name", None)],
)
def test_the_kind_of_a_slot(id: str, kind: str | None) -> None:
    assert blank_kind(id) == kind


def test_a_letter_keeps_its_lines_and_cannot_be_broken_out_of() -> None:
    draft = read_draft(section("> From {blank-who}\n> On {joined-on}\n>\n> No. {line-number}"))
    shown = show_draft(draft, section("", ("blank-who", 'Your <b>"name"')).items, lambda text: text)
    assert shown == (
        '<p>From <bdi class="dalil-slot dalil-slot--blank" data-blank="blank-who"><span class="dalil-quiet">'
        "Your &lt;b&gt;&#34;name&#34;</span></bdi><br>\n"
        'On <time class="dalil-slot" datetime="P0D" data-day="joined-on"></time></p>\n'
        '<p>No. <bdi class="dalil-slot dalil-slot--line" data-line="line-number">'
        '<span class="dalil-quiet"></span></bdi></p>'
    )


def test_only_days_are_filled_in(library: Library) -> None:
    procedure = library.guides["library-card"].procedure
    assert days_of(procedure) == ["today", "joined-on", "renew-by"]
    assert [widget.id for widget in letter_widgets(procedure, procedure.letters[0])] == ["what-now"]


def test_cards_and_letters_are_pages_that_nothing_lists(library: Library) -> None:
    site = render_site(library, DAY)
    for language in LANGUAGES:
        metas = {path: read_meta(text) for path, text in site[language].items()}
        unlisted = {
            path: meta["kind"]
            for path, meta in metas.items()
            if meta.get("kind") in ("card", "letter") and meta["robots"] == "noindex"
        }
        assert unlisted == {
            "guides/library-card-card.md": "card",
            "guides/library-card-make-it-again.md": "letter",
        }


def test_a_page_of_its_own_has_the_letter_and_the_guide_has_not(library: Library) -> None:
    site = render_site(library, DAY)["fr"]
    guide, letter = site["guides/library-card.md"], site["guides/library-card-make-it-again.md"]
    for words in ("Je me suis inscrit le", "Numéro de lecteur"):
        assert words not in guide
        assert words in letter
    assert "انخرطت في" in letter
    assert "library-card-make-it-again.html" in guide


def test_what_only_a_letter_cites_is_found_on_its_page(library: Library) -> None:
    guide = library.guides["library-card"]
    rest, letters = part_letters(guide.words["fr"], ["make-it-again"])
    assert "Je me suis inscrit" not in rest.text
    assert [section.id for section in rest.sections if section.id in ("letters", "make-it-again", "related")] == [
        "letters",
        "related",
    ]
    (letter,) = letters.values()
    assert letter.meta == {"title": "Demander une nouvelle carte"}
    assert "Je me suis inscrit le …. Ma carte, valable [[card-validity]], est perdue" in letter.text
    register = render_site(library, DAY)["fr"]["sources.md"]
    assert "guides/library-card-make-it-again.html#fact-card-remade-free" in register


def test_every_problem_of_a_broken_letter_is_told(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    rules, french, arabic = (folder / GUIDE / name for name in ("procedure.yaml", "fr.md", "ar.md"))
    edit(rules, "to: office, when: {card: lost}", "to: desk, when: {card: lost}")
    edit(french, "> Nom : {blank-name}", "> Nom : {blank-nam}")
    edit(french, "- `line-reader` Numéro", "- `reader-number` Numéro")
    edit(french, "Gardez-en une copie.", "Gardez-en une copie, {blank-name}.")
    edit(arabic, "> في {today}\n>\n", "")
    edit(arabic, "- `blank-name` اسمكم\n", "")
    found = [
        f"{problem.path}: {problem.message}" for problem in check_library(load_library(folder)) if not problem.warning
    ]
    same, named = "Write the same in all languages.", "Write one of blank-name, reader-number."
    other_slots = "The letter has other slots than in the guide's own language:"
    assert sorted(found) == [
        f"{GUIDE}/ar.md: {other_slots} blank-nam, blank-name, today. {same}",
        f"{GUIDE}/ar.md: There is no item under 'make-it-again' with the id 'line-reader'. {named}",
        f"{GUIDE}/ar.md: {{blank-name}} is filled by nothing. Write one of line-reader, today, joined-on, renew-by.",
        f"{GUIDE}/en.md: {other_slots} blank-nam, blank-name. {same}",
        f"{GUIDE}/en.md: There is no item under 'make-it-again' with the id 'line-reader'. {named}",
        f"{GUIDE}/fr.md: 'reader-number' is no blank. Call it blank-… where it is typed, line-… where it is written"
        " by pen.",
        f"{GUIDE}/fr.md: A slot of 'make-it-again' stands outside the letter. Put > before it.",
        f"{GUIDE}/fr.md: The letter has no {{blank-name}}. Write it there, or take this out.",
        f"{GUIDE}/fr.md: {{blank-nam}} is filled by nothing. Did you mean 'blank-name'?",
        f"{GUIDE}/fr.md: {{line-reader}} is filled by nothing."
        " Write one of blank-name, reader-number, today, joined-on, renew-by.",
        f"{GUIDE}/procedure.yaml: 'desk' gets no letters. Write one of employer, office.",
    ]


def test_a_guide_is_not_called_as_a_page_of_another(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    shutil.copytree(folder / GUIDE, folder / f"{GUIDE}-card")
    found = [short(problem) for problem in check_library(load_library(folder))]
    assert any("'library-card-card' is a guide, and would be a page of this one." in line for line in found)
