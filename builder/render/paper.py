"""In: a guide, a language and a day. Out: what a page to print has, beside its text: front matter, languages, data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from builder.letters import LANGUAGES
from builder.render.data import as_json, as_script, format_of_page, formats_of_all, with_widgets
from builder.render.guide import GuideRender
from builder.theme import DIRECTIONS
from widgets.model import Widget


@dataclass
class PaperRender(GuideRender):
    """A page of a guide that is made to be printed and is not listed anywhere."""

    def head_of(self, kind: str, title: str, summary: str) -> str:
        """The front matter: out of menus, search and sitemap."""
        words = self.own = self.guide.words.get(self.language) or self.guide.words[self.guide.procedure.origin]
        more = {"robots": "noindex", "hide": ["navigation", "toc"]}
        return self.front_matter(words, kind, title=title, description=summary, **more)

    @cached_property
    def twins(self) -> list[Self]:
        """The same page in each language of letters; facts have one numbering in all."""
        twins = [replace(self, language=language) for language in LANGUAGES]
        for side in twins:
            side.citations.cited = self.citations.cited
        return twins

    @property
    def direction(self) -> str:
        """Of the language."""
        return DIRECTIONS[self.language]

    @property
    def guide_title(self) -> str:
        """The name of the guide."""
        words = self.guide.words.get(self.language) or self.guide.words[self.guide.procedure.origin]
        return words.meta.get("title", self.guide.id)

    def paper_data(self, widgets: tuple[Widget, ...]) -> str:
        """The rules for the engine, with these widgets alone; the tables of dates of all languages."""
        data = with_widgets(self.library, self.guide, widgets)
        return self.template(
            "paperdata.html.j2",
            procedure=as_script(as_json(data)),
            format=format_of_page(self.words["format"]),
            formats=formats_of_all(self.library.interface),
        )
