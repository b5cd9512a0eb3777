"""A procedure and the ids of the figures come in; every id that is ill-formed, reserved or taken goes out."""

import re
from collections.abc import Collection, Iterator

from widgets.conditions import OPERATORS, Where
from widgets.model import Procedure
from widgets.said import Said, say
from widgets.values import OPERATIONS, SPANS

PATTERN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_ID = 60
RESERVED = frozenset(
    [
        *("all", "any", "not", "today", "on", "unknown", "when", "then", "otherwise", "none", "met", "not-met"),
        *(*OPERATORS, *OPERATIONS, *SPANS, "per_step", "by_band", "round"),
        *("related", "sources", "letters", "total", "true", "false", "null"),
    ]
)
"""Words of the rules, of what the rules will know, and of the words' own headings and items."""
OUTCOME = "outcome"
SHARED = (OUTCOME, "line", "column")
"""What may bear the same id in several places: an outcome of several rows, the same line of several tables."""


def check_ids(procedure: Procedure, figures: Collection[str]) -> Iterator[tuple[Where, Said]]:
    """Yield each id that is ill-formed, reserved or taken; what is shared may stand in several places."""
    first: dict[str, str] = {}
    for id, where, called in ids_of(procedure):
        if not PATTERN.fullmatch(id) or len(id) > LONGEST_ID:
            yield where, say("id-ill-formed", id=id, longest_id=LONGEST_ID)
        elif id in RESERVED:
            yield where, say("id-reserved", id=id)
        elif id in figures:
            yield where, say("id-of-figure", id=id)
        elif id in first and not (called == first[id] and called in SHARED):
            yield where, say("id-taken", id=id, first=say(f"id-of-{first[id]}"))
        first.setdefault(id, called)


def ids_of(procedure: Procedure) -> Iterator[tuple[str, Where, str]]:
    """Yield each id with its place, and what it is the id of."""
    for index, question in enumerate(procedure.questions):
        yield question.id, ("questions", index, "id"), "question"
    for id in procedure.values:
        yield id, ("values", id), "value"
    for id in procedure.conditions:
        yield id, ("conditions", id), "condition"
    for id in procedure.tables:
        yield id, ("tables", id), "table"
    for id, rows in procedure.tables.items():
        for index, row in enumerate(rows):
            for word, outcome in (("then", row.then), ("otherwise", row.otherwise)):
                if outcome is not None:
                    yield outcome, ("tables", id, index, word), OUTCOME
    for list_id, things in procedure.evidence.items():
        yield list_id, ("evidence", list_id), "list"
        for index, thing in enumerate(things):
            yield thing.id, ("evidence", list_id, index, "id"), "paper"
    for list_id, steps in procedure.steps.items():
        yield list_id, ("steps", list_id), "list"
        for index, step in enumerate(steps):
            yield step.id, ("steps", list_id, index, "id"), "step"
    for index, letter in enumerate(procedure.letters):
        yield letter.id, ("letters", index, "id"), "letter"
    for lines_id, lines in procedure.lines.items():
        yield lines_id, ("lines", lines_id), "lines"
        for index, column in enumerate(lines.columns):
            yield column, ("lines", lines_id, "columns", index), "column"
        for line in lines.rows:
            yield line, ("lines", lines_id, "rows", line), "line"
    for index, widget in enumerate(procedure.widgets):
        yield widget.id, ("widgets", index, "id"), "widget"
    for index, batch in enumerate(procedure.batches):
        yield batch.id, ("batches", index, "id"), "batch"
    for index, comparison in enumerate(procedure.comparisons):
        yield comparison.id, ("comparisons", index, "id"), "comparison"
