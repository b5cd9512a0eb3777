"""In: a Markdown file as an editor writes it. Out: its `Words`: front matter, sections with ids, items with ids.

A heading ends with its id, `## Title { #id }`. An item is a list item that begins with an id in backticks; the
indented lines below it are its help. Everything else is prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath

from builder.problem import Problem
from builder.read import path_in, read_text
from widgets.names import nearest
from widgets.said import say

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*\Z")
_HEADING_ID = re.compile(r"(.*?)\s*\{\s*#([^\s}]+)\s*\}\Z")
_BULLETS = frozenset("-*0123456789")
_ITEM = re.compile(r"(?:[-*]|[0-9]+\.) +`([^`]+)` ?(.*)\Z")
_META = re.compile(r"([a-z_]+):\s*(.*?)\s*\Z")
META = ("title", "summary", "translation")
"""What front matter holds."""
FENCED = re.compile(r"^(`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*\n.*?^\1[ ]*$", re.MULTILINE | re.DOTALL)
"""A block of code, as the build finds one: it ends with as many signs as it begins with."""
FENCES = ("```", "~~~")
"""One of these begins it."""


@dataclass(frozen=True)
class Item:
    """A list item that has an id: an option, a step, a paper, a label."""

    id: str
    text: str
    help: str
    line: int
    column: int = 1
    """Where its id begins."""


@dataclass(frozen=True)
class Section:
    """A heading with its id, and what stands under it before the next heading."""

    id: str
    level: int
    title: str
    body: str
    """The prose, without the items."""
    items: tuple[Item, ...]
    line: int
    column: int = 1
    """Where its id begins; its title, where it has none."""

    def item(self, id: str) -> Item | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == id), None)

    @property
    def lead(self) -> str:
        """The first paragraph of the prose."""
        return self.body.strip().split("\n\n", 1)[0]


@dataclass(frozen=True)
class Words:
    """One Markdown file."""

    path: str
    meta: dict[str, str] = field(default_factory=dict)
    intro: str = ""
    """The prose before the first heading."""
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()
    text: str = ""
    """The whole file as it was written."""
    places: dict[int, tuple[str, int]] = field(default_factory=dict)
    """For each line that stands in another file: which file, and which line there."""

    def place(self, line: int) -> tuple[str, int]:
        """The file and the line in which an editor finds a line of these words."""
        return self.places.get(line, (self.path, line))

    def meta_place(self, key: str) -> tuple[int, int]:
        """The line and the column at which the front matter says something of a key; 1, 1 where it doesn't."""
        found = re.search(rf"^({key}:\s*)\S", self.text, re.MULTILINE)
        return (self.text.count("\n", 0, found.start()) + 1, len(found[1]) + 1) if found else (1, 1)

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The lines of the file with their numbers; those between fences are shown as they are, and empty here."""
        text = self.text
        if any(fence in text for fence in FENCES):
            text = FENCED.sub(lambda block: "\n" * block[0].count("\n"), text)
        return list(enumerate(text.split("\n"), 1))

    def section(self, id: str) -> Section | None:
        """The section with this id, or None."""
        return self._by_id.get(id)

    @cached_property
    def _by_id(self) -> dict[str, Section]:
        return {section.id: section for section in reversed(self.sections)}


def read_words(file: FilePath, root: FilePath) -> Words:
    """Read one file; what is wrong with its form stands in `problems`."""
    text, problems = read_text(file, root)
    path = path_in(root, file)
    return Words(path, problems=tuple(problems)) if problems else parse_words(text, path)


def parse_words(text: str, path: str) -> Words:
    """Split a text into front matter, introduction and sections."""
    lines = text.replace("\r\n", "\n").split("\n")
    problems: list[Problem] = []
    meta, start = _front_matter(lines, path, problems)
    headings: list[tuple[int, int, str, str]] = []
    code = _code(lines, start)
    for number in range(start, len(lines)):
        found = _HEADING.match(lines[number]) if lines[number].startswith("#") and number not in code else None
        if found:
            title, id = _heading(found[2], path, number + 1, found.start(2) + 1, problems)
            headings.append((number, len(found[1]), title, id))
    ends = [heading[0] for heading in headings[1:]] + [len(lines)]
    intro = "\n".join(lines[start : headings[0][0] if headings else len(lines)]).strip()
    sections = []
    for (number, level, title, id), end in zip(headings, ends, strict=False):
        body, items = _body(lines, number + 1, end, code)
        column = (lines[number].rfind(id) if id else lines[number].find(title)) + 1
        sections.append(Section(id, level, title, body, items, number + 1, column))
    problems.extend(_repeated(sections, path))
    return Words(path, meta, intro, tuple(sections), tuple(problems), text)


def _front_matter(lines: list[str], path: str, problems: list[Problem]) -> tuple[dict[str, str], int]:
    if not lines or lines[0].strip() != "---":
        problems.append(Problem(path, 1, say("front-matter-missing")))
        return {}, 0
    end = next((number for number in range(1, len(lines)) if lines[number].strip() == "---"), None)
    closed = end is not None and not _is_text([line for line in lines[1:end] if not _META.match(line)])
    if end is None or not closed:
        problems.append(Problem(path, 1, say("front-matter-no-end")))
        end = next((number for number in range(1, len(lines)) if not _META.match(lines[number])), len(lines))
    meta: dict[str, str] = {}
    for number in range(1, end):
        found = _META.match(lines[number])
        if not found:
            problems.append(Problem(path, number + 1, say("front-matter-line")))
        elif found[1] not in META:
            problems.append(
                Problem(path, number + 1, say("front-matter-key", key=found[1], hint=nearest(found[1], META)))
            )
        else:
            meta[found[1]] = _unquoted(found[2])
    return meta, end + closed


def _is_text(lines: list[str]) -> bool:
    """Whether lines that are none of front matter are the text below it: a heading, or paragraphs apart."""
    return any(map(_HEADING.match, lines)) or len({bool(line.strip()) for line in lines}) > 1


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _heading(text: str, path: str, line: int, column: int, problems: list[Problem]) -> tuple[str, str]:
    found = _HEADING_ID.match(text)
    if not found:
        problems.append(Problem(path, line, say("heading-no-id", text=text), column=column))
        return text, ""
    title, id = found[1], found[2]
    if not ID.match(id) or len(id) > 60:
        message = say("id-no-id", id=id)
        problems.append(Problem(path, line, message, column=column + found.start(2)))
    return title, id


def _code(lines: list[str], start: int) -> set[int]:
    """The numbers of the lines that are shown as they are."""
    text = "\n".join(lines[start:])
    code: set[int] = set()
    if not any(fence in text for fence in FENCES):
        return code
    for block in FENCED.finditer(text):
        first = start + text.count("\n", 0, block.start())
        code.update(range(first, first + block[0].count("\n") + 1))
    return code


def _body(lines: list[str], start: int, end: int, code: set[int]) -> tuple[str, tuple[Item, ...]]:
    """Part prose from items; an item takes the indented lines that follow it."""
    prose: list[str] = []
    items: list[Item] = []
    number = start
    while number < end:
        found = _ITEM.match(lines[number]) if lines[number][:1] in _BULLETS and number not in code else None
        if not found:
            prose.append(lines[number])
            number += 1
            continue
        line, help = number + 1, []
        number += 1
        while number < end and (lines[number].startswith("  ") or not lines[number].strip()):
            help.append(lines[number])
            number += 1
        items.append(Item(found[1], found[2].strip(), _dedent(help) if help else "", line, found.start(1) + 1))
    return "\n".join(prose).strip(), tuple(items)


def _dedent(lines: list[str]) -> str:
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return "\n".join(line[margin:] for line in lines).strip()


def _repeated(sections: list[Section], path: str) -> list[Problem]:
    seen: dict[str, int] = {}
    problems = []
    for section in sections:
        if section.id and section.id in seen:
            message = say("heading-id-twice", id=section.id, line=seen[section.id])
            problems.append(Problem(path, section.line, message, column=section.column))
        seen.setdefault(section.id, section.line)
    return problems
