"""On paper: an answer, the counter card and a letter, in French and Arabic, from a link and from a disk.

What is printed is read back from the PDF; what is typed into a letter is nowhere but in it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page

from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.offline import write_package
from builder.render import render_site
from builder.site import build_site, read_words
from tests.browser.reader import Form, open_form, zone
from tests.browser.serving import serving
from tests.browser.test_pages import AXE, RUN
from tests.builder.cards import copy_library
from tests.conftest import TODAY
from tests.raster import Raster, likeness

GUIDE = "library-card"
LINK = "what-now~1.card=lost.joined-on=2025-11-21.reader=adult"
DAYS = {"fr": "21 novembre 2025", "ar": "21 نونبر 2025"}
SCREEN = {"width": 794, "height": 1123}
UNSEEN = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f\u00ad\ufffe"))

# The theme remembers which colours were chosen, and nothing else.
STORED = """async () => ({
  local: Object.keys(localStorage).filter((key) => !key.endsWith("__palette")).length,
  session: sessionStorage.length,
  cookies: document.cookie,
  hash: location.hash,
  state: JSON.stringify(history.state),
  databases: (await indexedDB.databases?.() ?? []).length,
})"""
NOTHING = {"local": 0, "session": 0, "cookies": "", "hash": "", "state": "null", "databases": 0}

# Where a link leads at the moment it is followed; nobody follows it here.
FOLLOWED = """(link) => {
  let to = "";
  const look = (event) => { event.preventDefault(); to = link.href; };
  document.addEventListener("click", look, { once: true });
  link.click();
  return to;
}"""

# All that Python is asked and told.
LISTEN = """() => {
  window.asked = [];
  const tell = (data) => window.asked.push(JSON.stringify(data));
  const { evaluate } = Dalil.runtime;
  Dalil.runtime.evaluate = (request) => (tell(request), evaluate(request));
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (data) { tell(data); post.call(this, data); };
}"""

NASTY = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '"><svg onload=window.hacked=1>',
    "javascript:window.hacked=1",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
    "{blank-name}",
    "{today}",
    "[[card-validity]] [^card-remade-free]",
    "&lt;b&gt; &amp; &#x41;",
    "</article></div></body>",
    "'; DROP TABLE letters; --",
    "\u202egnirts desrever",
    "\u2066\u2067\u2068 never closed",
    "a\u0000b\u0007c",
    "\ud800 alone",
    "👩‍👩‍👧‍👦🇲🇦",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "ﷺ ﷽",
    "\ufeff\u200b\u200d",
    "W" * 5000,
    "عمر " * 400,
    "-1",
    "__proto__",
    "constructor",
    "%00%0a%0d<%2fscript>",
    "../../etc/passwd",
    "file:///etc/passwd",
    "*_~`[x](y)![x](y)",
    '=HYPERLINK("x")',
    "   ",
]


ANYTHING = st.text(st.characters(exclude_categories=())) | st.binary().map(lambda data: data.decode("latin-1"))
"""Any text, half a pair of surrogates too, and any byte."""

# What a field takes of a text, what the letters show of it, and what else of the page may have changed; compared here,
# since not every text comes through a protocol unchanged.
TYPE = """async (text) => {
  const field = document.querySelector("[data-fills=blank-name]");
  const slots = [...document.querySelectorAll("[data-blank=blank-name]")];
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const typed = text.replace(/[\\r\\n]/g, ""); // HTML, section 4.10.5.1.2: a field of one line strips them
  const shown = typed.trim();
  const within = (one) => one.querySelectorAll("*").length;
  return {
    taken: field.value === typed,
    equal: slots.every((slot) => shown === "" || slot.textContent === shown),
    children: shown === "" ? 0 : slots.reduce((sum, slot) => sum + within(slot), 0),
    others: within(document) - slots.reduce((sum, slot) => sum + within(slot), 0),
    asked: window.asked.length,
    hacked: window.hacked ?? null,
  };
}"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The tests' own library of one guide."""
    return load_library(copy_library(tmp_path_factory.mktemp("cards")))


@pytest.fixture(scope="module")
def built(library: Library, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, built with the machinery as it is."""
    folder = tmp_path_factory.mktemp("built")
    build_site(render_site(library, TODAY), root, folder / "site", folder / "stage")
    return folder / "site"


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Where the site is served."""
    with serving(built) as address:
        yield address


@pytest.fixture(scope="module")
def package(library: Library, root: Path, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the offline package, unpacked."""
    folder = tmp_path_factory.mktemp("package")
    words = {language: read_words(root, language) for language in LANGUAGES}
    write_package(built, folder / "all.zip", library.interface, words, TODAY)
    with zipfile.ZipFile(folder / "all.zip") as packed:
        packed.extractall(folder / "Dalil #1")
    return folder / "Dalil #1"


def answered(context: BrowserContext, language: str) -> Form:
    """An adult who lost the card and joined a year ago."""
    form = open_form(context, language, GUIDE, "what-now", TODAY.isoformat())
    form.fill_in({"reader": "adult", "card": "lost", "joined-on": "21/11/2025"})
    form.submit()
    return form


def printed(page: Page, file: Path) -> str:
    """The text of a page as it is printed, one space between words."""
    page.pdf(path=file, format="A4")
    with pypdfium2.PdfDocument(file) as document:
        text = "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    return re.sub(r"\s+", " ", text.translate(UNSEEN))


def sheets(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def shown(page: Page, language: str) -> None:
    """Wait until the days of a letter are filled in."""
    page.locator(f".dalil-letter[lang={language}] [data-day=joined-on].dalil-slot--filled").wait_for(timeout=60_000)


def test_an_answer_is_printed_alone(visit: Callable[..., BrowserContext], library: Library, tmp_path: Path) -> None:
    interface = library.interface["fr"]
    form = answered(visit(color_scheme="dark", timezone_id=zone("fr")), "fr")
    page = form.page
    text = printed(page, tmp_path / "answer.pdf")
    for words in (
        "La carte de bibliothèque",
        "Si vous avez perdu la carte",
        "Où en est votre carte ? Je l'ai perdue",
        "21 novembre 2026",
        "1. Passez au guichet",
        "Votre pièce d'identité",
        "1 original et 2 copies",
        "Règlement de la bibliothèque https://library.example/rules",
        "https://library.example/fr/guides/library-card.html",
        "Copie du site faite le 22 novembre 2026. Imprimé le 22 novembre 2026.",
        "Dalil est indépendant",
    ):
        assert words in text, text
    for words in (
        "Répondez à trois questions",
        "Bonne lecture",
        "L'accord d'un parent",
        "Un enfant",
        "Le prêt entre bibliothèques",
        "Rechercher",
        "Imprimer cette réponse",
        *(interface["why"][key] for key in ("others", "trace", "whole", "flips")),
        interface["ticks"]["keep"],
    ):
        assert words not in text, text
    assert darkness(tmp_path / "answer.pdf") < 0.2

    form.reset()
    text = printed(page, tmp_path / "guide.pdf")
    for words in ("Si tout va bien", "Bonne lecture", "L'accord d'un parent"):
        assert words in text, text
    for words in ("Rechercher", "Voir la réponse", "Imprimer cette réponse", "Imprimé le"):
        assert words not in text, text


def test_an_arabic_answer_is_printed_with_its_figures_in_order(
    visit: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    form = answered(visit(color_scheme="dark", timezone_id=zone("ar"), viewport=SCREEN), "ar")
    page = form.page
    text = printed(page, tmp_path / "answer.pdf")
    # A reader of PDF takes some joined letters for others: what it reads surely is figures, Latin, and letters apart.
    for pattern in (
        r"التجديد قبل 21 \w+ 2026",
        r"مدة صالحية البطاقة 12 شهرا رسمي منذ 1 يناير 2020",
        r"نسخة من الموقع أنجزت يف 22 \w+ \.?2026",
        r"Règlement de la bibliothèque https://library\.example/rules",
        r"https://library\.example/ar/guides/library-card\.html",
    ):
        assert re.search(pattern, text), (pattern, text)
    others = ("قراءة ممتعة", "موافقة أحد الوالدين")  # of another answer
    assert not any(words in text for words in others), text
    assert darkness(tmp_path / "answer.pdf") < 0.2

    page.pdf(path=tmp_path / "answer.pdf", width="794px", height="2400px")  # one sheet, however long
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": 680, "height": 1123})  # the sheet without its margins
    picture = page.screenshot(full_page=True)
    assert likeness(Raster.of_pdf(tmp_path / "answer.pdf", 96 / 72).trimmed(), Raster.of_png(picture).trimmed()) > 0.9

    page.emulate_media(media="null")
    form.reset()
    text = printed(page, tmp_path / "guide.pdf")
    assert all(words in text for words in others), text


def darkness(file: Path) -> float:
    """How much of the first sheet is ink."""
    return Raster.of_pdf(file, 1.0).mean


def test_the_button_prints(visit: Callable[..., BrowserContext]) -> None:
    form = answered(visit(timezone_id=zone("ar")), "ar")
    form.page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    form.place.locator("[data-do=print]").click()
    assert form.page.evaluate("window.printed") is True


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_answer_leads_to_its_letter_and_back(
    visit: Callable[..., BrowserContext], tmp_path: Path, language: str
) -> None:
    form = answered(visit(timezone_id=zone(language)), language)
    page = form.page
    assert form.seen()["letters"] == ["make-it-again"]
    link = form.place.locator("[data-letter] a")
    assert link.evaluate(FOLLOWED).endswith("make-it-again.html#" + LINK)
    assert link.evaluate("link => link.hash") == ""
    link.click()
    page.wait_for_url("**/*make-it-again.html")
    shown(page, language)
    page.locator("[data-fills=blank-name]").fill("Zineb El Fassi 7-12")
    text = printed(page, tmp_path / "letter.pdf")
    assert "Zineb El Fassi 7-12" in text
    for figure in re.findall(r"\d+", DAYS[language]):
        assert figure in text, text
    if language == "fr":
        assert text.startswith("Nom : Zineb El Fassi 7-12 Numéro de lecteur : Le ")
        assert f"Je me suis inscrit le {DAYS['fr']}. Ma carte, valable 12 mois, est perdue" in text, text
        assert "Gardez-en" not in text
    assert sheets(tmp_path / "letter.pdf") == 1
    assert page.evaluate(STORED) == NOTHING
    other = "ar" if language == "fr" else "fr"
    page.locator(f"a[hreflang={other}]").first.evaluate("link => link.click()")
    page.wait_for_url(f"**/{other}/guides/*make-it-again.html")
    shown(page, other)
    assert page.locator("[data-fills=blank-name]").input_value() == ""


def test_arabic_on_paper_is_as_on_the_screen(visit: Callable[..., BrowserContext], tmp_path: Path) -> None:
    page = visit(viewport=SCREEN).new_page()
    page.goto(f"/ar/guides/{GUIDE}-make-it-again.html#{LINK}")
    shown(page, "ar")
    page.locator("[data-fills=blank-name]").fill("Zineb 2026-11")
    page.pdf(path=tmp_path / "letter.pdf", width="794px", height="1123px")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1123})  # the sheet without its margins
    picture = page.locator(".dalil-letter[lang=ar]").screenshot()
    assert likeness(Raster.of_pdf(tmp_path / "letter.pdf", 96 / 72).trimmed(), Raster.of_png(picture).trimmed()) > 0.9


def test_what_is_typed_goes_nowhere(visit: Callable[..., BrowserContext]) -> None:
    page = visit().new_page()
    page.goto(f"/fr/guides/{GUIDE}-make-it-again.html#{LINK}")
    page.evaluate(LISTEN)
    shown(page, "fr")
    field, slot = (
        page.locator("[data-fills=blank-name]"),
        page.locator(".dalil-letter[lang=fr] [data-blank=blank-name]"),
    )
    elements = page.evaluate("document.querySelectorAll('*').length")
    hint = slot.inner_html()
    for text in NASTY:
        taken = field.evaluate("""(field, text) => {
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          return field.value.trim();
        }""", text)  # fmt: skip
        assert slot.evaluate("slot => slot.textContent") == taken or (not taken and slot.inner_html() == hint)
        assert slot.evaluate("slot => slot.children.length") == (0 if taken else 1)
        assert page.evaluate("document.querySelectorAll('*').length") <= elements
    assert page.evaluate("window.hacked") is None
    assert not any("blank-name" in asked or "WWWW" in asked for asked in page.evaluate("window.asked"))
    assert page.evaluate(STORED) == NOTHING
    assert not page.evaluate("() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth")

    field.fill("Zineb")
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert (field.input_value(), slot.inner_html()) == ("", hint)
    field.fill("Zineb")
    page.goto(f"/fr/guides/{GUIDE}.html")
    page.go_back()
    assert page.locator("[data-fills=blank-name]").input_value() == ""
    assert "Zineb" not in page.content()


def test_whatever_is_typed_is_text(visit: Callable[..., BrowserContext]) -> None:
    page = visit().new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"/ar/guides/{GUIDE}-make-it-again.html#{LINK}")
    page.evaluate(LISTEN)
    shown(page, "ar")
    empty = page.evaluate(TYPE, "")
    assert empty["others"] > 0

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from(["", *NASTY]), ANYTHING)
    def write(before: str, text: str) -> None:
        assert page.evaluate(TYPE, before + text) == {**empty, "taken": True, "equal": True, "children": 0}
        assert page.evaluate(STORED) == NOTHING

    write()


@pytest.mark.parametrize(
    "link", [LINK, LINK.replace("lost", "have"), "what-now~9.card=lost", "what-now~1", "~", "x~1.a=b"]
)
def test_a_letter_says_what_became_of_its_link(visit: Callable[..., BrowserContext], link: str) -> None:
    says = {
        LINK: [],
        LINK.replace("lost", "have"): ["other"],
        "what-now~9.card=lost": ["older"],
        "what-now~1": ["failed"],
        "~": ["failed"],
        "x~1.a=b": ["other"],
    }
    page = visit().new_page()
    page.goto(f"/ar/guides/{GUIDE}-make-it-again.html#{link}")
    page.wait_for_function("() => !document.querySelector('[data-state=wait]:not([hidden])')", timeout=60_000)
    seen = page.eval_on_selector_all("[data-state]:not([hidden])", "all => all.map((one) => one.dataset.state)")
    assert (seen, page.evaluate("location.hash")) == (says[link], "")


def test_a_card_has_what_applies_in_both_languages(visit: Callable[..., BrowserContext], tmp_path: Path) -> None:
    page = visit().new_page()
    page.goto(f"/ar/guides/{GUIDE}-card.html")
    visible = "all => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.evidence)"
    assert page.eval_on_selector_all("[data-evidence]", visible) == ["identity-card", "guardian-consent"]
    assert page.locator("[data-evidence=guardian-consent] [lang=fr] [data-when]").is_visible()

    form = answered(visit(timezone_id=zone("fr")), "fr")
    form.place.locator("[data-papers] a", has_text="guichet").click()
    page = form.page
    page.locator("[data-state=yours]:not([hidden])").wait_for(timeout=60_000)
    assert page.eval_on_selector_all("[data-evidence]", visible) == ["identity-card"]
    text = printed(page, tmp_path / "card.pdf")
    for words in ("Si vous avez perdu la carte", "Votre pièce d'identité", "1 original et 2 copies", "بطاقة التعريف"):
        assert words in text, text
    for words in ("L'accord d'un parent", "Fiche", "Rechercher"):
        assert words not in text, text
    assert sheets(tmp_path / "card.pdf") == 1
    assert page.evaluate(STORED) == NOTHING


def test_they_open_from_a_disk(chromium: Browser, package: Path, tmp_path: Path) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(f"{(package / 'fr' / 'guides' / f'{GUIDE}-make-it-again.html').as_uri()}#{LINK}")
    shown(page, "fr")
    page.locator("[data-fills=blank-name]").fill("Zineb")
    assert DAYS["fr"] in printed(page, tmp_path / "letter.pdf")
    page.goto(f"{(package / 'ar' / 'guides' / f'{GUIDE}-card.html').as_uri()}#{LINK}")
    page.locator("[data-state=yours]:not([hidden])").wait_for(timeout=60_000)
    assert thrown == []
    context.close()


def test_without_script_there_is_a_letter_to_fill_in_by_pen(
    visit: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = visit(java_script_enabled=False).new_page()
    page.goto(f"/fr/guides/{GUIDE}-make-it-again.html")
    assert page.locator(".dalil-paper__form").is_hidden()
    text = printed(page, tmp_path / "letter.pdf")
    assert "Je me suis inscrit le" in text
    assert "Gardez-en" not in text
    page.goto(f"/fr/guides/{GUIDE}.html")
    assert "→ Si la carte est périmée" in printed(page, tmp_path / "guide.pdf")  # the decision, unfolded
    page.goto(f"/fr/guides/{GUIDE}-card.html")
    assert page.locator("[data-evidence=guardian-consent] [lang=ar] [data-when]").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_once_answers_are_in(visit: Callable[..., BrowserContext], scheme: str) -> None:
    page = visit(color_scheme=scheme, reduced_motion="reduce").new_page()
    found = {}
    for language, end in (("fr", "card"), ("ar", "make-it-again"), ("en", "make-it-again")):
        page.goto(f"/{language}/guides/{GUIDE}-{end}.html#{LINK}")
        page.wait_for_function("() => !document.querySelector('[data-state=wait]:not([hidden])')", timeout=60_000)
        page.evaluate(AXE)
        if violations := page.evaluate(RUN):
            found[language, end] = violations
    assert found == {}
