"""In: what the engine finds of an id. Out: how the id stands: all that whatever names it can make use of."""

from __future__ import annotations

from typing import NamedTuple

from widgets.basis import Basis
from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.reasons import Pending

_NONE = frozenset[str]()


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


def state_of(evaluation: Evaluation, finding: Finding) -> State:
    """How an id stands, as the engine finds it."""
    rows = tuple([row.result for row in finding.parts]) if finding.kind == "table" else ()
    value = finding.value if finding.result else None
    return State(finding.result, value, type(value), *waits_of(evaluation, finding), rows)


class _Dated(Basis):
    """Whether the day that counts could matter to some findings, and no more."""

    def _follow(self, finding: Finding) -> None:
        if not self.dated:
            super()._follow(finding)


def missing_for(evaluation: Evaluation, finding: Finding) -> frozenset[str]:
    """The questions that a finding waits for; that for the day that counts too, where it matters to it."""
    missing, dated = waits_of(evaluation, finding)
    return missing | missing_day(evaluation) if dated else missing


def waits_of(evaluation: Evaluation, finding: Finding) -> tuple[frozenset[str], bool]:
    """The questions that a finding waits for, and whether the day that counts could matter, where one is for that."""
    waits = finding.result is None or finding.kind == "item"  # for the last day of what is to be done
    missing = frozenset(Pending([finding]).missing) if waits else _NONE
    return missing, bool(evaluation.by) and _Dated([finding]).dated


def missing_day(evaluation: Evaluation) -> frozenset[str]:
    """The questions that the day that counts waits for."""
    return frozenset(Pending([evaluation.find(evaluation.by)]).missing) if evaluation.by else _NONE
