"""Rules, checked answers, figures and two dates come in; findings (what each rule comes to, and why) go out.

Three values: true, false, not known.  A question whose gate is not met does not apply, nor does a value that rests
on one; every test on these is false.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from widgets.answers import UNKNOWN, Answer
from widgets.conditions import All, Condition, Named, Not, Option, Test
from widgets.figures import in_force
from widgets.findings import Finding, all_of, any_of, opposite
from widgets.rules import Rules
from widgets.values import Amount, Expression, Operand, work_out

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda left, right: left >= right,
    "more_than": lambda left, right: left > right,
    "at_most": lambda left, right: left <= right,
    "less_than": lambda left, right: left < right,
    "before": lambda left, right: left < right,
    "after": lambda left, right: left > right,
}


class Evaluation:
    """One reading of the rules; every finding is worked out when first wanted, and once."""

    def __init__(
        self,
        rules: Rules,
        answers: Mapping[str, Answer],
        figures: Mapping[str, Any],
        today: datetime.date,
        on: datetime.date,
        by: str = "",
    ) -> None:
        """`today` counts days; `on` chooses the figures and the age, or the day that answers the question `by`."""
        self.rules = rules
        self.answers = answers
        self.figures = figures
        self.days = {"today": today, "on": on}
        self.by = by
        self._found: dict[str, Finding] = {}

    @property
    def on(self) -> datetime.date:
        """The day whose law and figures count."""
        asked = self.find(self.by) if self.by else None
        return asked.value if asked and asked.result and isinstance(asked.value, datetime.date) else self.days["on"]

    def with_answer(self, id: str, answer: Answer) -> "Evaluation":
        """Read the rules with one answer added or changed, keeping all findings that do not rest on it."""
        other = Evaluation(self.rules, {**self.answers, id: answer}, self.figures, **self.days, by=self.by)
        resting = self.rules.resting_on[id]
        other._found = {
            key: finding for key, finding in self._found.items() if key not in resting or finding.kind == "supposed"
        }
        return other

    def with_answers(self, answers: Mapping[str, Answer]) -> "Evaluation":
        """Read the same rules, figures and days with other answers."""
        return Evaluation(self.rules, answers, self.figures, **self.days, by=self.by)

    def supposing(self, condition: str, result: bool) -> "Evaluation":
        """Read the rules as if a named condition were met, or not, whatever it rests on."""
        other = self.with_answers(self.answers)
        other._found = {id: found for id, found in self._found.items() if found.kind == "supposed"}
        other._found[condition] = Finding("supposed", condition, result)
        return other

    def asking(self, id: str) -> "Evaluation":
        """Read the rules as if a question applied, where that is not known: on a way that asks it, it does."""
        asked, answer = self.find(id), self.answers.get(id)
        if answer is None or asked.gate is None or asked.gate.result is not None:
            return self
        other = self.with_answer(id, answer)
        other._found[id] = Finding("question", id, None if answer == UNKNOWN else True, value=answer, about=asked.about)
        return other

    def find(self, id: str) -> Finding:
        """Find what a question, value, named condition, table or figure comes to; raises KeyError for no such id."""
        if id not in self._found:
            self._found[id] = self._look_up(id)
        return self._found[id]

    def judge(self, condition: Condition) -> Finding:
        """Find whether a condition is met."""
        if isinstance(condition, Named):
            return self.find(condition.id)
        if isinstance(condition, Option):
            return self._option(condition)
        if isinstance(condition, Test):
            return self._test(condition)
        if isinstance(condition, Not):
            part = self.judge(condition.part)
            return Finding("not", "", opposite(part.result), parts=(part,))
        parts = tuple([self.judge(part) for part in condition.parts])
        results = [part.result for part in parts]
        if isinstance(condition, All):
            return Finding("all", "", all_of(results), parts=parts)
        return Finding("any", "", any_of(results), parts=parts)

    def judge_item(self, id: str, about: object, when: Condition | None, due: str | None) -> Finding:
        """Find whether a step or a thing to bring is wanted, and by when."""
        gate = None if when is None else self.judge(when)
        parts = () if due is None else (self.find(due),)
        return Finding("item", id, True if gate is None else gate.result, parts=parts, gate=gate, about=about)

    def _look_up(self, id: str) -> Finding:
        rules = self.rules
        if id in rules.conditions:
            part = self.judge(rules.conditions[id])
            return Finding("condition", id, part.result, parts=(part,))
        if id in rules.tables:
            return self._table(id)
        if id in rules.questions:
            return self._question(id)
        if id in rules.values:
            return self._value(id, rules.values[id])
        value = in_force(self.figures[id], self.on)
        return Finding("figure", id, None if value is None else True, value=value)

    def _gate(self, id: str) -> Finding | None:
        return self.judge(self.rules.gates[id]) if id in self.rules.gates else None

    def _question(self, id: str) -> Finding:
        gate = self._gate(id)
        answer = self.answers.get(id)
        result = None if answer is None or answer == UNKNOWN else True
        if answer == UNKNOWN and self.rules.questions[id].optional:
            result = False
        if gate is not None and gate.result is not True:
            result = gate.result
        return Finding("question", id, result, value=answer, gate=gate, about=self.rules.questions[id])

    def _value(self, id: str, expression: Expression) -> Finding:
        gate = self._gate(id)
        parts = tuple(map(self._operand, expression.operands))
        if expression.operation == "first":
            result, value = _first(parts)
        else:
            result, value = all_of([part.result for part in parts]), None
            if result:
                value = work_out(expression, [part.value for part in parts], self.on)
                result = None if value is None else True
        if gate is not None and gate.result is not True:
            result, value = gate.result, None
        return Finding("value", id, result, value=value, parts=parts, gate=gate, about=expression)

    def _operand(self, operand: Operand) -> Finding:
        if isinstance(operand, str):
            if operand not in self.days:
                return self.find(operand)
            return Finding("literal", operand, True, value=self.on if operand == "on" else self.days[operand])
        return Finding("literal", "", True, value=operand)

    def _option(self, option: Option) -> Finding:
        part = self.find(option.id)
        result, options = part.result, option.options
        if result:
            result = part.value in options
        elif result is None and part.kind == "table":
            result = _among(part, options)
        return Finding("option", part.id, result, parts=(part,), about=options)

    def _test(self, test: Test) -> Finding:
        parts = (self._operand(test.id), self._operand(test.operand))
        result = all_of([part.result for part in parts])
        if result:
            result = COMPARE[test.operator](parts[0].value, parts[1].value)
        return Finding("test", test.id, result, parts=parts, about=test)

    def _table(self, id: str) -> Finding:
        judged = [(row, None if when is None else self.judge(when)) for row, when in self.rules.tables[id]]
        results = [when.result if when else True for row, when in judged if row.otherwise is None]
        matched = any_of(results)
        rows = []
        for row, when in judged:
            if row.otherwise is not None:
                rows.append(Finding("row", row.otherwise, opposite(matched), about=row))
            else:
                result = when.result if when else True
                rows.append(Finding("row", row.then or "", result, parts=(when,) if when else (), about=row))
        chosen = next((row for row in rows if row.result), None)
        result = True if chosen else any_of([row.result for row in rows])
        return Finding("table", id, result, value=chosen.id if chosen else None, parts=tuple(rows), about=chosen)


def _first(parts: tuple[Finding, ...]) -> tuple[bool | None, Amount | None]:
    """Take the first that applies; while one before it may apply, nothing is known."""
    for part in parts:
        if part.result is not False:
            return part.result, part.value
    return False, None


def _among(table: Finding, options: tuple[str, ...]) -> bool | None:
    """Say whether a table still undecided can or must end among some outcomes."""
    possible = [row for row in table.parts if row.result is not False]
    inside = [row.id in options for row in possible]
    if not any(inside):
        return False
    certain = any(row.about.otherwise is not None for row in table.parts)
    return True if certain and all(inside) else None
