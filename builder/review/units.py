"""In: the prose of a section as Markdown. Out: its units: sentences, items, rows of tables, blocks, quotations.

A sentence that cites nothing and has no figure leans on the one beside it on its line, and stays with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.cite import CITATION
from builder.quote import without_marks
from builder.words import Section

_LINK = re.compile(r"\[([^\[\]]+)\]\([^)]*\)")
_TARGET = re.compile(r"\]\([^)]*\)|\{[^}]*\}|`[^`]*`")
_ITEM = re.compile(r"(?:[-*]|[0-9]+\.)\s+")
_BLOCK = re.compile(r'!!!\s+(\w+)\s+"([^"]*)"')
_RULE = re.compile(r"[|\s:-]+\Z")
_END = re.compile(r'[.!?؟…][»”")*]*(?:\s*\[\^[^\]]*\])*\s+(?=[^\s\d(\[a-zà-ÿ]|\[[^\^])')
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class Unit:
    """A piece of prose that is right or wrong by itself."""

    kind: str
    """sentence, item, row, dispute, note or quotation."""
    text: str
    """Markdown; of a block its title and its text, of a row its first cell."""
    lead: str = ""
    """The line that introduces a list."""
    cells: tuple[tuple[str, str], ...] = ()
    """Of a row: each further cell under its column."""

    @property
    def whole(self) -> str:
        """All that it says."""
        return "\n".join([self.text, *(cell for _, cell in self.cells)])

    @property
    def stated(self) -> bool:
        """Whether it cites a fact, carries a figure or tells a dispute."""
        return self.kind == "dispute" or states(self.whole)


def states(text: str) -> bool:
    """Whether a text cites a fact or carries a figure."""
    return bool(CITATION.search(text) or _FIGURE.search(_TARGET.sub("", text)))


def bare(text: str) -> str:
    """Markdown without marks of facts, that leads nowhere."""
    return _LINK.sub(r"\1", without_marks(text))


def split_units(text: str) -> Iterator[Unit]:
    """The units of some prose, from top to bottom."""
    prose = _Prose(text.split("\n"))
    while prose.at < len(prose.lines):
        yield from prose.read()


@dataclass
class _Prose:
    """Lines, read up to one of them."""

    lines: list[str]
    at: int = 0
    lead: str = ""
    head: tuple[str, ...] = ()
    """The columns of the table that is being read."""

    def read(self) -> Iterator[Unit]:
        """What begins on the next line."""
        line = self.lines[self.at]
        self.at += 1
        if block := _BLOCK.match(line):
            kind = "dispute" if block[1] == "disagree" else "note"
            yield Unit(kind, "\n".join([f"**{block[2]}**", *self.indented()]))
        elif line.startswith(">"):
            yield Unit("quotation", "\n".join([line, *self.quoted()]))
        elif line.lstrip().startswith("|"):
            yield from self.row(line)
        elif item := _ITEM.match(line.lstrip()):
            yield Unit("item", "\n".join([line.lstrip()[item.end() :], *self.indented()]), self.lead)
        elif line.strip():
            self.lead = line.strip() if line.rstrip().endswith((":", "…")) else ""
            yield from (Unit("sentence", sentence) for sentence in split_sentences(line.strip()))

    def row(self, line: str) -> Iterator[Unit]:
        """A row of a table; the one before the rule names the columns."""
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        if self.at < len(self.lines) and _is_rule(self.lines[self.at]):
            self.head = cells
        elif not _is_rule(line):
            yield Unit("row", cells[0], "", tuple(zip(self.head[1:], cells[1:], strict=False)))

    def quoted(self) -> Iterator[str]:
        """The lines of a quotation that follow."""
        while self.at < len(self.lines) and self.lines[self.at].startswith(">"):
            yield self.lines[self.at]
            self.at += 1

    def indented(self) -> Iterator[str]:
        """The lines with a margin that follow, without it."""
        while self.at < len(self.lines) and (self.lines[self.at].startswith("  ") or not self.lines[self.at].strip()):
            if self.lines[self.at].strip():
                yield self.lines[self.at].strip()
            self.at += 1


def _is_rule(line: str) -> bool:
    return "-" in line and _RULE.match(line) is not None


def split_sentences(line: str) -> list[str]:
    """The sentences of a line, each with the ones beside it that state nothing."""
    ends = [found.end() for found in _END.finditer(line)]
    pieces = [line[start:end].strip() for start, end in zip([0, *ends], [*ends, len(line)], strict=True)]
    joined: list[str] = []
    for piece in pieces:
        if joined and not (states(piece) and states(joined[-1])):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def units_of(section: Section) -> list[Unit]:
    """The units of a section's prose that state something."""
    return [unit for unit in split_units(section.body) if unit.stated]
