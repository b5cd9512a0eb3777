"""In: a guide, and the graphs of its forms. Out: what its pages carry for the engine, as JSON in an element of its own.

The rules are the same in every language: they are written once for the pages of all.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from builder.ask import page_data
from builder.graph import Graphs
from builder.library import Guide, Library
from builder.once import for_each_object
from widgets.model import Widget
from widgets.record import written


@for_each_object(held=8)
def rules_of_page(
    library: Library, guide: Guide, graphs: Graphs, today: datetime.date, alone: Widget | None = None
) -> Markup:
    """Rules, figures and ways; of one form alone, where it stands alone."""
    data = page_data(library, guide) if alone is None else with_widgets(library, guide, [alone])
    paths = {id: graph for id, graph in graphs.items() if alone is None or id == alone.id}
    return as_script(as_json({**data, "today-of-build": today.isoformat(), "paths": paths}))


def with_widgets(library: Library, guide: Guide, widgets: Sequence[Widget]) -> dict[str, Any]:
    """The rules with these forms instead of their own, and the figures of all."""
    data = page_data(library, guide)
    rules = {key: value for key, value in data["procedure"].items() if key != "widgets"}
    if widgets:
        rules["widgets"] = [written(widget) for widget in widgets]
    return {**data, "procedure": rules}


@for_each_object(held=16)
def format_of_page(table: Mapping[str, Any]) -> Markup:
    """How a language writes dates and numbers."""
    return as_script(as_json(table))


@for_each_object(held=1)
def formats_of_all(interface: Mapping[str, Mapping[str, Any]]) -> Markup:
    """How each language does."""
    return as_script(as_json({language: words["format"] for language, words in interface.items()}))


def as_json(data: Any) -> str:
    """The shortest text, the same each time."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def as_script(text: str) -> Markup:
    """JSON that cannot end the element it stands in."""
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))
