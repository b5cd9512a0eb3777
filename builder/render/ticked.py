"""In: the page of the list, and every guide. Out: the page, with a row for each thing that can be ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from builder import fragments
from builder.library import Guide
from builder.render.guide import GuideRender
from builder.render.page import PageRender
from builder.ticks import as_text, former_ids, items_of, same_paper, tick_ids, unconfirmed_in
from builder.words import Item, Section

TICKED = "ticked"
"""The heading under which the rows stand."""


@dataclass
class ListRender(PageRender):
    """The list of what was ticked, in one language. All rows are there, hidden; list.js shows those ticked."""

    def page_section(self, section: Section) -> list[str]:
        """The rows stand under their heading."""
        return [*super().page_section(section), *([self.rows()] if section.id == TICKED else [])]

    def rows(self) -> str:
        """Every row, and what is kept."""
        ticks = {id for guide in self.library.guides.values() for id in tick_ids(self.library, guide).values()}
        return self.template(
            "ticked.html.j2",
            groups=[self.papers(), *map(self.group, self.library.guides.values())],
            moved=as_text(former_ids(self.library, ticks)),
        )

    def papers(self) -> dict[str, Any]:
        """Each shared paper once, with the words of its first place and a link to each guide that asks for it."""
        rows: dict[str, dict[str, Any]] = {}
        for place, id in same_paper(self.library).items():
            name, _, item = place.partition("/")
            guide = self.library.guides[name]
            row = rows.setdefault(id, {"id": id, "title": self.words_of(guide, item), "links": {}})
            link = {
                "href": self.address(guide, item),
                "text": self.title(guide),
                "unconfirmed": self.doubted(guide, item),
            }
            row["links"].setdefault(guide.id, link)
        for row in rows.values():
            row["unconfirmed"] = all(link["unconfirmed"] for link in row["links"].values())
        return {"id": "papers", "title": self.words["ticks"]["papers"], "href": "", "rows": list(rows.values())}

    def group(self, guide: Guide) -> dict[str, Any]:
        """What one guide alone asks for or says to do."""
        own = {item: id for item, id in tick_ids(self.library, guide).items() if id == f"{guide.id}/{item}"}
        rows = [
            {
                "id": id,
                "title": self.words_of(guide, item),
                "unconfirmed": self.doubted(guide, item),
                "links": {guide.id: {"href": self.address(guide, item), "text": "", "unconfirmed": False}},
            }
            for item, id in own.items()
        ]
        href = self.citations.address("guide", guide.id)
        return {"id": guide.id, "title": self.title(guide), "href": href, "rows": rows}

    def doubted(self, guide: Guide, item: str) -> bool:
        """Whether the guide says of the item that it is unconfirmed."""
        return item in unconfirmed_in(guide.procedure)

    def address(self, guide: Guide, item: str) -> str:
        """Where the guide says more of an item."""
        return f"{self.citations.address('guide', guide.id)}#{item}"

    def title(self, guide: Guide) -> Markup:
        """What a guide is called."""
        words = guide.words.get(self.language) or guide.words[guide.procedure.origin]
        return fragments.inline(words.meta.get("title", guide.id))

    def words_of(self, guide: Guide, item: str) -> Markup:
        """What an item is called; without marks, whose sources are in the guide."""
        render = GuideRender(self.library, self.language, self.today, guide, {})
        found = render.find(items_of(guide)[item]).item(item) or Item(item, item, "", 1)
        return self.unmarked(found.text)
