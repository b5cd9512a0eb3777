"""The handbook's examples, in each language: each change is made in a copy of the made-up guide, and checked."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.check import check_library
from builder.library import LANGUAGES
from builder.load import load_library
from builder.messages import LANGUAGES as TOLD_IN
from builder.problem import DataError
from builder.render.messages import MARK, areas, list_messages
from tests.builder.cards import copy_library

ROOT = Path(__file__).parent.parent.parent
FINE = {"en": "The check finds nothing", "fr": "La vérification ne trouve rien", "ar": "لا يجد الفحص شيئا"}
FRENCH = {"en": "en", "fr": "fr", "ar": "fr"}
"""In which language the check speaks to whoever reads the handbook in one."""
BLOCK = r"^```(?P<kind>\w+)\n(?P<block>.*?)^```$"
FILE = r"`(?P<file>(?:guides|docs)/[\w/.-]+\.\w+)`"
PART = re.compile(f"{BLOCK}|{FILE}|(?P<fine>{'|'.join(FINE.values())})", re.DOTALL | re.MULTILINE)


def sections(language: str) -> dict[str, str]:
    """The text of each section by the id of its heading."""
    text = (ROOT / "docs" / language / "handbook.md").read_text(encoding="utf-8")
    parts = re.split(r"^## .*\{ #([\w-]+) \}$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def blocks(text: str, *kinds: str) -> list[str]:
    """The blocks of some kinds, in order."""
    return [part["block"] for part in PART.finditer(text) if part["kind"] in kinds]


def workshop(folder: Path) -> Path:
    """The project with the made-up guide alone, under version control; give its folder."""
    copy_library(folder)
    for part in ("builder", "widgets", "docs/assets"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build_site.py", folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    for language in ("en", "ar"):
        run(folder, f".venv/bin/python build_site.py translations --accept library-card {language}")
    for arguments in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "guides", "docs"],
        ["-c", "user.name=A", "-c", "user.email=a@library.example", "commit", "--quiet", "-m", "Begin"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    return folder


def run(folder: Path, line: str) -> str:
    """What a line of the handbook prints."""
    program, *arguments = shlex.split(line)
    assert program == ".venv/bin/python"
    environment = os.environ | {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(folder: Path, language: str) -> str:
    """What the check of a copy says, a line each."""
    try:
        problems = check_library(load_library(folder), release=True)
    except DataError as error:
        problems = list(error.problems)
    return "".join(f"{problem.written(FRENCH[language])}\n" for problem in sorted(problems))


def change(file: Path, block: str) -> None:
    """Make the change that a block shows; its lines without sign say where."""
    lines = block.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if not line.startswith("+"))
    new = "".join(line[1:] for line in lines if not line.startswith("-"))
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"the block does not stand once in {file.name}:\n{old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def walk(folder: Path, text: str, language: str) -> Iterator[tuple[str, str]]:
    """Make each change, run each line; yields what the handbook says of it, and what is so."""
    file, printed = "", None
    for part in PART.finditer(text):
        file = part["file"] or file
        if part["kind"] == "diff":
            change(folder / file, part["block"])
            printed = None
        elif part["kind"] == "sh":
            printed = run(folder, part["block"].strip())
        elif part["kind"] == "text":
            yield part["block"], told(folder, language) if printed is None else printed
        elif part["fine"]:
            yield "", told(folder, language)


EXAMPLES = [
    (language, id)
    for id, text in sections("en").items()
    if blocks(text, "diff", "sh")
    for language in (LANGUAGES if not blocks(text, "sh") else ["en"])
]
"""Where commands are run, what they print is the same text in every language's handbook."""


@pytest.mark.parametrize(("language", "section"), EXAMPLES)
def test_every_example_does_what_the_handbook_says(tmp_path: Path, language: str, section: str) -> None:
    text = sections(language)[section]
    folder = (workshop if blocks(text, "sh") else copy_library)(tmp_path)
    pairs = list(walk(folder, text, language))
    assert [said for said, _ in pairs] == [so for _, so in pairs]


def test_the_example_of_a_message_is_one_that_an_example_gives() -> None:
    for language in LANGUAGES:
        (shown,) = blocks(sections(language)["messages"], "text")
        assert shown in blocks(sections(language)["sentence"], "text")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_show_the_same_examples_and_every_area_of_messages(language: str) -> None:
    shown, english = sections(language), sections("en")
    assert list(shown) == list(english)
    for id, text in english.items():
        kinds = ("diff", "sh", "text") if blocks(text, "sh") else ("diff", "sh")
        assert blocks(shown[id], *kinds) == blocks(text, *kinds)
    assert sorted(MARK.findall(sections(language)["messages"])) == areas()
    assert set(FRENCH.values()) == set(TOLD_IN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_handbook_says_what_to_write(language: str) -> None:
    shown = "".join(list_messages(area, language) for area in areas())
    assert "<dd>…</dd>" not in shown
    assert ("Did you mean" if language == "en" else "Vouliez-vous dire") in shown
