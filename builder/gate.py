"""In: HTML. Out: what stands in it that nothing allows; for a built site, a problem for each page that has any.

The last look at what is served, by another hand than those that wrote it: nh3 reads as browsers do (html5ever). What
people wrote is whatever stands in a page's article outside an element of our own: that is held to the short list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

import nh3

from builder.allowed import CLASSES, DATA, OUTWARD, PAGE, PROSE, WITHIN
from builder.problem import DataError, Problem
from widgets.said import say

MOST = 20
"""Faults told of one page."""
LONGEST = 60
"""Letters of a name that are looked at."""

# nh3 leaves out what stands in a <template>, and cells without their table: under other names it reads them all.
_CONTENT = ("template", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")
_RENAMED = (*_CONTENT, "select", "option", "optgroup", "frameset", "frame", "body", "html", "head")
_RENAME = re.compile(rf"(</?)({'|'.join(_RENAMED)})(?=[\s/>])", re.IGNORECASE)
_OTHER = "x-"
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s=>]+=\"[^\"]*\")*)\s*>")
_ATTRIBUTE = re.compile(r"\s([^\s=>]+)=\"([^\"]*)\"")
_NAME = re.compile(r"[^\s\"'<>/=]*\Z")
_ELEMENTS = re.compile(r"<([a-zA-Z][^\s/>]*)")
_SCHEME = re.compile(r"[a-z0-9+.-]*\Z")
_BLANK = re.compile(r"[\x00-\x20]+")
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_WITHOUT_VALUE = frozenset({"hidden", "required", "readonly", "checked", "novalidate", "open", "reversed"})
_OURS = re.compile(r"(?:^|\s)(?:dalil-|md-|headerlink)")
_MAIN = re.compile(r"(?:^|\s)(?:md-content__inner|dalil-embed)(?:\s|$)")


@dataclass(frozen=True)
class Stray:
    """Something that may not stand where it does."""

    element: str
    attribute: str = ""
    value: str = ""

    def __str__(self) -> str:
        if not self.attribute:
            return f"<{self.element}>"
        return f"{self.attribute}={self.value[:80]!r} on <{self.element}>"


def gate_pages(out: Path) -> None:
    """Raises DataError where a page below `out` holds what no list allows, with each page and element."""
    files = sorted(out.rglob("*.html"))
    names = [file.relative_to(out).as_posix() for file in files]
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda file, name: gate_page(name, file.read_text(encoding="utf-8")), files, names)
        problems = [problem for each in found for problem in each]
    if problems:
        raise DataError(problems)


def gate_page(name: str, html: str) -> list[Problem]:
    """A problem for each thing in a page that no list allows."""
    strays = sorted({str(stray) for stray in strays_of_page(html)})
    return [Problem(name, 1, say("page-stray", stray=stray)) for stray in strays[:MOST]]


def strays_of_page(html: str) -> Iterator[Stray]:
    """What nothing allows in the body of a page, what people wrote by the shorter list."""
    yield from _walk(_normal(html[max(html.find("<body"), 0) :]), people=False)


def strays_of_prose(html: str) -> Iterator[Stray]:
    """What nothing allows in what Markdown made of people's words; its addresses are still as they were written."""
    yield from (stray for stray in _walk(_normal(html), people=True) if stray.attribute != "href")


def _normal(html: str) -> str:
    """The page as html5ever reads it and writes it again, with everything that is in it, comments too."""
    flat = _RENAME.sub(rf"\1{_OTHER}\2", html)
    parts = "<".join({part for part in flat.split("<") if "=" in part})
    schemes = {_SCHEME.search(_BLANK.sub("", before))[0] for before in _ends(unescape(parts), ":")}  # type: ignore[index]
    return nh3.clean(
        flat,
        tags={name.lower() for name in _ELEMENTS.findall(flat)},
        clean_content_tags=set(),
        attributes={"*": {_NAME.search(before.rstrip())[0] for before in _ends(parts, "=")} | _WITHOUT_VALUE},  # type: ignore[index]
        url_schemes={*schemes, "javascript", "vbscript", "data", "blob", "file"},
        strip_comments=False,
        link_rel=None,
    )


def _ends(text: str, sign: str) -> set[str]:
    """What stands just before each such sign."""
    return {part[-LONGEST:].lower() for part in text.split(sign)[:-1]}


def _walk(html: str, *, people: bool) -> Iterator[Stray]:
    """Go through the tags; `people` where all of it is what people wrote."""
    inside = people
    stack: list[tuple[str, bool, bool]] = []  # element, inside the page's own content, inside an element of ours
    ours, at = False, 0
    while found := _TAG.search(html, at):
        if "<!--" in html[at : found.start()]:
            yield Stray("!--")
        at = found.end()
        closing, name, written = found[1], found[2].removeprefix(_OTHER), found[3]
        if closing:
            inside, ours = _leave(stack, name, (inside, ours))
            continue
        before = (inside, ours)
        if not people:
            main, machine = _place(name, written)
            inside, ours = inside or main, (ours and not main) or (machine and not main)
        yield from _judge(name, written, inside and before[0] and not ours, inside)
        if name in _RAW:
            end = html.find(f"</{name}", at)
            at = len(html) if end < 0 else end
        if name not in _VOID:
            stack.append((name, *before))
        else:
            inside, ours = before
    if "<!--" in html[at:]:
        yield Stray("!--")


def _leave(stack: list[tuple[str, bool, bool]], name: str, now: tuple[bool, bool]) -> tuple[bool, bool]:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] == name:
            _, inside, ours = stack[depth]
            del stack[depth:]
            return inside, ours
    return now


@lru_cache(maxsize=1 << 14)
def _place(name: str, written: str) -> tuple[bool, bool]:
    """Whether an element is the page's own content, and whether it is one of the theme's or ours."""
    classes = next((value for key, value in _ATTRIBUTE.findall(written) if key == "class"), "")
    return bool(_MAIN.search(classes)), name == "noscript" or bool(_OURS.search(classes))


@lru_cache(maxsize=1 << 16)
def _judge(name: str, written: str, prose: bool, content: bool) -> tuple[Stray, ...]:
    """What is wrong with a start tag: in prose the short list counts, and in content no script runs."""
    given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(written)}
    data = name == "script" and given.get("type") in DATA
    prose = prose and not data
    if name not in (PROSE if prose else PAGE):
        return (Stray(name),)
    wrong = [Stray(name, key, value) for key, value in given.items() if not _fits(name, key, value, prose)]
    if name == "script" and content and not data:
        wrong.append(Stray(name))
    return tuple(wrong)


def _fits(name: str, key: str, value: str, prose: bool) -> bool:
    if prose:
        if key == "class":
            return bool(CLASSES.fullmatch(value))
        if key not in PROSE[name]:
            return False
    elif key not in PAGE[name]:
        return key.startswith(("data-", "aria-")) and key not in ("data-", "aria-")
    if key == "href":
        return bool(WITHIN.fullmatch(value) or OUTWARD.fullmatch(value))
    return key != "src" or bool(WITHIN.fullmatch(value))
