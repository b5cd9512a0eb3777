"""Rules, a form and many readers' answers come in; the lines of each go out, and the totals of all together.

Only answers come in: whose they are stays in the page.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from widgets.answers import check_answers
from widgets.arithmetic import read_literal
from widgets.interview import Interview
from widgets.lines import total
from widgets.model import Widget
from widgets.rules import Rules
from widgets.values import plain

MOST = 500
"""Rows in one request."""


def evaluate_rows(
    rules: Rules, widget: Widget, rows: Sequence[Mapping[str, Any]], facts: Mapping[str, Any], today: datetime.date
) -> dict[str, Any]:
    """Answer a form for each row; a row with an error or something missing has no lines and counts in no total."""
    told = [_row(rules, widget, answers, facts, today) for answers in rows]
    counted = [row["lines"] for row in told if row["lines"] is not None]
    return {"rows": told, "counted": len(counted), **_totals(rules, widget, counted)}


def _row(
    rules: Rules, widget: Widget, typed: Mapping[str, Any], facts: Mapping[str, Any], today: datetime.date
) -> dict[str, Any]:
    checked, errors = check_answers(rules.procedure.questions, typed, today)
    interview = Interview(rules, widget, checked, facts, today, today)
    wrong = interview.tell_errors(errors)
    return {
        "answers": {id: plain(answer) for id, answer in checked.items()},
        "outcome": interview.table.value,
        "lines": None if wrong else interview.lines(),
        "missing": interview.missing,
        "errors": wrong,
        "no_value": sorted(interview.basis().lacking),
    }


def _totals(rules: Rules, widget: Widget, counted: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The sum over all rows: of each line's amounts, and of the totals."""
    lines = rules.procedure.lines[widget.lines or ""]
    shown = [column for column in widget.columns or lines.columns if column in lines.total]
    rows: dict[str, dict[str, Any]] = {}
    for row in lines.rows:
        of_row = [told["rows"][row] for told in counted if row in told["rows"]]
        rows[row] = {column: _sum([cells[column] for cells in of_row if column in cells]) for column in shown}
    of_all = [told["totals"] for told in counted]
    return {
        "row_totals": rows,
        "totals": {column: _sum([cells[column] for cells in of_all if column in cells]) for column in shown},
    }


def _sum(printed: Sequence[str | int | None]) -> str | int | None:
    return plain(total([None if each is None else read_literal(str(each)) for each in printed]))
