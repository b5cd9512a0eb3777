"""In: a Markdown file, or a text of a YAML file. Out: what in it is more than words: HTML, attributes, links, programs.

Most texts have nothing but marks, headings and plain links, and are told by these alone. What has more is converted as
the build does it, by the whole file and by each of its parts, and what comes out is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from markdown import Markdown

from builder.check.links import find_links
from builder.fragments import EXTENSIONS
from builder.gate import strays_of_prose
from builder.words import FENCED, Words
from widgets.said import Said, say

PICTURE = say("markup-picture")
DEEP = say("markup-deep")

_SITE = ("toc", "tables", "fenced_code", *EXTENSIONS, "pymdownx.details")
"""The extensions of mkdocs.yml, with those that MkDocs always adds."""
WHOLE = "docs/"
"""What is there is converted as a whole; of a guide, forms and letters take parts."""
_FENCED = re.compile(r"<pre><code(?: class=\"language-\w+\")?>[^<]*</code></pre>\s*\Z")

# What begins with a sign of its own is found faster than what begins with a look at the sign before.
_CODE = re.compile(r"(`(?<!\\`)`*)(?!`)([^`\n]+)(?<!`)\1(?!`)")
_MARKS = re.compile(r"\[\[[a-z0-9-]+(?:\|number)?\]\]|\[\^[a-z0-9-]+(?:/[a-z0-9-]+)?\]")
_HEADING_ID = re.compile(r"^(#{1,6} [^{\n]*)\{ ?#[a-z0-9-]+ ?\}[ ]*$", re.MULTILINE)
_BLANK = re.compile(r"^>.*$", re.MULTILINE)
_PLACE = re.compile(r"\{[a-z][a-z0-9-]*\}")
_PICTURE = re.compile(r"!\[")
_LINK = re.compile(r"\[(?<!!\[)([^\[\]<>{}\n]+)\]\(([^\s()<>\"'\\&]+)\)")
_LIVELY = re.compile(r"<|\{|\]\(|\]\[|\]:|!\[|&[#\w]+;")
_BLOCK = re.compile(r"^[ ]*((?:!!!|\?\?\?\+?)[ ]*[\w-].*)$", re.MULTILINE)
_KIND = re.compile(r"!!! (?:disagree|note|unconfirmed|warning) \"[^\"\n]*\"\s*")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#(?![a-z0-9-]+ ?\})")
_SNIPPET = re.compile(r"-+8<-+|\{!|^[ ]*:::|<<<", re.MULTILINE)
_SNIPPETS = ("8<", "{!", ":::", "<<<")
"""One of these is in each."""
_TAG = re.compile(r"<[A-Za-z/!?](?!ttps?://[^\s<>]+>)[^>\n]{0,40}>?")
_MAIL = re.compile(r"<[\w.+-]+@[\w.-]+>")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:", re.MULTILINE)
_SCHEME = re.compile(r"(?:java|vb)script:(?=\S)|\bdata:[a-z]+/[a-z.+-]+[;,]", re.IGNORECASE)

_NOT_PLAIN = (
    (_TAG, "markup-html"),
    (re.compile(r"\]\("), "markup-link-here"),
    (re.compile(r"\{:"), "markup-attribute"),
    (_SCHEME, "markup-link-here"),
)
_MARKED = re.compile(r"[{<:\]]")
"""Without one of these, nothing that is looked for in a plain text can be there."""


def find_markup(words: Words) -> Iterator[tuple[int, Said]]:
    """Everything in a Markdown file that is more than words, with its place in the text."""
    text = words.text
    yield from _marks(text)
    for found in _BLOCK.finditer(text):
        if not _KIND.fullmatch(found[1]):
            yield found.start(1), say("markup-block", found=found[1][:40])
    plain = _without_known(text)
    for found in _PICTURE.finditer(plain):
        yield found.start(), PICTURE
    for found in _LINK.finditer(plain):
        for message in find_links(found[1], found[2]):
            yield found.start(), message
    rest = _LINK.sub(_blank, plain)
    lively = _LIVELY.search(rest)
    if not lively:
        return
    open_text = FENCED.sub(_blank, rest)
    for pattern, code in ((_TAG, "markup-html"), (_DEFINITION, "markup-definition")):
        for found in pattern.finditer(open_text):
            if not _MAIL.match(open_text, found.start()):
                yield found.start(), say(code, found=found[0])
    for found in re.finditer(r"\{:[^}\n]*\}?", open_text):
        yield found.start(), say("markup-attribute", found=found[0])
    yield from _converted(words, lively.start())


def find_in_plain(text: str) -> Iterator[tuple[int, Said]]:
    """The same in a text that is no Markdown: a title, a label, what was seen on a page."""
    if not _MARKED.search(text):
        return
    yield from _marks(text)
    for pattern, code in _NOT_PLAIN:
        for found in pattern.finditer(text):
            yield found.start(), say(code, found=found[0])


def _marks(text: str) -> Iterator[tuple[int, Said]]:
    """What a template engine or an include would read, wherever it stands."""
    snippets = any(part in text for part in _SNIPPETS)
    for pattern, code in ((_TEMPLATE, "markup-template"), *([(_SNIPPET, "markup-snippet")] if snippets else [])):
        for found in pattern.finditer(text):
            yield found.start(), say(code, found=found[0].strip())


def _blank(found: re.Match[str]) -> str:
    """As long as what it replaces, so that places stay what they are."""
    return "\n".join(["¦" * len(line) for line in found[0].split("\n")])


def _without_known(text: str) -> str:
    """The text without code, marks of facts, ids of headings and blanks of letters."""
    text = _MARKS.sub(_blank, _CODE.sub(_blank, text))
    text = _HEADING_ID.sub(lambda found: found[1] + "¦" * (len(found[0]) - len(found[1])), text)
    return _BLANK.sub(lambda found: _PLACE.sub(_blank, found[0]), text) if ">" in text else text


@cache
def _converter(extensions: tuple[str, ...]) -> Markdown:
    settings = {"tables": {"use_align_attribute": True}}
    return Markdown(extensions=list(extensions), extension_configs=settings, output_format="html")


def _converted(words: Words, place: int) -> Iterator[tuple[int, Said]]:
    """What the build's own converter makes of the file and of its parts; `place` is told where a finding has no own."""
    texts: list[tuple[tuple[str, ...], str]] = [(_SITE, f"# {words.meta.get('title', '')}\n\n{_body(words.text)}")]
    for section in words.sections:
        parts = [section.title, *(part for item in section.items for part in (item.text, item.help))]
        parts += [] if words.path.startswith(WHOLE) else [section.body]
        texts += [(EXTENSIONS, part) for part in parts if _LIVELY.search(part)]
    told = set()
    start = len(words.text) - len(_body(words.text))
    without_code = FENCED.sub(_blank, words.text)
    for extensions, text in texts:
        for sought, message in _made(extensions, text):
            if message not in told:
                told.add(message)
                places = [written.find(sought, start) for written in (without_code, words.text) if sought]
                yield next((at for at in places if at >= 0), place), message


def _made(extensions: tuple[str, ...], text: str) -> Iterator[tuple[str, Said]]:
    """Each fault of what is made of a text, with what to look for in the file."""
    converter = _converter(extensions)
    converter.reset()
    try:
        html = converter.convert(text)
    except RecursionError:
        yield "", DEEP
        return
    raws = [str(raw) for raw in converter.htmlStash.rawHtmlBlocks if str(raw).startswith("<")]
    raws = [raw for raw in raws if not _FENCED.match(raw)]
    for raw in raws:
        yield raw.split("\n", 1)[0][:20], say("markup-html", found=raw.split("\n", 1)[0][:40])
    for stray in strays_of_prose(html):
        if any(f"<{stray.element}" in raw.lower() for raw in raws):
            continue
        if stray.attribute:
            yield stray.value, say("markup-attribute", found=stray)
        else:
            yield f"<{stray.element}", say("markup-else", found=stray)
    for address, said in _links(html):
        for message in find_links(said, address):
            yield address, message


def _body(text: str) -> str:
    parts = re.split(r"^---[ ]*$", text, maxsplit=2, flags=re.MULTILINE)
    return parts[2] if len(parts) == 3 else text


class _Links(HTMLParser):
    """Collects where links lead and what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.open = True
            self.found.append((dict(attrs).get("href") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.open:
            address, said = self.found[-1]
            self.found[-1] = (address, said + data)


def _links(html: str) -> list[tuple[str, str]]:
    parser = _Links()
    parser.feed(html)
    parser.close()
    return parser.found
