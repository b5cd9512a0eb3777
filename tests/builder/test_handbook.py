"""The handbook's examples, in each language: each change is made in a copy of the made-up guide, and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.check import check_library
from builder.load import LANGUAGES, load_library
from builder.problem import DataError
from tests.builder.cards import copy_library

DOCS = Path(__file__).parent.parent.parent / "docs"
FINE = {"en": "The check finds nothing", "fr": "La vérification ne trouve rien", "ar": "لا يجد الفحص شيئا"}
PART = re.compile(r"^```(?P<kind>\w+)\n(?P<block>.*?)^```$|`(?P<file>(?:guides|docs)/[\w/.-]+\.\w+)`", re.S | re.M)


def sections(language: str) -> dict[str, str]:
    """The text of each section by the id of its heading."""
    text = (DOCS / language / "handbook.md").read_text(encoding="utf-8")
    parts = re.split(r"^## .*\{ #([\w-]+) \}$", text, flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def blocks(text: str, kind: str) -> list[str]:
    """The blocks of one kind, in order."""
    return [part["block"] for part in PART.finditer(text) if part["kind"] == kind]


def told(folder: Path) -> str:
    """What the check of a copy says, a line each."""
    try:
        problems = check_library(load_library(folder), release=True)
    except DataError as error:
        problems = list(error.problems)
    return "".join(f"{problem}\n" for problem in sorted(problems))


def change(file: Path, block: str) -> None:
    """Make the change that a block shows; its lines without sign say where."""
    lines = block.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if not line.startswith("+"))
    new = "".join(line[1:] for line in lines if not line.startswith("-"))
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"the block does not stand once in {file.name}:\n{old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def walk(folder: Path, text: str, fine: str) -> Iterator[tuple[str, str]]:
    """Make each change in its turn; yields what the handbook says of it and what the check says."""
    file = ""
    for part in re.finditer(f"{PART.pattern}|(?P<fine>{fine})", text, re.S | re.M):
        file = part["file"] or file
        if part["kind"] == "diff":
            change(folder / file, part["block"])
        elif part["kind"] == "text":
            yield part["block"], told(folder)
        elif part["fine"]:
            yield "", told(folder)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", [id for id, text in sections("en").items() if blocks(text, "diff")])
def test_every_example_does_what_the_handbook_says(tmp_path: Path, language: str, section: str) -> None:
    pairs = list(walk(copy_library(tmp_path), sections(language)[section], FINE[language]))
    assert pairs
    assert [said for said, _ in pairs] == [told for _, told in pairs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_show_the_same_examples(language: str) -> None:
    shown = {id: (blocks(text, "diff"), blocks(text, "sh")) for id, text in sections(language).items()}
    assert shown == {id: (blocks(text, "diff"), blocks(text, "sh")) for id, text in sections("en").items()}
