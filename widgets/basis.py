"""Findings come in; the figures that they rest on go out, those without a value apart, and whether the day matters.

Only what decides is followed: the part of an `all` that fails, the row of a table that was chosen.  What a rule that
does not apply would have used is not used.
"""

from collections.abc import Iterable, Sequence

from widgets.decide import Evaluation
from widgets.findings import Finding


class Basis:
    """The figures behind some findings."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """An item (a step, a thing to bring) that is not wanted rests on nothing."""
        self.used: set[str] = set()
        self.lacking: set[str] = set()
        """Figures for want of whose value something is not known."""
        self.dated = False
        """Whether the day that counts could matter."""
        self._seen: set[int] = set()
        for finding in findings:
            if finding.kind == "figure":
                self._add(finding)
            elif finding.kind != "item" or finding.result is not False:
                self._follow(finding)

    def _add(self, figure: Finding) -> None:
        """A figure that is shown as it is."""
        (self.lacking if figure.result is None else self.used).add(figure.id)
        self.dated = True

    def _follow(self, finding: Finding) -> None:
        if id(finding) in self._seen:
            return
        self._seen.add(id(finding))
        if finding.kind in ("value", "test"):
            self._count(finding)
        for part in _deciding(finding):
            self._follow(part)
        if finding.gate is not None:
            self._follow(finding.gate)

    def _count(self, finding: Finding) -> None:
        parts = finding.parts
        if any(part.result is False for part in (finding, *parts) if part.kind != "test"):
            return
        figures = [part for part in parts if part.kind == "figure"]
        if finding.result is None:
            self.lacking.update(figure.id for figure in figures if figure.result is None)
        else:
            self.used.update(figure.id for figure in figures)
        by_age = finding.kind == "value" and finding.about.operation == "age"
        self.dated = self.dated or by_age or any(part.kind == "figure" or part.id == "on" for part in parts)


def day_wanted(evaluation: Evaluation, findings: Iterable[Finding]) -> list[Finding]:
    """Find the question for the day that counts, where there is one and something rests on that day."""
    return [evaluation.find(evaluation.by)] if evaluation.by and Basis(findings).dated else []


def _deciding(finding: Finding) -> Sequence[Finding]:
    """List the parts that a finding has its result from."""
    parts, result = finding.parts, finding.result
    match finding.kind:
        case "all" | "any" if result is not None:
            same = [part for part in parts if part.result is result]
            return same if result is (finding.kind == "all") else same[:1]
        case "table" if result:
            row = finding.about
            return [row] if row.about.otherwise is None else [part for part in parts if part is not row]
        case "value" if finding.gate is not None and finding.gate.result is False:
            return []
        case "value" if finding.about.operation == "first":
            applies = next((place for place, part in enumerate(parts) if part.result), len(parts))
            return parts[: applies + 1]
        case "test" | "value" if any(part.result is False for part in parts):
            return [part for part in parts if part.result is False][:1]
    return parts
