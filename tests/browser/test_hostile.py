"""Whatever of each kind of attack gets through, as words that only look like one: on real pages, nothing of it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from builder.allowed import PAGE
from builder.check.safe import check_safe
from builder.gate import strays_of_page
from builder.library import Library
from builder.load import load_library
from builder.render import render_site
from builder.site import build_site
from tests.browser.conftest import visiting
from tests.browser.serving import serving
from tests.builder import attacks
from tests.builder.cards import copy_library, edit
from tests.conftest import TODAY

GUIDE = "guides/procedures/library-card"
ALL = [text for texts in attacks.MARKDOWN.values() for text in texts]
ONE_LINE = [text for text in ALL if "\n" not in text and "`" not in text]

# Attributes that would run something, where links lead, and what was fetched or drawn that nobody meant.
LIVELY = """() => {
  const main = document.querySelector("article");
  const all = [...main.querySelectorAll("*")];
  const inside = [...document.querySelectorAll("template")].flatMap((one) => [...one.content.querySelectorAll("*")]);
  const names = [...all, ...inside].flatMap((one) => one.getAttributeNames());
  return {
    running: names.filter((name) => name.startsWith("on") || name === "style" || name === "srcdoc"),
    leading: [...new Set([...document.links].map((link) => link.protocol))].sort(),
    drawn: main.querySelectorAll("img, iframe, object, embed, meta, base, style, math, x-widget").length,
    scripts: [...main.querySelectorAll("script")].filter((one) => !one.type.endsWith("json")).length,
  };
}"""


def in_code(text: str) -> str:
    return f"`{text}`"


def escaped(text: str) -> str:
    return re.sub(r"[^\w\s]", lambda found: f"&#{ord(found[0])};", text)


def write_disarmed(folder: Path) -> None:
    """Attacks as words, which the check lets pass, wherever people write Markdown."""
    templates = (*attacks.TEMPLATES, *attacks.SNIPPETS)  # no code lets these pass
    texts = [in_code(text) for text in ONE_LINE if text not in templates] + [escaped(text) for text in ONE_LINE]
    texts += [text for text in attacks.HONEST if "\n" not in text]
    index = folder / "docs/en/index.md"
    listed = "\n".join(f"- {text}" for text in texts)
    index.write_text(f"{index.read_text(encoding='utf-8')}\n\n## Here {{ #replace }}\n\n{listed}\n", encoding="utf-8")
    words = folder / GUIDE / "en.md"
    said, helped = "; ".join(texts[::2]), "\n".join(f"  {text}\n" for text in texts[1::2])
    edit(words, "- `lost` ", f"- `lost` {said} ")
    edit(words, "Look into your wallet.\n", f"Look into your wallet.\n\n{listed}\n")
    edit(words, "- `identity-card` ", f"- `identity-card` {said}\n{helped}\n  ")


def arm_facts(folder: Path) -> None:
    """Attacks in the texts of YAML, past the check: what templates make of them."""
    file = folder / "guides/facts/sources.yaml"
    record = '- {{id: more-{}, title: "{}", kind: blog, lang: fr, read: 2026-11-01}}\n'
    hidden = ["".join(f"\\U{ord(letter):08x}" for letter in text) for text in ALL]
    more = "".join(record.format(n, text) for n, text in enumerate(hidden))
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    sources = ", ".join(f"more-{n}" for n in range(len(ALL)))
    facts = folder / "guides/facts/library.yaml"
    seen = '\n  checked: {on: 2026-11-01, seen: "article 5"}'
    edit(facts, f"sources: [house-rules]{seen}", f"sources: [house-rules, {sources}]{seen}")
    edit(folder / "guides/glossary.yaml", "en: 'Loan'", f'en: "{hidden[0]}"')
    edit(facts, "says: A lost card is made again at the desk, free of charge.", f'says: "{hidden[3]}"')


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The card's, with all that gets through."""
    folder = copy_library(tmp_path_factory.mktemp("hostile"))
    write_disarmed(folder)
    assert list(check_safe(load_library(folder))) == [], "words that only look like an attack are let pass"
    arm_facts(folder)
    assert len(list(check_safe(load_library(folder)))) > len(ALL), "and these are not"
    return load_library(folder)


@pytest.fixture(scope="module")
def hostile(library: Library, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its pages in one language, served; without Python, as words alone matter."""
    pages = render_site(library, TODAY)["en"]
    kept = {path: text.replace("dalil-widget", "dalil-form") for path, text in pages.items() if "embeds" not in path}
    folder = tmp_path_factory.mktemp("site")
    build_site({"en": kept}, root, folder / "site", folder / "stage")
    with serving(folder / "site") as address:
        yield address


def test_nothing_runs_nothing_is_fetched_and_no_link_leads_where_it_may_not(chromium: Browser, hostile: str) -> None:
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    with visiting(chromium, hostile) as new:
        page: Page = new().new_page()
        page.on("dialog", note)
        for path in ("index", "guides/library-card", "guides/library-card-card", "sources", "glossary"):
            page.goto(f"/en/{path}.html", wait_until="networkidle")
            page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
            page.mouse.move(180, 300)
            found = page.evaluate(LIVELY)
            assert set(found.pop("leading")) <= {"http:", "https:", "mailto:", "tel:"}
            assert found == {"running": [], "drawn": 0, "scripts": 0}
        page.goto("/en/index.html")
        said = page.locator("main").inner_text()
        assert [
            text for text in ONE_LINE if text not in attacks.TEMPLATES and squeezed(text) not in squeezed(said)
        ] == []
    assert dialogs == []


def squeezed(text: str) -> str:
    """Without what the build puts between signs."""
    return re.sub(r"\s", "", text)


AROUND = [
    *("", "<p>", "<a><b>", "<table>", "<table><tr>", "<table><td>", "<select>", "<select><option>", "<template>"),
    *("<svg>", "<svg><desc>", "<svg><text>", "<math>", "<noscript>", "<button>", "</article>", "</body>", "</html>"),
]
HURTFUL = ["<img>", "<td onclick>", "<g onclick/>", "<p onclick>", "<![CDATA[><img>]]>", "</p id='</noscript><img>'>"]
HOLDING = """pages => {
  const held = (node) => [node, ...node.querySelectorAll("*")].some((one) =>
    one.localName === "img" || one.hasAttribute?.("onclick") || (one.content && held(one.content)));
  return pages.filter((page) => held(new DOMParser().parseFromString(page, "text/html")));
}"""


def test_what_a_browser_finds_in_a_page_the_gate_finds_too(chromium: Browser) -> None:
    """Each element in each surrounding, with something after it that could hurt."""
    names = [*PAGE, "sup", "image", "object", "style", "xmp", "plaintext", "frameset", "col", "optgroup", "math"]
    start = '<!doctype html><html><head></head><body><article class="md-content__inner"><div class="dalil-x">'
    ends = ("", "</{}>")
    pages = [
        f"{start}{around}<{name}>{end.format(name)}{hurtful}"
        for around in AROUND
        for name in names
        for end in ends
        for hurtful in HURTFUL
    ]
    pages += [f"{start}{around}<{name} onclick>" for around in AROUND for name in names]
    let_pass = [page for page in pages if not [*strays_of_page(page)]]
    page = chromium.new_page()
    assert page.evaluate(HOLDING, let_pass) == []
    assert len(page.evaluate(HOLDING, pages)) > len(pages) / 2
    page.close()
