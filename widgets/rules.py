"""A procedure comes in; its rules go out, decoded once and ready to be asked again and again."""

from collections.abc import Iterable
from typing import NamedTuple

from widgets.conditions import Condition, decode_condition, ids_in
from widgets.model import Evidence, Letter, Procedure, Question, Row, Step, Widget
from widgets.values import Expression, decode_value


class Rules(NamedTuple):
    """What a procedure decides, by id.  A condition of None always holds."""

    procedure: Procedure
    questions: dict[str, Question]
    gates: dict[str, Condition]
    """When a question is asked, or a value applies."""
    values: dict[str, Expression]
    conditions: dict[str, Condition]
    tables: dict[str, tuple[tuple[Row, Condition | None], ...]]
    evidence: dict[str, tuple[tuple[Evidence, Condition | None], ...]]
    steps: dict[str, tuple[tuple[Step, Condition | None], ...]]
    letters: tuple[tuple[Letter, Condition | None], ...]
    widgets: dict[str, Widget]
    resting_on: dict[str, frozenset[str]]
    """For each question, all that an answer to it may change, itself included; figures too, where it is the day that
    counts for a widget.
    """


def read_rules(procedure: Procedure) -> Rules:
    """Decode all conditions and values; raises ValueError naming the first that can't be."""
    gates = {
        question.id: _read(question.ask_when, "questions", index, "ask_when")
        for index, question in enumerate(procedure.questions)
    }
    values = {}
    for id, raw in procedure.values.items():
        try:
            values[id] = decode_value(raw)
        except ValueError as problem:
            raise ValueError(f"values.{id}: {problem}") from None
        gates[id] = _read(values[id].when, "values", id, "when")
    conditions = {id: _read(raw, "conditions", id) for id, raw in procedure.conditions.items()}
    tables = {
        id: tuple((row, _read(row.when, "tables", id, index, "when")) for index, row in enumerate(rows))
        for id, rows in procedure.tables.items()
    }
    named = {id: {*ids_in(gates.get(id)), *ids_in(conditions.get(id))} for id in (*gates, *conditions)}
    for id, rows in tables.items():
        named[id] = {other for _, when in rows for other in ids_in(when)}
    for id, value in values.items():
        named[id].update(operand for operand in value.operands if isinstance(operand, str))
        if value.operation == "age":
            named[id].add("on")
    evidence = {
        id: tuple((item, _read(item.when, "evidence", id, index, "when")) for index, item in enumerate(items))
        for id, items in procedure.evidence.items()
    }
    steps = {
        id: tuple((item, _read(item.when, "steps", id, index, "when")) for index, item in enumerate(items))
        for id, items in procedure.steps.items()
    }
    letters = tuple(
        (letter, _read(letter.when, "letters", index, "when")) for index, letter in enumerate(procedure.letters)
    )
    items = [pair for pairs in (*steps.values(), *evidence.values(), letters) for pair in pairs]
    shown: list[Iterable[str]] = [ids_in(when) for _, when in items]
    shown += [cells.values() for lines in procedure.lines.values() for cells in lines.rows.values()]
    days = {widget.on for widget in procedure.widgets if widget.on}
    named.update({id: days for ids in (*named.values(), *shown) for id in ids if id not in named and id != "today"})
    return Rules(
        procedure=procedure,
        questions={question.id: question for question in procedure.questions},
        gates={id: gate for id, gate in gates.items() if gate is not None},
        values=values,
        conditions={id: condition for id, condition in conditions.items() if condition is not None},
        tables=tables,
        evidence=evidence,
        steps=steps,
        letters=letters,
        widgets={widget.id: widget for widget in procedure.widgets},
        resting_on={question.id: _resting_on(question.id, named) for question in procedure.questions},
    )


def _resting_on(id: str, named: dict[str, set[str]]) -> frozenset[str]:
    found, new = {id}, {id}
    while new:
        new = {other for other, ids in named.items() if other not in found and not new.isdisjoint(ids)}
        found |= new
    return frozenset(found)


def _read(raw: object, *where: str | int) -> Condition | None:
    return None if raw is None else decode_condition(raw, where)
