"""In: the folder of a built site, and its address. Out: what in it leads nowhere or contradicts itself, as problems.

Every link and place in a page; what pages, in their heads, and sitemaps say of the page's own address and of the same
page in other languages. It asks nothing of the network: what leaves the site is not followed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

from builder.problem import Problem
from widgets.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

INDEX = "index.html"
DEFAULT = "x-default"
"""The language of who reads none of ours: what search engines call it."""

_LEADING = ("href", "src", "poster", "action", "cite", "data")
_OF_SCRIPTS = ("data-take", "data-worker")
_FOLDER = "data-runtime"
"""What our scripts are told to fetch, and the folder where Python lies."""
_STANDING = ("canonical", "alternate")
"""Links in a head that stand for a page and load nothing: checked by what they say."""
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_HERE = "https://here.invalid/"
_LINK = "{http://www.w3.org/1999/xhtml}link"


@dataclass
class Page(HTMLParser):
    """What a page says of itself, and where it leads; each address with its line."""

    path: str
    text: str
    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)
    folders: list[tuple[str, int]] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    base: str = ""
    hidden: bool = False
    """Search engines are asked to leave it out."""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag says."""
        values = {key: value or "" for key, value in attrs}
        rel = values.get("rel", "").strip()
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "base":
            self.base = values.get("href", "")
        elif tag == "meta":
            self.hidden |= values.get("name") == "robots" and "noindex" in values.get("content", "")
        elif tag == "link" and rel in _STANDING and ("hreflang" in values or rel == "canonical"):
            self.stands_for(rel, values)
        else:
            line = self.getpos()[0]
            names = (*_LEADING, *_OF_SCRIPTS) if tag == "script" else _LEADING
            self.links += [(values[name], line) for name in names if values.get(name)]
            self.folders += [(values[_FOLDER], line)] if _FOLDER in values else []

    def stands_for(self, rel: str, values: Mapping[str, str]) -> None:
        """Keep an address of this very page, or of the same in another language."""
        if rel == "canonical":
            self.canonical.append(values["href"])
        else:
            self.alternates.append((values["hreflang"], values["href"]))


def read_pages(folder: Path) -> dict[str, Page]:
    """Every page, by its path below the folder."""
    paths = sorted((file.relative_to(folder).as_posix(), file) for file in folder.rglob("*.html"))
    return {path: Page(path, file.read_text(encoding="utf-8")) for path, file in paths}


def verify_site(site: Path, site_url: str) -> list[Problem]:
    """All that is wrong with a built site."""
    pages = read_pages(site)
    found = [*find_lost(site, pages, site_url), *find_own(pages, site_url), *find_languages(pages, site_url)]
    return [*found, *find_unlisted(site, pages, site_url)]


def find_lost(folder: Path, pages: Mapping[str, Page], site_url: str = "") -> Iterator[Problem]:
    """Links to a file that isn't there, or to a place that its page doesn't have."""
    for path, page in pages.items():
        for address, line in page.links:
            whole, place = urldefrag(follow(page, address, site_url))
            target = file_of(whole.removeprefix(_HERE))
            if not whole.startswith(_HERE):
                continue
            if not (folder / target).is_file():
                yield Problem(path, line, say("link-no-file", address=address, target=target))
            elif place and target in pages and unquote(place) not in pages[target].ids:
                yield Problem(path, line, say("link-no-place", address=address, target=target, place=place))
        for address, line in page.folders:
            if not (folder / follow(page, address, site_url).removeprefix(_HERE)).is_dir():
                yield Problem(path, line, say("link-no-folder", address=address))


def follow(page: Page, address: str, site_url: str = "") -> str:
    """The whole address that a link of a page means; the site's own, written in full or not, begin with `_HERE`."""
    start = urljoin(_HERE, page.path)
    around = urljoin(start, page.base) if page.base else start
    if site_url and address.startswith(site_url):
        address = f"{_HERE}{address.removeprefix(site_url)}"
    return urljoin(around, address)


def file_of(address: str) -> str:
    """The file that a host sends for an address below its root."""
    path = unquote(urlsplit(address).path)
    return f"{path}{INDEX}" if path == "" or path.endswith("/") else path


def find_own(pages: Mapping[str, Page], site_url: str) -> Iterator[Problem]:
    """Canonical addresses that are missing, given twice, or another page's."""
    for path, page in pages.items():
        wanted = [] if page.hidden and not page.canonical else [address_of(path, site_url)]
        if page.canonical != wanted:
            told = page.canonical or say("none")
            yield Problem(path, 1, say("page-canonical", told=told, wanted=wanted[0]))


def address_of(path: str, site_url: str) -> str:
    """The full address of a page; the page at the root is the site itself."""
    return site_url if path == INDEX else f"{site_url}{path}"


def find_languages(pages: Mapping[str, Page], site_url: str) -> Iterator[Problem]:
    """Pages that don't name each language once, the default and themselves too, or whose counterpart doesn't answer."""
    known = {address_of(path, site_url): page for path, page in pages.items()}
    languages = {code for page in pages.values() for code, _ in page.alternates} - {DEFAULT}
    for path, page in pages.items():
        if page.hidden and not page.alternates:
            continue
        own = address_of(path, site_url)
        named = [code for code, _ in page.alternates]
        if sorted(named) != sorted([*languages, DEFAULT]):
            yield Problem(path, 1, say("page-languages", named=named or say("none"), default=DEFAULT))
        if own not in dict(page.alternates).values():
            yield Problem(path, 1, say("page-not-itself", own=own))
        for code, address in page.alternates:
            if address not in known:
                yield Problem(path, 1, say("page-elsewhere", address=address, code=code))
            elif own not in dict(known[address].alternates).values():
                yield Problem(path, 1, say("page-not-in-return", address=address, code=code))


def find_unlisted(site: Path, pages: Mapping[str, Page], site_url: str) -> Iterator[Problem]:
    """Sitemaps that miss a page, hold one that is hidden or not there, or name other languages than the page does."""
    listed: dict[str, list[tuple[str, str]]] = {}
    maps = {file.relative_to(site).as_posix(): file for file in sorted(site.glob("*/sitemap.xml"))}
    index = [loc.text or "" for loc in ElementTree.parse(site / "sitemap.xml").iter(f"{_SITEMAP}loc")]
    if sorted(index) != sorted(f"{site_url}{path}" for path in maps):
        yield Problem("sitemap.xml", 1, say("sitemap-index", index=index, maps=list(maps)))
    for path, file in maps.items():
        for entry in ElementTree.parse(file).iter(f"{_SITEMAP}url"):
            address = entry.findtext(f"{_SITEMAP}loc") or ""
            if address in listed:
                yield Problem(path, 1, say("sitemap-twice", address=address))
            listed[address] = [(link.get("hreflang", ""), link.get("href", "")) for link in entry.iter(_LINK)]
    wanted = {address_of(path, site_url): page for path, page in pages.items() if not page.hidden and path != INDEX}
    for address in sorted(wanted.keys() - listed.keys()):
        yield Problem("sitemap.xml", 1, say("sitemap-lacks", address=address))
    for address in sorted(listed.keys() - wanted.keys()):
        yield Problem("sitemap.xml", 1, say("sitemap-too-much", address=address))
    for address in sorted(listed.keys() & wanted.keys()):
        if sorted(listed[address]) != sorted(wanted[address].alternates):
            yield Problem(wanted[address].path, 1, say("sitemap-languages"))
