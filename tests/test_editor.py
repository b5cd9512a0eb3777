"""An editor's whole way on a copy of the project: a new guide, mistakes and mending, a figure, its diff, a review."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from builder.load import load_library
from builder.review.paste import Paste, Said, write_paste
from builder.review.statements import find_statements
from tests.builder.cards import edit
from tests.builder.test_handbook import workshop

TODAY = "2026-11-22"
NEW = "guides/procedures/reading-room"
BREAKS = (
    ("procedure.yaml", "{when: {situation: first-case}", "{when: {situation: first-caze}", "first-case"),
    ("fr.md", "- `second-case` Le second cas", "- `second-cas` Le second cas", "second-case"),
    ("fr.md", "Dites ici comment le savoir.", "La carte vaut [[card-validty]].", "[[card-validity]]"),
    ("cases.yaml", "outcome: do-that", "outcome: do-this", "outcome: do-that"),
)
"""A file, what an editor writes wrong in it, and what the check names to write instead."""


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """What a command ends with, and what it prints."""
    command = [sys.executable, "build_site.py", *arguments]
    environment = os.environ | {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_from_a_new_guide_to_its_review(tmp_path: Path) -> None:
    folder = workshop(tmp_path)
    assert run(folder, "new", NEW.rpartition("/")[2], "--origin", "fr", "--today", TODAY)[0] == 0
    assert run(folder, "check", "--release") == (0, "")

    for name, right, wrong, advice in BREAKS:
        file = folder / NEW / name
        text = file.read_text(encoding="utf-8")
        line = text.count("\n", 0, text.index(right)) + 1
        edit(file, right, wrong)
        code, told = run(folder, "check")
        assert (code, told.count("\n")) == (1, 1), told
        assert re.match(rf"{NEW}/{name}:{line}:\d+: ", told)
        assert advice.strip("[]") in told
        file.write_text(text, encoding="utf-8")
    assert run(folder, "check") == (0, "")

    edit(folder / "guides/facts/library.yaml", "{from: 2020-01-01, value: 12}", "{from: 2020-01-01, value: 11}")
    code, told = run(folder, "diff", "main", "--today", TODAY, "--markdown", "report.md", "--html", "report.html")
    assert code == 0
    assert {
        "  library-card: 20 of 32",
        "  reading-room: new guide, a draft that readers do not see yet, 3 end states",
    } <= set(told.splitlines())
    assert "    from 2020-01-01: 12 → 11" in told.splitlines()
    for report in ("report.md", "report.html"):
        assert "20 of 32" in (folder / report).read_text(encoding="utf-8")
    edit(folder / "guides/facts/library.yaml", "{from: 2020-01-01, value: 11}", "{from: 2020-01-01, value: 12}")

    assert run(folder, "review", "library-card", "--language", "ar", "--out", "review.html", "--today", TODAY)[0] == 0
    assert 'dir="rtl"' in (folder / "review.html").read_text(encoding="utf-8")
    library = load_library(folder)
    said = [Said(one.key, "right", "") for one in find_statements(library, library.guides["library-card"], "ar")]
    reply = write_paste(Paste("library-card", 1, "ar", "c", TODAY, "", "", tuple(said)))
    (folder / "reply.txt").write_text(f"السلام عليكم\n\n{reply}\n", encoding="utf-8")
    assert run(folder, "review-import", "reply.txt") == (0, "")
    code, told = run(folder, "review", "--list")
    assert f"library-card ar: reviewed: {len(said)} of {len(said)} statements right, last on {TODAY}" in told
    edit(folder / "guides/procedures/library-card/ar.md", "translation: unreviewed", "translation: reviewed")
    assert run(folder, "check", "--release") == (0, "")
