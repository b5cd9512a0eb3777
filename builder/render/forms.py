"""In: a guide of a `Library`, a language and a day. Out: what a reader fills in there, and the data that answers it.

A form with all the words of its answers, the table of its lines, a table for several, a sheet that compares offers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from secrets import token_hex
from typing import Any

from markupsafe import Markup

from builder import compare, form, fragments, why
from builder.ask import figures_of
from builder.facts import Fact
from builder.graph import Graphs, count_at_first
from builder.letters import card_widgets, widget_letters
from builder.library import Guide
from builder.lines import cell_labels, show_batch, show_lines, show_table
from builder.once import for_each_object
from builder.render.data import format_of_page, rules_of_page
from builder.render.page import LIST, PRIVACY, PageRender
from builder.ticks import as_text, former_ids, tick_ids
from builder.tree import Node
from builder.unfold import Unfold
from builder.used import asks_for_day, show_figures, used_figures
from builder.words import Section
from widgets.batch import MOST
from widgets.model import Batch, Comparison, Widget

PAGE_ONLY = (Markup(f"<!--{token_hex(16)}-->"), Markup(f"<!--{token_hex(16)}-->"))
"""Each on a line of its own round what a form has on the guide's page alone; nobody can write these into a text."""


@dataclass
class FormsRender(PageRender):
    """The forms and sheets of one guide in one language, and what the engine reads."""

    guide: Guide
    trees: Mapping[str, Node | None]
    """The decision of each widget."""
    graphs: Graphs = field(default_factory=dict, kw_only=True)
    """The ways through each widget."""

    forms_shown: dict[str, str] = field(default_factory=dict, init=False)
    """Each form that has been shown, as HTML with the marks of `PAGE_ONLY`."""

    to_root = "../"
    fills = True
    """Whether a script runs with the page, so that a sheet can be filled in there."""

    def find(self, id: str) -> Section:
        """The words of an id in this language, else in the guide's own, marked with its language."""
        for language in (self.language, self.guide.procedure.origin):
            section = self.guide.words[language].section(id) if language in self.guide.words else None
            if section:
                return section if language == self.language else _in_language(section, language)
        return Section(id, 3, id, "", (), 1)

    def widget(self, widget: Widget) -> str:
        """A form with all the words of its answers."""
        if widget.id not in self.forms_shown:
            self.forms_shown[widget.id] = self.template("widget.html.j2", page_only=PAGE_ONLY, **self.show(widget))
        return self.part_of(self.forms_shown[widget.id])

    def part_of(self, form: str) -> str:
        """What a page has of a form: here all of it, without the marks."""
        return form.replace(f"{PAGE_ONLY[0]}\n", "").replace(f"{PAGE_ONLY[1]}\n", "")

    def show(self, widget: Widget) -> dict[str, Any]:
        """What a form shows wherever it stands."""
        procedure = self.guide.procedure
        lists = form.widget_lists(procedure, widget)
        figures = used_figures(self.library.facts, procedure, widget)
        ticks = tick_ids(self.library, self.guide)
        return {
            "widget": widget,
            "guide_id": self.guide.id,
            "version": procedure.version,
            "lang": self.language,
            "questions": form.show_questions(procedure, widget, self.find, self.block, self.inline),
            "outcomes": form.show_outcomes(procedure, widget, self.find, self.block, self.inline),
            "conditions": why.show_conditions(procedure, widget, self.find, self.inline),
            "named_outcomes": why.show_named_outcomes(procedure, widget, self.find, self.inline),
            "amounts": why.show_amounts(procedure, widget, self.find, self.inline, self.figures, self.cells),
            "left": self.left(widget),
            "values": form.show_values(procedure, widget, self.library.units, self.find, self.inline),
            "lines": show_lines(procedure, widget, self.library.units, self.find, self.inline),
            "lists": form.show_lists(procedure, lists, self.find, self.block, self.inline, self.language, self.words),
            "figures": show_figures(figures, self.find(widget.id), self.inline, self.cells),
            "other_day": asks_for_day(figures, widget),
            "ticks": ticks,
            "moved": as_text(former_ids(self.library, ticks.values())),
            "list_address": self.page_address(LIST),
            "privacy_address": self.page_address(PRIVACY),
            "letters": self.shown_letters(widget),
            "card": widget in card_widgets(procedure),
            "tree": Markup(self.tree(widget)),
            "status": {figure.id: figure.word for figure in figures},
        }

    def table_of_lines(self, id: str) -> str:
        """What lines are worked out from, for everybody."""
        table = show_table(self.guide.procedure, id, self.library.units, self.find, self.block, self.inline)
        return self.template("lines.html.j2", table=table)

    def batch(self, batch: Batch) -> str:
        """A table to fill in for many."""
        procedure, units, words = self.guide.procedure, self.library.units, self.words["lines"]
        shown = show_batch(procedure, batch, units, self.find, self.inline, words)
        return self.template("batch.html.j2", batch=shown, most=MOST)

    @cached_property
    def cells(self) -> dict[str, str]:
        """A name for what stands in a cell of the guide's lines."""
        return cell_labels(self.guide.procedure, self.find, self.words["lines"]["cell"])

    def comparison(self, comparison: Comparison, section: Section) -> str:
        """A sheet to fill in; without script, to print and fill in by pen."""
        criteria = compare.show_criteria(comparison, section, self.block, self.inline, self.words)
        numbered = Markup.escape(self.words["compare"]["offer"])
        offers = {n: numbered.replace("{n}", Markup("<bdi>{}</bdi>").format(n)) for n in range(1, compare.MOST + 1)}
        return self.template(
            "compare.html.j2",
            comparison=comparison,
            criteria=criteria,
            offers=offers,
            errors=self.words["widget"]["errors"],
            fills=self.fills,
            most=compare.MOST,
        )

    @cached_property
    def figures(self) -> dict[str, Fact]:
        """The figures that the rules use, by id."""
        return {id: self.library.facts[id] for id in figures_of(self.library, self.guide)}

    def left(self, widget: Widget) -> tuple[int, int] | None:
        """How many questions the form has, at least and at most; None where nobody counted."""
        graph = self.graphs.get(widget.id, {}).get("left")
        return _left(self.library, self.guide, widget, graph, self.today) if graph else None

    def shown_letters(self, widget: Widget | None = None) -> list[dict[str, object]]:
        """The letters of the guide, or those that a widget's answer can lead to."""
        procedure = self.guide.procedure
        letters = procedure.letters if widget is None else widget_letters(procedure, widget)
        return [
            {"id": letter.id, "title_html": self.inline(self.find(letter.id).title), "unconfirmed": letter.unconfirmed}
            for letter in letters
        ]

    def tree(self, widget: Widget) -> str:
        """The widget's decision for who has no script."""
        unfold = Unfold(self.guide, self.find, self.block, self.inline)
        return self.template("tree.html.j2", **unfold.decision(widget, self.trees.get(widget.id)))

    def data(self) -> str:
        """The rules and the figures they use, for the engine in the page."""
        rules = rules_of_page(self.library, self.guide, self.graphs, self.today)
        return self.template("data.html.j2", procedure=rules, format=format_of_page(self.words["format"]))


_left = for_each_object(held=32)(count_at_first)
"""The same in every language."""


def _in_language(section: Section, language: str) -> Section:
    """Words shown in another language than the page's carry their own language and direction."""
    direction = "rtl" if language == "ar" else "ltr"
    body = fragments.block(section.body)
    wrapped = f'<div lang="{language}" dir="{direction}">\n{body}\n</div>' if body else ""
    span = f'<span lang="{language}" dir="{direction}">{{}}</span>'
    items = tuple(replace(item, text=span.format(item.text)) for item in section.items)
    return replace(section, title=span.format(section.title), body=wrapped, items=items)
