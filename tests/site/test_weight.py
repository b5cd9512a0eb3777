"""What travels before a form is touched and when it is: bytes as brotli packs them, whatever the load of a machine."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import pytest

from builder.runtime import COUNTED, Runtime

PAGE = 150_000  # bytes of a page and all that it fetches by itself
PYTHON = {11: 3_100_000, 5: 3_300_000}  # bytes to the first answer with brotli: packed ahead of time, and as it is sent
PYTHON_ANYWHERE = 4_200_000  # and where it doesn't: our own .gz
BESIDES = ("pyodide.js", "worker.js", "files.json")
"""What the worker fetches beside the large files."""

# Fetched by the theme's script and by ours, so that no tag names them.
FETCHED = ("search/search_index.json",)


class Fetched(HTMLParser):
    """The addresses of what a page fetches by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag == "link" and attributes.get("rel") in ("stylesheet", "icon", "manifest", "preload"):
            self.addresses.append(attributes["href"])
        if tag in ("script", "img") and attributes.get("src"):
            self.addresses.append(attributes["src"])
        if "data-worker" in attributes:
            self.addresses.append(attributes["data-worker"])


def packed(file: Path, quality: int = 11) -> int:
    """The bytes of a file as a host sends them that packs with brotli: 11 ahead of time, 5 as it sends."""
    data = file.read_bytes()
    return len(data) if file.suffix in (".woff2", ".png") else len(brotli.compress(data, quality=quality))


@pytest.fixture(scope="module")
def weights(site: Path) -> dict[str, int]:
    """Bytes of every page with all that it fetches before anybody touches a form, by path."""
    known: dict[str, int] = {}
    totals = {}
    for page in sorted(site.glob("*/**/*.html")):
        path = page.relative_to(site).as_posix()
        language = path.split("/")[0]
        names = {path, *(f"{language}/{name}" for name in FETCHED)}
        for address in Fetched(page.read_text(encoding="utf-8")).addresses:
            names.add(urlsplit(urljoin(f"//site/{path}", address)).path.removeprefix("/"))
        (worker,) = site.glob("assets/dalil-*/search.js")
        names.add(worker.relative_to(site).as_posix())
        if language == "ar":
            names |= {font.relative_to(site).as_posix() for font in site.rglob("*.woff2")}
        for name in names - known.keys():
            known[name] = packed(site / name)
        totals[path] = sum(known[name] for name in names)
    return totals


def test_no_page_is_heavy_before_a_form_is_touched(weights: dict[str, int]) -> None:
    assert len(weights) > 10
    assert {path: total for path, total in weights.items() if total > PAGE} == {}


# At its best brotli takes a minute over Python.
@pytest.mark.parametrize("quality", [5, pytest.param(11, marks=pytest.mark.audit)])
def test_python_is_light_where_brotli_is_served(runtime: Runtime, quality: int) -> None:
    total = sum(packed(runtime.path / name, quality) for name in (*COUNTED, *BESIDES))
    assert total <= PYTHON[quality]


def test_python_is_light_on_any_host(runtime: Runtime) -> None:
    total = sum(runtime.sizes[name] for name in (*(f"{name}.gz" for name in COUNTED), *BESIDES))
    assert total <= PYTHON_ANYWHERE
