"""A sheet on which offers are compared: filled in, read back from paper and from the clipboard, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from tests.browser.serving import serving
from tests.browser.taking import plain
from tests.browser.test_pages import AXE, RUN
from tests.browser.test_paper import NASTY, NOTHING, STORED, printed

GUIDE, SHEET = "library-card", "compare-clubs"
BROKEN = {
    "price": ["1 500,50", "٢٠٠٠"],
    "share-back": ["80", "80,0"],
    "loan-length": ["21", "vingt"],
    "wait": ["2,5", "3"],
    "until-age": ["-1", ""],
    "reading-room": ["yes", "no"],
    "closed-shelves": ["Dictionnaires", "قواميس"],
}
"""What two clubs said, three numbers among it being none."""
TOLD = """(sheet) => {
  const seen = (one) => one.checkVisibility();
  const all = (selector, place = sheet) => [...place.querySelectorAll(selector)].filter(seen);
  const of = (one) => [one.closest("tr").dataset.criterion, one.closest("td").dataset.offer].join(" ");
  return {
    offers: all("thead [data-offer]").length,
    errors: Object.fromEntries(all("[data-error-line]").map((one) => [of(one), one.textContent])),
    invalid: all("[aria-invalid]").map(of),
    differs: all("[data-differs]").map((one) => one.closest("tr").dataset.criterion),
    asks: all("[data-asks-of]").map((one) => all("li", one).length),
    told: all("[data-told]").map((one) => one.dataset.told),
    values: [...sheet.querySelectorAll("[data-field], [data-name]")].filter((one) => one.value).length,
  };
}"""


@pytest.fixture(scope="module")
def address(card_site: Path) -> Iterator[str]:
    """Where the card's site is served."""
    with serving(card_site) as address:
        yield address


def opened(context: BrowserContext, language: str) -> Locator:
    """The sheet on its page."""
    page = context.new_page()
    page.goto(f"/{language}/guides/{GUIDE}.html")
    return page.locator(f"[data-compare={SHEET}]")


def cell(sheet: Locator, criterion: str, offer: int) -> Locator:
    return sheet.locator(f"[data-criterion={criterion}] td[data-offer='{offer}'] [data-field]")


def fill(sheet: Locator, said: dict[str, list[str]]) -> None:
    """Write what each club said, and leave each field."""
    for criterion, answers in said.items():
        for offer, answer in enumerate(answers, 1):
            field = cell(sheet, criterion, offer)
            if field.evaluate("(field) => field.tagName") == "SELECT":
                field.select_option(answer)
            else:
                field.fill(answer)
                field.blur()


def told(sheet: Locator) -> dict[str, Any]:
    """What can be seen of it."""
    found: dict[str, Any] = sheet.evaluate(TOLD)
    return found


def left_behind(page: Page) -> dict[str, Any]:
    """All that a browser may keep of a page."""
    found: dict[str, Any] = page.evaluate(STORED)
    return found


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_offers_stand_side_by_side(visit: Callable[..., BrowserContext], language: str, width: int) -> None:
    sheet = opened(visit(viewport={"width": width, "height": 740}), language)
    assert told(sheet) == {
        "offers": 3,
        "errors": {},
        "invalid": [],
        "differs": [],
        "asks": [],
        "told": [],
        "values": 0,
    }
    fill(sheet, BROKEN)
    found = told(sheet)
    assert list(found["errors"]) == ["loan-length 2", "wait 1", "until-age 1"]
    assert found["invalid"] == list(found["errors"])
    assert found["differs"] == ["price", "reading-room"]
    assert found["asks"] == [0, 1, 7]
    assert cell(sheet, "loan-length", 2).input_value() == "vingt"
    cells = sheet.locator("[data-criterion=price] td:visible")
    tops = {box["y"] for one in cells.all() if (box := one.bounding_box())}
    assert len(tops) == (1 if width > 1000 else 3)
    assert sheet.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_number_is_a_mistake_once_it_is_left_and_until_it_is_mended(visit: Callable[..., BrowserContext]) -> None:
    sheet = opened(visit(), "fr")
    field = cell(sheet, "price", 1)
    field.press_sequentially("1 5")
    assert told(sheet)["errors"] == {}
    field.blur()
    assert told(sheet)["told"] == ["check"]
    line = sheet.locator("[data-criterion=price] td[data-offer='1'] [data-error-line]")
    assert field.get_attribute("aria-describedby") == line.get_attribute("id")
    field.fill("1 500")
    assert (told(sheet)["errors"], field.get_attribute("aria-describedby")) == ({}, None)


def test_a_reader_says_how_many_offers_there_are(visit: Callable[..., BrowserContext]) -> None:
    sheet = opened(visit(), "fr")
    fill(sheet, {"price": ["100", "100", "200"]})
    assert told(sheet)["differs"] == ["price"]
    sheet.locator("[type=radio][value='2']").check()
    assert (told(sheet)["offers"], told(sheet)["differs"], told(sheet)["asks"]) == (2, [], [6, 6])
    sheet.locator("[type=radio][value='4']").check()
    assert (told(sheet)["offers"], told(sheet)["differs"], told(sheet)["asks"]) == (4, ["price"], [6, 6, 6, 7])


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "fr",
            [
                "La carte de bibliothèque · Comparer des clubs de lecture",
                "Offre 1 · Club A",
                "- Prix par an · 1 500,5 DH",
                "- Part rendue si l'on s'arrête · 80 %",
                "- Durée d'un prêt · 21 jours",
                "- Durée d'un prêt · vingt",
                "- Salle de lecture · Oui",
                "- Âge jusqu'auquel on est admis · à demander",
            ],
        ),
        (
            "ar",
            ["العرض 1 · Club A", "- الثمن في السنة · 1 500,5 درهم", "- مدة الإعارة · 21 يوما", "- قاعة للقراءة · نعم"],
        ),
    ],
)
def test_it_is_taken_along_as_text(visit: Callable[..., BrowserContext], language: str, lines: list[str]) -> None:
    context = visit()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    sheet = opened(context, language)
    fill(sheet, BROKEN)
    sheet.locator("[data-name]").first.fill("Club A")
    sheet.locator("[data-do=copy]").click()
    sheet.locator("[data-told=copied]").wait_for()
    text = plain(str(sheet.page.evaluate("navigator.clipboard.readText()")))
    assert [line for line in lines if line not in text.split("\n")] == [], text


def test_it_is_printed_alone_by_its_button(visit: Callable[..., BrowserContext], tmp_path: Path) -> None:
    page = (sheet := opened(visit(color_scheme="dark"), "fr")).page
    page.evaluate("window.print = () => {}")
    fill(sheet, BROKEN)
    sheet.locator("[data-name]").first.fill("Club A")
    sheet.locator("[data-do=print]").click()
    text = printed(page, tmp_path / "sheet.pdf")
    for words in (
        "Comparer des clubs de lecture",
        "Club A",
        "1 500,5 DH",
        "vingt",
        "à demander",
        "Ce qui reste à demander",
        "Copie du site faite le 22 novembre 2026",
        "https://library.example/fr/guides/library-card.html",
    ):
        assert words in text, text
    for words in ("Que faire maintenant", "Combien d'offres", "Imprimer", "Écrivez le nombre", "Son nom"):
        assert words not in text, text
    assert "Que faire maintenant" in printed(page, tmp_path / "page.pdf")  # the next time the page is whole again


def test_without_script_there_is_an_empty_sheet_to_print(visit: Callable[..., BrowserContext], tmp_path: Path) -> None:
    sheet = opened(visit(java_script_enabled=False), "fr")
    assert sheet.locator(".dalil-compare__plain").is_visible()
    assert sheet.locator("input:visible, select:visible, textarea:visible, button:visible").count() == 0
    assert sheet.locator("tbody tr:visible").count() == 7
    text = printed(sheet.page, tmp_path / "empty.pdf")
    for words in ("Offre 1 Offre 2 Offre 3", "Prix par an", "Livres exclus"):
        assert words in text, text
    assert "à demander" not in text


def test_it_needs_no_python(visit: Callable[..., BrowserContext]) -> None:
    context = visit()
    context.add_init_script("delete window.WebAssembly")
    sheet = opened(context, "fr")
    asked: list[str] = []
    sheet.page.wait_for_load_state("networkidle")
    sheet.page.on("request", lambda request: asked.append(request.url))
    fill(sheet, BROKEN)
    sheet.locator("[data-do=copy]").click()
    assert told(sheet)["differs"] == ["price", "reading-room"]
    assert asked == []


def test_nothing_of_it_is_kept_or_sent(visit: Callable[..., BrowserContext]) -> None:
    page = (sheet := opened(visit(), "fr")).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    fill(sheet, BROKEN)
    sheet.locator("[data-name]").first.fill("Club Secret")
    assert left_behind(page) == NOTHING
    page.locator("[data-widget] [type=radio]").first.check()  # a form beside it asks Python, and links its answers
    page.goto(f"/ar/guides/{GUIDE}.html")
    assert [url for url in asked if "Secret" in url or "1%20500" in url] == []
    page.go_back()
    assert told(sheet)["values"] == 0
    fill(sheet, {"price": ["100"]})
    page.reload()
    assert told(sheet)["values"] == 0
    fill(sheet, {"price": ["100"]})
    sheet.locator("[data-do=erase]").click()
    assert (told(sheet)["values"], told(sheet)["told"], told(sheet)["asks"]) == (0, ["erased"], [])


def test_whatever_is_typed_stays_text(visit: Callable[..., BrowserContext]) -> None:
    page = (sheet := opened(visit(), "ar")).page
    before = page.evaluate("document.querySelectorAll('*').length")
    for text in NASTY:
        for field in (cell(sheet, "closed-shelves", 1), cell(sheet, "price", 1), sheet.locator("[data-name]").first):
            field.fill(text)
            field.blur()
        assert sheet.locator("[data-criterion=closed-shelves] td[data-offer='1'] script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("window.hacked") is None
    sheet.locator("[data-do=erase]").click()
    assert page.evaluate("document.querySelectorAll('*').length") == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing(visit: Callable[..., BrowserContext], language: str, scheme: str) -> None:
    sheet = opened(visit(color_scheme=scheme, reduced_motion="reduce"), language)
    fill(sheet, BROKEN)
    sheet.page.evaluate(AXE)
    assert sheet.page.evaluate(RUN) == []
