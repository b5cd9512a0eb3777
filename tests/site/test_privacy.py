"""The page on privacy names, in each language, all that our scripts and the theme can keep, and what erases it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.library import LANGUAGES
from builder.load import load_library
from tests.conftest import ROOT

STORES = re.compile(r"localStorage|sessionStorage|\bcaches\b|indexedDB|\.cookie\b|storage\.\w+Item|CacheStorage")
NAME = re.compile(r'const ([A-Z_]+) = "([^"]+)"')
USED = r"(?:Item\(|caches\.(?:has|open|delete)\(|\[change\]\(|\[|, ){}\b"
KEEPERS = {
    "widgets/web/app.js": {".dalil-nothing-kept"},
    "widgets/web/device.js": {".dalil-ticks", "/.__palette"},
    "widgets/web/service/worker.js": {"dalil"},
    "widgets/web/service/none.js": set[str](),
}
"""The scripts that touch what a browser can keep, with the names they keep it under; `none.js` only takes away."""


def scripts() -> dict[str, str]:
    files = [*(ROOT / "widgets" / "web").rglob("*.js"), *(ROOT / "docs" / "assets").rglob("*.js")]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def page(language: str) -> str:
    return (ROOT / "docs" / language / "privacy.md").read_text(encoding="utf-8")


def test_only_these_scripts_touch_what_a_browser_keeps() -> None:
    assert {path for path, text in scripts().items() if STORES.search(text)} == set(KEEPERS)


@pytest.mark.parametrize("path", KEEPERS)
def test_the_names_under_which_a_script_keeps_are_these(path: str) -> None:
    text = scripts()[path]
    assert {value for name, value in NAME.findall(text) if re.search(USED.format(name), text)} == KEEPERS[path]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_each_of_them_and_no_other(language: str) -> None:
    named = {name for name in re.findall(r"`([^`]+)`", page(language)) if name != "#"}
    assert named == {name for names in KEEPERS.values() for name in names} | {"service-worker.js"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_the_buttons_as_they_are_called(language: str) -> None:
    words = load_library(ROOT).interface[language]
    for label in (words["ticks"]["keep"], words["ticks"]["erase"], words["app"]["remove"]):
        assert label in page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_it_and_so_does_each_place_that_keeps(language: str, site: Path) -> None:
    for file in sorted((site / language).rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        back = "../" * (len(file.relative_to(site).parts) - 2)
        if "/embeds/" in file.as_posix():
            continue
        foot = html[html.index('<div class="md-copyright">') :]
        assert f'href="{back}privacy.html"' in foot, file.name
        for place in re.findall(r'<div class="dalil-ticks".*?<button', html, re.DOTALL):
            assert f'href="{back}privacy.html"' in place or file.name == "list.html"
    for name in ("about.html", "list.html"):
        article = re.search(r"<article.*?</article>", (site / language / name).read_text(encoding="utf-8"), re.DOTALL)
        assert article
        assert 'href="privacy.html' in article[0]
