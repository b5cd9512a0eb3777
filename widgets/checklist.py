"""An evaluation and a choice of lists come in; what to do (by when) and what to bring go out."""

from collections.abc import Iterable, Sequence

from widgets.decide import Evaluation
from widgets.findings import Finding
from widgets.values import plain


class Checklist:
    """Steps and evidence of some lists, each item judged; in the order written."""

    def __init__(self, evaluation: Evaluation, lists: Iterable[str] | None) -> None:
        """Judge every item of the lists; of all lists where none are named."""
        rules = evaluation.rules
        wanted = {*rules.steps, *rules.evidence} if lists is None else set(lists)
        self.steps: Sequence[Finding] = [
            evaluation.judge_item(step.id, step, when, step.due)
            for id, items in rules.steps.items()
            if id in wanted
            for step, when in items
        ]
        self.evidence: Sequence[Finding] = [
            evaluation.judge_item(item.id, item, when, None)
            for id, items in rules.evidence.items()
            if id in wanted
            for item, when in items
        ]

    def evidence_ids(self) -> list[str]:
        """List what is certainly to be brought."""
        return [item.id for item in self.evidence if item.result]

    def due_steps(self) -> list[dict[str, str | int | None]]:
        """List what is certainly to be done, each with its last day where that is known and applies."""
        return [{"id": step.id, "due": _due(step)} for step in self.steps if step.result]


def _due(step: Finding) -> str | int | None:
    day = step.parts[0] if step.parts else None
    return plain(day.value) if day is not None and day.result else None
