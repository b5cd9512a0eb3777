"""Under which ids things are ticked: shared papers, ids that were renamed, and what is wrong in the two files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.check import check_library
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.render.ticked import ListRender
from builder.ticks import former_ids, tick_ids
from tests.builder.cards import add_twin, copy_library, edit, short
from tests.conftest import ROOT, TODAY

PAPERS = "guides/common/papers.yaml"
RENAMED = "guides/renamed.yaml"


def library(folder: Path, papers: str = "", renamed: str = "") -> Library:
    """Two guides alike, with these two files."""
    add_twin(copy_library(folder), papers, renamed)
    return load_library(folder)


def test_a_paper_of_several_guides_has_one_id(tmp_path: Path) -> None:
    found = library(tmp_path, "the-card: [library-card/identity-card, twin/identity-card]")
    assert check_library(found, release=True) == []
    assert [tick_ids(found, guide)["identity-card"] for guide in found.guides.values()] == ["papers/the-card"] * 2
    assert tick_ids(found, found.guides["twin"])["guardian-consent"] == "twin/guardian-consent"
    assert former_ids(found, {"papers/the-card"}) == {
        "library-card/identity-card": "papers/the-card",
        "twin/identity-card": "papers/the-card",
    }


def test_an_old_id_leads_to_the_one_there_is_now(tmp_path: Path) -> None:
    found = library(
        tmp_path,
        "the-card: [library-card/identity-card, twin/identity-card]",
        "twin/passport: twin/identity\ntwin/identity: twin/identity-card\ntwin/read: twin/read-on\ntwin/gone: null",
    )
    assert check_library(found, release=True) == []
    assert former_ids(found, {"twin/read-on"}) == {"twin/read": "twin/read-on"}
    former = former_ids(found, {"papers/the-card"})
    assert (former["twin/passport"], former["twin/identity"]) == ("papers/the-card", "papers/the-card")


@pytest.mark.parametrize(
    ("papers", "renamed", "problems"),
    [
        ("Card: [library-card/identity-card, twin/identity-card]", "", [
            f"{PAPERS}:1: 'Card' cannot be an id. Write small letters, digits and single hyphens, a letter first.",
        ]),
        ("card: [twin/identity-card]", "", [
            f"{PAPERS}:1: 'card' is one paper in one place. Name two places or more, or take it out.",
        ]),
        ("one: [library-card/identity-card, twin/identity-card]\ntwo: [twin/guardian-consent, twin/identity-crd]", "", [
            f"{PAPERS}:2: There is no paper 'twin/identity-crd'. Did you mean 'twin/identity-card'?",
        ]),
        ("a: [library-card/identity-card, twin/identity-card]\nb: [twin/identity-card, twin/guardian-consent]", "", [
            f"{PAPERS}:2: 'twin/identity-card' is already in 'a'. Keep it in one of them.",
        ]),
        ("card: [twin/read-on, library-card/identity-card]", "", [
            f"{PAPERS}:1: There is no paper 'twin/read-on'. Did you mean 'twin/guardian-consent'?",
        ]),
        ("- card", "", [f"{PAPERS}:1: This is no mapping. Write 'key: …', one a line."]),
        ("", "twin/read-on: twin/identity-card", [
            f"{RENAMED}:1: 'twin/read-on' is still there. Take this line out, or rename it in the rules.",
        ]),
        ("", "twin/gone: twin/read-in", [
            f"{RENAMED}:1: There is no step or paper 'twin/read-in'. Did you mean 'twin/read-on'?",
        ]),
        ("", "twin/a: twin/b\ntwin/b: twin/a", [
            f"{RENAMED}:1: 'twin/a' is renamed in a circle. Lead each old id to one that is there.",
            f"{RENAMED}:2: 'twin/b' is renamed in a circle. Lead each old id to one that is there.",
        ]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_told(tmp_path: Path, papers: str, renamed: str, problems: list[str]) -> None:
    assert [short(problem) for problem in check_library(library(tmp_path, papers, renamed), release=True)] == problems


def test_no_guide_takes_the_place_of_shared_papers(tmp_path: Path) -> None:
    found = copy_library(tmp_path)
    procedures = found / "guides" / "procedures"
    shutil.copytree(procedures / "library-card", procedures / "papers")
    assert [short(problem) for problem in check_library(load_library(found), release=True)] == [
        "guides/procedures/papers/procedure.yaml:1: 'papers' stands for the papers of all guides. "
        "Give this guide another name."
    ]


def the_list(folder: Path) -> str:
    """The page of the list, in Arabic, of two guides that ask for one and the same card."""
    for language in LANGUAGES:
        shutil.copy(ROOT / "docs" / language / "list.md", folder / "docs" / language)
    found = load_library(folder)
    return ListRender(found, "ar", TODAY).page(found.pages["list"])


def test_the_list_has_a_row_for_each_tick(tmp_path: Path) -> None:
    found = library(tmp_path, "the-card: [library-card/identity-card, twin/identity-card]")
    page = the_list(tmp_path)
    ticks = sorted({id for guide in found.guides.values() for id in tick_ids(found, guide).values()})
    assert sorted(part.split('"')[0] for part in page.split('data-row="')[1:]) == ticks
    assert page.count('href="guides/twin.html#identity-card"') == 1
    assert "data-unconfirmed" not in page


@pytest.mark.parametrize(
    ("doubted", "before"),
    [
        (["{id: read-on, "], {"library-card/read-on": "title"}),
        (["{id: identity-card, "], {"papers/the-card": "link"}),
        (["{id: identity-card, ", "{id: identity-card, "], {"papers/the-card": "title"}),
    ],
    ids=["a step of one guide", "a paper in one of its guides", "a paper in all its guides"],
)
def test_the_list_says_what_is_unconfirmed(tmp_path: Path, doubted: list[str], before: dict[str, str]) -> None:
    library(tmp_path, "the-card: [library-card/identity-card, twin/identity-card]")
    for guide, item in zip(("library-card", "twin"), doubted, strict=False):
        edit(tmp_path / "guides/procedures" / guide / "procedure.yaml", item, f"{item}unconfirmed: true, ")
    found = {}
    for part in the_list(tmp_path).split('data-row="')[1:]:
        if "data-unconfirmed" in part:
            assert part.count("data-unconfirmed") == 1
            found[part.split('"')[0]] = "title" if "data-unconfirmed" in part.split("</label>")[0] else "link"
    assert found == before
