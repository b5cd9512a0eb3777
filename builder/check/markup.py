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
from builder.words import Words

HTML = "HTML is not read here ('{found}'). Take it out; as a sign, < has a space after it."
ATTRIBUTES = "An attribute ({found}) is not read here. Take it out; only a heading has one, its id: {{ #some-id }}."
TEMPLATE = "A mark of a template ('{found}') is here. Take it out, or put a space between its signs."
SNIPPET = "A file can't be put in here ('{found}'). Write the text itself."
PICTURE = "A picture can't be shown here. Say in words what it shows."
KIND = "There is no block '{found}'. Write disagree, note, unconfirmed or warning, and a title in quotes."
DEFINED = "An address is not written apart from its link. Write [words](https://…)."
ELSE = "Markdown makes {found} of this, which nothing allows. Write it in plain words."
DEEP = "This is nested too deeply to be read. Write it flatter."
LINK_HERE = "A link can't be written here. Leave the address out, or write it as it is."

_SITE = ("toc", "tables", "fenced_code", *EXTENSIONS, "pymdownx.details")
"""The extensions of mkdocs.yml, with those that MkDocs always adds."""
WHOLE = "docs/"
"""What is there is converted as a whole; of a guide, forms and letters take parts."""
_FENCED = re.compile(r"<pre><code(?: class=\"language-\w+\")?>[^<]*</code></pre>\s*\Z")

_CODE = re.compile(r"(?<!\\)(`+)(?!`)([^`\n]+)(?<!`)\1(?!`)")
_MARKS = re.compile(r"\[\[[a-z0-9-]+(?:\|number)?\]\]|\[\^[a-z0-9-]+(?:/[a-z0-9-]+)?\]")
_HEADING_ID = re.compile(r"^(#{1,6} [^{\n]*)\{ ?#[a-z0-9-]+ ?\}[ ]*$", re.MULTILINE)
_BLANK = re.compile(r"^>.*$", re.MULTILINE)
_PLACE = re.compile(r"\{[a-z][a-z0-9-]*\}")
_PICTURE = re.compile(r"!\[")
_LINK = re.compile(r"(?<!!)\[([^\[\]<>{}\n]+)\]\(([^\s()<>\"'\\&]+)\)")
_LIVELY = re.compile(r"[<{]|\]\(|\]\[|\]:|!\[|&[#\w]+;")
_BLOCK = re.compile(r"^[ ]*((?:!!!|\?\?\?\+?)[ ]*[\w-].*)$", re.MULTILINE)
_KIND = re.compile(r"!!! (?:disagree|note|unconfirmed|warning) \"[^\"\n]*\"\s*")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#(?![a-z0-9-]+ ?\})")
_SNIPPET = re.compile(r"-+8<-+|\{!|^[ ]*:::|<<<", re.MULTILINE)
_TAG = re.compile(r"<[A-Za-z/!?](?!ttps?://[^\s<>]+>)[^>\n]{0,40}>?")
_MAIL = re.compile(r"<[\w.+-]+@[\w.-]+>")
_FENCE = re.compile(r"^(?:```|~~~)[^\n]*\n.*?^(?:```|~~~)[ ]*$", re.MULTILINE | re.DOTALL)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:", re.MULTILINE)
_SCHEME = re.compile(r"(?:java|vb)script:(?=\S)|\bdata:[a-z]+/[a-z.+-]+[;,]", re.IGNORECASE)


def find_markup(words: Words) -> Iterator[tuple[int, str]]:
    """Everything in a Markdown file that is more than words, with its place in the text."""
    text = words.text
    yield from _marks(text)
    for found in _BLOCK.finditer(text):
        if not _KIND.fullmatch(found[1]):
            yield found.start(1), KIND.format(found=found[1][:40])
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
    open_text = _FENCE.sub(_blank, rest)
    for pattern, message in ((_TAG, HTML), (_DEFINITION, DEFINED)):
        for found in pattern.finditer(open_text):
            if not _MAIL.match(open_text, found.start()):
                yield found.start(), message.format(found=found[0])
    for found in re.finditer(r"\{:[^}\n]*\}?", open_text):
        yield found.start(), ATTRIBUTES.format(found=found[0])
    yield from _converted(words, lively.start())


def find_in_plain(text: str) -> Iterator[tuple[int, str]]:
    """The same in a text that is no Markdown: a title, a label, what was seen on a page."""
    yield from _marks(text)
    if "<" in text:
        for found in _TAG.finditer(text):
            yield found.start(), HTML.format(found=found[0])
    for pattern, message in ((re.compile(r"\]\("), LINK_HERE), (re.compile(r"\{:"), ATTRIBUTES), (_SCHEME, LINK_HERE)):
        for found in pattern.finditer(text):
            yield found.start(), message.format(found=found[0])


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """What a template engine or an include would read, wherever it stands."""
    for pattern, message in ((_TEMPLATE, TEMPLATE), (_SNIPPET, SNIPPET)):
        for found in pattern.finditer(text):
            yield found.start(), message.format(found=found[0].strip())


def _blank(found: re.Match[str]) -> str:
    """As long as what it replaces, so that places stay what they are."""
    return re.sub(r"[^\n]", "¦", found[0])


def _without_known(text: str) -> str:
    """The text without code, marks of facts, ids of headings and blanks of letters."""
    text = _MARKS.sub(_blank, _CODE.sub(_blank, text))
    text = _HEADING_ID.sub(lambda found: found[1] + "¦" * (len(found[0]) - len(found[1])), text)
    return _BLANK.sub(lambda found: _PLACE.sub(_blank, found[0]), text)


@cache
def _converter(extensions: tuple[str, ...]) -> Markdown:
    settings = {"tables": {"use_align_attribute": True}}
    return Markdown(extensions=list(extensions), extension_configs=settings, output_format="html")


def _converted(words: Words, place: int) -> Iterator[tuple[int, str]]:
    """What the build's own converter makes of the file and of its parts; `place` is told where a finding has no own."""
    texts: list[tuple[tuple[str, ...], str]] = [(_SITE, f"# {words.meta.get('title', '')}\n\n{_body(words.text)}")]
    for section in words.sections:
        parts = [section.title, *(part for item in section.items for part in (item.text, item.help))]
        parts += [] if words.path.startswith(WHOLE) else [section.body]
        texts += [(EXTENSIONS, part) for part in parts if _LIVELY.search(part)]
    told = set()
    start = len(words.text) - len(_body(words.text))
    for extensions, text in texts:
        for sought, message in _made(extensions, text):
            if message not in told:
                told.add(message)
                at = words.text.find(sought, start) if sought else -1
                yield place if at < 0 else at, message


def _made(extensions: tuple[str, ...], text: str) -> Iterator[tuple[str, str]]:
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
        yield raw.split("\n", 1)[0][:20], HTML.format(found=raw.split("\n", 1)[0][:40])
    for stray in strays_of_prose(html):
        if any(f"<{stray.element}" in raw.lower() for raw in raws):
            continue
        if stray.attribute:
            yield stray.value, ATTRIBUTES.format(found=stray)
        else:
            yield f"<{stray.element}", ELSE.format(found=stray)
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
