"""What readers say for words of ours: refused where no text holds these; handed to the search as it is written."""

from __future__ import annotations

from pathlib import Path

from builder.check import check_library
from builder.load import load_library
from builder.said import read_said
from tests.builder.cards import copy_library

RIGHT = "Write on the left words that a text in this language holds."
SAID = """en:
  library card: [pass, reader's card]
  Guardian: []
  season ticket: [pass]
fr:
  carte d'abonné: [carte]
de:
  Ausweis: [Karte]
"""


def test_words_of_ours_stand_in_a_text_of_their_language(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    (folder / "guides/said.yaml").write_text(SAID, encoding="utf-8")
    assert [str(problem) for problem in check_library(load_library(folder))] == [
        "guides/said.yaml:3:3: Nothing stands beside 'Guardian'. Write what readers type for it, or take it out.",
        f"guides/said.yaml:4:3: No text holds 'season ticket'. {RIGHT}",
        f"guides/said.yaml:6:3: No text holds 'carte d'abonné'. {RIGHT}",
        "guides/said.yaml:7:1: There is no language 'de'. Write one of en, fr, ar.",
    ]


def test_a_file_of_another_shape_is_told_and_holds_nothing(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    (folder / "guides/said.yaml").write_text("en:\n  library card: pass\n", encoding="utf-8")
    library = load_library(folder)
    assert [(problem.path, problem.line) for problem in library.problems] == [("guides/said.yaml", 2)]
    assert library.said.data == {}


def test_the_search_gets_each_word_of_ours_with_theirs(tmp_path: Path) -> None:
    assert read_said(tmp_path) == []
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides/said.yaml").write_text("en:\n  card: [pass]\nfr:\n  carte: [sésame, pass]\n", encoding="utf-8")
    assert read_said(tmp_path) == [("card", ("pass",)), ("carte", ("sésame", "pass"))]
