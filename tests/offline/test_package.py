"""The package as a file: the site's own pages, Python as scripts, small, and the same bytes each time."""

import base64
import gzip
import json
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest

from builder.library import LANGUAGES
from builder.load import load_library
from builder.offline import LARGEST, LEFT_OUT, PACKED, START, write_package
from builder.problem import DataError
from builder.site import read_words
from tests.conftest import ROOT, TODAY


class Languages(HTMLParser):
    """The languages of the parts of a page that say which one they are in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value or "" for key, value in attrs if tag == "li" and key == "lang"}


def test_it_is_small(archive: Path) -> None:
    assert archive.stat().st_size <= LARGEST == 15_000_000


def test_the_same_site_and_day_give_the_same_bytes(archive: Path, site: Path, root: Path, tmp_path: Path) -> None:
    library = load_library(root)
    words = {lang: read_words(root, lang) for lang in library.interface}
    write_package(site, tmp_path / "again.zip", library.interface, words, TODAY)
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_every_page_is_the_site_s_own(package: Path, site: Path) -> None:
    python = next((site / "assets").glob("python-*")).relative_to(site)
    there = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    same = {
        path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file() and python.name not in str(path)
    }
    assert {path for path in there if not path.startswith(python.as_posix())} == (same - LEFT_OUT) | {START}
    for path in same - LEFT_OUT:
        assert (package / path).read_bytes() == (site / path).read_bytes(), path


def test_of_python_there_are_scripts_and_licences_alone(package: Path, site: Path) -> None:
    (packed,), (plain,) = (list((folder / "assets").glob("python-*")) for folder in (package, site))
    expected = {f"{name}.packed.js" for name in PACKED} | {path.name for path in plain.glob("*.txt")}
    assert {path.name for path in packed.iterdir()} == expected
    for name in PACKED:
        text = (packed / f"{name}.packed.js").read_text(encoding="ascii")
        found = re.fullmatch(r'Dalil\.receive\("(.+)", "([A-Za-z0-9+/=]+)"\);\n', text)
        assert found is not None
        assert found[1] == name
        data = base64.b64decode(found[2])
        assert (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data) == (plain / name).read_bytes()


def test_the_page_and_the_package_name_the_same_files(root: Path) -> None:
    script = (root / "widgets/web/transport-file.js").read_text(encoding="utf-8")
    assert set(re.findall(r'"(\w[\w.]+\.(?:js|json|wasm|zip))"', script)) == set(PACKED)


def test_it_begins_in_three_languages(package: Path) -> None:
    assert Languages((package / START).read_text(encoding="utf-8")).found == {"en", "fr", "ar"}


def test_its_files_can_be_read_by_their_owner_and_bear_the_day_of_the_copy(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        entries = packed.infolist()
    assert {entry.external_attr >> 16 & 0o777 for entry in entries} == {0o644}
    assert {date(*entry.date_time[:3]) for entry in entries} == {TODAY}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert all(entry.filename.isascii() for entry in entries)


def test_a_package_that_grew_too_large_is_not_written(
    site: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.offline.LARGEST", 1000)
    library = load_library(root)
    words = {lang: read_words(root, lang) for lang in library.interface}
    with pytest.raises(DataError):
        write_package(site, tmp_path / "large.zip", library.interface, words, TODAY)
    assert not list(tmp_path.iterdir())


def test_every_source_says_when_it_is_to_be_checked_again(package: Path) -> None:
    found = 0
    for id, language in product(load_library(ROOT).guides, LANGUAGES):
        path = package / language / "guides" / f"{id}.html"
        text = path.read_text(encoding="utf-8")
        sources = text[text.index('<ol class="dalil-sources">') :]
        items = re.findall(r'<li id="fact-[^>]*>', sources)
        assert all(re.search(r'data-due="\d{4}-\d\d-\d\d"', item) for item in items), path
        found += len(items)
    assert found > 0


def test_the_manifest_counts_what_the_page_counts(package: Path) -> None:
    (script,) = package.glob("assets/python-*/files.json.packed.js")
    text = script.read_text(encoding="ascii").split('"')[3]
    manifest = json.loads(base64.b64decode(text))
    for name in manifest["counted"]:
        packed = (script.parent / f"{name}.packed.js").read_text(encoding="ascii").split('"')[3]
        assert manifest["sizes"][f"{name}.gz"] == len(base64.b64decode(packed))
