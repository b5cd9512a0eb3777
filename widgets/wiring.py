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

CHANGERS = ("you", "employer", "office", "nobody")

type Fault = tuple[Where, str]


def problems_in(
    procedure: Procedure, figures: Collection[str] | Mapping[str, str | None]
) -> Iterator[tuple[Where, str]]:
    """Yield each fault with its place.  `figures` are the ids of the figures, better with the unit of each."""
    names = Names(procedure, figures)
    yield from check_ids(procedure, names.figures)
    if procedure.version < 1:
        yield ("version",), f"{procedure.version} is no version. Write 1, or one more than the last."
    for index, question in enumerate(procedure.questions):
        yield from _check_question(question, ("questions", index), names)
    for id, raw in procedure.values.items():
        yield from check_value(raw, ("values", id), names)
    for id, raw in procedure.conditions.items():
        if raw is None:
            yield ("conditions", id), f"'{id}' is empty. Write its condition."
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
        yield (*where, "type"), f"'{question.type}' is not a type of question. Write choice, date or number."
    if question.type == "choice":
        yield from _check_options(question.options, (*where, "options"))
    elif question.options:
        yield (*where, "options"), f"A {question.type} question has no options. Take them out, or write type: choice."
    for word, kind in (("earliest", "date"), ("latest", "date"), ("at_least", "number"), ("at_most", "number")):
        if getattr(question, word) is not None and question.type != kind and question.type in kinds:
            yield (*where, word), f"{word} goes with a {kind} question. Take it out."
    for word in ("earliest", "latest"):
        bound = getattr(question, word)
        if bound is not None and bound != "today" and read_iso(bound) is None:
            dates = [id for id, kind in names.questions.items() if kind == "date" and id != question.id]
            if bound not in dates:
                hint = nearest(bound, dates)
                yield (
                    (*where, word),
                    f"'{bound}' is no bound. Write a date (2026-11-22), today or a date question. {hint}",
                )
    if question.at_least is not None and question.at_most is not None and question.at_least > question.at_most:
        yield (*where, "at_most"), f"at_most is below at_least ({question.at_least}). No number would be accepted."
    if question.optional and not question.unknown:
        yield (*where, "optional"), 'optional lets "I don\'t know" leave the question out. Add unknown: true.'
    if question.changed_by not in (None, *CHANGERS):
        yield (*where, "changed_by"), f"'{question.changed_by}' changes nothing. Write {', '.join(CHANGERS)}."
    yield from _check_changes(question, where)
    yield from _check_when(question.ask_when, (*where, "ask_when"), names)


def _check_changes(question: Question, where: Where) -> Iterator[Fault]:
    """What an answer can be changed to, and from, is there, and somebody can change it."""
    for word in ("changed_to", "changed_from"):
        named: tuple[str, ...] = getattr(question, word)
        allowed = question.options if question.type == "choice" else tuple(SIDES) if word == "changed_to" else ()
        for index, option in enumerate(named):
            if option not in allowed:
                hint = nearest(option, allowed) if allowed else "Take it out."
                yield (*where, word, index), f"'{question.id}' has no '{option}' to be changed. {hint}"
        if named and question.changed_by in (None, "nobody"):
            yield (*where, word), f"{word} says what can be changed. Add who can, in changed_by."


def _check_options(options: Iterable[str], where: Where) -> Iterator[Fault]:
    options = list(options)
    if len(options) < 2:
        yield where, "A choice question has at least two options. Write options: [one, another]."
    for index, option in enumerate(options):
        if option == "unknown":
            yield (*where, index), 'unknown is no option. Write unknown: true to allow "I don\'t know".'
        elif not PATTERN.fullmatch(option) or len(option) > LONGEST_ID:
            yield (*where, index), f"'{option}' can't be an id. Write small letters, digits and single hyphens."
        elif option in options[:index]:
            yield (*where, index), f"'{option}' is already an option of this question. Take one out."


def _check_table(rows: tuple[Row, ...], where: Where, names: Names) -> Iterator[Fault]:
    if not rows:
        yield where, "A table has rows. Write {when: …, then: outcome}."
    for index, row in enumerate(rows):
        place = (*where, index)
        if row.otherwise is not None:
            if row.when is not None or row.then is not None:
                yield place, "otherwise stands alone in its row. Take out when and then."
            if index != len(rows) - 1:
                yield place, "otherwise stands in the last row. Move it to the end."
        elif row.when is None or row.then is None:
            lacking = "then" if row.then is None else "when"
            yield place, f"The row has no {lacking}. Write {{when: …, then: outcome}} or {{otherwise: outcome}}."
        yield from _check_when(row.when, (*place, "when"), names)


def _check_day(id: str, where: Where, names: Names) -> Iterator[Fault]:
    days = [day for day in (*names.questions, *names.values) if names.kind(day) in ("date", "any")]
    if id not in days:
        wrong = "is no date" if names.kind(id) else "does not exist"
        yield where, f"'{id}' {wrong}. Write as due a date question or a value that is a date. {nearest(id, days)}"


def _check_widget(widget: Widget, where: Where, names: Names, lists: Collection[str]) -> Iterator[Fault]:
    if widget.goal not in names.tables:
        yield (
            (*where, "goal"),
            f"'{widget.goal}' is no table, and a goal is one. {nearest(widget.goal, names.tables)}",
        )
    for index, id in enumerate(widget.shows):
        if id not in names.values:
            yield (
                (*where, "shows", index),
                f"'{id}' is no value. In shows write ids of values. {nearest(id, names.values)}",
            )
        elif names.endless(id):
            yield (*where, "shows", index), f"'{id}' may have decimals without end. Add round: 0.01 to the value."
    for index, id in enumerate(widget.lists or ()):
        if id not in lists:
            yield (*where, "lists", index), f"'{id}' is no list of steps or evidence. {nearest(id, lists)}"
    if widget.on is not None and names.questions.get(widget.on) != "date":
        dates = [id for id, kind in names.questions.items() if kind == "date"]
        yield (
            (*where, "on"),
            f"'{widget.on}' is no date question, and on is the one whose day counts. {nearest(widget.on, dates)}",
        )


def _check_when(raw: object, where: Where, names: Names, *, named: bool = False) -> Iterator[Fault]:
    problems: list[Fault] = []
    condition = None if raw is None else decode_condition(raw, where, problems)
    yield from problems
    if condition is not None:
        yield from check_condition(condition, names, named=named)
