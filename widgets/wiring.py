"""A procedure and the ids of all figures come in; every fault in how its parts refer to each other goes out.

A fault is its place (keys and indexes into the procedure, lists of steps and evidence by name) and a line for the
editor: what is wrong and what to write instead.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from widgets.circles import find_circles
from widgets.conditions import Where, decode_condition
from widgets.dates import read_iso
from widgets.flips import SIDES
from widgets.grammar import check_condition, check_value
from widgets.ids import LONGEST_ID, PATTERN, check_ids
from widgets.layout import check_layout
from widgets.letters import check_letter
from widgets.model import Procedure, Question, Row, Widget
from widgets.names import Names, nearest
from widgets.said import Said, say

CHANGERS = ("you", "employer", "office", "nobody")

type Fault = tuple[Where, Said]


def problems_in(procedure: Procedure, figures: Collection[str] | Mapping[str, str | None]) -> Iterator[Fault]:
    """Yield each fault with its place.  `figures` are the ids of the figures, better with the unit of each."""
    names = Names(procedure, figures)
    yield from check_ids(procedure, names.figures)
    if procedure.version < 1:
        yield ("version",), say("version-too-low", version=procedure.version)
    for index, question in enumerate(procedure.questions):
        yield from _check_question(question, ("questions", index), names)
    for id, raw in procedure.values.items():
        yield from check_value(raw, ("values", id), names)
    for id, raw in procedure.conditions.items():
        if raw is None:
            yield ("conditions", id), say("condition-empty-named", id=id)
        yield from _check_when(raw, ("conditions", id), names, named=True)
    for id, rows in procedure.tables.items():
        yield from _check_table(rows, ("tables", id), names)
    for list_id, things in procedure.evidence.items():
        for index, thing in enumerate(things):
            yield from _check_when(thing.when, ("evidence", list_id, index, "when"), names)
    for list_id, steps in procedure.steps.items():
        for index, step in enumerate(steps):
            yield from _check_when(step.when, ("steps", list_id, index, "when"), names)
            if step.due is not None:
                yield from _check_day(step.due, ("steps", list_id, index, "due"), names)
    for index, letter in enumerate(procedure.letters):
        yield from check_letter(letter, ("letters", index))
        yield from _check_when(letter.when, ("letters", index, "when"), names)
    for index, widget in enumerate(procedure.widgets):
        yield from _check_widget(widget, ("widgets", index), names, (*procedure.steps, *procedure.evidence))
    yield from check_layout(procedure, names)
    yield from find_circles(procedure)


def _check_question(question: Question, where: Where, names: Names) -> Iterator[Fault]:
    kinds = ("choice", "date", "number")
    if question.type not in kinds:
        yield (*where, "type"), say("question-no-type", type=question.type)
    if question.type == "choice":
        yield from _check_options(question.options, (*where, "options"))
    elif question.options and question.type in kinds:
        yield (*where, "options"), say("question-no-options-here", type=question.type)
    for word, kind in (("earliest", "date"), ("latest", "date"), ("at_least", "number"), ("at_most", "number")):
        if getattr(question, word) is not None and question.type != kind and question.type in kinds:
            yield (*where, word), say("question-date-only" if kind == "date" else "question-number-only", word=word)
    if not question.whole and question.type != "number" and question.type in kinds:
        yield (*where, "whole"), say("question-number-only", word="whole")
    for word in ("earliest", "latest"):
        bound = getattr(question, word)
        if bound is not None and bound != "today" and read_iso(bound) is None:
            dates = [id for id, kind in names.questions.items() if kind == "date" and id != question.id]
            if bound not in dates:
                hint = nearest(bound, dates)
                yield (
                    (*where, word),
                    say("question-no-bound", bound=bound, hint=hint),
                )
    if question.at_least is not None and question.at_most is not None and question.at_least > question.at_most:
        yield (*where, "at_most"), say("question-bounds-cross", at_least=question.at_least)
    if question.optional and not question.unknown:
        yield (*where, "optional"), say("question-optional-alone")
    if question.changed_by not in (None, *CHANGERS):
        yield (*where, "changed_by"), say("question-changed-by", changed_by=question.changed_by, changers=CHANGERS)
    yield from _check_changes(question, where)
    yield from _check_when(question.ask_when, (*where, "ask_when"), names)


def _check_changes(question: Question, where: Where) -> Iterator[Fault]:
    """What an answer can be changed to, and from, is there, and somebody can change it."""
    for word in ("changed_to", "changed_from"):
        named: tuple[str, ...] = getattr(question, word)
        allowed = question.options if question.type == "choice" else tuple(SIDES) if word == "changed_to" else ()
        for index, option in enumerate(named):
            if option not in allowed:
                hint = nearest(option, allowed) if allowed else say("take-out")
                yield (*where, word, index), say("question-changed-what", id=question.id, option=option, hint=hint)
        if named and question.changed_by in (None, "nobody"):
            yield (*where, word), say("question-changed-whom", word=word)


def _check_options(options: Iterable[str], where: Where) -> Iterator[Fault]:
    options = list(options)
    if len(options) < 2:
        yield where, say("question-few-options")
    for index, option in enumerate(options):
        if option == "unknown":
            yield (*where, index), say("option-unknown")
        elif not PATTERN.fullmatch(option) or len(option) > LONGEST_ID:
            yield (*where, index), say("id-ill-formed", id=option, longest_id=LONGEST_ID)
        elif option in options[:index]:
            yield (*where, index), say("option-twice", option=option)


def _check_table(rows: tuple[Row, ...], where: Where, names: Names) -> Iterator[Fault]:
    if not rows:
        yield where, say("table-no-rows")
    for index, row in enumerate(rows):
        place = (*where, index)
        if row.otherwise is not None:
            if row.when is not None or row.then is not None:
                yield place, say("row-otherwise-alone")
            if index != len(rows) - 1:
                yield place, say("row-otherwise-last")
        elif row.when is None or row.then is None:
            lacking = "then" if row.then is None else "when"
            yield place, say("row-incomplete", lacking=lacking)
        yield from _check_when(row.when, (*place, "when"), names)


def _check_day(id: str, where: Where, names: Names) -> Iterator[Fault]:
    days = [day for day in (*names.questions, *names.values) if names.kind(day) in ("date", "any")]
    if id not in days:
        code = "due-no-day" if names.kind(id) else "due-none-such"
        yield where, say(code, id=id, hint=nearest(id, days))


def _check_widget(widget: Widget, where: Where, names: Names, lists: Collection[str]) -> Iterator[Fault]:
    if widget.goal not in names.tables:
        yield (
            (*where, "goal"),
            say("widget-no-table", goal=widget.goal, hint=nearest(widget.goal, names.tables)),
        )
    for index, id in enumerate(widget.shows):
        if id not in names.values:
            yield (
                (*where, "shows", index),
                say("widget-no-value", id=id, hint=nearest(id, names.values)),
            )
        elif names.endless(id):
            yield (*where, "shows", index), say("value-endless", id=id)
    for index, id in enumerate(widget.lists or ()):
        if id not in lists:
            yield (*where, "lists", index), say("widget-no-list", id=id, hint=nearest(id, lists))
    if widget.on is not None and names.questions.get(widget.on) != "date":
        dates = [id for id, kind in names.questions.items() if kind == "date"]
        yield (
            (*where, "on"),
            say("widget-no-day", on=widget.on, hint=nearest(widget.on, dates)),
        )


def _check_when(raw: object, where: Where, names: Names, *, named: bool = False) -> Iterator[Fault]:
    problems: list[Fault] = []
    condition = None if raw is None else decode_condition(raw, where, problems)
    yield from problems
    if condition is not None:
        yield from check_condition(condition, names, named=named)
