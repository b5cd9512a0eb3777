"""What the built guides tell machines: valid JSON, the properties that count, and no text that the page has not."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from builder.library import LANGUAGES
from builder.load import load_library

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
GUIDES = [(language, id) for language in LANGUAGES for id in LIBRARY.guides]
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Reader(HTMLParser):
    """The page's text under each heading's id: the heading's own, and what follows it, as a reader sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.titles: dict[str, str] = {}
        self.bodies: dict[str, str] = {}
        self.levels: dict[str, int] = {}
        self.id = ""
        self.heading = False
        self.hidden: list[str] = []
        self.feed(text.partition("<article")[2].partition('class="dalil-ending"')[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        classes = (attributes.get("class") or "").split()
        if tag in HEADINGS and attributes.get("id"):
            self.id, self.heading = attributes["id"] or "", True
            self.titles[self.id] = self.bodies[self.id] = ""
            self.levels[self.id] = HEADINGS[tag]
        if self.hidden:
            self.hidden.append(tag)
        elif "headerlink" in classes or tag in ("script", "style"):
            self.hidden = [tag]
        elif "dalil-mark" in classes:
            self.hidden = [tag]
            if "dalil-mark--unconfirmed" in classes:
                self._say(" (?)")
        elif tag in ("p", "li", "br"):
            self._say(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()
        if tag in HEADINGS:
            self.heading = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self._say(data)

    def _say(self, text: str) -> None:
        if self.id:
            kept = self.titles if self.heading else self.bodies
            kept[self.id] += text


def words(text: str) -> str:
    """The words, with no space left where a mark stood before a sign."""
    return re.sub(r" ([.,)،؛؟])(?!\S)", r"\1", " ".join(text.split()))


def page(site: Path, language: str, id: str) -> str:
    return (site / language / "guides" / f"{id}.html").read_text(encoding="utf-8")


def described(text: str) -> dict[str, dict[str, Any]]:
    """What the page says, by type."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    data = json.loads(found)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


@pytest.mark.parametrize(("language", "id"), GUIDES)
def test_the_service_of_a_guide(site: Path, language: str, id: str) -> None:
    found = described(page(site, language, id))
    address = f"https://dalil.example/{language}/guides/{id}.html"
    meta = LIBRARY.guides[id].words[language].meta
    names = LIBRARY.interface[language]["structured"]
    assert found["GovernmentService"] == {
        "@type": "GovernmentService",
        "@id": f"{address}#service",
        "name": meta["title"],
        "description": meta["summary"],
        "url": address,
        "mainEntityOfPage": {"@id": address},
        "provider": {"@type": "GovernmentOrganization", "name": names["provider"], "alternateName": "CNSS"},
        "areaServed": {"@type": "Country", "name": names["country"], "identifier": "MA"},
    }
    assert found["WebPage"]["url"] == address
    assert found["WebPage"]["publisher"] == {"@type": "Organization", "name": names["site"]}
    assert found["WebPage"]["inLanguage"] == language


@pytest.mark.parametrize(("language", "id"), GUIDES)
def test_title_and_summary_are_the_page_s(site: Path, language: str, id: str) -> None:
    text = page(site, language, id)
    service = described(text)["GovernmentService"]
    shown = words(re.sub(r"<[^>]+>", "", text.partition("<article")[2]))
    assert words(service["description"]).replace("'", "&#39;") in shown
    assert words(service["name"]) in shown.replace("&#39;", "'")


@pytest.mark.parametrize(
    ("language", "id"), [pair for pair in GUIDES if LIBRARY.guides[pair[1]].words["en"].section("faq")]
)
def test_questions_and_answers_are_the_page_s(site: Path, language: str, id: str) -> None:
    text = page(site, language, id)
    reader = Reader(text)
    ids = list(reader.titles)
    start = ids.index("faq")
    below = []
    for other in ids[start + 1 :]:
        if reader.levels[other] <= reader.levels["faq"]:
            break
        below.append(other)
    asked = described(text)["FAQPage"]["mainEntity"]
    label = LIBRARY.interface[language]["facts"]["unconfirmed"]
    found = [(words(q["name"]), words(q["acceptedAnswer"]["text"].replace(f"({label})", "(?)"))) for q in asked]
    assert len(found) > 1
    assert found == [(words(reader.titles[id]), words(reader.bodies[id])) for id in below]


def test_pages_that_are_no_guides_claim_no_service(site: Path) -> None:
    others = list(site.glob("*/*.html"))
    assert others
    assert [path for path in others if "application/ld+json" in path.read_text(encoding="utf-8")] == []


def test_a_guide_in_one_file_says_nothing_to_machines(singles: Path) -> None:
    files = list(singles.iterdir())
    assert files
    assert [path for path in files if "application/ld+json" in path.read_text(encoding="utf-8")] == []
