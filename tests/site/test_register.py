"""The pages about the facts, in the built site: each source with its facts, each dispute, each term, and the feed."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urldefrag
from xml.etree import ElementTree

import pytest

from builder.library import LANGUAGES, Library
from builder.load import load_library
from builder.quote import find_disputes, find_quotes

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
PAGES = ("sources", "disagreements", "changes", "glossary")
GATHER = ("sources", "changes", "glossary")
"""Those that say nothing of a fact in words of their own."""


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return load_library(root)


def read(site: Path, language: str, path: str) -> str:
    return (site / language / path).read_text(encoding="utf-8")


def ids(html: str) -> set[str]:
    return {found for _, found in re.findall(r"""\bid=(["'])(.+?)\1""", html)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_is_listed_with_the_facts_that_guides_rest_on_it(
    site: Path, library: Library, language: str
) -> None:
    html = read(site, language, "sources.html")
    assert {f"source-{id}" for id in library.sources} <= ids(html)
    texts = [guide.words[language] for guide in library.guides.values()]
    texts += [pages[language] for name, pages in library.pages.items() if name not in GATHER]
    used = {quote.fact for words in texts for quote in find_quotes(words)} & set(library.facts)
    expected = {id: {fact for fact in used if id in rests_on(library, fact)} for id in library.sources}
    entries = re.split(r'<li id="source-', html)[1:]
    shown = {entry.split('"', 1)[0]: set(re.findall(r'href="[^"]*#fact-([^"]+)"', entry)) for entry in entries}
    assert shown == expected


def rests_on(library: Library, id: str) -> set[str]:
    fact = library.facts[id]
    return {*fact.sources, *(source for side in fact.positions for source in side.sources)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_told_of_every_dispute_with_its_sides(site: Path, library: Library, language: str) -> None:
    html = read(site, language, "disagreements.html")
    texts = [guide.words[language] for guide in library.guides.values()]
    texts += [pages[language] for name, pages in library.pages.items() if name not in GATHER]
    told = {id for words in texts for dispute in find_disputes(words, library.disputed) for id in dispute.facts}
    assert told == library.disputed
    assert len(re.findall(r'<h2 id="disagree-', html)) == len(set(re.findall(r'<h2 id="(disagree-[^"]+)"', html)))
    for id in told:
        fact = library.facts[id]
        entry = re.search(rf'<li id="fact-{id}".*?<small class="dalil-read">', html, re.DOTALL)
        assert entry, id
        assert entry[0].count("dalil-followed") == 1, id
        assert entry[0].count("<q>") == len(fact.positions), id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_in_a_guide_leads_to_the_place_that_tells_its_dispute(
    site: Path, library: Library, language: str
) -> None:
    for guide in library.guides.values():
        html = read(site, language, f"guides/{guide.id}.html")
        told = {id for dispute in find_disputes(guide.words[language], library.disputed) for id in dispute.facts}
        assert {f"disagree-{id}" for id in told} <= ids(html)
        assert set(re.findall(r'href="#disagree-([^"]+)"', html)) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_linked_once_a_guide_to_the_glossary(site: Path, library: Library, language: str) -> None:
    known = ids(read(site, language, "glossary.html"))
    assert {term["id"] for term in library.glossary} <= known
    for guide in library.guides:
        links = re.findall(r'<a class="dalil-term-link" href="([^"]+)"', read(site, language, f"guides/{guide}.html"))
        assert len(links) == len(set(links)) > 3
        assert all(urldefrag(link)[1] in known for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_to_a_term_stands_in_a_heading_a_form_or_another_link(site: Path, language: str) -> None:
    for file in (site / language / "guides").glob("*.html"):
        html = file.read_text(encoding="utf-8")
        for tag in ("h1", "h2", "h3", "h4", "form", "summary", "label"):
            for part in re.findall(rf"<{tag}\b.*?</{tag}>", html, re.DOTALL):
                assert "dalil-term-link" not in part
        assert not re.search(r"<a\b(?:(?!</a>).)*dalil-term-link(?:(?!</a>).)*<a\b", html, re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_the_pages_about_the_facts_and_to_the_feed(site: Path, language: str) -> None:
    for file in [*(site / language).glob("*.html"), *(site / language / "guides").glob("*.html")]:
        html = file.read_text(encoding="utf-8")
        back = "../" * (len(file.relative_to(site / language).parts) - 1)
        for name in PAGES:
            assert f'href="{back}{name}.html"' in html or file.stem == name, (file, name)
        assert 'type="application/atom+xml" title=' in html
        assert f'href="{back}changes.xml"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_atom(site: Path, language: str) -> None:
    feed = ElementTree.fromstring((site / language / "changes.xml").read_bytes())
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
            assert element.findtext(f"{ATOM}{name}")
        updated = element.findtext(f"{ATOM}updated") or ""
        assert RFC_3339.fullmatch(updated)
        assert datetime.fromisoformat(updated)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    names = [element.findtext(f"{ATOM}id") or "" for element in (feed, *entries)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in names)
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_of_the_feed_leads_to_its_place(site: Path, language: str) -> None:
    feed = ElementTree.fromstring((site / language / "changes.xml").read_bytes())
    (own,) = (link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self")
    folder = (own.get("href") or "").removesuffix("changes.xml")
    assert folder.endswith(f"/{language}/")
    for entry in feed.findall(f"{ATOM}entry"):
        (link,) = entry.findall(f"{ATOM}link")
        path, place = urldefrag((link.get("href") or "").removeprefix(folder))
        assert place in ids(read(site, language, path))
        content = entry.findtext(f"{ATOM}content") or ""
        assert all(address.startswith(("https://", "http://")) for address in re.findall(r'href="([^"]*)"', content))


def test_every_guide_was_told_of_when_it_was_new(library: Library) -> None:
    told = {guide for change in library.changes for guide in change.guides}
    assert library.guides.keys() - told == set()


def test_the_feeds_of_the_languages_tell_the_same_changes_under_ids_of_their_own(site: Path) -> None:
    feeds = [ElementTree.fromstring((site / language / "changes.xml").read_bytes()) for language in LANGUAGES]
    places = [
        [urldefrag(link.get("href") or "")[1] for link in feed.iterfind(f"{ATOM}entry/{ATOM}link")] for feed in feeds
    ]
    assert places[0] == places[1] == places[2]
    names = [element.text for feed in feeds for element in feed.iter(f"{ATOM}id")]
    assert len(set(names)) == len(names)


def test_the_pages_about_the_facts_are_in_the_sitemap_the_worker_and_the_search(site: Path) -> None:
    worker = (site / "service-worker.js").read_text(encoding="utf-8")
    for language in LANGUAGES:
        sitemap = read(site, language, "sitemap.xml")
        (index,) = (site / "assets" / "search").glob(f"{language}-*.js")
        found = index.read_text(encoding="utf-8")
        for name in PAGES:
            assert f"/{language}/{name}.html</loc>" in sitemap
            assert f'"{language}/{name}.html":' in worker
            assert f'"{name}.html"' in found
