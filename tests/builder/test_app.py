"""The service worker's list, the manifests and the costs, on a site of a few files."""

import hashlib
import json
import struct
from pathlib import Path

import pytest

from builder.app import ICONS, WORKER, group, write_app

WORDS = {
    "fr": {"site_name": "Dalil", "tagline": "Guides de la CNSS."},
    "ar": {"site_name": "دليل", "tagline": "أدلة CNSS."},
}
COST = '<data dir="ltr" value="" data-cost="all"></data>'


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A site of two languages, with the sizes of a real one's Python."""
    for path in ("fr/about.html", "ar/about.html"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(f"<!doctype html><p>{COST} MB", encoding="utf-8")
    python = tmp_path / "assets" / "python-1"
    python.mkdir(parents=True)
    (python / "python.zip.gz").write_bytes(
        b"".join(hashlib.sha512(bytes([i, j])).digest() for i in range(200) for j in range(200))
    )
    (tmp_path / "index.html").write_text("<!doctype html><p>Dalil")
    (tmp_path / "fr" / "sitemap.xml").write_text("<urlset/>")
    return tmp_path


def listed(out: Path) -> dict[str, list[object]]:
    """What the service worker lists."""
    text = (out / WORKER).read_text(encoding="utf-8")
    files: dict[str, list[object]] = json.loads(text.split(";\n", 1)[0].removeprefix("self.dalil = "))["files"]
    return files


def test_every_file_is_listed_as_it_is_in_the_end(root: Path, out: Path) -> None:
    write_app(root, WORDS, "dalil-1", out)
    files = {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*.*") if file.is_file()}
    expected = {
        path: [hashlib.sha256(data).hexdigest()[:8], len(data), group(path)]
        for path, data in files.items()
        if path not in (WORKER, "fr/sitemap.xml")
    }
    assert listed(out) == expected
    assert "fr/manifest.webmanifest" in expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "site"),
        ("404.html", "site"),
        ("assets/stylesheets/main.css", "site"),
        ("assets/dalil-1/fonts/arabic-400.woff2", "site"),
        ("assets/dalil-1/icon-192.png", "rare"),
        ("assets/licences/index.txt", "rare"),
        ("assets/python-1/worker.js", "python"),
        ("fr/index.html", "fr"),
        ("fr/guides/library-card.html", "fr"),
        ("fr/manifest.webmanifest", "fr"),
        ("fr/search/search_index.json", "fr"),
        ("assets/search/fr-0123456789ab.js", "fr/search"),
    ],
)
def test_a_group_says_when_a_file_is_kept(path: str, expected: str) -> None:
    assert group(path) == expected


def test_the_cost_is_filled_in_rounded_up(root: Path, out: Path) -> None:
    write_app(root, WORDS, "dalil-1", out)
    assert '<p><data dir="ltr" value="3">3</data> MB' in (out / "fr" / "about.html").read_text(encoding="utf-8")


def test_writing_again_changes_nothing(root: Path, out: Path) -> None:
    write_app(root, WORDS, "dalil-1", out)
    first = {file: file.read_bytes() for file in out.rglob("*.*") if file.is_file()}
    write_app(root, WORDS, "dalil-1", out)
    assert {file: file.read_bytes() for file in out.rglob("*.*") if file.is_file()} == first


def test_a_manifest_speaks_its_language(root: Path, out: Path) -> None:
    write_app(root, WORDS, "dalil-1", out)
    manifest = json.loads((out / "ar" / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (manifest["lang"], manifest["dir"], manifest["name"]) == ("ar", "rtl", "دليل")
    assert manifest["description"] == "أدلة \u2066CNSS\u2069."
    assert (manifest["start_url"], manifest["scope"]) == ("index.html", "../")


def test_while_pages_are_edited_the_worker_holds_no_list_to_serve(root: Path, out: Path) -> None:
    write_app(root, WORDS, "dalil-1", out, live=True)
    assert 'addEventListener("fetch"' not in (out / WORKER).read_text(encoding="utf-8")


def test_the_icons_have_the_sizes_that_the_manifest_tells(site: Path) -> None:
    folder = next((site / "assets").glob("dalil-*"))
    for name, sizes, kind, _ in ICONS:
        data = (folder / name).read_bytes()
        if kind == "image/png":
            assert f"{'x'.join(map(str, struct.unpack('>II', data[16:24])))}" == sizes
