"""In: a guide, a language and a day. Out: a page for editors that shows its rules; and the page that lists these pages.

Each form's decision is drawn as a graph, each table is a table with its conditions in the reader's words, and each
condition that has a name stands beside what it tests, as it is written. No menu, search or sitemap holds these pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from markupsafe import Markup

from builder.draw import Speaker, read_flow, show_drawing
from builder.once import for_each_object
from builder.render.guide import GuideRender
from builder.render.page import PageRender, join
from builder.theme import DIRECTIONS
from builder.tree import Fork
from builder.unfold import Unfold
from builder.words import Words
from widgets.model import Widget

RULES = "rules"
"""The folder of these pages, and the page that lists them."""


def place_rules(id: str, ending: str = ".html") -> str:
    """Where the page of a guide's rules is in its language."""
    return f"{RULES}/{id}{ending}"


@dataclass
class RulesRender(GuideRender):
    """The rules of one guide in one language."""

    def rules_page(self) -> str:
        """The page as Markdown."""
        origin = self.guide.words[self.guide.procedure.origin]
        words = self.own = self.guide.words.get(self.language, origin)
        say, name = self.words["rules"], self.plain(words.meta.get("title", self.guide.id))
        title = say["title"].format(title=name)
        about = {"title": title, "description": say["summary"], "source_path": self.guide.document.path}
        head = self.front_matter(words, RULES, robots="noindex", **about)
        parts = [head, f"# {title}", self.template("summary.html.j2", summary=say["summary"])]
        parts.append(self.template("rules/lead.html.j2", guide=self.guide_address, title=name, all=f"../{RULES}.html"))
        goals: set[str] = set()
        for widget in self.guide.procedure.widgets:
            parts += [f"## {self.plain(self.find(widget.id).title)} {{ #{widget.id} }}", self.drawing(widget)]
            if widget.goal not in goals:
                parts.append(self.table(widget.goal))
            goals.add(widget.goal)
        parts += [self.table(id) for id in self.guide.procedure.tables if id not in goals]
        return join([*parts, self.conditions()])

    @property
    def guide_address(self) -> str:
        """Where the guide is from here."""
        return self.citations.address("guide", self.guide.id)

    def plain(self, text: str) -> str:
        """Words without marks and markup."""
        return str(self.unmarked(text).striptags())

    def reason(self, reason: str) -> str:
        """The words of an option, or of a condition met or not."""
        id, _, side = reason.partition("=")
        item = self.find(id).item(side)
        return self.plain(item.text) if item else side

    def drawing(self, widget: Widget) -> str:
        """The graph of a form; where its ways are too many, a sentence that says so."""
        tree = self.trees.get(widget.id)
        if not isinstance(tree, Fork):
            return self.template("rules/undrawn.html.j2")
        speaker = Speaker(
            lambda id: self.plain(self.find(id).title),
            self.reason,
            self.words["facts"]["no_value"],
            f"({self.words['facts']['unconfirmed']})",
        )
        rtl = DIRECTIONS[self.language] == "rtl"
        return self.template(
            "flow.html.j2",
            id=f"{widget.id}--flow",
            title=self.words["rules"]["drawn"].format(title=self.plain(self.find(widget.id).title)),
            guide=self.guide_address,
            drawing=show_drawing(read_flow(tree, speaker), self.words["tree"]["or"], rtl=rtl),
        )

    def table(self, id: str) -> str:
        """A table, its rows in their order."""
        unfold = Unfold(self.guide, self.find, self.quiet_block, self.unmarked)
        return self.template("rules/table.html.j2", id=id, rows=unfold.rows(id), guide=self.guide_address)

    def quiet_block(self, text: str) -> Markup:
        """Prose is not shown here."""
        return Markup(text[:0])

    def conditions(self) -> str:
        """What each condition says, and what it tests."""
        return self.template("rules/conditions.html.j2", conditions=list(self._named()))

    def _named(self) -> Iterator[dict[str, Any]]:
        for id, raw in self.guide.procedure.conditions.items():
            section = self.find(id)
            sides = [item.text if (item := section.item(side)) else "" for side in ("met", "not-met")]
            yield {"id": id, "sides": [self.unmarked(text) for text in sides], "rule": written(raw)}


@for_each_object(held=256)
def written(rule: Any) -> str:
    """A rule on one line, as in procedure.yaml."""
    text = yaml.dump(
        rule, Dumper=yaml.CSafeDumper, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    )
    return text.removesuffix("\n").removesuffix("...").strip()


@dataclass
class RulesListRender(PageRender):
    """The page that leads to the rules of each guide."""

    def front_matter(self, words: Words, kind: str, **more: object) -> str:
        """Out of the search and the sitemap."""
        return super().front_matter(words, kind, robots="noindex", **more)

    def lists(self, text: str) -> str:
        """The guides, each with its page of rules."""
        return text.replace(f"[[{RULES}]]", self.rules_list()) if f"[[{RULES}]]" in text else text

    def rules_list(self) -> str:
        """A line for each guide."""
        entries = [(place_rules(guide.id), self.title(guide.id)) for guide in self.library.guides.values()]
        return self.template("rules/list.html.j2", entries=entries)

    def title(self, id: str) -> Markup:
        """The name of a guide."""
        guide = self.library.guides[id]
        words = guide.words.get(self.language) or guide.words[guide.procedure.origin]
        return self.unmarked(words.meta.get("title", id))
