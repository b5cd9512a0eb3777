"""A new guide passes the check as a draft; drafts are for those who work on them, and say so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from builder.check import check_library
from builder.commands import check
from builder.drafts import without_drafts
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.render import render_site
from builder.starter import TODO, make_files, refuse_id
from tests.builder.cards import copy_library, edit, short

DAY = date(2026, 11, 22)
NEW = "guides/procedures/new-guide"


def start(folder: Path, origin: str = "fr") -> Library:
    """A copy of the small library with a new guide in it."""
    library = load_library(copy_library(folder))
    for path, text in make_files(library, "new-guide", origin, DAY).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load_library(folder)


@pytest.mark.parametrize("origin", LANGUAGES)
def test_a_new_guide_passes_the_check_of_what_ships(origin: str, tmp_path: Path) -> None:
    library = start(tmp_path, origin)
    guide = library.guides["new-guide"]
    assert [short(problem) for problem in check_library(library, release=True)] == []
    assert (guide.procedure.draft, guide.procedure.origin, guide.procedure.updated) == (True, origin, "2026-11-22")
    for language, words in guide.words.items():
        told = [section.title.startswith(TODO[language].strip()) for section in words.sections]
        assert (language, set(told)) == (language, {language != origin})
        assert "{" not in words.text.replace("{ #", "")


def test_the_words_of_the_own_language_come_first() -> None:
    library = load_library(Path(__file__).parent.parent.parent / "tests" / "data" / "librarycard")
    library.interface["en"] = {"categories": {"papers": "Papers"}}
    for origin in LANGUAGES:
        files = [path.rpartition("/")[2] for path in make_files(library, "new-guide", origin, DAY)]
        assert files[:3] == ["procedure.yaml", "cases.yaml", f"{origin}.md"]


@pytest.mark.parametrize(
    ("id", "code"),
    [
        ("new-guide", None),
        ("New-Guide", "new-id-ill-formed"),
        ("new_guide", "new-id-ill-formed"),
        ("new--guide", "new-id-ill-formed"),
        ("2-guides", "new-id-ill-formed"),
        ("congé", "new-id-ill-formed"),
        ("../guide", "new-id-ill-formed"),
        ("", "new-id-ill-formed"),
        ("a" * 61, "new-id-ill-formed"),
        ("library-card", "new-id-taken"),
        ("library-card-make-it-again", "new-id-page"),
        ("library-card-card", "new-id-page"),
        ("papers", "new-id-reserved"),
        ("glossary", "new-id-reserved"),
        ("today", "new-id-reserved"),
    ],
)
def test_an_id_that_cannot_be_one_is_refused(id: str, code: str | None, tmp_path: Path) -> None:
    library = load_library(copy_library(tmp_path))
    assert [said.code for said in refuse_id(library, id)] == ([code] if code else [])


def test_what_to_write_instead_is_an_id() -> None:
    library = load_library(Path(__file__).parent.parent / "data" / "librarycard")
    for id in ("Congé Maternité", "2 enfants", "../x", "", "تغطية", "Ab_C", "a" * 99):
        (said,) = refuse_id(library, id)
        assert list(refuse_id(library, str(dict(said.values)["example"]))) == []


def test_readers_get_no_draft_and_those_who_work_on_it_are_told(tmp_path: Path) -> None:
    library = start(tmp_path)
    theirs, ours = render_site(without_drafts(library), DAY), render_site(library, DAY)
    for language in LANGUAGES:
        assert {path for path in ours[language].keys() - theirs[language].keys() if "new-guide" not in path} == set()
        assert not any("new-guide" in path or "new-guide" in text for path, text in theirs[language].items())
        words = library.interface[language]["site"]
        assert escape(words["draft"]) in ours[language]["guides/new-guide.md"]
        assert escape(words["draft"]) not in ours[language]["guides/library-card.md"]


def test_drafts_are_in_what_is_served_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path)
    monkeypatch.setattr(check, "ROOT", tmp_path)
    assert list(check.checked_library(release=True, today=DAY).guides) == ["library-card"]
    assert list(check.checked_library(release=True, today=DAY, drafts=True).guides) == ["library-card", "new-guide"]


def test_what_readers_get_names_no_draft(tmp_path: Path) -> None:
    start(tmp_path)
    card = tmp_path / "guides/procedures/library-card"
    edit(card / "fr.md", "Bonne lecture.", "Bonne lecture. [Ailleurs](guide:new-guide)")
    edit(card / "procedure.yaml", "related: [inter-library-loan]", "related: [inter-library-loan, new-guide]")
    edit(tmp_path / "guides/changes.yaml", "  guides: [library-card]", "  guides: [library-card, new-guide]")
    edit(tmp_path / NEW / "fr.md", "- `a-paper` ", "- `a-paper` [Ici](guide:new-guide) ")
    found = check_library(load_library(tmp_path), release=True)
    assert [(one.path, one.line, one.column, one.said.code) for one in found] == [
        ("guides/changes.yaml", 3, 26, "draft-named"),
        ("guides/procedures/library-card/fr.md", 49, 33, "draft-named"),
        ("guides/procedures/library-card/procedure.yaml", 4, 31, "draft-named"),
    ]
    edit(tmp_path / NEW / "procedure.yaml", "draft: true ", "# draft: true ")
    assert check_library(load_library(tmp_path), release=True) == []
