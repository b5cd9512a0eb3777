"""In: a guide, a language and a day. Out: its counter card: what to bring, in French and Arabic, item by item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from builder.cite import FIGURE, is_marked
from builder.form import counts, widget_lists
from builder.letters import card_widgets
from builder.render.page import join
from builder.render.paper import PaperRender
from builder.theme import DIRECTIONS
from builder.unfold import Unfold
from builder.words import Item
from widgets.model import Evidence


@dataclass
class CardRender(PaperRender):
    """The card of one guide."""

    def page_of_card(self) -> str:
        """The page as Markdown."""
        words = self.words["paper"]
        sides = self.twins if self.language in {side.language for side in self.twins} else [*self.twins, self]
        body = self.template(
            "card.html.j2",
            guide_id=self.guide.id,
            forms=[widget.id for widget in self.guide.procedure.widgets],
            widgets=[widget.id for widget in card_widgets(self.guide.procedure)],
            titles=[side.said(side.inline(side.guide_title)) for side in sides],
            outcomes=self.outcomes(sides),
            lists=[self.shown_list(sides, name) for name in self.names()],
        )
        title = words["card_title"]
        parts = [self.head_of("card", f"{title} · {self.guide_title}", words["card_summary"]), f"# {title}"]
        parts.append(self.template("summary.html.j2", summary=words["card_summary"]))
        parts += [
            self.facts(),
            self.copy_notice(),
            body,
            *(side.sheet() for side in self.twins),
            self.code(),
            self.foot(),
        ]
        return join([*parts, self.paper_data(card_widgets(self.guide.procedure))])

    def names(self) -> list[str]:
        """The lists of what to bring, in the guide's order."""
        procedure = self.guide.procedure
        shown = {name for widget in card_widgets(procedure) for name in widget_lists(procedure, widget)}
        return [name for name in procedure.evidence if name in shown]

    def said(self, html: Markup, **more: Any) -> dict[str, Any]:
        """Something in this language."""
        return {"language": self.language, "dir": DIRECTIONS[self.language], "html": html, **more}

    def outcomes(self, sides: list[CardRender]) -> list[dict[str, Any]]:
        """Each answer that a form can give, in each language."""
        goals = {widget.goal for widget in card_widgets(self.guide.procedure)}
        return [
            {"id": id, "sides": [side.said(side.inline(side.find(id).title)) for side in sides]}
            for id, (table, _) in self.guide.outcomes.items()
            if table in goals
        ]

    def shown_list(self, sides: list[CardRender], name: str) -> dict[str, Any]:
        """One list, item by item."""
        return {
            "id": name,
            "titles": [side.said(side.inline(side.find(name).title)) for side in sides],
            "items": [
                {"id": item.id, "sides": [side.shown_item(name, item) for side in sides]}
                for item in self.guide.procedure.evidence[name]
            ],
        }

    def shown_item(self, name: str, item: Evidence) -> dict[str, Any]:
        """One thing to bring: its title, counts, the numbers of its forms, and when it is asked for."""
        written = self.find(name).item(item.id) or Item(item.id, item.id, "", 1)
        title = self.inline(written.text)
        notes = [*self.forms(written), counts(item, self.language, self.words)]
        doubted = item.unconfirmed and not any(map(is_marked, (title, *notes)))
        unfold = Unfold(self.guide, self.find, self.block, self.inline)
        return self.said(
            title,
            notes=[Markup(note) for note in notes if note],
            unconfirmed=self.words["facts"]["unconfirmed"] if doubted else "",
            when=unfold.condition(item.when),
            words=self.words,
        )

    def forms(self, item: Item) -> list[Markup]:
        """The numbers of forms that only the help of an item names."""
        in_title = {found[1] for found in FIGURE.finditer(item.text)}
        facts = [self.library.facts.get(found[1]) for found in FIGURE.finditer(item.help)]
        pattern = self.words["paper"]["form"]
        return [
            self.inline(pattern.replace("{n}", f"[[{fact.id}]]"))
            for fact in facts
            if fact and fact.unit == "form" and fact.id not in in_title
        ]
