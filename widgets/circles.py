"""A procedure comes in; every rule that rests on itself goes out."""

from collections.abc import Iterator, Mapping

from widgets.conditions import Where, decode_condition, ids_in
from widgets.model import Procedure
from widgets.said import Said, say
from widgets.values import decode_value


def find_circles(procedure: Procedure) -> Iterator[tuple[Where, Said]]:
    """Find rules that rest on themselves; a figure, or an age, rests on the question for the day that counts."""
    edges: dict[str, tuple[Where, list[str]]] = {}
    for index, question in enumerate(procedure.questions):
        edges[question.id] = (("questions", index, "ask_when"), _named_in(question.ask_when))
    for id, raw in procedure.values.items():
        edges[id] = (("values", id), _operands_in(raw))
    for id, raw in procedure.conditions.items():
        edges[id] = (("conditions", id), _named_in(raw))
    for id, rows in procedure.tables.items():
        edges[id] = (("tables", id), [named for row in rows for named in _named_in(row.when)])
    asked = [question.id for question in procedure.questions]
    days = [widget.on for widget in procedure.widgets if widget.on in asked]
    for where, ids in tuple(edges.values()):
        edges |= {id: (where, days) for id in ids if id not in edges and id != "today"}
    done: set[str] = set()
    for id in edges:
        yield from _follow(id, edges, [], done)


def _follow(
    id: str, edges: Mapping[str, tuple[Where, list[str]]], way: list[str], done: set[str]
) -> Iterator[tuple[Where, Said]]:
    if id in way:
        circle = " → ".join([*way[way.index(id) :], id])
        yield edges[id][0], say("circle", circle=circle)
    elif id in edges and id not in done:
        for other in edges[id][1]:
            yield from _follow(other, edges, [*way, id], done)
        done.add(id)


def _named_in(raw: object) -> list[str]:
    return list(dict.fromkeys(ids_in(decode_condition(raw, problems=[]))))


def _operands_in(raw: object) -> list[str]:
    try:
        expression = decode_value(raw)
    except ValueError:
        return []
    operands = [operand for operand in expression.operands if isinstance(operand, str)]
    return [*_named_in(expression.when), *operands, *(["on"] if expression.operation == "age" else [])]
