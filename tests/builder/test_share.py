"""Questions that stand once for several guides: lent to who names them, and what is wrong told where it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.check import check_library
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.uses import find_uses
from tests.builder.cards import add_twin, copy_library, edit, short

GUIDE = "guides/procedures/library-card"
COMMON = "guides/common/questions"
FACTS = "card-validity, reminder-before, card-remade-free"


def problems(folder: Path) -> list[str]:
    return [short(problem) for problem in check_library(load_library(folder), release=True)]


def asked(library: Library, guide: str) -> list[str]:
    return [question.id for question in library.guides[guide].procedure.questions]


def test_a_guide_asks_what_it_names_in_its_own_order(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    library = load_library(folder)
    guide = library.guides["library-card"]
    assert asked(library, "library-card") == ["reader", "card", "joined-on"]
    assert guide.procedure.questions[0].options == ("adult", "child", "visitor")
    for language in LANGUAGES:
        common = library.shared.words[language].section("reader")
        lent = guide.words[language].section("reader")
        assert common is not None
        assert lent is not None
        assert (lent.title, [item.text for item in lent.items]) == (common.title, [item.text for item in common.items])
        assert guide.words[language].place(lent.line) == (f"{COMMON}/{language}.md", common.line)
        assert guide.words[language].place(3) == (f"{GUIDE}/{language}.md", 3)


def test_shared_words_are_lent_as_they_are_written(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    block = "```\n## As it is shown\n```\n"
    edit(folder / COMMON / "en.md", "- `adult`", f"{block}\n- `adult`")
    lent = load_library(folder).guides["library-card"].words["en"].section("reader")
    assert lent is not None
    assert block.strip() in lent.body


def test_shared_words_without_heading_are_lent_to_nobody(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    words = folder / COMMON / "en.md"
    words.write_text(words.read_text(encoding="utf-8").partition("#")[0], encoding="utf-8")
    library = load_library(folder)
    assert library.shared.words["en"].sections == ()
    assert library.guides["library-card"].words["en"].section("reader") is None


def test_what_two_guides_ask_is_corrected_once(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    add_twin(folder, "", "")
    edit(folder / COMMON / "fr.md", "Qui êtes-vous ?", "Qui vient ?")
    library = load_library(folder)
    titles = [guide.words["fr"].section("reader") for guide in library.guides.values()]
    assert [section and section.title for section in titles] == ["Qui vient ?", "Qui vient ?"]


def test_a_guide_says_when_it_asks_a_shared_question(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    add_twin(folder, "", "")
    edit(folder / GUIDE / "procedure.yaml", "  - reader", "  - {id: reader, ask_when: {card: have}}")
    library = load_library(folder)
    mine, twin = (library.guides[id].procedure.questions[0] for id in ("library-card", "twin"))
    assert (mine.ask_when, twin.ask_when) == ({"card": "have"}, None)
    assert mine == replace(twin, ask_when=mine.ask_when)
    assert library.guides["library-card"].words["fr"].section("reader") is not None


def test_a_fact_in_shared_words_is_found_there_once(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / COMMON / "en.md", "`visitor` Passing through", "`visitor` Passing through [^card-validity]")
    used = [use for use in find_uses(load_library(folder), "card-validity") if use.path == f"{COMMON}/en.md"]
    assert [(use.line, use.guide) for use in used] == [(8, "library-card")]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            f"{GUIDE}/procedure.yaml",
            "  - reader",
            "  - raeder",
            [
                f"{GUIDE}/procedure.yaml:6: There is no question in guides/common 'raeder'. Did you mean 'reader'?",
            ],
        ),
        (
            f"{GUIDE}/procedure.yaml",
            "  - reader",
            "  - {id: raeder, ask_when: {card: have}}",
            [f"{GUIDE}/procedure.yaml:6: There is no question in guides/common 'raeder'. Did you mean 'reader'?"],
        ),
        (
            f"{GUIDE}/procedure.yaml",
            "  - reader",
            "  - {id: reader, ask_when: {card: hvae}}",
            [f"{GUIDE}/procedure.yaml:6: 'card' has no option 'hvae'. Did you mean 'have'?"],
        ),
        (
            f"{COMMON}.yaml",
            "options: [adult, child, visitor]}",
            "options: [adult, child, visitor]}\n- {id: idle, type: number}",
            [f"{COMMON}.yaml:2: No guide asks 'idle'. Write - idle in one, or take it out."],
        ),
        (
            f"{COMMON}.yaml",
            "type: choice",
            "type: choice, opt: 1",
            [
                f"{COMMON}.yaml:1: 'opt' is not a key here. Write one that exists.",
            ],
        ),
        (
            f"{COMMON}/ar.md",
            "### من أنتم؟ { #reader }",
            "### من أنتم؟ { #raeder }",
            [
                f"{COMMON}/ar.md:5: There is no question in guides/common 'raeder'. Did you mean 'reader'?",
            ],
        ),
        (
            f"{COMMON}/fr.md",
            "- `child` Un enfant\n",
            "",
            [f"{COMMON}/fr.md:5: 'child' has no words under 'reader'. Add an item: - `child` …"],
        ),
        (
            f"{COMMON}/en.md",
            "`visitor` Passing through",
            "`visitor` Passing through [^card]",
            [f"{COMMON}/en.md:8: There is no fact 'card'. Write one of {FACTS}."],
        ),
        (
            f"{COMMON}/fr.md",
            "`visitor` De passage",
            "`visitor` De passage, 12 mois au plus",
            [
                f"{COMMON}/fr.md:8: '12 mois' is typed here, and a fact has it. Write [[card-validity]];"
                " where it is another thing, write the number in words."
            ],
        ),
        (
            f"{GUIDE}/fr.md",
            "### La carte est-elle périmée ?",
            "### Qui ? { #reader }\n\n### La carte est-elle périmée ?",
            [
                f"{GUIDE}/fr.md:34: 'reader' has its words in {COMMON}/fr.md."
                " Take this heading out, or ask a question of your own."
            ],
        ),
    ],
    ids=[
        "unknown",
        "unknown-sometimes",
        "no-such-answer",
        "unused",
        "malformed",
        "no-words",
        "no-item",
        "no-fact",
        "typed-figure",
        "twice",
    ],
)
def test_a_mistake_is_told_where_it_is_written(file: str, old: str, new: str, told: list[str], tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / file, old, new)
    found = problems(folder)
    assert [one for one in told if one not in found] == []
