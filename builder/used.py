"""In: a widget's rules and the register. Out: the figures that its answer can rest on, and their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from builder.facts import Fact
from builder.form import Show, reachable
from builder.words import Section
from widgets.model import Procedure, Widget


def used_figures(facts: Mapping[str, Fact], procedure: Procedure, widget: Widget) -> tuple[Fact, ...]:
    """The figures of a widget, in the order of the register's ids."""
    return tuple(facts[id] for id in sorted(reachable(procedure, widget) & facts.keys()) if facts[id].is_figure)


def asks_for_day(figures: Iterable[Fact], widget: Widget) -> bool:
    """Whether a reader may name the day that counts: no question does, and another day may have another value."""
    return widget.on is None and any(value.from_ != "unknown" for figure in figures for value in figure.values)


def show_figures(
    figures: Iterable[Fact], section: Section, inline: Show, cells: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each figure with its label and the mark that leads to its source, in the order of the widget's items.

    One without an item is called after its cell.
    """
    labels = {item.id: item.text for item in section.items}
    order = list(labels)
    shown = []
    for figure in sorted(figures, key=lambda figure: order.index(figure.id) if figure.id in labels else len(order)):
        label = inline(f"{labels.get(figure.id) or cells.get(figure.id, figure.id)} [^{figure.id}]")
        shown.append({"id": figure.id, "unit": figure.unit, "label_html": label})
    return shown
