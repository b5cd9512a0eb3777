"""Problems as a person reads them in English and French, as JSON, and as annotations of a pull request."""

from __future__ import annotations

import json

import pytest

from builder.commands import command_line
from builder.commands.tell import report
from builder.problem import Problem
from widgets.said import say

PROBLEMS = [
    Problem("guides/facts/a.yaml", 3, say("fact-no-source", id="age"), column=12),
    Problem("guides/procedures/b,c/fr.md", 1, say("guide-not-in-language"), warning=True),
    Problem("--today", 1, say("day-ill-formed", day="50%\n2026")),
]


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    assert report(PROBLEMS, command_line().parse_args(["check", *arguments])) == 1
    return capsys.readouterr()


def test_in_english_by_default(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    out, err = told(capsys)
    assert out.split("\n")[:2] == [
        "guides/facts/a.yaml:3:12: 'age' has no source. Name at least one of sources.yaml.",
        "guides/procedures/b,c/fr.md:1:1: warning: The guide is not in this language yet. Translate it.",
    ]
    assert err == "2 problems, 1 warning\n"


def test_in_french_where_it_is_asked_for_or_the_environment_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = told(capsys, "--language", "fr")
    monkeypatch.setenv("LC_ALL", "fr_MA.UTF-8")
    assert told(capsys) == asked
    out, err = asked
    assert out.split("\n")[:2] == [
        "guides/facts/a.yaml:3:12: «\u00a0age\u00a0» n'a pas de source. Nommez-en au moins une de sources.yaml.",
        "guides/procedures/b,c/fr.md:1:1: avertissement\u00a0: Le guide n'est pas encore dans cette langue."
        " Traduisez-le.",
    ]
    assert err == "2 problèmes, 1 avertissement\n"


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told(capsys, "--json", "--language", "en")
    assert json.loads(out)[:2] == [
        {
            "path": "guides/facts/a.yaml",
            "line": 3,
            "column": 12,
            "code": "fact-no-source",
            "message": "'age' has no source.",
            "advice": "Name at least one of sources.yaml.",
            "warning": False,
        },
        {
            "path": "guides/procedures/b,c/fr.md",
            "line": 1,
            "column": 1,
            "code": "guide-not-in-language",
            "message": "The guide is not in this language yet.",
            "advice": "Translate it.",
            "warning": True,
        },
    ]


def test_as_annotations(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told(capsys, "--annotations", "--language", "en")
    assert out.splitlines() == [
        "::error file=guides/facts/a.yaml,line=3,col=12,title=fact-no-source::"
        "'age' has no source. Name at least one of sources.yaml.",
        "::warning file=guides/procedures/b%2Cc/fr.md,line=1,col=1,title=guide-not-in-language::"
        "The guide is not in this language yet. Translate it.",
        "::error title=--today::'50%25%0A2026' is not a date. Write it as 2026-11-22.",
    ]


def test_without_problems_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([], command_line().parse_args(["check", "--json", "--language", "fr"])) == 0
    assert capsys.readouterr() == ("[]\n", "0 problème, 0 avertissement\n")
