"""In: the Markdown of a guide or page. Out: for each fact it cites, the words that rest on it; and its disputes.

Facts have no words for readers: a claim's sentence is for editors. What a reader is shown of a fact elsewhere is the
text that leads to its mark, in the reader's own language.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from builder.cite import CITATION, MARK
from builder.once import for_each_object
from builder.words import Words

SHORTEST = 3  # words
"""A text before a mark that has fewer is not understood alone: the whole line is taken."""

BLOCK = re.compile(r'^!!! disagree "(?P<title>[^"]*)"[ ]*\n(?P<text>(?:[ ]{4}.*(?:\n|\Z)|[ ]*\n)+)', re.MULTILINE)

_START = re.compile(r"\A\s*(?:(?:[-*]|[0-9]+\.)\s+(?:`[^`]+` ?)?)?")
_ENDED = re.compile(r"[.!?؟;؛:][»”)]?\Z")
_WITHIN = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")
_SIDE = re.compile(r"\[\^[a-z0-9-]+/")
_EDGES = " \t,;.:،؛)"


@dataclass(frozen=True)
class Quote:
    """A fact where it is cited, and the words that rest on it."""

    fact: str
    side: str | None
    text: str
    """Markdown; its figures stand in double brackets, its marks are taken out."""
    in_table: bool = False


@dataclass(frozen=True)
class Dispute:
    """A block that tells readers where sources disagree."""

    facts: tuple[str, ...]
    """The disputed facts it explains, in the order in which it cites them."""
    title: str
    text: str


def find_quotes(words: Words) -> Iterator[Quote]:
    """Every fact cited in a file, from top to bottom; headings and titles carry none."""
    for _, line in words.lines:
        if "[" in line:
            yield from _in(line)


@for_each_object(held=64)
def find_sides(words: Words) -> Mapping[tuple[str, str], str]:
    """What a file says for each side of its disputes, by fact and side; every page of a guide asks for it."""
    quotes = (quote for _, line in words.lines if _SIDE.search(line) for quote in _in(line))
    return {(quote.fact, quote.side): quote.text for quote in quotes if quote.side}


def _in(line: str) -> Iterator[Quote]:
    if line.lstrip().startswith("|"):
        yield from _in_row([cell.strip() for cell in line.strip().strip("|").split("|")])
    elif not line.startswith("#"):
        yield from _in_line(_START.sub("", line))


def find_disputes(words: Words, disputed: Container[str], left_out: Container[str] = ()) -> Iterator[Dispute]:
    """The blocks in a file's prose that explain a `disputed` fact; sections `left_out` are not printed as prose."""
    bodies = [words.intro, *(section.body for section in words.sections if section.id not in left_out)]
    for body in bodies:
        for found in BLOCK.finditer(f"{body}\n"):
            facts = disputed_in(found["text"], disputed)
            if facts:
                yield Dispute(facts, found["title"], _dedent(found["text"]))


def disputed_in(text: str, disputed: Container[str]) -> tuple[str, ...]:
    """The disputed facts that a text is about: those it cites by side, else those it cites at all."""
    cited = [(found[1] or found[3], found[4]) for found in CITATION.finditer(text)]
    by_side = [id for id, side in cited if side and id in disputed]
    return tuple(dict.fromkeys(by_side or [id for id, _ in cited if id in disputed]))


def anchor_disputes(text: str, disputed: Container[str], anchored: dict[str, str]) -> str:
    """Give the first block on each disputed fact a place that a link can lead to; `anchored` gains its title."""

    def place(found: re.Match[str]) -> str:
        new = [id for id in disputed_in(found["text"], disputed) if id not in anchored]
        anchored.update(dict.fromkeys(new, found["title"]))
        spans = "".join(f"<span id='{anchor(id)}'></span>" for id in new)
        return found[0].replace(f'"{found["title"]}"', f'"{spans}{found["title"]}"', 1)

    return BLOCK.sub(place, f"{text}\n").removesuffix("\n") if "!!! disagree" in text else text


def anchor(fact: str) -> str:
    """The id of the place that explains a dispute."""
    return f"disagree-{fact}"


@lru_cache(maxsize=1 << 14)
def without_marks(text: str) -> str:
    """Markdown to show elsewhere: figures without a mark, no other marks, no links to a place of the same page."""
    text = _WITHIN.sub(r"\1", text)
    text = re.sub(r"\s*" + MARK.pattern, "", text)
    return CITATION.sub(lambda found: f"[[{found[1]}|number]]", text)


def _in_row(cells: list[str]) -> Iterator[Quote]:
    """A cell of a table is understood with the first cell of its row."""
    for number, cell in enumerate(cells):
        for quote in _in_line(cell):
            before = f"{without_marks(cells[0])} · " if number else ""
            yield Quote(quote.fact, quote.side, before + quote.text, in_table=True)


def _in_line(line: str) -> Iterator[Quote]:
    """A mark takes the text since the mark before it, and what came before that where no sentence ended in between."""
    clause, sentence, last = 0, 0, ""
    for found in CITATION.finditer(line):
        if found[2]:  # without a mark it does not lead to its source
            continue
        if found[1]:  # a figure stands in the text before the next mark
            following = MARK.search(line, found.end())
            yield Quote(found[1], None, _piece(line, sentence, following.start() if following else len(line)) or last)
            continue
        last = _piece(line, clause if found[4] else sentence, found.start()) or last
        yield Quote(found[3], found[4], last)
        again = not line[clause : found.start()].strip(_EDGES)
        if again or _ENDED.search(line[: found.start()].rstrip()):
            sentence = found.end()
        clause = found.end()


def _piece(line: str, start: int, end: int) -> str:
    text = without_marks(line[start:end]).strip(_EDGES + "(")
    if not text:
        return ""
    if text.count("*") % 2 or text.count("]") != text.count("[") or len(text.split()) < SHORTEST:
        return _whole(line)
    return f"{text})" if text.count("(") > text.count(")") else text


def _whole(line: str) -> str:
    return without_marks(line).strip()


def _dedent(text: str) -> str:
    return "\n".join(line[4:] for line in text.split("\n")).strip()
