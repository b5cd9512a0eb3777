"""In: the decision of a widget and the guide's words. Out: what templates/tree.html.j2 shows, as plain dictionaries.

A decision is shown as a tree of questions; where there is no tree, as its table, each row's condition in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from builder.cite import FIGURE, MARK
from builder.form import Find, Show
from builder.library import Guide, Library
from builder.paths import find_states
from builder.tree import LARGEST, Fork, Leaf, Node, NoTreeError, build_tree, count_nodes
from widgets.conditions import All, AnyOf, Condition, Named, Not, Option, decode_condition
from widgets.model import Widget
from widgets.rules import Rules

type Shown = dict[str, Any]


def find_trees(library: Library, guide: Guide, today: date, largest: int = LARGEST) -> dict[str, Node | None]:
    """The tree of each widget; None where there is none, or one with more nodes than `largest`."""
    rules = guide.rules
    trees: dict[str, Node | None] = {}
    for id, state in find_states(library, guide, today, whole=False, unknown=False).items():
        try:
            tree = build_tree(rules, state)
        except NoTreeError:
            trees[id] = None
        else:
            trees[id] = tree if count_nodes(tree) <= largest else None
    return trees


@dataclass(frozen=True)
class Unfold:
    """Puts a guide's words to its decisions."""

    guide: Guide
    find: Find
    block: Show
    inline: Show

    def decision(self, widget: Widget, tree: Node | None) -> Shown:
        """The tree, or else the rows of the widget's table."""
        rules = self.guide.rules
        if isinstance(tree, Fork):
            return {"tree": self._fork(rules, tree), "rows": []}
        return {"tree": None, "rows": self.rows(widget.goal)}

    def rows(self, table: str) -> list[Shown]:
        """The rows of a table in their order, each with its condition in words and its outcome."""
        rules = self.guide.rules
        return [
            {"when": None if when is None else self._condition(rules, when), **self._end(row.then or row.otherwise)}
            | {"unconfirmed": row.unconfirmed}
            for row, when in rules.tables[table]
        ]

    def condition(self, raw: Any) -> Shown | None:
        """A condition in words, as an editor wrote it; None where there is none."""
        rules, read = self.guide.rules, None if raw is None else decode_condition(raw)
        return None if read is None else self._condition(rules, read)

    # --- The tree ---

    def _fork(self, rules: Rules, fork: Fork) -> Shown:
        sections = [self.find(id) for id in (*fork.with_, fork.question)]
        unknown = [item for section in sections if (item := section.item("unknown"))]
        return {
            "questions": [
                {"title_html": self.inline(section.title), "help_html": self.block(section.body)}
                for section in sections
            ],
            "find_out": [self.block(item.help) for item in unknown if item.help],
            "ways": [
                {
                    "labels": [[self._reason(reason) for reason in label] for label in way.labels],
                    "help_html": Markup("").join(self._option_help(rules, label) for label in way.labels),
                    "fork": self._fork(rules, way.to) if isinstance(way.to, Fork) else None,
                    **(self._leaf(way.to) if isinstance(way.to, Leaf) else {}),
                }
                for way in fork.branches
            ],
        }

    def _leaf(self, leaf: Leaf) -> Shown:
        return {**self._end(leaf.outcome), "unconfirmed": leaf.unconfirmed}

    def _end(self, outcome: str | None) -> Shown:
        return {"outcome": outcome, "title_html": self.inline(self.find(outcome).title) if outcome else ""}

    def _reason(self, reason: str) -> Markup:
        """The words of an option, or of a condition met or not."""
        id, _, side = reason.partition("=")
        return self._item(id, side)

    def _option_help(self, rules: Rules, label: tuple[str, ...]) -> Markup:
        id, _, option = label[0].partition("=")
        item = self.find(id).item(option) if id in rules.questions else None
        return self.block(item.help) if item else Markup("")

    def _item(self, id: str, side: str) -> Markup:
        """An item's words without marks: a mark is a link, and these words are pressed themselves."""
        item = self.find(id).item(side)
        text = FIGURE.sub(lambda found: f"[[{found[1]}|number]]", item.text if item else side)
        return self.inline(re.sub(r"\s*" + MARK.pattern, "", text))

    # --- The table ---

    def _condition(self, rules: Rules, condition: Condition, met: bool = True) -> Shown:
        """A condition in words; `met` is False inside a `not`, which turns all into any and back."""
        match condition:
            case Not(part):
                return self._condition(rules, part, not met)
            case All(parts) | AnyOf(parts):
                shown = [self._condition(rules, part, met) for part in parts]
                return {"join": "all" if isinstance(condition, All) is met else "any", "parts": shown}
            case Named(id) if self.find(id).item("met") is None:
                return self._condition(rules, rules.conditions[id], met)
            case Named(id):
                return {"text": self._item(id, "met" if met else "not-met")}
            case Option(id, options):
                table = id in rules.tables
                words = [
                    self.inline(self.find(option).title) if table else self._item(id, option) for option in options
                ]
                title = None if table else self.inline(self.find(id).title)
                return {"question": title, "options": words, "met": met}
        return {"text": Markup.escape(condition.id)}
