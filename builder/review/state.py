"""In: a guide of a `Library`, a language, the review records. Out: how far its text, as it is now, has been reviewed.

The last word on a statement counts, and only where its hash is still the same; "unsure" takes no other word back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.library import Guide, Library
from builder.review.record import Record, Role, Verdict
from builder.review.statements import Statement, find_statements


@dataclass(frozen=True)
class State:
    """How far a guide's text in a language has been reviewed."""

    word: Literal["not_yet", "partly", "changed", "reviewed"]
    """`changed` where something that was found right reads otherwise now."""
    right: int = 0
    all: int = 0
    on: str = ""
    """The last day of a review."""
    role: Role | None = None
    open: tuple[str, ...] = ()
    """The statements that no record finds right as they are now."""


def find_state(library: Library, guide: Guide, language: str) -> State:
    """The state of a guide in a language; without a record nothing is worked out."""
    records = records_of(library, guide.id, language)
    if not records:
        return State("not_yet")
    statements = find_statements(library, guide, language)
    last = last_words(records)
    open_ = tuple(one.id for one in statements if not _stands(one, last))
    ids = {one.id: one.hash for one in statements}
    changed = any(verdict.verdict == "right" and ids.get(id) != verdict.hash for id, verdict in last.items())
    on, role = records[-1].review.on, records[-1].review.by.role
    right = len(statements) - len(open_)
    word: Literal["not_yet", "partly", "changed", "reviewed"] = "reviewed"
    if open_:
        word = "changed" if changed else "partly" if right else "not_yet"
    return State(word, right, len(statements), on, role, open_)


def records_of(library: Library, guide: str, language: str) -> list[Record]:
    """The records of a guide in a language, the oldest first."""
    return [one for one in library.reviews if (one.review.guide, one.review.language) == (guide, language)]


def last_words(records: list[Record]) -> dict[str, Verdict]:
    """The last verdict on each statement, by its id; who is unsure leaves what another said."""
    last: dict[str, Verdict] = {}
    for verdict in (verdict for record in records for verdict in record.review.statements):
        if verdict.verdict != "unsure" or verdict.id not in last:
            last[verdict.id] = verdict
    return last


def tell_remarks(library: Library, guide: Guide, language: str) -> Iterator[str]:
    """What reviewers found wrong or remarked, the oldest first, for editors."""
    ids = {one.id: one.hash for one in find_statements(library, guide, language)}
    for record in records_of(library, guide.id, language):
        for one in record.review.statements:
            if one.verdict != "right" or one.comment:
                since = (
                    "" if ids.get(one.id) == one.hash else ", changed since" if one.id in ids else ", no longer there"
                )
                said = f": {one.comment}" if one.comment else ""
                yield f"  {record.review.on}  {one.verdict}{since}  {one.id}{said}"


def _stands(statement: Statement, last: dict[str, Verdict]) -> bool:
    verdict = last.get(statement.id)
    return verdict is not None and verdict.verdict == "right" and verdict.hash == statement.hash
