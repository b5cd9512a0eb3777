"""The search as readers type: what is found, in three languages, and what the index is made of."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.bidi import CLOSE, OPEN
from builder.search import read_minisearch, write_search
from builder.sections import Section, read_sections
from tests.queries import KINDS, LANGUAGES, Items, read_queries

STUB = 500  # bytes
QUERIES = 80
"""Of a language, at the least."""


@pytest.fixture(scope="session")
def ask(site: Path) -> Callable[[str, list[str]], list[Items]]:
    """Asks the search worker of a language, as it ships, in Node: queries in, the items of each answer out."""

    def run(lang: str, queries: list[str]) -> list[Items]:
        (worker,) = (site / "assets").glob("dalil-*/search.js")
        stub = site / lang / "search" / "search_index.json"
        script = Path(__file__).with_name("search.mjs")
        done = subprocess.run(
            ["node", str(script), str(worker), str(stub)],
            input="".join(f"{query}\n" for query in queries),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_query_must_find_exists(site: Path, lang: str) -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in listed(site / lang)}
    for query in read_queries(lang):
        for want in query.finds:
            page, _, section = want.partition("#")
            assert not section or f'id="{section}"' in pages[page], want


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_queries_ask_for_every_page_and_in_every_way(site: Path, lang: str) -> None:
    queries = read_queries(lang)
    assert len(queries) >= QUERIES
    assert len({query.query for query in queries}) == len(queries)
    wanted = {want.partition("#")[0] for query in queries for want in query.finds}
    assert {path.stem for path in listed(site / lang)} - wanted == set()
    # Prefixes are written onto Arabic words alone, and accents left out of words that have them.
    rare = {"en": {"prefix", "accents"}, "fr": {"prefix"}, "ar": set[str]()}
    assert {query.kind for query in queries} | rare[lang] == KINDS


def listed(folder: Path) -> list[Path]:
    """The pages that the search knows: letters, sheets and frames are none of them."""
    return [path for path in folder.rglob("*.html") if 'content="noindex"' not in path.read_text(encoding="utf-8")]


def test_one_word_written_in_many_ways_finds_the_same(ask: Callable[[str, list[str]], list[Items]]) -> None:
    arabic = ["شهادة", "شهاده", "الشهادة", "والشهادة", "بالشهادة", "للشهادة", "شـهـادة", "شَهَادَةٌ", "شهادتكم"]
    french = ["déclaration", "declaration", "DÉCLARATION", "déclarations", "d'une déclaration"]
    numbers = ["310-1-34", "310134", "310/1/34", "310 1 34", "٣١٠-١-٣٤", "۳۱۰-۱-۳۴"]
    latin = ["bita9a", "bitaqa", "lbita9a", "al-bitaka", "BITAQA"]
    for lang, spellings in (("ar", arabic), ("fr", french), ("ar", numbers), ("ar", latin), ("fr", latin)):
        pages = [items[0][0]["location"].partition("#")[0] for items in ask(lang, spellings)]
        assert len(set(pages)) == 1, dict(zip(spellings, pages, strict=True))


def test_nothing_typed_finds_nothing(ask: Callable[[str, list[str]], list[Items]]) -> None:
    assert ask("fr", ["", "  ", "zzzzzz", "?!", "<img src=x>" * 50])[:4] == [[], [], [], []]


def test_what_is_shown_is_text_with_marks_and_whole_isolates(ask: Callable[[str, list[str]], list[Items]]) -> None:
    queries = ["CNSS", "macnss.ma", "310-1-34", "attestation", "رقم", "2025"]
    entries = [entry for items in ask("ar", queries) for item in items for entry in item]
    assert len(entries) > 20
    for entry in entries:
        for text in (entry["title"], entry["text"]):
            assert "<" not in re.sub(r"</?mark>", "", text), text
            assert text.count(OPEN) == text.count(CLOSE), text
            # A form's number stands in an isolate and is not broken at its dashes.
            plain = re.sub(r"</?mark>", "", text)
            assert not re.search(r"\d-\d", plain), text
            for digits in re.findall(r"\d+-\u2060\d+-\u2060\d+", plain):
                assert re.search(rf"{OPEN}[^{CLOSE}]*{digits}", plain), text


def test_a_page_stands_among_its_sections(ask: Callable[[str, list[str]], list[Items]]) -> None:
    # The theme takes it out as the heading of the item, and without it the last section instead.
    for items in ask("en", ["certificate", "number", "card lost"]):
        for item in items:
            assert sum("#" not in entry["location"] for entry in item) == 1
            assert len({entry["location"].partition("#")[0] for entry in item}) == 1
            assert item[0]["score"] == max(entry["score"] for entry in item)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_theme_fetches_a_stub_that_names_the_index(site: Path, lang: str) -> None:
    folder = site / lang / "search"
    text = (folder / "search_index.json").read_text(encoding="utf-8")
    assert len(text.encode()) < STUB
    assert (folder / "search_index.js").read_text(encoding="utf-8") == f"var __index = {text};\n"
    stub = json.loads(text)
    assert stub["docs"] == []
    (scripts,) = (site / "assets").glob("dalil-*")
    assert (scripts / stub["config"]["index"]).is_file()
    assert (site / lang / stub["config"]["failed"]["location"]).is_file()


def test_no_part_of_the_themes_search_ships(site: Path) -> None:
    assert not list(site.rglob("*lunr*"))
    assert not (site / "assets" / "javascripts" / "workers").exists()


def test_the_shipped_minisearch_names_its_licence(root: Path) -> None:
    script, licence = read_minisearch(root)
    assert "licences/minisearch.txt" in script.splitlines()[0]
    assert b"Permission is hereby granted" in licence
    assert "/**" not in script


PAGE = """<nav><h2 id="nav">Menu</h2></nav>
<article class="md-content__inner md-typeset">
<h1 id="t">عنوان <bdi>CNSS</bdi><a class="headerlink" href="#t">#</a></h1>
<div class="dalil-page"><ul><li>18 min</li></ul></div>
<pre><code>a program</code></pre>
<p>نص <bdi>05&nbsp;20</bdi> <bdi>310-1-34</bdi><a class="dalil-mark" href="#f"><span aria-hidden="true">✓</span>
<span class="dalil-quiet">رسمي</span></a>.</p>
<details data-search-exclude><summary>Tree</summary><h2 id="no">No</h2></details>
<h2 id="form">استمارة</h2>
<section class="dalil-widget"><form>
<fieldset hidden><legend>سؤال؟</legend><label class="dalil-option">جواب</label></fieldset></form>
<div class="dalil-result" hidden><article><h3>نتيجة</h3></article></div></section>
<h3 id="table">جدول</h3>
<table><tr><th>أ</th><th>ب</th></tr><tr><td>1</td><td>ج<a class="dalil-mark" href="#g">
<span aria-hidden="true">?</span> غير مؤكد<span class="dalil-quiet">، المصدر</span></a>
د</td></tr></table>
<h2 id="sources">المصادر</h2><p>من أين</p><ol class="dalil-sources"><li>مصدر</li></ol>
<aside class="dalil-ending"><p>نهاية</p></aside><script>{"no": 1}</script>
</article><footer><p>Foot</p></footer>"""


def test_a_page_is_cut_at_its_headings() -> None:
    assert read_sections(PAGE, "ar") == [
        Section("", f"عنوان {OPEN}CNSS{CLOSE}", f"نص {OPEN}05\u00a020{CLOSE} {OPEN}310-1-34{CLOSE}."),
        Section("form", "استمارة", "سؤال؟\nجواب"),
        Section("table", "جدول", "أ · ب\n1 · ج (غير مؤكد) د"),
    ]


def test_the_index_holds_other_languages_and_the_glossary(tmp_path: Path) -> None:
    scripts = tmp_path / "assets" / "ours"
    scripts.mkdir(parents=True)
    for lang, title, part in (("en", "Card", "Lost"), ("fr", "Carte", "Perdue")):
        (tmp_path / lang).mkdir()
        page = f'<article class="md-content__inner"><h1 id="c">{title}</h1><h2 id="lost">{part}</h2><p>…</p></article>'
        (tmp_path / lang / "card.html").write_text(page, encoding="utf-8")
    words = {lang: {"menu.guides": "Guides", "search.failed": "No"} for lang in ("en", "fr")}
    glossary = [
        {
            "id": "a",
            "en": "Library (LB)",
            "fr": "Bibliothèque",
            "ar": None,
            "variants_to_avoid": {"fr": ["Médiathèque", "carte"]},
        },
        {"id": "b", "en": "Card", "fr": "Carte", "also_said": {"en": ["pass"]}},
    ]
    write_search(tmp_path, words, glossary, scripts, [("Lost", ("missing",))])
    (file,) = (tmp_path / "assets" / "search").glob("en-*.js")
    index = json.loads(file.read_text(encoding="utf-8").partition(".index = ")[2].rstrip(";\n"))
    assert index["said"] == [["Lost", ["missing"]]]
    assert index["pages"] == [["card.html", ["", "Card", "", "Carte"], ["lost", "Lost", "…", "Perdue"]]]
    assert index["glossary"] == [
        [["Library", "Bibliothèque", "LB"], ["Library (LB)", "Bibliothèque"], ["Médiathèque"]],
        [["Card", "Carte", "pass"], ["Card", "Carte"], []],
    ]
    stub = json.loads((tmp_path / "en" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert stub["config"]["index"] == f"../search/{file.name}"
