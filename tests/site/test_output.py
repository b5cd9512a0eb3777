"""The whole site as files: what is there once, what every page says of itself, and that every link leads somewhere."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from builder.hosting import FILES, FOLDER
from builder.isolate import isolate_html
from builder.problem import DataError
from builder.site import build_site
from tests.site.test_same import contents

LANGUAGES = {"en": "ltr", "fr": "ltr", "ar": "rtl"}
SITE_URL = "https://dalil.example/"
FONTS = 50_000  # bytes for all weights
NEVER_FETCHED = {"canonical", "alternate", "alternate "}


class Page(HTMLParser):
    """The tags of a page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = file.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def all(self, name: str) -> Iterator[dict[str, str]]:
        return (attributes for tag, attributes in self.tags if tag == name)

    @property
    def ids(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.tags if "id" in attributes}


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Every page, by its address below the root."""
    return {file.relative_to(site).as_posix(): Page(file) for file in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="session")
def own(pages: dict[str, Page]) -> dict[str, Page]:
    """The pages of the three languages, without the forms that stand alone in somebody else's."""
    return {path: page for path, page in pages.items() if path.split("/")[0] in LANGUAGES and "/embeds/" not in path}


def test_the_title_of_a_page_names_the_site_once(own: dict[str, Page]) -> None:
    names = {"en": "Dalil", "fr": "Dalil", "ar": "دليل"}
    titles = {path: re.findall("<title>(.*?)</title>", page.text) for path, page in own.items()}
    assert {path: title for path, title in titles.items() if len(title) != 1} == {}
    assert [path for path, [title] in titles.items() if title.count(names[path.split("/")[0]]) != 1] == []


def test_the_root_holds_this_and_no_more(site: Path) -> None:
    assert {path.name for path in site.iterdir()} == {
        *LANGUAGES,
        "assets",
        "data",
        "index.html",
        "404.html",
        "service-worker.js",
        "sitemap.xml",
        *FILES,
        FOLDER,
    }


def test_the_languages_have_the_same_pages(site: Path) -> None:
    files = {lang: {file.relative_to(site / lang) for file in (site / lang).rglob("*.*")} for lang in LANGUAGES}
    assert files["en"] == files["fr"] == files["ar"]


def test_the_assets_are_there_once(site: Path) -> None:
    assert [path.relative_to(site).as_posix() for path in site.rglob("assets")] == ["assets"]
    assert not list(site.rglob("*.map"))
    assert len(list((site / "assets").glob("dalil-*"))) == 1


def test_the_arabic_fonts_are_small(site: Path) -> None:
    fonts = list(site.rglob("*.woff2"))
    assert len(fonts) == 2
    assert sum(font.stat().st_size for font in fonts) < FONTS


def test_every_page_names_its_language_and_direction(own: dict[str, Page]) -> None:
    for path, page in own.items():
        lang = path.split("/")[0]
        html = next(page.all("html"))
        assert (html["lang"], html["dir"]) == (lang, LANGUAGES[lang]), path


def test_every_page_leads_to_itself_in_the_other_languages(own: dict[str, Page]) -> None:
    for path, page in own.items():
        lang, _, rest = path.partition("/")
        links = {link["hreflang"]: link for link in page.all("a") if "dalil-language" in link.get("class", "")}
        assert set(links) == set(LANGUAGES) - {lang}, path
        for code, link in links.items():
            assert resolve(path, link["href"]) == f"{code}/{rest}"
            assert link["lang"] == code


def test_every_page_names_its_source(own: dict[str, Page], root: Path) -> None:
    for path, page in own.items():
        found = re.search(r'class="dalil-source">.*?<code>(.*?)</code>', page.text, re.DOTALL)
        assert found, path
        assert (root / re.sub(r"</?bdi.*?>", "", found[1])).is_file(), found[1]


def resolve(page: str, address: str) -> str:
    """The file below the root that a relative or rooted address means on a page."""
    parts: list[str] = [] if address.startswith("/") else page.split("/")[:-1]
    for part in unquote(urlsplit(address).path).split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def addresses(page: Page) -> Iterator[str]:
    for tag, attributes in page.tags:
        if tag == "base" or (tag == "link" and attributes["rel"] in NEVER_FETCHED):
            continue
        yield from (attributes[name] for name in ("href", "src", "data-runtime") if name in attributes)


def test_nothing_is_asked_of_another_host(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        for tag, attributes in page.tags:
            if tag in ("script", "img", "iframe", "source", "object", "embed") or (
                tag == "link" and attributes["rel"] not in NEVER_FETCHED
            ):
                address = attributes.get("src") or attributes.get("href") or attributes.get("data") or ""
                assert not urlsplit(address).netloc, (path, address)


def test_no_style_stands_in_a_tag(pages: dict[str, Page]) -> None:
    assert [path for path, page in pages.items() if any("style" in attributes for _, attributes in page.tags)] == []


def test_figures_are_isolated_wherever_they_stand(own: dict[str, Page]) -> None:
    for path, page in own.items():
        assert isolate_html(page.text, path.split("/")[0]) == page.text, path


@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_a_root_page_speaks_three_languages(pages: dict[str, Page], name: str) -> None:
    items = [(item.get("lang"), item.get("dir")) for item in pages[name].all("li")]
    assert items == [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")]


def test_the_404_holds_at_any_depth(pages: dict[str, Page]) -> None:
    assert all(address.startswith("/") for address in addresses(pages["404.html"]))


def small(text: str) -> dict[str, dict[str, str]]:
    """A site of one page, whose only link is in `text`."""
    front = "---\ntitle: Une page\ndescription: Une page\nsource_path: docs/fr/index.md\nkind: page\nlang: fr\n---\n"
    return {"fr": {"index.md": f"{front}# Une page\n\n{text}\n"}}


def test_two_builds_give_the_same_bytes(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(small("Quoi ?"), root, tmp_path / "first", tmp_path / "stage")
    for key, value in {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}.items():
        monkeypatch.setenv(key, value)
    build_site(
        small("Quoi ?"),
        root,
        tmp_path / "deeper" / "and elsewhere" / "site",
        tmp_path / "deeper" / "and elsewhere" / "stage",
    )
    assert contents(tmp_path / "deeper" / "and elsewhere" / "site") == contents(tmp_path / "first")


def test_no_line_of_a_table_is_without_anything(site: Path) -> None:
    lines = [
        (path.name, line)
        for path in site.rglob("*.html")
        for line in re.findall(r'<tr><th scope="row">.*?</tr>', path.read_text(encoding="utf-8"), re.DOTALL)
    ]
    cells = [(name, line, re.findall(r"<td[^>]*>", line)) for name, line in lines if "dalil-cells__help" not in line]
    assert [(name, line) for name, line, told in cells if told and all("dalil-cells__empty" in td for td in told)] == []
    assert any("dalil-cells__label" in line for _, line in lines)


def test_with_a_repository_the_page_links_to_its_source(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "docs", tmp_path / "docs")
    for name in ("widgets", "node_modules"):
        (tmp_path / name).symlink_to(root / name)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace('repo_url: ""', "repo_url: https://code.example/dalil/")
    settings = settings.replace('contact: ""', "contact: desk@dalil.example")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build_site(small("Bonjour"), tmp_path, tmp_path / "out")
    page = Page(tmp_path / "out" / "fr" / "index.html")
    assert [link["href"] for link in page.all("a") if link.get("rel") == "edit"] == [
        "https://code.example/dalil/edit/main/docs/fr/index.md"
    ]
    links = [link["href"] for link in page.all("a") if link["href"].startswith(("https://code.example/", "mailto:"))]
    assert links[1:] == [
        "mailto:desk@dalil.example",
        "https://code.example/dalil/issues/new?template=wrong.yml"
        "&page=https%3A//dalil.example/fr/index.html&language=fr&copy=",
    ]


def test_a_broken_link_is_a_problem_of_its_source_and_the_old_site_stays(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("old")
    with pytest.raises(DataError) as caught:
        build_site(small("[ici](absent.md)"), root, tmp_path / "out", tmp_path / "stage")
    assert [problem.path for problem in caught.value.problems] == ["docs/fr/index.md"]
    assert (tmp_path / "out" / "index.html").read_text() == "old"
