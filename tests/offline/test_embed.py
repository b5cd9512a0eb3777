"""From the unzipped package, in three engines without network: a form alone, as it stands in somebody else's frame."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from builder.library import Library
from builder.load import load_library
from builder.render.embed import place_embed
from tests.browser.reader import cases
from tests.offline.engines import Engine
from tests.offline.test_engines import FILL_IN, OPENED, STORED, address
from widgets.api import handle

LINKS = """
return [...new Set([...document.querySelectorAll("a")].map((link) => link.href.split("#")[0]))];
"""


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return load_library(root)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_form_alone_answers_from_a_disk(engine: Engine, package: Path, library: Library, language: str) -> None:
    guide = next(iter(library.guides.values()))
    widget = guide.procedure.widgets[0]
    engine.open(address(package, f"{language}/{place_embed(guide, widget)}"))
    opened = engine.run(OPENED)
    assert (opened["language"], opened["unstyled"], opened["elsewhere"]) == (language, [], [])
    seen = engine.run(FILL_IN, widget.id, cases(guide, widget.id)[0]["answers"])
    expected = json.loads(handle(seen["request"]))
    assert seen["response"] == expected
    assert (seen["outcomes"], seen["workers"]) == ([expected["outcome"]], ["blob"])
    # What leads out of the form leads to what is beside it: the whole guide first of all.
    links = engine.run(LINKS)
    assert links[0] == address(package, f"{language}/guides/{guide.id}.html")
    files = [Path(unquote(urlsplit(link).path)) for link in links if link.startswith("file:")]
    assert [file for file in files if not file.is_file() or not file.is_relative_to(package)] == []
    stored = engine.run(STORED)
    assert [key for key in stored["keys"] if not key.endswith(".__palette")] == []
    assert (stored["cookie"], stored["databases"]) == ("", 0)
