"""A finding comes in; what decided it, or what it still waits for, goes out.

A reason is an option (`card=lost`) or a named condition (`overdue=met`, `overdue=not-met`), always the least that
decides: one part of an `all` that fails, one part of an `any` that holds.
"""

from collections.abc import Iterable

from widgets.answers import UNKNOWN
from widgets.findings import Finding


def reasons_for(finding: Finding, named: str = "") -> list[str]:
    """List what made a finding true or false; nothing for one that is not known.

    A test on a number or a date has no words of its own: it counts as the named condition it stands in.
    """
    if finding.reasons is None:
        finding.reasons = _unique(_reasons(finding, named)) if finding.result is not None else []
    return finding.reasons


def _reasons(finding: Finding, named: str) -> Iterable[str]:
    gate = finding.gate
    match finding.kind:
        case "condition":
            return reasons_for(finding.parts[0], f"{finding.id}={_met(finding)}")
        case "not":
            return reasons_for(finding.parts[0], named)
        case "all" | "any":
            deciding = [part for part in finding.parts if part.result is finding.result]
            if finding.result is (finding.kind == "all"):
                return _joined(deciding, named)
            return min((reasons_for(part, named) for part in deciding), key=len)
        case "option" if finding.parts[0].result is None:
            excluded = [row for row in finding.parts[0].parts if row.result is False]
            return _joined([row for row in excluded if (row.id in finding.about) is not finding.result])
        case "option" | "row" if finding.parts:
            return reasons_for(finding.parts[0])
        case "test":
            idle = [part for part in finding.parts if part.result is False]
            return reasons_for(idle[0]) if idle else [named or f"{finding.id}={_met(finding)}"]
        case "table":
            return reasons_for_outcome(finding, finding.value) if finding.result else _joined(finding.parts)
        case "question" if finding.result and isinstance(finding.value, str):
            return [f"{finding.id}={finding.value}"]
        case "question" | "value" if finding.result is False:
            if gate and gate.result is False:
                return reasons_for(gate)
            if finding.kind == "question":
                return [f"{finding.id}={UNKNOWN}"]
            idle = [part for part in finding.parts if part.result is False]
            return _joined(idle if finding.about.operation == "first" else idle[:1])
    return []


def reasons_for_outcome(table: Finding, outcome: str | None) -> list[str]:
    """List why an outcome is given, or why it is not; nothing while that is open."""
    rows = [row for row in table.parts if row.id == outcome]
    if table.result and table.value == outcome:
        chosen = next(row for row in rows if row.result)
        if chosen.about.otherwise is None:
            return reasons_for(chosen)
        return _joined(row for row in table.parts if row is not chosen)
    if all(row.result is False and row.about.otherwise is None for row in rows):
        return _joined(rows)
    return reasons_for_outcome(table, table.value) if table.result else []


class Pending:
    """What a finding waits for: questions without an answer (missing), and ones answered "I don't know" (open)."""

    def __init__(self, findings: Iterable[Finding], ahead: bool = False) -> None:
        """With `ahead`, count also what may be wanted later, once a gate is known."""
        self.missing: set[str] = set()
        self.open: set[str] = set()
        self._ahead = ahead
        self._seen: set[int] = set()
        for finding in findings:
            self._wait_for(finding)

    def _wait_for(self, finding: Finding) -> None:
        if id(finding) in self._seen:
            return
        self._seen.add(id(finding))
        gate = finding.gate
        if gate is not None and gate.result is None:
            self._wait_for(gate)
            if not self._ahead:
                return
        if finding.kind == "item":
            if finding.result is not False:
                self._wait_in(finding)
        elif finding.result is None:
            if finding.kind == "question":
                (self.open if finding.value == UNKNOWN else self.missing).add(finding.id)
            self._wait_in(finding)

    def _wait_in(self, finding: Finding) -> None:
        for part in finding.parts:
            self._wait_for(part)
            first = finding.kind == "value" and finding.about.operation == "first"
            if first and part.result is None and not self._ahead:
                return


def _joined(findings: Iterable[Finding], named: str = "") -> list[str]:
    return _unique(reason for finding in findings for reason in reasons_for(finding, named))


def _unique(reasons: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(reasons))


def _met(finding: Finding) -> str:
    return "met" if finding.result else "not-met"
