"""A sheet that not every page loads: what it alone gives a look stands only on pages that load it."""

import re
from collections import defaultdict
from pathlib import Path
from posixpath import basename

import pytest

from tests.site.test_output import Page

PAPER = "print.css"
"""Every page but a frame loads it, for paper alone."""

PLAIN = {"dalil-tree__or", "dalil-note"}
"""What looks like the text around it, but in a form: a word in the line of a condition, and a note."""

_CLASS = re.compile(r"\.(dalil-[\w-]+)")


@pytest.fixture(scope="module")
def sheets(site: Path) -> dict[str, set[str]]:
    """Every class of ours that a sheet gives a look, with the sheets that do."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in (site / "assets").glob("dalil-*/*.css"):
        if file.name == PAPER:
            continue
        for name in _CLASS.findall(file.read_text(encoding="utf-8")):
            found[name].add(file.name)
    return found


def without_look(page: Page, sheets: dict[str, set[str]]) -> set[str]:
    """The classes of a page that only sheets which it does not load give a look."""
    loaded = {basename(link["href"]) for link in page.all("link") if link.get("rel") == "stylesheet"}
    classes = {name for _, attributes in page.tags for name in attributes.get("class", "").split()}
    return {name for name in (classes - PLAIN) & sheets.keys() if not sheets[name] & loaded}


def test_what_a_page_shows_has_its_look(site: Path, sheets: dict[str, set[str]]) -> None:
    assert len({name for names in sheets.values() for name in names}) > 5
    pages = {file.relative_to(site).as_posix(): Page(file) for file in sorted(site.rglob("*.html"))}
    assert {path: bare for path, page in pages.items() if (bare := without_look(page, sheets))} == {}
