"""A third guide is data and words alone: the tests' own, on a library card, becomes pages and answers in French."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from builder.check import check_library
from builder.library import Library
from tests.browser.expected import differences
from tests.browser.reader import cases, open_form, set_day, zone
from tests.browser.serving import serving


@pytest.fixture(scope="module")
def library(card_library: Library) -> Library:
    """The tests' own library."""
    return card_library


@pytest.fixture(scope="module")
def address(card_site: Path) -> Iterator[str]:
    """Where its site is served."""
    with serving(card_site) as address:
        yield address


def test_nothing_is_wrong_with_it(library: Library) -> None:
    assert check_library(library, release=True) == []


def test_it_shows_what_its_examples_say(visit: Callable[..., BrowserContext], library: Library) -> None:
    (guide,) = library.guides.values()
    (widget,) = guide.procedure.widgets
    form = open_form(visit(timezone_id=zone("fr"), reduced_motion="reduce"), "fr", guide.id, widget.id)
    wrong = {}
    for case in cases(guide, widget.id):
        set_day(form.page, "fr", case["today"])
        form.reset()
        if found := list(differences(form, library, guide, "fr", case)):
            wrong[case["name"]] = found
    assert wrong == {}


def test_a_reader_answers_it_in_french(visit: Callable[..., BrowserContext]) -> None:
    context = visit(timezone_id=zone("fr"), locale="fr-MA")
    page = open_form(context, "fr", "library-card", "what-now", "2026-11-22").page
    joined = page.get_by_role("textbox", name="Quand vous êtes-vous inscrit ?")
    assert joined.is_hidden()

    page.get_by_label("Un adulte").check()
    page.get_by_label("Je l'ai", exact=True).check()
    joined.wait_for()
    page.get_by_role("button", name="Voir la réponse").click()
    page.get_by_text("Répondez à cette question, ou choisissez").filter(visible=True).wait_for()
    joined.fill("21/11/2025")
    page.get_by_role("button", name="Voir la réponse").click()

    answer = page.get_by_role("region", name="Votre réponse")
    answer.get_by_role("heading", name="Si la carte est périmée").wait_for()
    shown = answer.inner_text().replace("\u00a0", " ")
    for words in (
        "Elle se renouvelle le jour même.",
        "Votre carte n'est plus valable.",
        "À renouveler avant le\n21 novembre 2026",
        "Passez au guichet",
        "Votre pièce d'identité",
    ):
        assert words in shown, shown
    for words in ("Lisez", "L'accord d'un parent"):
        assert words not in shown, shown
    headings = answer.get_by_role("heading").all_inner_texts()
    assert "Si vous avez perdu la carte" not in headings
    # It is what another answer would lead to, and one that the reader can change.
    assert answer.get_by_role("link", name="Si vous avez perdu la carte").is_visible()

    page.get_by_label("Je l'ai perdue").check()
    answer.get_by_role("heading", name="Si vous avez perdu la carte").wait_for()
    answer.get_by_role("link", name="guide").first.click()
    assert page.url.endswith("#replace")
