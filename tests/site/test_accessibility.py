"""The page on accessibility is found from every page, and words of another script say which language they are."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder.library import LANGUAGES

ARABIC = re.compile(r"[\u0621-\u064a]{3}")
VOID = {"br", "hr", "img", "input", "link", "meta", "col", "source", "wbr", "path", "circle", "rect"}
UNREAD = {"script", "style", "template", "pre"}
"""What nobody reads out as text; a block of code stands as it is typed, in every language at once."""


class Strays(HTMLParser):
    """The texts in Arabic letters that say they are in another language, with their place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang")))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        language = next((lang for _, lang in reversed(self.open) if lang), None)
        if ARABIC.search(data) and language != "ar" and not {tag for tag, _ in self.open} & UNREAD:
            self.found.append(data.strip()[:60])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_it(language: str, site: Path) -> None:
    for file in sorted((site / language).rglob("*.html")):
        if "/embeds/" in file.as_posix():
            continue
        html = file.read_text(encoding="utf-8")
        back = "../" * (len(file.relative_to(site).parts) - 2)
        assert f'href="{back}accessibility.html"' in html[html.index('<div class="md-copyright">') :], file.name
    assert 'id="wrong"' in (site / language / "accessibility.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_arabic_in_other_pages_says_that_it_is_arabic(language: str, site: Path) -> None:
    pages = {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8")
        for file in (site / language).rglob("*.html")
    }
    assert any(ARABIC.search(html) for html in pages.values())
    assert {path: found for path, html in pages.items() if (found := Strays(html).found)} == {}
