"""In: a `Library`. Out: the id under which each step and paper is ticked, and the ids that it had before.

An item is ticked as `guide/item`. A paper that guides/common/papers.yaml says is one and the same in several places is
ticked as `papers/its-id`, once for all of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from builder.library import Guide, Library
from widgets.model import Procedure

SHARED = "papers"
"""Stands where the guide does in the id of a shared paper: no guide has this name."""


def items_of(guide: Guide) -> dict[str, str]:
    """Every step and paper of a guide with its list, in the order of the rules."""
    return items_in(guide.procedure)


def unconfirmed_in(procedure: Procedure) -> set[str]:
    """The steps and papers that rest on one weak source."""
    papers = {item.id for items in procedure.evidence.values() for item in items if item.unconfirmed}
    return papers | {item.id for items in procedure.steps.values() for item in items if item.unconfirmed}


def items_in(procedure: Procedure) -> dict[str, str]:
    """Every step and paper of a procedure with its list."""
    papers = {item.id: name for name, items in procedure.evidence.items() for item in items}
    return papers | {item.id: name for name, items in procedure.steps.items() for item in items}


def same_paper(library: Library) -> dict[str, str]:
    """For each place of a shared paper, `guide/item`, the paper's own id."""
    return {place: f"{SHARED}/{id}" for id, places in library.papers.data.items() for place in places}


def tick_ids(library: Library, guide: Guide) -> dict[str, str]:
    """For each step and paper of a guide the id under which it is ticked."""
    shared = same_paper(library)
    return {item: shared.get(f"{guide.id}/{item}", f"{guide.id}/{item}") for item in items_of(guide)}


def former_ids(library: Library, wanted: Collection[str]) -> dict[str, str]:
    """For each id that a tick may have been kept under, the one of `wanted` that it has now."""
    shared, renamed = same_paper(library), library.renamed.data
    found = {}
    for old in (*shared, *renamed):
        new: str | None = old
        left = len(renamed)
        while new in renamed and left:  # a circle is a problem that the check tells
            new, left = renamed[new], left - 1
        if new is not None:
            found[old] = shared.get(new, new)
    return {old: new for old, new in found.items() if new in wanted and new != old}


def as_text(former: dict[str, str]) -> str:
    """Former ids as the page carries them; nothing where there are none."""
    return json.dumps(former, separators=(",", ":"), sort_keys=True) if former else ""
