"""Words that the glossary says to avoid: found wherever a reader meets them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check import check_library
from builder.load import load_library
from tests.builder.cards import copy_library, edit

GUIDE = "guides/procedures/library-card"
AVOIDED = """  variants_to_avoid:
    en: ['membership card', 'reader', 'pass']
    fr: ['carte d''abonné']
    ar: ['بطاقة الانخراط']
"""


def told(folder: Path) -> list[str]:
    return [f"{problem.path}:{problem.line}: {problem.message}" for problem in check_library(load_library(folder))]


def message(variant: str, term: str) -> str:
    return (
        f"'{variant}' is not our word for gl-card. Write '{term}',"
        " or name the guide in quoted_in if others' words are told."
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The card's library, whose glossary says what not to call the card."""
    folder = copy_library(tmp_path)
    glossary = folder / "guides/glossary.yaml"
    edit(glossary, "- id: gl-loan", AVOIDED + "- id: gl-loan")
    return folder


def test_our_own_words_are_left_alone(folder: Path) -> None:
    assert told(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "expected"),
    [
        (f"{GUIDE}/fr.md", "Bonne lecture.", "Votre carte d’abonné suffit.", 49, ("carte d’abonné", "fr")),
        (f"{GUIDE}/en.md", "Read on", "Take your membership cards", 54, ("membership cards", "en")),
        (f"{GUIDE}/ar.md", "قراءة ممتعة.", "وببطاقة الانخراط.", 49, ("وببطاقة الانخراط", "ar")),
        ("docs/en/index.md", "", "A membership card.", 0, ("membership card", "en")),
        ("docs/en/index.md", "", "A passhttps://a.example", 0, ("pass", "en")),
        ("guides/interface/en.yaml", "  print_card: Print the card", "  print_card: A membership card", 0, None),
        ("guides/common/questions/en.md", "`child` A child", "`child` A membership card", 7, ("membership card", "en")),
    ],
    ids=["apostrophe", "plural", "prefix", "page", "before an address", "form", "common"],
)
def test_a_variant_is_told_where_it_is_written(
    file: str, old: str, new: str, line: int, expected: tuple[str, str] | None, folder: Path
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    if old:
        edit(folder / file, old, new)
    else:
        (folder / file).write_text(f"{text}\n{new}\n", encoding="utf-8")
    terms = {"fr": "Carte de bibliothèque", "en": "Library card", "ar": "بطاقة المكتبة"}
    variant, language = expected or ("membership card", "en")
    number = line or next(n for n, each in enumerate((folder / file).read_text("utf-8").split("\n"), 1) if new in each)
    assert told(folder) == [f"{file}:{number}: {message(variant, terms[language])}"]


def test_a_guide_may_tell_what_others_call_it(folder: Path) -> None:
    edit(folder / GUIDE / "fr.md", "Bonne lecture.", "D'autres disent : carte d'abonné.")
    edit(folder / "guides/glossary.yaml", "- id: gl-loan", "  quoted_in: [library-card]\n- id: gl-loan")
    assert told(folder) == []


def test_it_names_a_guide_that_is_there(folder: Path) -> None:
    edit(folder / "guides/glossary.yaml", "- id: gl-loan", "  quoted_in: [library-crad]\n- id: gl-loan")
    assert told(folder) == ["guides/glossary.yaml:11: There is no guide 'library-crad'. Did you mean 'library-card'?"]


def test_the_page_of_the_glossary_speaks_of_variants(folder: Path) -> None:
    file = folder / "docs/fr/glossary.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nOn dit aussi carte d'abonné.\n", encoding="utf-8")
    assert told(folder) == []
