"""The check on a guide that is right, and the whole list of its messages on one that is broken on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check import check_library
from builder.load import load_library
from builder.read import parse_yaml
from tests.builder.cards import copy_library, edit, label_instead, short

GUIDE = "guides/procedures/library-card"
BETTER = "Write unconfirmed: true, or rest it on a better source."


def problems(folder: Path, release: bool = False) -> list[str]:
    return [short(problem) for problem in check_library(load_library(folder), release)]


def test_a_right_guide_has_no_problem(tmp_path: Path) -> None:
    assert problems(copy_library(tmp_path), release=True) == []


def test_a_missing_translation_is_a_warning_and_under_release_an_error(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    (folder / GUIDE / "ar.md").unlink()
    message = f"{GUIDE}/ar.md:1: {{}}The guide is not in this language yet. Translate it."
    assert problems(folder) == [message.format("warning: ")]
    assert problems(folder, release=True) == [message.format("")]


def test_the_real_guides_pass_as_what_ships_must() -> None:
    assert problems(Path(__file__).parent.parent.parent, release=True) == []


def test_every_problem_of_a_broken_guide_is_told_at_once(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    rules, words, facts = (
        folder / GUIDE / "procedure.yaml",
        folder / GUIDE / "fr.md",
        folder / "guides/facts/library.yaml",
    )
    edit(rules, "category: papers", "category: paper")
    edit(rules, "{card: lost}, then: replace", "{card: lots}, then: replace")
    edit(rules, "goal: route", "goal: rout")
    edit(rules, "months: card-validity", "months: reminder-before")
    label_instead(folder, "reminder-before")
    edit(words, "- `lost` Je l'ai perdue\n", "")
    edit(words, "- `identity-card` Votre", "- `identity-crad` Votre")
    edit(words, "## Si tout va bien { #enjoy }", "## Si tout va bien")
    edit(words, "[^card-remade-free]\n\n!!!", "[^card-remade]\n\n!!!")
    edit(
        facts,
        'sources: [house-rules]\n  checked: {on: 2026-11-01, seen: "article 3"}',
        'sources: []\n  checked: {on: 2026-11-01, seen: "article 3"}',
    )
    assert problems(folder) == EXPECTED


EXPECTED = [
    "guides/facts/library.yaml:5: 'card-validity' has no source. Name at least one of sources.yaml.",
    f"{GUIDE}/fr.md:19: 'lost' has no words under 'card'. Add an item: - `lost` …",
    f"{GUIDE}/fr.md:38: There is no fact 'card-remade'. Did you mean 'card-remade-free'?",
    f"{GUIDE}/fr.md:47: The heading 'Si tout va bien' has no id. Write 'Si tout va bien {{ #some-id }}'.",
    f"{GUIDE}/fr.md:56: There is no item under 'evidence' with the id 'identity-crad'. Did you mean 'identity-card'?",
    f"{GUIDE}/procedure.yaml:2: There is no category 'paper'. Did you mean 'papers'?",
    f"{GUIDE}/procedure.yaml:16: 'card' has no option 'lots'. Did you mean 'lost'?",
    f"{GUIDE}/procedure.yaml:17: The row for 'renew' rests on 'reminder-before' (single). {BETTER}",
    f"{GUIDE}/procedure.yaml:18: The row for 'enjoy' rests on 'reminder-before' (single). {BETTER}",
    f"{GUIDE}/procedure.yaml:23: 'come-to-the-desk' rests on 'reminder-before' (single). {BETTER}",
    f"{GUIDE}/procedure.yaml:26: 'rout' is no table, and a goal is one. Did you mean 'route'?",
]


@pytest.mark.parametrize("deep", ["[" * 100_000, "- " * 100_000, "{a: " * 30], ids=["lists", "dashes", "maps"])
def test_what_is_too_deep_is_told(deep: str) -> None:
    found = [short(problem) for problem in parse_yaml(deep.encode(), "deep.yaml").problems]
    assert found
    assert all(problem.startswith("deep.yaml:1: ") for problem in found)
