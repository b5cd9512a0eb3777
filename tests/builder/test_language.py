"""How texts read: long sentences and paragraphs, words that no dictionary knows, our own words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.language import check_language
from builder.language.length import PARAGRAPH, SENTENCE, check_lengths
from builder.language.lines import lines_of
from builder.language.spelling import check_spelling, latin_words
from builder.load import load_library
from builder.problem import Problem
from tests.builder.cards import ROOT, copy_library, edit

GUIDE = "guides/procedures/library-card"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The card's library, with the words of the site."""
    shutil.copytree(ROOT / "guides" / "words", tmp_path / "guides" / "words")
    return copy_library(tmp_path)


def told(folder: Path, language: str) -> list[tuple[str, int, str]]:
    """The warnings on the guide and the questions it shares; the words of the forms are the site's own."""
    found = list(check_language(load_library(folder), language))
    assert all(problem.warning for problem in found)
    return [(one.path, one.line, one.message) for one in found if "interface" not in one.path]


def unknown(word: str, language: str, meant: str = "") -> str:
    instead = f" Is it '{meant}'?" if meant else ""
    return f"'{word}' is in no dictionary.{instead} If it is right, add it to guides/words/{language}.txt."


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_library_reads_well(folder: Path, language: str) -> None:
    assert told(folder, language) == []


JOINED = "l'employeur-ci, jusqu'ici, dit-il, e-mail, 1er, CNSS, l'AMO."
LEFT_OUT = "Voir `lectrue`, [ici](guide:library-card#lectrue) et {lectrue}."


@pytest.mark.parametrize(
    ("language", "old", "new", "word", "meant"),
    [
        ("fr", "Bonne lecture.", "Bonne lectrue.", "lectrue", "lecture"),
        ("fr", "Bonne lecture.", f"Bonne lecture, {JOINED}", "", ""),
        ("fr", "Bonne lecture.", f"Bonne lecture. {LEFT_OUT}", "", ""),
        ("en", "Read on", "Recieve it", "Recieve", "Receive"),
        ("en", "Read on", "The reader's colour, CNSS's, don't, enrol", "", ""),
        ("en", "Read on", 'Ask for the *attestation de travail* or "carte d\'identité"', "", ""),
        ("en", "Read on", "Ask for the *atestation de travail*", "atestation", "attestation"),
    ],
)
def test_a_word_that_no_dictionary_knows_is_told(
    folder: Path, language: str, old: str, new: str, word: str, meant: str
) -> None:
    file = folder / GUIDE / f"{language}.md"
    edit(file, old, new)
    line = next(number for number, text in enumerate(file.read_text(encoding="utf-8").split("\n"), 1) if new in text)
    expected = [(f"{GUIDE}/{language}.md", line, unknown(word, language, meant))] if word else []
    assert told(folder, language) == expected


def test_our_own_words_are_known(folder: Path) -> None:
    edit(folder / GUIDE / "fr.md", "Bonne lecture.", "Bonne Lectrue, bonne lectrue.")
    with (folder / "guides/words/fr.txt").open("a", encoding="utf-8") as file:
        file.write("# a remark\nlectrue   # another\n")
    assert told(folder, "fr") == []


def test_a_word_is_told_once_a_file_with_its_first_line(folder: Path) -> None:
    edit(folder / GUIDE / "fr.md", "Bonne lecture.", "Bonne lectrue.\nEt lectrue encore.")
    edit(folder / "docs/fr/index.md", "title: ", "title: Lectrue ")
    edit(folder / "guides/common/questions/fr.md", "`child` ", "`child` lectrue ")
    found = [(path.rpartition("/")[2], message.split()[0]) for path, _, message in told(folder, "fr")]
    assert sorted(found) == [("fr.md", "'lectrue'"), ("fr.md", "'lectrue'"), ("index.md", "'Lectrue'")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’assuré, aujourd'hui ; est-il là ?", ["l'assuré", "aujourd'hui", "est-il", "là"]),
        ("1er CNSS l'AMO macnss.ma a", ["l'AMO"]),
        ("Œuvre-t-elle ? v1.2 page2 ISO_8859", ["Œuvre-t-elle"]),
    ],
)
def test_which_words_are_looked_up(text: str, words: list[str]) -> None:
    assert list(latin_words(text)) == words


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_long_sentence_is_told_and_two_are_not(folder: Path, language: str) -> None:
    word = {"en": "card", "fr": "carte", "ar": "بطاقة"}[language]
    first = {"en": "Two", "fr": "Deux", "ar": "اثنان"}[language]
    most = SENTENCE[language]
    file = folder / GUIDE / f"{language}.md"
    before = file.read_text(encoding="utf-8")
    for line, long in (
        (f"{word} " * most + "[[card-validity]].", None),
        (f"{word} " * most + word + ".", most + 1),
        (f"{word} " * (most - 1) + f"{word}. {first} " + f"{word} " * (most - 1) + ".", None),
    ):
        file.write_text(f"{before}\n\n{line}\n", encoding="utf-8")
        message = f"This sentence has {long} words; {most} are the most. Make two of it."
        expected = [(f"{GUIDE}/{language}.md", before.count("\n") + 3, message)] if long else []
        found = check_lengths(load_library(folder), language)
        assert [(one.path, one.line, one.message) for one in found] == expected


def test_a_long_paragraph_is_told_at_its_first_line(folder: Path) -> None:
    file = folder / GUIDE / "en.md"
    before = file.read_text(encoding="utf-8")
    lines = ["The card is new."] * (PARAGRAPH // 4 + 1)
    file.write_text("\n".join([before, "", *lines, ""]), encoding="utf-8")
    count = 4 * len(lines)
    message = f"This paragraph has {count} words; {PARAGRAPH} are the most. Put a blank line into it."
    assert told(folder, "en") == [(f"{GUIDE}/en.md", before.count("\n") + 3, message)]
    lines.insert(5, "")
    file.write_text("\n".join([before, "", *lines, ""]), encoding="utf-8")
    assert told(folder, "en") == []


def test_a_program_in_a_list_is_no_sentence_and_ends_the_paragraph(folder: Path) -> None:
    file = folder / GUIDE / "en.md"
    half = "\n".join(["The card is new."] * (PARAGRAPH // 8 + 1))
    program = "    ```sh\n    " + "the card " * (SENTENCE["en"] + 1) + "\n    ```"
    text = f"{file.read_text(encoding='utf-8')}\n\n{half}\n{program}\n{half}\n"
    file.write_text(text, encoding="utf-8")
    assert told(folder, "en") == []


def test_arabic_is_looked_up_without_its_pronoun_and_its_latin_words_in_french(folder: Path) -> None:
    said = "تجدونها، تجدونهما، اطلبوها، وأحضروها، أديتموه (*attestation de travail*)."
    edit(folder / GUIDE / "ar.md", "قراءة ممتعة.", f"{said} البطاققة (*atestation*).")
    words = ("atestation", "البطاققة")
    assert [message for _, _, message in told(folder, "ar")] == [unknown(word, "ar") for word in words]


def test_what_ships_is_spelt_rightly(root: Path) -> None:
    library = load_library(root)
    found: list[Problem] = []
    for language in ("en", "fr"):
        found += check_spelling(library, lines_of(library, language), language)
    assert [str(problem) for problem in found] == []
