"""The commands review, review-import, translations and language, as an editor types them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.commands import main
from builder.load import load_library
from builder.review.paste import Paste, Said, write_paste
from builder.review.statements import find_statements
from tests.builder.cards import ROOT, copy_library, edit

GUIDE = "library-card"
COMMANDS = ("review", "imported", "translations", "language")
LOCK = f"guides/procedures/{GUIDE}/translations.yaml"
type Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The card's library, in place of the site's."""
    copy_library(tmp_path)
    for name in ("docs/assets", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    for command in COMMANDS:
        monkeypatch.setattr(f"builder.commands.{command}.ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001  the folder is where they run
    """Runs a command: its exit code, and what it prints."""

    def ran(*arguments: str) -> tuple[int, list[str]]:
        capsys.readouterr()
        code = main(list(arguments))
        return code, capsys.readouterr().out.splitlines()

    return ran


def pasted(folder: Path, comment: str = "") -> str:
    library = load_library(folder)
    found = find_statements(library, library.guides[GUIDE], "fr")
    said = tuple(Said(one.key, "wrong" if comment and one.id == "renew" else "right", "") for one in found)
    said = tuple(Said(one.key, one.verdict, comment if one.verdict == "wrong" else "") for one in said)
    return write_paste(Paste(GUIDE, 1, "fr", "c", "2026-11-26", "", "", said))


def test_a_review_goes_out_and_comes_back(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder / "out" / "sheet.html"
    assert run("review", GUIDE, "--language", "ar", "--out", str(out), "--today", "2026-11-26") == (0, [])
    html = out.read_text(encoding="utf-8")
    assert 'lang="ar" dir="rtl"' in html
    assert len(re.findall(r"<article data-key=", html)) == 13
    assert re.findall(r"(?:src|href)=\"(?!#|https://library\.example/)[^\"]*", html) == []
    assert run("review", "--list") == (0, [f"{GUIDE} {language}: not yet" for language in ("en", "fr", "ar")])
    text = pasted(folder, "Non, 2 jours")
    assert run("review-import", text) == (0, ["wrong  renew: Non, 2 jours"])
    (record,) = load_library(folder).reviews
    again = f"{record.document.path}:1:1: This review is already here. Nothing was changed."
    assert run("review-import", text) == (1, [again])
    assert run("review", GUIDE, "--list")[1][1:3] == [
        f"{GUIDE} fr: partly: 12 of 13 statements right, last on 2026-11-26",
        "  2026-11-26  wrong  renew: Non, 2 jours",
    ]
    edit(folder / f"guides/procedures/{GUIDE}/fr.md", "1. `come-to-the-desk` Passez", "1. `come-to-the-desk` Venez")
    monkeypatch.setattr("sys.stdin", io.StringIO(pasted(folder)))
    assert run("review-import", "-") == (0, [])
    monkeypatch.undo()


def test_a_text_in_a_file_may_speak_of_what_has_changed(folder: Path, run: Run) -> None:
    (folder / "mail.txt").write_text(f"Bonjour,\n\n{pasted(folder, 'Non')}\n-- \nN.", encoding="utf-8")
    edit(folder / f"guides/procedures/{GUIDE}/fr.md", "## Si la carte est périmée", "## Si la carte n'est plus bonne")
    code, lines = run("review-import", str(folder / "mail.txt"))
    assert (code, lines) == (
        0,
        [
            "TEXT: warning: 'renew' has changed since it was read, and is not taken over"
            " (what was said of it: wrong, Non). Send the file again."
        ],
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["review", "libary-card"], "ID: There is no guide 'libary-card'. Did you mean 'library-card'?"),
        (["review"], "ID: No guide is named. Name a guide to review."),
        (
            ["review", GUIDE, "--base", "nowhere"],
            "--base: There is no revision 'nowhere' here. Write a branch, a tag or a commit: 'git log' lists them.",
        ),
        (
            ["review-import", "nothing.txt"],
            "TEXT: This is not the whole text of a review: it begins with DALIL1 and ends with 1LILAD."
            " Ask for it again, sent whole, or as a file.",
        ),
        (["translations", "page:idex"], "TEXT: There is no text 'page:idex'. Did you mean 'page:index'?"),
        (
            ["translations", "--accept", GUIDE],
            f"--accept: No language is named that '{GUIDE}' is translated into. Name it after the text: en, ar.",
        ),
        (
            ["translations", "--accept", GUIDE, "fr"],
            f"--accept: No language is named that '{GUIDE}' is translated into. Name it after the text: en, ar.",
        ),
        (
            ["translations", "--accept", GUIDE, "ar", "replac"],
            f"--accept: There is no section in '{GUIDE}' 'replac'. Did you mean 'replace'?",
        ),
    ],
)
def test_a_wrong_command_line_is_told_in_a_line(run: Run, arguments: list[str], message: str) -> None:
    assert run(*arguments) == (1, [message])


def test_another_guide_than_the_one_named_is_refused(folder: Path, run: Run) -> None:
    message = "TEXT: This is a review of 'library-card', not of 'library-fees'. Ask for the right text."
    assert run("review-import", pasted(folder), "--guide", "library-fees") == (1, [message])


def test_translations_are_listed_and_accepted(folder: Path, run: Run) -> None:
    code, lines = run("translations", GUIDE)
    assert (code, lines[0]) == (0, f"{GUIDE} en: unreviewed")
    for language in ("en", "ar"):
        assert run("translations", "--accept", GUIDE, language) == (0, [])
    assert run("translations", GUIDE)[1][-1] == "0 missing, 2 unreviewed, 0 older, 0 not recorded"
    edit(folder / f"guides/procedures/{GUIDE}/fr.md", "Bonne lecture.", "Bonne lecture à tous.")
    told = json.loads("\n".join(run("translations", GUIDE, "--json")[1]))
    assert told["counts"]["older"] == 2
    assert run("translations", "--accept", GUIDE, "ar", "enjoy") == (0, [])
    assert run("translations", GUIDE, "--markdown")[1][2:] == [
        f"| {GUIDE} | en | unreviewed; `enjoy` older than the original |",
        f"| {GUIDE} | ar | unreviewed |",
    ]


def test_a_part_that_a_translation_lacks_is_not_accepted(folder: Path, run: Run) -> None:
    run("translations", "--accept", GUIDE, "ar")
    edit(folder / f"guides/procedures/{GUIDE}/ar.md", "{ #enjoy }", "{ #enjoyed }")
    before = (folder / LOCK).read_text(encoding="utf-8")
    message = f"'{GUIDE}' has no 'enjoy' in this language. Write it in guides/procedures/{GUIDE}/ar.md first."
    assert run("translations", "--accept", GUIDE, "ar", "renew", "enjoy") == (1, [f"--accept: {message}"])
    assert (folder / LOCK).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        (lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n", ("\nar:", 1)),
        (lambda text: f"{text}ar:\n  front: '123456789012'\n", ("\nar:", 2)),
        (lambda text: text.replace("  enjoy:", "  renew:", 1), ("\n  renew:", 2)),
        (lambda text: f"{text}\t x", ("\t x", 1)),
    ],
    ids=["merge-marks", "language-twice", "part-twice", "tab"],
)
def test_a_record_of_translations_that_cannot_be_read_is_left_as_it_is(
    folder: Path, run: Run, broken: Callable[[str], str], place: tuple[str, int]
) -> None:
    for language in ("en", "ar"):
        run("translations", "--accept", GUIDE, language)
    text = broken((folder / LOCK).read_text(encoding="utf-8"))
    (folder / LOCK).write_text(text, encoding="utf-8")
    sign, often = place
    line = sign.join(text.split(sign)[:often]).count("\n") + 1 + sign.count("\n")
    for arguments in (("--accept", GUIDE, "ar"), ("--accept", GUIDE, "en", "renew"), (GUIDE,)):
        code, lines = run("translations", *arguments)
        assert (code, [each.rpartition(f"{LOCK}:")[2].partition(":")[0] for each in lines]) == (1, [f"{line}"])
        assert (folder / LOCK).read_text(encoding="utf-8") == text


def test_language_warns_and_is_strict_where_asked(folder: Path, run: Run) -> None:
    edit(folder / f"guides/procedures/{GUIDE}/en.md", "Read on", "Recieve it")
    (folder / "guides/words").symlink_to(ROOT / "guides" / "words")
    code, lines = run("language", "en")
    told = [line for line in lines if "'Recieve'" in line]
    assert (code, len(told), "warning: " in told[0]) == (0, 1, True)
    code, lines = run("language", "en", "--strict")
    assert (code, any("warning: " in line for line in lines)) == (1, False)
