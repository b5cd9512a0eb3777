"""In: what the engine finds of an id. Out: how the id stands: all that whatever names it can make use of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from widgets.answers import Answer
from widgets.basis import Basis
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.reasons import Pending

_NONE = frozenset[str]()
_NO_STATES: Mapping[int, State] = {}


class State(NamedTuple):
    """How an id stands: all that another one which names it can make use of."""

    result: bool | None
    value: object
    """Where the result is that it applies."""
    kind: type
    """That of the value: 1 and 1.0 are equal."""
    missing: frozenset[str]
    """The questions that it waits for."""
    dated: bool
    """Whether the day that counts could matter, where a question asks for it."""
    rows: tuple[bool | None, ...]
    """Of a table, whether each row matches."""


class Standing(NamedTuple):
    """How an id stands, and an example of what the engine finds of one that does."""

    state: State
    finding: Finding


class Reading(Evaluation):
    """The rules as they are read where some findings are there already, and how those stand."""

    def __init__(
        self,
        like: Evaluation,
        answers: Mapping[str, Answer],
        found: dict[str, Finding],
        states: Mapping[int, State],
    ) -> None:
        """`states` are those of findings, by the number of the object."""
        self.rules, self.figures, self.days, self.by = like.rules, like.figures, like.days, like.by
        self.answers, self._found = answers, found
        self.states = states

    @property
    def on(self) -> datetime.date:
        """The day that counts, where that is known."""
        known = self._found.get("on")
        day: datetime.date = super().on if known is None else known.value
        return day

    def find_day(self, name: str) -> Finding:
        """A day by its name in the rules, as if it were what an id comes to."""
        return Finding("literal", name, True, value=self.on if name == "on" else self.days[name])


def state_of(evaluation: Evaluation, finding: Finding) -> State:
    """How an id stands, as the engine finds it."""
    rows = tuple([row.result for row in finding.parts]) if finding.kind == "table" else ()
    value = finding.value if finding.result else None
    return State(finding.result, value, type(value), *waits_of(evaluation, finding), rows)


class _Dated(Basis):
    """Whether the day that counts could matter to a finding, and no more."""

    def __init__(self, finding: Finding, states: Mapping[int, State]) -> None:
        self._states = states
        super().__init__([finding])

    def _follow(self, finding: Finding) -> None:
        if self.dated:
            return
        state = self._states.get(id(finding))
        if state is None or finding.kind == "figure":  # whoever names a figure says whether it counts
            super()._follow(finding)
        else:
            self.dated = state.dated


class _Missing(Pending):
    """The questions that a finding waits for; of those beneath it that are known only what is known of them."""

    def __init__(self, finding: Finding, states: Mapping[int, State]) -> None:
        self._states = states
        super().__init__([finding])

    def _wait_for(self, finding: Finding) -> None:
        state = self._states.get(id(finding))
        if state is None:
            super()._wait_for(finding)
        else:
            self.missing |= state.missing


def missing_for(evaluation: Evaluation, finding: Finding) -> frozenset[str]:
    """The questions that a finding waits for; that for the day that counts too, where it matters to it."""
    missing, dated = waits_of(evaluation, finding)
    return missing | missing_day(evaluation) if dated else missing


def waits_of(evaluation: Evaluation, finding: Finding) -> tuple[frozenset[str], bool]:
    """The questions that a finding waits for, and whether the day that counts could matter, where one is for that."""
    states = evaluation.states if isinstance(evaluation, Reading) else _NO_STATES
    waits = finding.result is None or finding.kind == "item"  # for the last day of what is to be done
    missing = frozenset(_Missing(finding, states).missing) if waits else _NONE
    return missing, bool(evaluation.by) and _Dated(finding, states).dated


def missing_day(evaluation: Evaluation) -> frozenset[str]:
    """The questions that the day that counts waits for."""
    return waits_of(evaluation, evaluation.find(evaluation.by))[0] if evaluation.by else _NONE
