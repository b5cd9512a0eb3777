"""A procedure and what each id names come in; every fault in its lines, and in who uses them, goes out."""

from collections.abc import Collection, Iterator

from widgets.conditions import Where
from widgets.model import Batch, Check, Lines, Procedure, Widget
from widgets.names import WORDLESS, Names, called, nearest
from widgets.said import Said, say

type Fault = tuple[Where, Said]


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
        yield (*where, "rows"), say("lines-no-rows")
    for row, cells in lines.rows.items():
        yield from _check_row(cells, (*where, "rows", row), lines, names)
    for index, column in enumerate(lines.columns):
        if lines.rows and not any(column in cells for cells in lines.rows.values()):
            yield (*where, "columns", index), say("lines-empty-column", column=column)
        elif column in lines.columns[:index]:
            yield (*where, "columns", index), say("lines-column-twice", column=column)
    yield from _known(lines.total, lines.columns, (*where, "total"), "no-column")
    yield from _known(lines.chart, lines.total, (*where, "chart"), "no-summed-column")
    yield from _known(lines.marked, names.conditions, (*where, "marked"), "no-condition")


def _check_row(cells: dict[str, str], where: Where, lines: Lines, names: Names) -> Iterator[Fault]:
    for column, id in cells.items():
        kind = names.kind(id)
        place = (*where, column)
        if column not in lines.columns:
            yield place, say("lines-no-column", column=column, hint=nearest(column, lines.columns))
        elif kind is None:
            yield place, say("operand-none-such", operand=id, hint=nearest(id, names.amounts()))
        elif kind not in (*WORDLESS, "any"):
            yield place, say("lines-no-amount", id=id, called=called(kind))
        elif column in lines.total and kind == "date":
            yield place, say("lines-sum-of-dates", id=id, column=column)
        elif names.endless(id):
            yield place, say("value-endless", id=id)


def _check_form(widget: Widget, where: Where, procedure: Procedure, names: Names) -> Iterator[Fault]:
    lines = procedure.lines.get(widget.lines or "")
    if widget.lines is not None and lines is None:
        yield (*where, "lines"), say("lines-none-such", lines=widget.lines, hint=nearest(widget.lines, procedure.lines))
    elif lines is None:
        for word in ("columns", "check"):
            if getattr(widget, word):
                yield (*where, word), say("form-without-lines", word=word)
    else:
        yield from _known(widget.columns, lines.columns, (*where, "columns"), "no-column")
        if widget.check:
            yield from _check_check(widget.check, (*where, "check"), lines, widget.columns or lines.columns, names)


def _check_check(check: Check, where: Where, lines: Lines, shown: Collection[str], names: Names) -> Iterator[Fault]:
    if check.column not in shown or check.column not in lines.total:
        summed = [column for column in lines.total if column in shown]
        message = say("check-no-column", column=check.column, hint=nearest(check.column, summed))
        yield (*where, "column"), message
    if not check.printed:
        yield (*where, "printed"), say("check-compares-nothing")
    numbers = [id for id, kind in names.questions.items() if kind == "number"]
    for row, question in check.printed.items():
        place = (*where, "printed", row)
        if row not in lines.rows:
            yield place, say("check-no-line", row=row, hint=nearest(row, lines.rows))
        elif check.column in shown and check.column not in lines.rows[row]:
            yield place, say("check-not-in-line", row=row, column=check.column)
        if question not in numbers:
            yield place, say("check-no-question", question=question, hint=nearest(question, numbers))


def _check_batch(batch: Batch, where: Where, procedure: Procedure, names: Names) -> Iterator[Fault]:
    forms = [widget.id for widget in procedure.widgets if widget.lines and not widget.check]
    if batch.form not in forms:
        yield (*where, "form"), say("batch-no-form", form=batch.form, hint=nearest(batch.form, forms))
    if not batch.each:
        yield (*where, "each"), say("batch-answers-nothing")
    yield from _known(batch.each, names.questions, (*where, "each"), "no-question")


def _known(ids: Collection[str], known: Collection[str], where: Where, code: str) -> Iterator[Fault]:
    for index, id in enumerate(ids):
        if id not in known:
            yield (*where, index), say(code, id=id, hint=nearest(id, known))
