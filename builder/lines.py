"""In: a guide's lines and their words. Out: what the templates show of them, as plain dictionaries.

A cell of a reader's own lines is a slot; the table that stands in the guide says what each cell is worked out from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from markupsafe import Markup, escape

from builder.form import Find, Show, Units, item_of, value_kind
from widgets.lines import cells_of
from widgets.model import Batch, Lines, Procedure, Widget


def items_needed(lines: Lines, figures: Collection[str]) -> tuple[str, ...]:
    """What must have words under the heading of the lines: columns, rows, and what a figure alone doesn't say."""
    bases = (id for cells in lines.rows.values() for column, id in cells.items() if column not in lines.total)
    return tuple(dict.fromkeys([*lines.columns, *lines.rows, *(id for id in bases if id not in figures)]))


def cell_ids(procedure: Procedure, widget: Widget) -> set[str]:
    """Whatever stands in a cell of a form."""
    return {id for cells in cells_of(procedure, widget).values() for id in cells.values()}


def cell_labels(procedure: Procedure, find: Find, pattern: str) -> dict[str, str]:
    """A name for what stands in a cell: its line and its column, the first where it stands in several."""
    labels: dict[str, str] = {}
    for id, lines in procedure.lines.items():
        section = find(id)
        for row, cells in lines.rows.items():
            for column, cell in cells.items():
                told = (item_of(section, row).text, item_of(section, column).text)
                labels.setdefault(cell, pattern.replace("{row}", told[0]).replace("{column}", told[1]))
    return labels


def show_lines(procedure: Procedure, widget: Widget, units: Units, find: Find, inline: Show) -> dict[str, Any] | None:
    """The lines of a form: columns, rows of slots, what is summed up, drawn, told beside them and compared."""
    if widget.lines is None:
        return None
    lines, cells = procedure.lines[widget.lines], cells_of(procedure, widget)
    words = find(widget.lines)
    columns = [_titled(words, id, inline) for id in widget.columns or lines.columns]
    kinds = {id: value_kind(procedure, id, units) for row in cells.values() for id in row.values()}
    unit = {column: kinds[id] for row in reversed(cells.values()) for column, id in row.items()}
    check = widget.check
    return {
        "columns": columns,
        "rows": [
            {
                **_titled(words, row, inline),
                "cells": [{**column, "kind": kinds.get(of_row.get(column["id"], ""), "")} for column in columns],
                "printed": check is not None and row in check.printed,
            }
            for row, of_row in cells.items()
        ],
        "totals": [{**column, "kind": unit[column["id"]] if column["id"] in lines.total else ""} for column in columns],
        "total": any(column["id"] in lines.total for column in columns),
        "chart": [column for column in columns if column["id"] in lines.chart and check is None],
        "marked": [_marked(id, find, inline) for id in lines.marked],
        "compared": {**_titled(words, check.column, inline), "kind": unit[check.column]} if check else None,
    }


def show_table(procedure: Procedure, id: str, units: Units, find: Find, block: Show, inline: Show) -> dict[str, Any]:
    """The lines as the guide tells them: what each is worked out from, and at which rate."""
    lines, words = procedure.lines[id], find(id)
    columns = [column for column in lines.columns if column not in lines.total]

    def cell(id: str) -> str:
        return inline(f"[[{id}]]" if id in units else item_of(words, id).text)

    return {
        "id": id,
        "columns": [_titled(words, column, inline) for column in columns],
        "rows": [
            {
                **_titled(words, row, inline),
                "help_html": block(item_of(words, row).help),
                "cells": [
                    {**_titled(words, column, inline), "html": cell(cells[column]) if column in cells else ""}
                    for column in columns
                ],
            }
            for row, cells in lines.rows.items()
            if not cells.keys().isdisjoint(columns) or item_of(words, row).help  # else there is nothing to tell
        ],
    }


def show_batch(
    procedure: Procedure, batch: Batch, units: Units, find: Find, inline: Show, words: Mapping[str, str]
) -> dict[str, Any]:
    """A table to fill in: a field for each question in each row, and what is worked out of it.

    `words` are those of lines: of a cell, and of the line that sums up.
    """
    widget = next(widget for widget in procedure.widgets if widget.id == batch.form)
    section = find(batch.id)
    questions = {question.id: question for question in procedure.questions}
    shown = show_lines(procedure, widget, units, find, inline)
    assert shown is not None
    return {
        "id": batch.id,
        "form": batch.form,
        "fields": [
            {
                "id": id,
                "type": questions[id].type,
                "unit": questions[id].unit,
                "unknown": questions[id].unknown,
                "title_html": inline(item_of(section, id).text),
                "options": [
                    {"id": option, "label": inline(item_of(find(id), option).text).striptags()}
                    for option in questions[id].options
                ],
            }
            for id in batch.each
        ],
        "sums": [
            {**total, "label_html": _cell(words["cell"], words["total"], total["title_html"])}
            for total in shown["totals"]
            if total["kind"]
        ],
        "lines": [
            {"row": row["id"], "label_html": _cell(words["cell"], row["title_html"], cell["title_html"]), **cell}
            for row in shown["rows"]
            for cell, total in zip(row["cells"], shown["totals"], strict=True)
            if cell["kind"] and total["kind"]
        ],
    }


def _cell(pattern: str, row: str, column: str) -> Markup:
    """What a cell is called."""
    return escape(pattern).replace("{row}", row).replace("{column}", column)


def _titled(section: Any, id: str, inline: Show) -> dict[str, Any]:
    return {"id": id, "title_html": inline(item_of(section, id).text)}


def _marked(id: str, find: Find, inline: Show) -> dict[str, Any]:
    section = find(id)
    return {"id": id, "sides": {side: inline(item_of(section, side).text) for side in ("met", "not-met")}}
