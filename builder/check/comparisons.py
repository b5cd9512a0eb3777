"""In: a guide's comparisons of offers. Out: problems: a kind that isn't one, a criterion twice, too many offers."""

from __future__ import annotations

from collections.abc import Iterator

from builder.compare import KINDS, LEAST, MOST
from builder.hint import unknown
from builder.library import Guide
from builder.problem import Problem
from builder.words import ID
from widgets.said import say


def check_comparisons(guide: Guide) -> Iterator[Problem]:
    """Each sheet has criteria, each with an id of its own and a kind there is; offers stand 2 to 4 side by side."""
    document = guide.document
    for n, comparison in enumerate(guide.procedure.comparisons):
        if not LEAST <= comparison.offers <= MOST:
            message = say("comparison-offers", offers=comparison.offers, least=LEAST, most=MOST)
            yield document.problem(("comparisons", n, "offers"), message)
        if not comparison.criteria:
            message = say("comparison-empty", id=comparison.id)
            yield document.problem(("comparisons", n), message)
        ids = [criterion.id for criterion in comparison.criteria]
        for m, criterion in enumerate(comparison.criteria):
            place = ("comparisons", n, "criteria", m)
            if not ID.match(criterion.id):
                message = say("id-no-id", id=criterion.id)
                yield document.problem((*place, "id"), message)
            elif criterion.id in ids[:m]:
                yield document.problem((*place, "id"), say("id-twice", id=criterion.id))
            if criterion.kind not in KINDS:
                told = unknown("criterion-kind", criterion.kind, KINDS)
                yield document.problem((*place, "kind"), told)
