"""In: a guide and a day. Out: what its pages of that day show of its rules: the tree of each decision, and graphs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from builder.graph import Graphs, find_graphs
from builder.keys import rules_key
from builder.library import Guide, Library
from builder.tree import Node
from builder.unfold import find_trees

DECIDED = ("trees", "graphs")


def decide(library: Library, guide: Guide, today: date) -> tuple[Mapping[str, Node | None], Graphs]:
    """The tree and the graphs of each widget."""
    key = (rules_key(library, guide), today)
    trees = library.kept.of(("trees", guide.id), key, lambda: find_trees(library, guide, today))
    graphs = library.kept.of(("graphs", guide.id), key, lambda: find_graphs(library, guide, today, trees))
    return trees, graphs
