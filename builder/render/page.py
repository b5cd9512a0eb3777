"""In: a page of docs/ in one language. Out: its Markdown: marks replaced, lists and sources put in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import Any

from markupsafe import Markup

from builder import fragments
from builder.cite import Citations
from builder.figures import format_count, format_date
from builder.library import LANGUAGES, Library
from builder.quote import anchor, anchor_disputes, find_sides, without_marks
from builder.render.messages import MARK as MESSAGES_LIST
from builder.render.messages import list_messages
from builder.render.slots import slots_of
from builder.render.sources import Explanation, SourceList
from builder.render.templates import environment
from builder.translation.behind import older_parts
from builder.translation.lock import PAGE, UNHEADED
from builder.words import Section, Words

_BLANK = re.compile(r"\n\s+")
_TRAILING = re.compile(r"\s+\n")
_ENDS = (" \n", "\t\n", "\u00a0\n")
"""One of these is where it is; to look for them is faster."""

_as_json = json.JSONEncoder(ensure_ascii=False).encode

GUIDES_LIST = "[[guides]]"
"""On a line of its own in a page: the list of all guides by category."""

LIST = "list"
"""The page that shows what was ticked in all guides."""
PRIVACY = "privacy"
"""The page that says what a device keeps."""


@dataclass
class PageRender:
    """One page in one language."""

    library: Library
    language: str
    today: date

    own: Words | None = field(default=None, init=False)
    """The Markdown of the page, once it is being rendered."""
    anchored: dict[str, str] = field(default_factory=dict, init=False)
    """The disputes told so far on the page, with the titles of the blocks that tell them."""

    older: frozenset[str] = field(default=frozenset(), init=False)
    """The parts of the page whose original has changed since they were translated."""

    blocks: dict[str, Markup] = field(default_factory=dict, init=False)
    """What the page's prose is as HTML: a mark has the same number wherever the page says the same."""
    labels: dict[str, Markup] = field(default_factory=dict, init=False)
    """Its titles and labels."""

    to_root = ""

    @cached_property
    def words(self) -> dict[str, Any]:
        """The interface words of the language."""
        return self.library.interface[self.language]

    @cached_property
    def citations(self) -> Citations:
        """The marks of this page."""
        return Citations(self.library.facts, self.language, self.words, self.today, self.to_root)

    def block(self, text: str) -> Markup:
        """Prose as HTML, marks replaced."""
        if text not in self.blocks:
            self.blocks[text] = fragments.block(self.citations.apply(text, ".html"))
        return self.blocks[text]

    def inline(self, text: str) -> Markup:
        """A title or label as HTML, marks replaced."""
        if text not in self.labels:
            self.labels[text] = fragments.inline(self.citations.apply(text, ".html"))
        return self.labels[text]

    def template(self, name: str, **values: Any) -> str:
        """A template filled in, as one block of HTML without blank lines."""
        about = {"words": self.words, "language": self.language, "slots": slots_of(self.words)}
        return in_lines(environment().named[name].render(about | values))

    def prose(self, text: str) -> str:
        """Prose of the page: its disputes can be led to, marks replaced."""
        return self.citations.apply(anchor_disputes(text, self.library.disputed, self.anchored))

    def unmarked(self, text: str) -> Markup:
        """Words of a guide quoted elsewhere: figures printed, without marks."""
        return self.inline(without_marks(text))

    def page(self, translations: dict[str, Words]) -> str:
        """A page of docs/ as Markdown."""
        words = self.own = translations.get(self.language) or next(iter(translations.values()))
        text = f"{PAGE}{PurePath(words.path).stem}"
        self.older = older_parts(self.library, text, translations.get(LANGUAGES[0]), self.language)
        body = [self.prose(words.intro)]
        for section in words.sections:
            body += self.page_section(section)
        text = join([self.lists(join(body)), self.generated()])
        notice = self.translation_notice(words.meta.get("translation", "origin"), LANGUAGES[0])
        notice = join([notice, self.older_notice(LANGUAGES[0], *UNHEADED)]).strip()
        parts = [self.front_matter(words, "page"), f"# {words.meta.get('title', '')}"]
        parts.append(self.template("summary.html.j2", summary=words.meta.get("summary", "")))
        parts += [self.facts(), self.copy_notice(), notice, text, self.foot()]
        return join(parts)

    def page_section(self, section: Section) -> list[str]:
        """A heading of a page, its prose, and what is generated after it."""
        heading = f"{'#' * section.level} {section.title} {{ #{section.id} }}"
        parts = [heading, self.older_notice(LANGUAGES[0], section.id), self.prose(whole(section))]
        if section.id == "offline":
            parts.append(self.template("offline.html.j2"))
        return parts

    def lists(self, text: str) -> str:
        """The page's own text with the lists that it asks for."""
        text = text.replace(GUIDES_LIST, self.guides_list())
        return MESSAGES_LIST.sub(lambda mark: list_messages(mark[1], self.language), text)

    def generated(self) -> str:
        """What the build adds after the page's own text."""
        return ""

    def foot(self) -> str:
        """The facts the page cites, if any."""
        if not self.citations.cited:
            return ""
        return f"## {self.words['site']['sources']} {{ #sources }}\n\n{self.sources()}"

    def page_address(self, name: str) -> str:
        """Where a page of docs/ is; nothing where there is no such page."""
        return self.citations.address("page", name) if name in self.library.pages else ""

    def front_matter(self, words: Words, kind: str, **more: object) -> str:
        """What the theme needs of a page; `more` adds to it or stands in its place."""
        meta: dict[str, object] = {
            "title": words.meta.get("title", ""),
            "description": words.meta.get("summary", ""),
            "source_path": words.path,
            "kind": kind,
            "built": [self.today.isoformat(), format_date(self.today.isoformat(), self.words)],
            **more,
        }
        lines = [f"{key}: {_as_json(value)}" for key, value in meta.items()]
        return "\n".join(["---", *lines, "---"])

    def translation_notice(self, state: str, origin: str) -> str:
        """Says that no native speaker has read a translation."""
        return self.template("translation.html.j2", origin=origin) if state == "unreviewed" else ""

    def older_notice(self, origin: str, *parts: str) -> str:
        """Says that the original of one of these parts has changed since it was translated."""
        return self.template("older.html.j2", origin=origin) if self.older.intersection(parts) else ""

    def guides_list(self) -> str:
        """All guides, by category."""
        groups: dict[str, list[dict[str, str]]] = {}
        for guide in self.library.guides.values():
            words = guide.words.get(self.language) or guide.words[guide.procedure.origin]
            entry = {
                "href": self.citations.address("guide", guide.id),
                "title": words.meta.get("title", guide.id),
                "summary": words.meta.get("summary", ""),
                "draft": self.words["site"]["draft_short"] if guide.procedure.draft else "",
            }
            groups.setdefault(guide.procedure.category or "", []).append(entry)
        categories = self.words["categories"]
        ordered = [(id, categories[id], groups[id]) for id in categories if id in groups]
        return self.template("guides.html.j2", groups=ordered)

    def sources(self) -> str:
        """The facts cited on this page, each with its sources and status."""
        return self.template("sources.html.j2", lead=True, entries=self.list_facts(self.citations.cited))

    def list_facts(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """What the list of sources shows of some facts."""
        explained = {id: Explanation(self.inline(title), f"#{anchor(id)}") for id, title in self.anchored.items()}
        shown = SourceList(self.library, self.citations, self.words, self.language, self.side_words, explained)
        return shown.entries(ids)

    def side_words(self, fact: str, side: str) -> Markup:
        """What the page says for one side of a dispute."""
        return self.unmarked(self.sides.get((fact, side), ""))

    @cached_property
    def sides(self) -> Mapping[tuple[str, str], str]:
        """The words that the page has for each side of its disputes."""
        return find_sides(self.own) if self.own else {}

    def facts(self) -> str:
        """What is told of the page's facts at its head, if it has any."""
        counted = self.counted()
        return self.template("facts.html.j2", **counted) if counted["counted"] else ""

    def told(self) -> Iterable[str]:
        """The facts that the page tells."""
        return self.citations.cited

    def counted(self, listed: str = "#sources") -> dict[str, Any]:
        """How many of the page's facts have each status, how many are due, and when they were checked."""
        facts = [self.library.facts[id] for id in self.told()]
        words = [fact.word for fact in facts]
        days = sorted(fact.checked.on for fact in facts)
        first, last = (format_date(day, self.words) for day in (days[0], days[-1])) if days else ("", "")
        site = self.words["site"]
        told = site["facts_checked"].format(date=last)
        if first != last:
            told = site["facts_checked_between"].format(first=first, last=last)
        counts = {word: words.count(word) for word in ("official", "reported", "worked_out", "unconfirmed")}
        counts["overdue"] = sum(fact.due <= self.today for fact in facts)
        return {
            "listed": listed,
            "checked": told if days else "",
            "checked_iso": days[-1] if days else "",
            "counted": [
                (word, format_count(count, word, self.language, self.words)) for word, count in counts.items() if count
            ],
        }

    def copy_notice(self) -> str:
        """How old the page is, for who opens it from a disk; hidden until age.js finds that it was."""
        built = self.today.isoformat()
        shown = format_date(built, self.words)
        return self.template("copy.html.j2", built=shown, built_iso=built, sources=bool(self.citations.cited))


def in_lines(html: str) -> str:
    """HTML without blank lines, and without space at either end of a line."""
    html = _BLANK.sub("\n", html).strip()
    return _TRAILING.sub("\n", html) if any(end in html for end in _ENDS) else html


def join(parts: list[str]) -> str:
    """The parts of a page that have anything in them, with a blank line between."""
    return "\n\n".join(part for part in parts if part) + "\n"


def whole(section: Section) -> str:
    """A section's prose with its items as a plain list."""
    return section.body + "".join(f"\n- {item.text}" for item in section.items)
