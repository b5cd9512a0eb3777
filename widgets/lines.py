"""An evaluation and a form come in; the form's lines go out: each cell, the totals, what differs from what is printed.

A cell that does not apply is left out, and so is a line none of whose values applies; what is not known is None.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from widgets.arithmetic import Number, add, as_long, subtract
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.model import Lines, Procedure, Widget
from widgets.values import plain

type Cells = dict[str, dict[str, Finding]]
"""By line and column, those that apply or may apply."""


def cells_of(procedure: Procedure, widget: Widget) -> dict[str, dict[str, str]]:
    """What stands in each cell that a form shows, by line and column; a line without any amount shown is left out."""
    lines = procedure.lines.get(widget.lines or "", Lines((), {}))
    shown = widget.columns or lines.columns
    summed = set(shown).intersection(lines.total)
    return {
        row: {column: cells[column] for column in shown if column in cells}
        for row, cells in lines.rows.items()
        if not summed or not summed.isdisjoint(cells)
    }


def ids_shown(procedure: Procedure, widget: Widget) -> tuple[str, ...]:
    """All that a form shows beside its lists: values, and what its lines name."""
    lines = procedure.lines.get(widget.lines or "", Lines((), {}))
    cells = [id for row in cells_of(procedure, widget).values() for id in row.values()]
    printed = widget.check.printed.values() if widget.check else ()
    return tuple(dict.fromkeys([*widget.shows, *cells, *printed, *lines.marked]))


class Reckoning:
    """The lines of a form, worked out."""

    def __init__(self, evaluation: Evaluation, widget: Widget) -> None:
        """A form without lines has none of all this."""
        procedure = evaluation.rules.procedure
        self.lines = procedure.lines.get(widget.lines or "")
        found = {
            row: {column: evaluation.find(id) for column, id in cells.items()}
            for row, cells in cells_of(procedure, widget).items()
        }
        self.cells: Cells = {row: _applying(cells) for row, cells in found.items() if _applies(cells)}
        self.marked = {id: evaluation.find(id) for id in (self.lines.marked if self.lines else ())}
        self.column = widget.check.column if widget.check else ""
        printed = widget.check.printed if widget.check else {}
        self.printed = {row: evaluation.find(id) for row, id in printed.items()}

    @property
    def findings(self) -> list[Finding]:
        """All that the lines rest on."""
        cells = [cell for row in self.cells.values() for cell in row.values()]
        return [*cells, *self.marked.values(), *self.printed.values()]

    def tell(self) -> dict[str, Any]:
        """Each cell, the totals, the conditions that are known, and what is typed with its difference."""
        totals = self.lines.total if self.lines else ()
        return {
            "rows": {
                row: {column: _plain(cell) for column, cell in cells.items()} for row, cells in self.cells.items()
            },
            "totals": {column: plain(_sum(cells)) for column in totals if (cells := list(self._column(column)))},
            "marked": {id: found.result for id, found in self.marked.items() if found.result is not None},
            "compared": {
                row: {"printed": _plain(typed), "by": _difference(typed, self.cells[row].get(self.column))}
                for row, typed in self.printed.items()
                if typed.result and row in self.cells
            },
        }

    def _column(self, column: str) -> Iterator[Finding]:
        return (cells[column] for cells in self.cells.values() if column in cells)


def total(numbers: Sequence[Number | None]) -> Number | None:
    """Add up what is printed, with as many decimals as the longest of it; None where something is not known."""
    known = [number for number in numbers if number is not None]
    return as_long(add(known), known) if len(known) == len(numbers) else None


def _applies(cells: Mapping[str, Finding]) -> bool:
    worked_out = [cell.result for cell in cells.values() if cell.kind != "figure"]
    return not worked_out or any(result is not False for result in worked_out)


def _applying(cells: Mapping[str, Finding]) -> dict[str, Finding]:
    return {column: cell for column, cell in cells.items() if cell.result is not False}


def _plain(finding: Finding) -> str | int | None:
    return plain(finding.value) if finding.result else None


def _sum(cells: Iterable[Finding]) -> Number | None:
    return total([cell.value if cell.result else None for cell in cells])


def _difference(typed: Finding, worked_out: Finding | None) -> str | int | None:
    if worked_out is None or not worked_out.result:
        return None
    numbers = [typed.value, worked_out.value]
    return plain(as_long(subtract(*numbers), numbers))
