"""The tests' own small library: a guide on library cards, copied so that a test may break it."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder.library import LANGUAGES
from builder.problem import Problem

ROOT = Path(__file__).parent.parent.parent


def copy_library(folder: Path) -> Path:
    """Put the library-card guide, with the site's own interface words, into `folder`; give the folder."""
    shutil.copytree(ROOT / "tests" / "data" / "librarycard", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "guides" / "interface", folder / "guides" / "interface")
    return folder


def add_fees(folder: Path) -> Path:
    """Add a second guide, on the card's fees, with lines, a check and a table for several; give the folder."""
    shutil.copytree(ROOT / "tests" / "data" / "libraryfees", folder, dirs_exist_ok=True)
    return folder


def add_twin(folder: Path, papers: str, renamed: str) -> None:
    """Add a second guide, the card's under another name, and the two files on what is ticked."""
    procedures = folder / "guides" / "procedures"
    shutil.copytree(procedures / "library-card", procedures / "twin")
    (folder / "guides" / "common").mkdir(exist_ok=True)
    (folder / "guides" / "common" / "papers.yaml").write_text(papers, encoding="utf-8")
    (folder / "guides" / "renamed.yaml").write_text(renamed, encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def label_instead(folder: Path, figure: str) -> None:
    """Give the label of the figure that the form uses to another figure, which it uses after a change of its rules."""
    for language in LANGUAGES:
        words = folder / "guides" / "procedures" / "library-card" / f"{language}.md"
        edit(words, "- `card-validity`", f"- `{figure}`")


def short(problem: Problem) -> str:
    """A problem in English with its line and without its column: tests/builder/test_mistakes.py looks at columns."""
    return str(problem).replace(f":{problem.line}:{problem.column}: ", f":{problem.line}: ", 1)
