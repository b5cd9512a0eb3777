"""A procedure and what each id names come in; every fault in its lines, and in who uses them, goes out."""

from collections.abc import Collection, Iterator

from widgets.conditions import Where
from widgets.model import Batch, Check, Lines, Procedure, Widget
from widgets.names import CALLED, WORDLESS, Names, nearest

type Fault = tuple[Where, str]


def check_layout(procedure: Procedure, names: Names) -> Iterator[Fault]:
    """Yield each fault with its place: cells that name nothing, sums of what is no number, forms without lines."""
    for id, lines in procedure.lines.items():
        yield from _check_lines(lines, ("lines", id), names)
    for index, widget in enumerate(procedure.widgets):
        yield from _check_form(widget, ("widgets", index), procedure, names)
    for index, batch in enumerate(procedure.batches):
        yield from _check_batch(batch, ("batches", index), procedure, names)


def _check_lines(lines: Lines, where: Where, names: Names) -> Iterator[Fault]:
    if not lines.rows:
        yield (*where, "rows"), "Lines have rows. Write rows: {line: {column: value}}."
    for row, cells in lines.rows.items():
        yield from _check_row(cells, (*where, "rows", row), lines, names)
    for index, column in enumerate(lines.columns):
        if lines.rows and not any(column in cells for cells in lines.rows.values()):
            yield (*where, "columns", index), f"No row has a '{column}'. Add it to a row, or take the column out."
        elif column in lines.columns[:index]:
            yield (*where, "columns", index), f"'{column}' stands twice. Take one out."
    yield from _known(lines.total, lines.columns, (*where, "total"), "column")
    yield from _known(lines.chart, lines.total, (*where, "chart"), "column that is summed up")
    yield from _known(lines.marked, names.conditions, (*where, "marked"), "condition")


def _check_row(cells: dict[str, str], where: Where, lines: Lines, names: Names) -> Iterator[Fault]:
    for column, id in cells.items():
        kind = names.kind(id)
        place = (*where, column)
        if column not in lines.columns:
            yield place, f"There is no column '{column}'. {nearest(column, lines.columns)}"
        elif kind is None:
            yield place, f"Nothing is called '{id}'. {nearest(id, names.amounts())}"
        elif kind not in (*WORDLESS, "any"):
            yield place, f"'{id}' is {CALLED[kind]}. Write a value, a question or a figure that is a number or a date."
        elif column in lines.total and kind == "date":
            yield place, f"'{id}' is a date, and '{column}' is summed up. Write the id of a number."
        elif names.endless(id):
            yield place, f"'{id}' may have decimals without end. Add round: 0.01 to the value."


def _check_form(widget: Widget, where: Where, procedure: Procedure, names: Names) -> Iterator[Fault]:
    lines = procedure.lines.get(widget.lines or "")
    if widget.lines is not None and lines is None:
        yield (*where, "lines"), f"There are no lines '{widget.lines}'. {nearest(widget.lines, procedure.lines)}"
    elif lines is None:
        for word in ("columns", "check"):
            if getattr(widget, word):
                yield (*where, word), f"{word} goes with lines. Add lines, or take it out."
    else:
        yield from _known(widget.columns, lines.columns, (*where, "columns"), "column")
        if widget.check:
            yield from _check_check(widget.check, (*where, "check"), lines, widget.columns or lines.columns, names)


def _check_check(check: Check, where: Where, lines: Lines, shown: Collection[str], names: Names) -> Iterator[Fault]:
    if check.column not in shown or check.column not in lines.total:
        summed = [column for column in lines.total if column in shown]
        message = f"'{check.column}' is no column that is shown and summed up. {nearest(check.column, summed)}"
        yield (*where, "column"), message
    if not check.printed:
        yield (*where, "printed"), "Nothing is compared. Write printed: {line: question}."
    numbers = [id for id, kind in names.questions.items() if kind == "number"]
    for row, question in check.printed.items():
        place = (*where, "printed", row)
        if row not in lines.rows:
            yield place, f"There is no line '{row}'. {nearest(row, lines.rows)}"
        elif check.column in shown and check.column not in lines.rows[row]:
            yield place, f"The line '{row}' has no '{check.column}' to compare with. Take it out."
        if question not in numbers:
            yield place, f"'{question}' is no number question. {nearest(question, numbers)}"


def _check_batch(batch: Batch, where: Where, procedure: Procedure, names: Names) -> Iterator[Fault]:
    forms = [widget.id for widget in procedure.widgets if widget.lines and not widget.check]
    if batch.form not in forms:
        yield (*where, "form"), f"'{batch.form}' is no form with lines and without check. {nearest(batch.form, forms)}"
    if not batch.each:
        yield (*where, "each"), "Each row answers something. Write each: [question, …]."
    yield from _known(batch.each, names.questions, (*where, "each"), "question")


def _known(ids: Collection[str], known: Collection[str], where: Where, called: str) -> Iterator[Fault]:
    for index, id in enumerate(ids):
        if id not in known:
            yield (*where, index), f"'{id}' is no {called}. {nearest(id, known)}"
