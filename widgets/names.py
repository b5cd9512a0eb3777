"""A procedure and the figures come in; what each id names goes out, for the check of how the parts are wired."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from widgets.conditions import All, AnyOf, Condition, Named, Not, Option, Where, decode_condition
from widgets.model import Procedure
from widgets.values import Operand, decode_value

WORDLESS = ("date", "number")
TEXTS = ("text", "phone", "url", "form")
CALLED = {
    "choice": "a choice question",
    "date": "a date",
    "number": "a number",
    "table": "a table",
    "condition": "a condition",
    "text": "a figure made of text",
    "any": "a date or a number",
}


class Names:
    """What each id of a procedure, and each figure, stands for: choice, date, number, table, condition, text or any."""

    def __init__(self, procedure: Procedure, figures: Collection[str] | Mapping[str, str | None]) -> None:
        """`figures` are the ids, with their units where these are known (a date's unit is date)."""
        units = figures if isinstance(figures, Mapping) else dict.fromkeys(figures)
        self.figures = {id: _kind_of_unit(unit) for id, unit in units.items()}
        self.questions = {question.id: question.type for question in procedure.questions}
        self.values = procedure.values
        self.options = {question.id: question.options for question in procedure.questions if question.type == "choice"}
        self.tables = {
            id: tuple(dict.fromkeys(outcome for row in rows if (outcome := row.then or row.otherwise)))
            for id, rows in procedure.tables.items()
        }
        self.conditions = tuple(procedure.conditions)
        self._under_way: set[str] = set()

    def kind(self, id: str) -> str | None:
        """Say what an id stands for; None when it stands for nothing."""
        if id in ("today", "on"):
            return "date"
        if id in self.questions:
            return self.questions[id] if self.questions[id] in ("choice", *WORDLESS) else "any"
        if id in self.values:
            return self._kind_of_value(id)
        if id in self.tables:
            return "table"
        return "condition" if id in self.conditions else self.figures.get(id)

    def kind_of(self, operand: Operand) -> str | None:
        """Say what an operand is."""
        if isinstance(operand, str):
            return self.kind(operand)
        return "date" if hasattr(operand, "year") else "number"

    def amounts(self) -> list[str]:
        """List all ids that stand for a date or a number."""
        return [id for id in (*self.questions, *self.values, *self.figures, "today", "on") if self.kind(id) in WORDLESS]

    def _kind_of_value(self, id: str) -> str:
        try:
            expression = decode_value(self.values[id])
        except ValueError:
            return "any"
        if expression.operation == "plus":
            return "date"
        if expression.operation not in ("not_below", "not_above", "first"):
            return "number"
        if id in self._under_way:
            return "any"
        self._under_way.add(id)
        kinds = {self.kind_of(operand) for operand in expression.operands}
        self._under_way.discard(id)
        return next((kind for kind in WORDLESS if kind in kinds), "any")


def nearest(wrong: str, right: Iterable[str]) -> str:
    """Say which id may be meant, or which there are."""
    from difflib import get_close_matches  # the only use of it, and never in the page

    right = list(right)
    close = get_close_matches(wrong, right, 1)
    if close:
        return f"did you mean {close[0]}?"
    return f"there is {', '.join(right)}" if 0 < len(right) <= 12 else "write one that exists"


def ids_in(condition: Condition | None) -> Iterator[str]:
    """List the ids that a condition names."""
    match condition:
        case None:
            return
        case Named() | Option():
            yield condition.id
        case Not(part):
            yield from ids_in(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from ids_in(part)
        case _:
            yield condition.id
            if isinstance(condition.operand, str):
                yield condition.operand


def find_circles(procedure: Procedure) -> Iterator[tuple[Where, str]]:
    """Find rules that rest on themselves."""
    edges: dict[str, tuple[Where, list[str]]] = {}
    for index, question in enumerate(procedure.questions):
        edges[question.id] = (("questions", index, "ask_when"), _named_in(question.ask_when))
    for id, raw in procedure.values.items():
        edges[id] = (("values", id), _operands_in(raw))
    for id, raw in procedure.conditions.items():
        edges[id] = (("conditions", id), _named_in(raw))
    for id, rows in procedure.tables.items():
        edges[id] = (("tables", id), [named for row in rows for named in _named_in(row.when)])
    done: set[str] = set()
    for id in edges:
        yield from _follow(id, edges, [], done)


def _follow(
    id: str, edges: Mapping[str, tuple[Where, list[str]]], way: list[str], done: set[str]
) -> Iterator[tuple[Where, str]]:
    if id in way:
        circle = [*way[way.index(id) :], id]
        yield edges[id][0], f"goes round in a circle ({' → '.join(circle)}): take one of these out of another"
    elif id in edges and id not in done:
        for other in edges[id][1]:
            yield from _follow(other, edges, [*way, id], done)
        done.add(id)


def _named_in(raw: object) -> list[str]:
    return [] if raw is None else list(dict.fromkeys(ids_in(decode_condition(raw, problems=[]))))


def _operands_in(raw: object) -> list[str]:
    try:
        expression = decode_value(raw)
    except ValueError:
        return []
    operands = [operand for operand in expression.operands if isinstance(operand, str)]
    return [*_named_in(expression.when), *operands]


def _kind_of_unit(unit: str | None) -> str:
    if unit is None:
        return "any"
    return "date" if unit == "date" else "text" if unit in TEXTS else "number"
