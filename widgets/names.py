"""A procedure and the figures come in; what each id names goes out, for the check of how the parts are wired."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from widgets.model import Procedure, Question
from widgets.said import Said, say
from widgets.values import Operand, decode_value

WORDLESS = ("date", "number")
TEXTS = ("text", "phone", "url", "form")


class Names:
    """What each id of a procedure, and each figure, stands for: choice, date, number, table, condition, text or any."""

    def __init__(self, procedure: Procedure, figures: Collection[str] | Mapping[str, str | None]) -> None:
        """`figures` are the ids, with their units where these are known (a date's unit is date)."""
        units = figures if isinstance(figures, Mapping) else dict.fromkeys(figures)
        self.figures = {id: kind_of_unit(unit) for id, unit in units.items()}
        self.questions = {question.id: _type(question) for question in procedure.questions}
        self.values = procedure.values
        self.options = {
            question.id: question.options for question in procedure.questions if _type(question) == "choice"
        }
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

    def endless(self, id: str) -> bool:
        """Say whether a value may have decimals that never end: a fraction is in it, and nothing rounds it."""
        if id in self._under_way or id not in self.values:
            return False
        try:
            expression = decode_value(self.values[id])
        except ValueError:
            return False
        if expression.round:
            return False
        self._under_way.add(id)
        found = any(
            self.endless(operand) if isinstance(operand, str) else not isinstance(operand, int | Decimal | date)
            for operand in expression.operands
        )
        self._under_way.discard(id)
        return found

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


def called(kind: str | None) -> Said:
    """Say what sort of thing an id stands for."""
    return say(f"called-{kind}")


def nearest(wrong: str, right: Iterable[str]) -> Said:
    """Say which id may be meant, or which there are."""
    right = list(right)
    close = min(right, key=lambda id: _changes(wrong, id), default="")
    changes = _changes(wrong, close)
    if close and changes <= max(2, len(wrong) // 3) and changes < len(wrong):
        return say("did-you-mean", id=close)
    return say("one-of", ids=right) if 0 < len(right) <= 12 else say("one-that-exists")


def _changes(one: str, other: str) -> int:
    """Count the letters to put in, take out or change to make one word of the other."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row[0] = row[0], place
        for column, wanted in enumerate(other, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (letter != wanted))
    return row[-1]


def _type(question: Question) -> str:
    """A question's type; of one that is misspelt, what its options say."""
    return "choice" if question.options and question.type not in WORDLESS else question.type


def kind_of_unit(unit: str | None) -> str:
    """Say what a figure of this unit is: a date, a text or a number; any where no unit is given."""
    if unit is None:
        return "any"
    return "date" if unit == "date" else "text" if unit in TEXTS else "number"
