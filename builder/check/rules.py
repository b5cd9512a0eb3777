"""In: one guide's procedure and cases. Out: problems: rules that do not hang together, outcomes without an example."""

from __future__ import annotations

from collections.abc import Iterator

from builder.form import widget_questions
from builder.hint import unknown
from builder.library import LANGUAGES, Guide, Library
from builder.once import for_each_object
from builder.problem import Problem
from builder.read import Document, Trail
from widgets.model import Evidence, Letter, Step
from widgets.said import Said, say
from widgets.wiring import Fault, problems_in

KEYED = frozenset(
    [
        *("question-or-table-none-such", "question-or-value-none-such", "condition-key-no-id", "value-no-operation"),
        *("test-date-operator", "test-number-operator", "test-of-options", "test-begins-otherwise", "option-of-amount"),
        *("id-ill-formed", "id-reserved", "id-of-figure", "id-taken", "condition-stands-alone"),
    ]
)
"""What is told of a key, and not of what stands after it."""
IDS = (("id",), ("then",), ("otherwise",))


def check_rules(library: Library, guide: Guide) -> Iterator[Problem]:
    """The rules hang together, every outcome has a worked example."""
    procedure, document = guide.procedure, guide.document
    for trail, said in wiring_faults(library, guide):
        place = _exact(document, written(guide, trail), said)
        yield document.problem(place, said, key=said.code in KEYED and place[-1:] not in IDS)
    if procedure.origin not in LANGUAGES:
        yield document.problem(("origin",), say("origin-no-language", origin=procedure.origin))
    elif procedure.origin not in guide.words:
        message = say("origin-no-words", origin=procedure.origin)
        yield document.problem(("origin",), message)
    categories = library.interface[LANGUAGES[0]].get("categories", {})
    if procedure.category not in categories:
        yield document.problem(("category",), unknown("category", procedure.category or "", categories))
    yield from _batches(guide)
    yield from _cases(guide)


@for_each_object(held=2)
def wiring_faults(library: Library, guide: Guide) -> tuple[Fault, ...]:
    """All that is wrong with how the rules hang together, with its places in the procedure."""
    return tuple(problems_in(guide.procedure, library.units))


def _exact(document: Document, trail: Trail, said: Said) -> Trail:
    """The place of the very word that is told of, below the place of its rule."""
    told = dict(said.values)
    if said.code == "question-or-value-none-such":
        return trail[:-1]
    if said.code == "value-no-operation":
        return (*trail, str(told["operation"]))
    places = (place for place in document.lines if place[: len(trail)] == trail)
    wanted = told.get("operand")
    return next((place for place in places if wanted and document.at(place) == wanted), trail)


def written(guide: Guide, trail: Trail) -> Trail:
    """The place as the editor wrote it: a bare list of steps or evidence has no name of its own in the file."""
    bare = len(trail) > 1 and trail[0] in ("steps", "evidence") and trail[0] == trail[1]
    return (trail[0], *trail[2:]) if bare and (trail[0], 0) in guide.document.lines else trail


def items(guide: Guide) -> Iterator[tuple[Trail, Step | Evidence | Letter]]:
    """Every step, paper and letter, with its place."""
    for name, steps in guide.procedure.steps.items():
        yield from (((("steps", name, n), step) for n, step in enumerate(steps)))
    for name, papers in guide.procedure.evidence.items():
        yield from (((("evidence", name, n), paper) for n, paper in enumerate(papers)))
    yield from (((("letters", n), letter) for n, letter in enumerate(guide.procedure.letters)))


def _batches(guide: Guide) -> Iterator[Problem]:
    """A table for several answers, in each row, all that its form may ask."""
    widgets = {widget.id: widget for widget in guide.procedure.widgets}
    for n, batch in enumerate(guide.procedure.batches):
        for question in widget_questions(guide.procedure, widgets[batch.form]) if batch.form in widgets else ():
            if question.id not in batch.each:
                message = say("batch-lacks-question", form=batch.form, id=question.id)
                yield guide.document.problem(("batches", n, "each"), message)


def _cases(guide: Guide) -> Iterator[Problem]:
    """Every outcome of every table that a widget answers has a worked example."""
    if guide.cases and guide.cases.problems:
        return
    cases = guide.cases.data if guide.cases and isinstance(guide.cases.data, list) else []
    shown = {(case.get("widget"), case.get("outcome")) for case in cases if isinstance(case, dict)}
    for n, widget in enumerate(guide.procedure.widgets):
        for outcome, (table, _) in guide.outcomes.items():
            if table == widget.goal and (widget.id, outcome) not in shown:
                message = say("outcome-no-case", id=widget.id, outcome=outcome)
                yield guide.document.problem(("widgets", n), message)
