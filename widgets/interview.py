"""Rules and all that a reader answered come in; the answers that count, and what is still to ask, go out.

The questions are gone through in their order as if asked afresh, so that going back and starting over agree.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from widgets.answers import Answer, AnswerError
from widgets.basis import Basis, day_wanted
from widgets.checklist import Checklist
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.flips import find_flips
from widgets.graph import read_graph
from widgets.left import questions_left
from widgets.lines import Reckoning
from widgets.model import Widget
from widgets.plan import Plan, make_plan
from widgets.reasons import Pending
from widgets.rules import Rules
from widgets.values import plain


class Interview:
    """Where a reader stands on the way to a goal."""

    def __init__(
        self,
        rules: Rules,
        widget: Widget,
        answers: Mapping[str, Answer],
        figures: Mapping[str, Any],
        today: datetime.date,
        on: datetime.date,
    ) -> None:
        """Ask for what the goal needs; once nothing is missing for that, for what its lists, days and values need.

        Where figures are needed, so is the day for which they count.
        """
        self.rules = rules
        self.widget = widget
        self.answers = answers
        self.counted: dict[str, Answer] = {}
        self.evaluation = Evaluation(rules, {}, figures, today, on, widget.on or "")
        while True:
            self.table = self.evaluation.find(widget.goal)
            self._checklist: Checklist | None = None
            self._reckoning: Reckoning | None = None
            waiting = Pending([self.table, *self._day([self.table])])
            if not waiting.missing:
                waiting = Pending(self._all())
            self.missing = [id for id in rules.questions if id in waiting.missing]
            answered = next((id for id in self.missing if id in answers), None)
            if answered is None:
                break
            self.counted[answered] = answers[answered]
            self.evaluation = self.evaluation.with_answer(answered, answers[answered])
        self.open = [id for id in rules.questions if id in waiting.open]
        self._basis: Basis | None = None

    @property
    def checklist(self) -> Checklist:
        """What to do and to bring."""
        if self._checklist is None:
            self._checklist = Checklist(self.evaluation, self.widget.lists)
        return self._checklist

    @property
    def reckoning(self) -> Reckoning:
        """The form's lines, worked out."""
        if self._reckoning is None:
            self._reckoning = Reckoning(self.evaluation, self.widget)
        return self._reckoning

    def asked(self) -> list[str]:
        """List the questions that apply and are needed or answered, in their order."""
        return [
            id
            for id in self.rules.questions
            if id in self.missing or id in self.counted or (id in self.answers and self._applies(id) is True)
        ]

    def unneeded(self) -> list[str]:
        """List the questions answered that can no longer count, whatever else is answered."""
        wanted = self._wanted() | self.counted.keys()
        return [id for id in self.rules.questions if id in self.answers and id not in wanted]

    def _wanted(self) -> set[str]:
        """What may still be asked for, whatever else is answered."""
        ahead = Pending(self._all(), ahead=True)
        return ahead.missing | ahead.open

    def flips(self) -> list[dict[str, Any]]:
        """List every single answer that somebody can change and that would lead elsewhere."""
        whole = self.evaluation.with_answers(self.answers)
        return find_flips(whole, self.widget.goal, self.counted)

    def left(self, ways: object) -> dict[str, int] | None:
        """Count the questions still to answer, at least and at most; None where the ways were not given."""
        if ways is None:
            return None
        least, most = questions_left(read_graph(ways), self.evaluation.with_answers(self.answers), self._wanted())
        return {"least": least, "most": most}

    def plan(self, ways: object) -> Plan | None:
        """Tell what each answer that is not known would lead to; None before that, and once there is an outcome."""
        if ways is None or self.table.result is not None or self.missing:
            return None
        return make_plan(read_graph(ways), self.evaluation.with_answers(self.answers))

    def lines(self) -> dict[str, Any] | None:
        """Tell the lines; None where the form has none, and while something that they rest on is unanswered."""
        if self.widget.lines is None:
            return None
        findings = self.reckoning.findings
        waits = Pending([*findings, *self._day(findings)]).missing
        return None if waits else self.reckoning.tell()

    def tell_errors(self, errors: Mapping[str, AnswerError]) -> dict[str, dict[str, Any]]:
        """Tell what is wrong with the answers to the questions that are, or may be, for this reader."""
        return {
            id: {"id": wrong.id, "with": {name: plain(limit) for name, limit in wrong.limits.items()}}
            for id, wrong in errors.items()
            if id not in self.rules.questions or not self.does_not_apply(id)
        }

    def does_not_apply(self, id: str) -> bool:
        """Say whether a question is certainly not for this reader."""
        return self._applies(id) is False

    def _applies(self, id: str) -> bool | None:
        gate = self.evaluation.find(id).gate
        return True if gate is None else gate.result

    def basis(self) -> Basis:
        """What of the register the answer rests on, and what is listed and shown with it."""
        if self._basis is None:
            self._basis = Basis([self.table, *self._rest()])
        return self._basis

    def _all(self) -> list[Finding]:
        findings = [self.table, *self._rest()]
        return [*findings, *self._day(findings)]

    def _rest(self) -> list[Finding]:
        shown = [self.evaluation.find(id) for id in self.widget.shows]
        return [*self.checklist.steps, *self.checklist.evidence, *shown, *self.reckoning.findings]

    def _day(self, findings: list[Finding]) -> list[Finding]:
        by = self.evaluation.by
        known = by and self.evaluation.find(by).result is not None
        return [] if known else day_wanted(self.evaluation, findings)
