"""In: a guide of a `Library` and a reader's answers. Out: the engine's request, and its answer, as JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from builder.hint import unknown
from builder.library import Guide, Library
from builder.once import for_each_object
from builder.problem import DataError, Problem
from widgets.api import handle


@for_each_object(held=2)
def page_data(library: Library, guide: Guide) -> Mapping[str, Any]:
    """What a page hands to the engine whatever the answers: the rules, and the figures they use."""
    figures = figures_of(library, guide)
    return {"procedure": guide.written, "facts": {id: library.facts[id].for_engine() for id in figures}}


def figures_of(library: Library, guide: Guide) -> list[str]:
    """The figures that the rules use."""
    return sorted(id for id in guide.named if id in library.facts and library.facts[id].is_figure)


def request(
    library: Library, guide: Guide, goal: str | None, answers: Mapping[str, Any], today: str, on: str | None = None
) -> str:
    """The request as the page would send it; `goal` is a widget's or a table's id, else the first widget's."""
    widgets = {widget.id: widget for widget in guide.procedure.widgets}
    if goal is None and widgets:
        goal = next(iter(widgets))
    key = "widget" if goal in widgets else "goal"
    data = {"do": "evaluate", **page_data(library, guide), key: goal, "answers": answers, "today": today}
    if on:
        data["on"] = on
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)


def ask(
    library: Library, guide_id: str, goal: str | None, answers: Mapping[str, Any], today: str, on: str | None = None
) -> str:
    """The engine's answer; raises DataError for a guide or goal that does not exist."""
    guide = library.guides.get(guide_id)
    if guide is None:
        raise DataError([Problem("GUIDE", 1, unknown("guide", guide_id, library.guides))])
    goals = [*(widget.id for widget in guide.procedure.widgets), *guide.procedure.tables]
    if goal is not None and goal not in goals:
        raise DataError([Problem("--goal", 1, unknown("goal", goal, goals))])
    return handle(request(library, guide, goal, answers, today, on))
