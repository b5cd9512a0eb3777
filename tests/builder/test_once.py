"""What is the same is said once, and in the same words: a mark beside an item, a heading in every guide, an example."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.render import render_site
from tests.builder.cards import copy_library, edit
from tests.conftest import ROOT
from widgets.typed import read_number

GUIDE = "guides/procedures/library-card"
DAY = date(2026, 11, 22)
TITLES = {
    "list": r'<li id="read-on"><div class="dalil-item">(.*?)</p>',
    "form": r'<li data-step="read-on" hidden>\n(.*?)</p>',
}


@pytest.mark.parametrize("cited", ["", " [^reminder-before]", " after [[reminder-before]]"])
@pytest.mark.parametrize("place", TITLES)
def test_an_unconfirmed_step_is_marked_once(place: str, cited: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / GUIDE / "procedure.yaml", "when: {route: enjoy}}", "when: {route: enjoy}, unconfirmed: true}")
    edit(folder / GUIDE / "en.md", "`read-on` Read on", f"`read-on` Read on{cited}")
    page = render_site(load_library(folder), DAY)["en"]["guides/library-card.md"]
    found = re.search(TITLES[place], page, re.DOTALL)
    assert found
    assert len(re.findall(r"dalil-item__unconfirmed|dalil-chip|dalil-mark--unconfirmed", found[1])) == 1


@pytest.mark.parametrize("cited", ["", " [^reminder-before]"])
def test_an_unconfirmed_paper_is_marked_once_in_each_language_of_the_card(cited: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / GUIDE / "procedure.yaml", "{id: identity-card, ", "{id: identity-card, unconfirmed: true, ")
    titles = {"en": "Your identity card", "fr": "Votre pièce d'identité", "ar": "بطاقة التعريف"}
    for language, title in titles.items():
        edit(folder / GUIDE / f"{language}.md", f"`identity-card` {title}", f"`identity-card` {title}{cited}")
    page = render_site(load_library(folder), DAY)["en"]["guides/library-card-card.md"]
    found = re.search(r'data-evidence="identity-card">(.*?)</li>', page, re.DOTALL)
    assert found
    sides = found[1].split("<div lang=")[1:]
    marks = [len(re.findall(r"dalil-card__unconfirmed|dalil-mark--unconfirmed", side)) for side in sides]
    assert marks == [1, 1, 1]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(ROOT)


def test_a_heading_that_guides_share_is_the_same_in_all_of_them(library: Library) -> None:
    """Where two guides have one term in two languages, they have one in the third as well."""
    titles = {
        guide.id: {
            language: {section.id: section.title for section in guide.words[language].sections}
            for language in LANGUAGES
        }
        for guide in library.guides.values()
    }
    differ = [
        (id, one, other)
        for one, other in combinations(titles, 2)
        for id in titles[one]["fr"].keys() & titles[other]["fr"].keys()
        if sum(titles[one][language].get(id) == titles[other][language].get(id) for language in LANGUAGES) == 2
    ]
    assert differ == []


def test_the_example_of_an_amount_is_the_same_in_every_language_and_one_that_a_form_reads(library: Library) -> None:
    amounts = {read_number(words["widget"]["examples"]["MAD"]) for words in library.interface.values()}
    assert len(amounts) == 1
