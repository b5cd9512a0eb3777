"""Translations: what is missing, unreviewed or older than its original, what readers are told, what accepting notes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builder.check.files import check_files
from builder.library import Library
from builder.load import load_library
from builder.render.guide import GuideRender
from builder.render.page import PageRender
from builder.translation.behind import Gap, accept, find_gaps, texts_of
from builder.translation.tell import tell_json, tell_lines, tell_markdown
from builder.unfold import find_trees
from tests.builder.cards import copy_library, edit
from tests.conftest import TODAY

GUIDE = "library-card"
FOLDER = f"guides/procedures/{GUIDE}"
SHARED = "guides/common/questions"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The card's library, in which every translation was accepted."""
    folder = copy_library(tmp_path)
    library = load_library(folder)
    for text in texts_of(library):
        for language in [code for code in text.words if code != text.origin]:
            accept(library, text, language, [])
    return folder


def gaps(folder: Path) -> list[tuple[str, str, str, str]]:
    found = find_gaps(load_library(folder))
    told = [gap for gap in found if gap.sort != "unreviewed" and gap.text != "glossary"]
    return [(gap.text, gap.language, gap.sort, gap.part) for gap in told]


def test_what_was_accepted_is_not_behind(folder: Path) -> None:
    library = load_library(folder)
    assert (library.problems, gaps(folder)) == ([], [])
    assert sorted(library.locks) == sorted(text.id for text in texts_of(library))
    assert list(check_files(folder)) == []


def test_nothing_accepted_is_not_recorded(tmp_path: Path) -> None:
    found = gaps(copy_library(tmp_path))
    assert {sort for _, _, sort, _ in found} == {"not recorded"}
    assert (GUIDE, "ar", "not recorded", "replace") in found
    assert ("common", "en", "not recorded", "reader") in found


def test_unreviewed_are_texts_and_terms(folder: Path) -> None:
    found = find_gaps(load_library(folder))
    unreviewed = [gap for gap in found if gap.sort == "unreviewed"]
    assert Gap(GUIDE, "ar", "unreviewed", "", f"{FOLDER}/ar.md", 1) in unreviewed
    assert Gap("page:index", "fr", "unreviewed", "", "docs/fr/index.md", 1) in unreviewed
    terms = [(gap.part, gap.sort, gap.line) for gap in found if gap.text == "glossary"]
    assert terms == [("gl-loan", "missing", 7), ("gl-reader", "unreviewed", 13)]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (f"{FOLDER}/fr.md", "refaite au guichet.", "refaite ici.", [(GUIDE, "replace")]),
        (f"{FOLDER}/fr.md", "- `lost` Je l'ai perdue", "- `lost` Perdue", [(GUIDE, "card")]),
        (f"{FOLDER}/fr.md", "summary: Perdue", "summary: Égarée", [(GUIDE, "front")]),
        (f"{FOLDER}/fr.md", "Une carte vaut", "La carte vaut", [(GUIDE, "intro")]),
        (f"{FOLDER}/ar.md", "قراءة ممتعة.", "قراءة طيبة.", []),
        (f"{SHARED}/fr.md", "`child`", "`child` ", []),
        (f"{SHARED}/fr.md", "- `child` ", "- `child` Voici ", [("common", "reader")]),
        ("docs/en/index.md", "title: ", "title: Oh, ", [("page:index", "front")]),
    ],
    ids=["section", "item", "front", "intro", "translation", "space", "shared", "page"],
)
def test_a_part_is_older_once_its_original_changes(
    folder: Path, file: str, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    edit(folder / file, old, new)
    others = ("en", "ar") if "/fr" in file else ("fr", "ar")
    assert gaps(folder) == [(text, language, "older", part) for language in others for text, part in expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [("{ #replace }", "{ #replaced }", "replace"), ("- `lost`", "- `lots`", "card/lost")],
)
def test_what_is_missing_is_named(folder: Path, old: str, new: str, expected: str) -> None:
    edit(folder / FOLDER / "ar.md", old, new)
    assert (GUIDE, "ar", "missing", expected) in gaps(folder)
    (folder / FOLDER / "en.md").unlink()
    assert (GUIDE, "en", "missing", "") in gaps(folder)


def test_a_line_that_begins_with_a_command_is_no_item(folder: Path) -> None:
    with (folder / "docs/en/index.md").open("a", encoding="utf-8") as file:
        file.write("\n## Begin { #begin }\n\n- `make serve` shows it.\n")
    for language in ("fr", "ar"):
        with (folder / f"docs/{language}/index.md").open("a", encoding="utf-8") as file:
            file.write("\n## Begin { #begin }\n\n- Type `make serve`.\n")
    assert {sort for _, _, sort, _ in gaps(folder)} == {"not recorded"}


def accept_again(folder: Path, *parts: str) -> Library:
    library = load_library(folder)
    text = next(text for text in texts_of(library) if text.id == GUIDE)
    accept(library, text, "ar", list(parts))
    return load_library(folder)


def test_accepting_one_section_leaves_the_others(folder: Path) -> None:
    edit(folder / FOLDER / "fr.md", "refaite au guichet.", "refaite ici.")
    edit(folder / FOLDER / "fr.md", "le jour même.", "tout de suite.")
    accept_again(folder, "replace")
    behind = [(GUIDE, "en", "older", "replace"), (GUIDE, "en", "older", "renew")]
    assert gaps(folder) == [*behind, (GUIDE, "ar", "older", "renew")]
    accept_again(folder)
    assert gaps(folder) == behind


def told_under(folder: Path, language: str = "ar") -> list[str]:
    """The headings of the guide's page under which readers are told; nothing for the head."""
    library = load_library(folder)
    guide = library.guides[GUIDE]
    page = GuideRender(library, language, TODAY, guide, find_trees(library, guide, TODAY)).guide_page()
    note = library.interface[language]["site"]["section_older"]
    note = note.format(language=library.interface[language]["site"]["language_names"]["fr"])
    parts = re.split(r"^#+ .*\{ #([a-z-]+) \}$", page, flags=re.MULTILINE)
    return [id for id, part in zip(["", *parts[1::2]], parts[::2], strict=True) if note in part]


def test_readers_are_told_at_the_part(folder: Path) -> None:
    assert told_under(folder) == []
    edit(folder / FOLDER / "fr.md", "refaite au guichet.", "refaite ici.")
    edit(folder / FOLDER / "fr.md", "- `lost` Je l'ai perdue", "- `lost` Perdue")
    edit(folder / FOLDER / "fr.md", "> Nom :", "> Votre nom :")
    edit(folder / FOLDER / "fr.md", "summary: Perdue", "summary: Égarée")
    assert told_under(folder) == ["", "what-now", "replace", "letters"]
    assert told_under(folder, "fr") == []


def test_readers_are_told_where_a_shared_question_is_asked(folder: Path) -> None:
    edit(folder / SHARED / "fr.md", "- `child` ", "- `child` Voici ")
    assert told_under(folder) == ["what-now"]


def test_readers_of_a_page_are_told(folder: Path) -> None:
    edit(folder / "docs/en/index.md", "title: ", "title: Oh, ")
    library = load_library(folder)
    made = {code: PageRender(library, code, TODAY).page(library.pages["index"]) for code in library.interface}
    assert {code: "dalil-older" in page for code, page in made.items()} == {"en": False, "fr": True, "ar": True}


def test_what_is_told_to_editors(folder: Path) -> None:
    edit(folder / FOLDER / "fr.md", "refaite au guichet.", "refaite ici.")
    found = [gap for gap in find_gaps(load_library(folder)) if gap.text == GUIDE and gap.language == "ar"]
    line = found[1].line
    assert list(tell_lines(found)) == [
        f"{GUIDE} ar: unreviewed",
        f"  {FOLDER}/ar.md:{line}: 'replace' older than the original",
        "0 missing, 1 unreviewed, 1 older, 0 not recorded",
    ]
    assert list(tell_markdown(found))[2:] == [f"| {GUIDE} | ar | unreviewed; `replace` older than the original |"]
    (text,) = tell_json(found)
    told = json.loads(text)
    assert told["counts"] == {"missing": 0, "unreviewed": 1, "older": 1, "not recorded": 0}
    place = {"path": f"{FOLDER}/ar.md", "line": line}
    assert told["gaps"][1] == {"text": GUIDE, "language": "ar", "sort": "older", "part": "replace", **place}


def test_a_file_that_is_no_lock_is_told(folder: Path) -> None:
    (folder / FOLDER / "translations.yaml").write_text("ar: [replace]\n", encoding="utf-8")
    assert [problem.path for problem in load_library(folder).problems] == [f"{FOLDER}/translations.yaml"]
