"""In: a guide, a language and a day. Out: what a page to print has, beside its text: front matter, languages, data."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from builder.ask import page_data
from builder.letters import LANGUAGES
from builder.render.forms import as_script
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
        data = page_data(self.library, self.guide)
        procedure = replace(self.guide.procedure, widgets=widgets).to_dict()
        data["procedure"] = {**procedure, "id": self.guide.id}
        tables = {language: words["format"] for language, words in self.library.interface.items()}
        return self.template(
            "paperdata.html.j2",
            procedure=as_script(_json(data)),
            format=as_script(_json(self.words["format"])),
            formats=as_script(_json(tables)),
        )


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
