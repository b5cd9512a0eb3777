"""The guide for machines: what is said of a service, whose it is, and which text of the page an answer has."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.load import load_library
from builder.render import render_site
from builder.structured import plain_text
from tests.builder.cards import copy_library

DAY = date(2026, 11, 22)
GUIDE = "guides/library-card.md"
FAQ = """
## Questions people ask { #faq }
Before the first question.

### May I `</script>` & "lend" *it*? { #faq-lend }
No. [^card-remade-free] It is [[reminder-before]] at most:

- yours;
- nobody's.

### And then? { #faq-then }
See [above](#replace).

## The end { #end }
Not an answer.
"""


def described(folder: Path, faq: str = FAQ) -> dict[str, dict[str, Any]]:
    """What the page says, by type."""
    copy_library(folder)
    for language in ("en", "fr", "ar"):
        with (folder / f"guides/procedures/library-card/{language}.md").open("a", encoding="utf-8") as file:
            file.write(faq)
    page = render_site(load_library(folder), DAY)["en"][GUIDE]
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert "<" not in text
    graph = json.loads(text)["@graph"]
    return {node["@type"]: node for node in graph}


def test_the_service_is_another_s_and_the_page_is_ours(tmp_path: Path) -> None:
    found = described(tmp_path)
    names = load_library(tmp_path).interface["en"]["structured"]
    service, page = found["GovernmentService"], found["WebPage"]
    assert service["provider"]["name"] == names["provider"]
    assert page["publisher"]["name"] == names["site"] != names["provider"]
    assert "publisher" not in service
    assert page["about"] == {"@id": service["@id"]}
    assert (service["name"], page["inLanguage"]) == ("The library card", "en")


def test_the_questions_below_the_heading_have_their_answers(tmp_path: Path) -> None:
    asked = described(tmp_path)["FAQPage"]["mainEntity"]
    assert [(question["name"], question["acceptedAnswer"]["text"]) for question in asked] == [
        ('May I </script> & "lend" it?', "No. It is 7 days (unconfirmed) at most:\nyours;\nnobody's."),
        ("And then?", "See above."),
    ]


def test_without_questions_there_is_no_page_of_them(tmp_path: Path) -> None:
    assert set(described(tmp_path, "")) == {"GovernmentService", "WebPage"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain", "plain"),
        ("<p>one\ntwo</p>\n<p>three</p>", "one two\nthree"),
        ("a<br>b", "a\nb"),
        ("<bdi>321-1-06</bdi>&nbsp;&amp; &lt;b&gt;", "321-1-06 & <b>"),
        ('x <a class="dalil-mark dalil-mark--official" href="#f"><span>1</span></a> y', "x y"),
        ('x <a class="dalil-mark dalil-mark--unconfirmed" href="#f"><span>1</span> n</a> y', "x (maybe) y"),
        ('<a href="u">link</a>', "link"),
        (
            'In 2015 <a class="dalil-mark">✓1</a>. Dit\u00a0: oui <a class="dalil-mark">✓2</a>, .ma',
            "In 2015. Dit : oui, .ma",
        ),
    ],
)
def test_plain_text(html: str, expected: str) -> None:
    assert plain_text(html, "maybe") == expected
