"""One guide, one file: all inside, nothing fetched, links that lead somewhere, small, and the same bytes each time."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builder.isolate import isolate_html
from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.problem import DataError
from builder.single import LARGEST, lead_out, write_singles

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
SITE_URL = "https://dalil.example/"
FETCHES = {"script", "img", "iframe", "object", "embed", "audio", "video", "source", "form", "base"}


def one_guide() -> Library:
    """The library with its first guide alone."""
    library = load_library(ROOT)
    id, guide = next(iter(library.guides.items()))
    library.guides = {id: guide}
    return library


class File(HTMLParser):
    """The tags of a file, and the text of its styles."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text = path.read_text(encoding="utf-8")
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


@pytest.fixture(scope="module")
def files(singles: Path) -> dict[str, File]:
    """Every file, by its name."""
    return {path.name: File(path) for path in sorted(singles.iterdir())}


def test_there_is_one_file_for_each_guide_and_language(files: dict[str, File]) -> None:
    assert set(files) == {f"{guide}.{language}.html" for guide in LIBRARY.guides for language in LANGUAGES}


def test_a_file_is_small(singles: Path) -> None:
    assert {path.name: path.stat().st_size for path in singles.iterdir() if path.stat().st_size > LARGEST} == {}


def test_a_file_that_is_too_large_is_a_problem_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.single.LARGEST", 1000)
    with pytest.raises(DataError) as caught:
        write_singles(one_guide(), ROOT, tmp_path / "dist", date(2026, 11, 22))
    assert len(caught.value.problems) == len(LANGUAGES)
    assert not (tmp_path / "dist").exists()


def test_two_files_have_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_singles(one_guide(), ROOT, tmp_path / name, date(2026, 11, 22)) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_file_names_its_language_and_direction(files: dict[str, File]) -> None:
    for name, file in files.items():
        (html,) = file.all("html")
        lang = name.split(".")[1]
        assert (html["lang"], html["dir"]) == (lang, "rtl" if lang == "ar" else "ltr")


def test_nothing_is_fetched_and_nothing_runs(files: dict[str, File]) -> None:
    for name, file in files.items():
        assert [tag for tag, _ in file.tags if tag in FETCHES] == [], name
        assert [key for _, attributes in file.tags for key in attributes if key.startswith("on")] == [], name
        linked = [link["href"] for link in file.all("link") if link["rel"] != "canonical"]
        styles = re.findall(r"url\(\"?([^\")]*)", "".join(re.findall(r"<style>(.*?)</style>", file.text, re.DOTALL)))
        assert [address[:40] for address in (*linked, *styles) if not address.startswith("data:")] == [], name
        assert "@import" not in file.text


def test_arabic_brings_its_letters(files: dict[str, File]) -> None:
    assert {name: file.text.count("@font-face") for name, file in files.items()} == {
        name: 2 if name.endswith(".ar.html") else 0 for name in files
    }


def test_every_link_leads_into_the_file_or_to_the_net_and_then_says_so(files: dict[str, File]) -> None:
    for name, file in files.items():
        ids = set(file.ids)
        assert len(ids) == len(file.ids), name
        for link in file.all("a"):
            address = link["href"]
            assert address.startswith(("#", "tel:", "mailto:", "https://", "http://")), (name, address)
            assert not address.startswith("#") or address[1:] in ids, (name, address)
        outside = [link for link in file.all("a") if urlsplit(link["href"]).scheme in ("http", "https")]
        assert sum(each.get("class") == "dalil-net" for each in file.all("span")) == len(outside) > 0


def test_links_to_the_site_are_addresses_of_its_pages(files: dict[str, File], site: Path) -> None:
    for file in files.values():
        for link in file.all("a"):
            if link["href"].startswith(SITE_URL):
                path, _, place = link["href"].removeprefix(SITE_URL).partition("#")
                page = site / path
                assert page.is_file(), link["href"]
                assert not place or f'id="{place}"' in page.read_text(encoding="utf-8"), link["href"]


def test_a_file_says_when_it_was_made_and_where_the_site_is(files: dict[str, File]) -> None:
    for name, file in files.items():
        guide, lang, _ = name.split(".")
        words = LIBRARY.interface[lang]
        head = file.text[: file.text.index("</header>")]
        assert f'<a href="{SITE_URL}{lang}/guides/{guide}.html">' in head
        text = unescape(re.sub(r"<[^>]*>", "", head))
        assert "2026" in text
        assert words["site"]["notice_independent"] in text
        assert words["single"]["newest"].replace("\u00a0", "") in text.replace("\u00a0", "")


def test_every_section_and_decision_of_the_guide_is_there(files: dict[str, File]) -> None:
    for name, file in files.items():
        guide = LIBRARY.guides[name.split(".")[0]]
        inside = {item.id for item in (*guide.procedure.questions, *guide.procedure.letters)}
        inside |= set(guide.procedure.conditions)
        wanted = {section.id for section in guide.words[guide.procedure.origin].sections} - inside
        assert wanted <= set(file.ids), name
        assert file.text.count('class="dalil-tree"') == len(guide.procedure.widgets)
        assert "<form" not in file.text
        assert "<noscript" not in file.text


def test_figures_are_isolated(files: dict[str, File]) -> None:
    for name, file in files.items():
        assert isolate_html(file.text, name.split(".")[1]) == file.text, name


def test_a_link_out_is_seen_from_where_the_site_has_the_guide() -> None:
    here = "https://dalil.example/fr/guides/one.html"
    inside, page, other, phone = (
        '<a href="#x">',
        '<a class="k" href="../contacts.md#y">',
        '<a href="two.html">',
        '<a href="tel:1">',
    )
    led = lead_out(f"{inside}in</a> {page}out</a> {other}two</a> {phone}1</a>", here, "net")
    assert re.findall('href="([^"]*)"', led) == [
        "#x",
        "https://dalil.example/fr/contacts.html#y",
        "https://dalil.example/fr/guides/two.html",
        "tel:1",
    ]
    assert led.count("dalil-net") == 2
