"""What an editor is told stands in one place, in English and in French, under a code; nothing else makes sentences."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from builder.messages import GAP, LANGUAGES, Told, catalogue, language_of, put, tell
from widgets.said import say

ROOT = Path(__file__).parent.parent.parent
FILES = [*sorted((ROOT / "widgets").glob("*.py")), *sorted((ROOT / "builder").rglob("*.py"))]
PIECES = {
    "kind-": "the sorts of thing of an unknown id",
    "called-": "what an id stands for",
    "id-of-": "whose id it is",
    "form-": "what an operation takes",
    "wanted-": "what fits a unit",
    "operation-of-": "what an operation takes",
}
"""Codes that are put together where they are told."""


@cache
def made() -> list[tuple[str, str, ast.Call]]:
    """Each call of a function: where it stands, the function's name."""
    found = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                found.append((f"{file.relative_to(ROOT).as_posix()}:{node.lineno}", name, node))
    return found


def calls() -> list[tuple[str, ast.Call]]:
    """Each place where something is told."""
    return [(where, node) for where, name, node in made() if name == "say"]


def literal(node: ast.expr) -> list[str]:
    """The codes that an expression may be, where they are written out."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    return [*literal(node.body), *literal(node.orelse)] if isinstance(node, ast.IfExp) else []


def words(code: str, language: str) -> tuple[str, ...]:
    entry = catalogue()[code][language]
    return tuple(entry) if isinstance(entry, Told) else (entry,)


def gaps(code: str, language: str) -> set[str]:
    return set(GAP.findall(" ".join(words(code, language))))


def test_every_code_has_the_same_gaps_in_every_language_and_says_what_to_write() -> None:
    for code, entry in catalogue().items():
        assert (code, entry.keys()) == (code, set(LANGUAGES))
        assert (code, gaps(code, "fr")) == (code, gaps(code, "en"))
        assert (code, len(words(code, "fr"))) == (code, len(words(code, "en")))
        assert all(text.strip() for language in LANGUAGES for text in words(code, language)), code
        assert re.fullmatch(r"[a-z][a-z_]*\d?(-[a-z_0-9]+)*", code), code


def test_what_is_wrong_ends_as_a_sentence_in_both_languages() -> None:
    for code in catalogue():
        for language in LANGUAGES:
            if len(words(code, language)) == 2:
                assert words(code, language)[0].endswith("."), (code, language)


def test_every_code_that_is_told_is_there_with_what_its_gaps_need() -> None:
    told = 0
    for where, call in calls():
        given = {keyword.arg for keyword in call.keywords}
        for code in literal(call.args[0]):
            told += 1
            assert (where, code in catalogue()) == (where, True)
            if None not in given:
                assert (where, given) == (where, gaps(code, "en"))
    assert told > 200


def test_every_code_is_told_somewhere() -> None:
    """A code stands between quotes in the code of the site, or is one of those put together."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in FILES)
    written = set(re.findall(r'["\']([a-z][a-z_]*(?:-[a-z_0-9]+)*)["\']', text))
    for code in catalogue():
        assert code in written or any(code.startswith(start) for start in PIECES), code


def test_codes_are_put_together_only_of_the_known_beginnings() -> None:
    for where, call in calls():
        code = call.args[0]
        if isinstance(code, ast.JoinedStr):
            first = code.values[0]
            start = first.value if isinstance(first, ast.Constant) else ""
            assert (where, start in PIECES or start == "") == (where, True)


def test_no_problem_is_told_in_words_of_its_own() -> None:
    """Neither `Problem(…)` nor `.problem(…)` is handed a text: only codes can be told in another language."""
    for where, name, call in made():
        if name in ("Problem", "problem"):
            texts = [one for one in call.args[1:] if isinstance(one, ast.JoinedStr)]
            texts += [one for one in call.args[1:] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            assert (where, texts) == (where, [])


def test_a_gap_takes_a_text_a_list_and_another_thing_told() -> None:
    said = say("none-such", kind=say("kind-fact"), id="agee", hint=say("one-of", ids=["age", "card"]))
    assert put(said) == "There is no fact 'agee'. Write one of age, card."
    assert put(said, "fr") == "Il n'y a pas d'information «\u00a0agee\u00a0». Écrivez l'un de ceux-ci\u00a0: age, card."
    assert tell(said, "fr").advice == "Écrivez l'un de ceux-ci\u00a0: age, card."


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_MA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "ar_MA.UTF-8"}, "en"),
        ({"LANG": "fr_FR", "LC_ALL": ""}, "fr"),
    ],
)
def test_the_language_is_that_of_the_environment(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language
