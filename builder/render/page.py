"""In: a page of docs/ in one language. Out: its Markdown: marks replaced, lists and sources put in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from builder import fragments
from builder.cite import Citations
from builder.figures import format_date
from builder.load import LANGUAGES, Library
from builder.render.sources import list_sources
from builder.render.templates import environment
from builder.words import Section, Words

GUIDES_LIST = "[[guides]]"
"""On a line of its own in a page: the list of all guides by category."""


@dataclass
class PageRender:
    """One page in one language."""

    library: Library
    language: str
    today: date

    to_root = ""

    @cached_property
    def words(self) -> dict[str, Any]:
        """The interface words of the language."""
        return self.library.interface[self.language]

    @cached_property
    def templates(self) -> Environment:
        """The templates."""
        return environment()

    @cached_property
    def citations(self) -> Citations:
        """The marks of this page."""
        return Citations(self.library.facts, self.language, self.words, self.today, self.to_root)

    def block(self, text: str) -> Markup:
        """Prose as HTML, marks replaced."""
        return fragments.block(self.citations.apply(text, ".html"))

    def inline(self, text: str) -> Markup:
        """A title or label as HTML, marks replaced."""
        return fragments.inline(self.citations.apply(text, ".html"))

    def template(self, name: str, **values: Any) -> str:
        """A template filled in, as one block of HTML without blank lines."""
        html = self.templates.get_template(name).render(words=self.words, language=self.language, **values)
        return "\n".join(line.strip() for line in html.splitlines() if line.strip())

    def page(self, translations: dict[str, Words]) -> str:
        """A page of docs/ as Markdown."""
        words = translations.get(self.language) or next(iter(translations.values()))
        body = [self.citations.apply(words.intro)]
        for section in words.sections:
            body.append(f"{'#' * section.level} {section.title} {{ #{section.id} }}")
            body.append(self.citations.apply(whole(section)))
            if section.id == "offline":
                body.append(self.template("offline.html.j2"))
        text = "\n\n".join(body).replace(GUIDES_LIST, self.guides_list())
        notice = self.translation_notice(words.meta.get("translation", "origin"), LANGUAGES[0])
        parts = [self.front_matter(words, "page"), f"# {words.meta.get('title', '')}"]
        parts.append(self.template("summary.html.j2", summary=words.meta.get("summary", "")))
        parts += [self.copy_notice(), notice, text]
        if self.citations.cited:
            parts += [f"## {self.words['site']['sources']} {{ #sources }}", self.sources()]
        return join(parts)

    def front_matter(self, words: Words, kind: str) -> str:
        """What the theme needs of a page."""
        meta = {
            "title": words.meta.get("title", ""),
            "description": words.meta.get("summary", ""),
            "source_path": words.path,
            "kind": kind,
        }
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
        return "\n".join(["---", *lines, "---"])

    def translation_notice(self, state: str, origin: str) -> str:
        """Says that no native speaker has read a translation."""
        return self.template("translation.html.j2", origin=origin) if state == "unreviewed" else ""

    def guides_list(self) -> str:
        """All guides, by category."""
        groups: dict[str, list[dict[str, str]]] = {}
        for guide in self.library.guides.values():
            words = guide.words.get(self.language) or guide.words[guide.procedure.origin]
            entry = {
                "href": self.citations.address("guide", guide.id),
                "title": words.meta.get("title", guide.id),
                "summary": words.meta.get("summary", ""),
            }
            groups.setdefault(guide.procedure.category or "", []).append(entry)
        categories = self.words["categories"]
        ordered = [(id, categories[id], groups[id]) for id in categories if id in groups]
        return self.template("guides.html.j2", groups=ordered)

    def sources(self) -> str:
        """The facts cited on this page, each with its sources and status."""
        entries = list_sources(self.library, self.citations, self.words, self.today)
        return self.template("sources.html.j2", entries=entries)

    def copy_notice(self) -> str:
        """How old the page is, for who opens it from a disk; hidden until age.js finds that it was."""
        built = self.today.isoformat()
        shown = format_date(built, self.words)
        return self.template("copy.html.j2", built=shown, built_iso=built, sources=bool(self.citations.cited))


def join(parts: list[str]) -> str:
    """The parts of a page that have anything in them, with a blank line between."""
    return "\n\n".join(part for part in parts if part) + "\n"


def whole(section: Section) -> str:
    """A section's prose with its items as a plain list."""
    return section.body + "".join(f"\n- {item.text}" for item in section.items)
