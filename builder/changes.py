"""In: the facts of a library, and guides/changes.yaml. Out: what changed: dated values and entries of the changelog."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from builder.facts import Day, Fact, Strict, Value

PAGE = "changes"
"""The page whose sections hold the words of the changelog."""


class Period(Strict):
    """The days that a change is about: a rate may change for a year that has begun."""

    from_: Day = Field(alias="from")
    """The first day."""
    to: Day | None = None
    """The last day; none where it goes on."""


class Change(Strict):
    """An entry of the changelog; its words are the section of the page with the same id."""

    id: str
    """That of the heading with its words, in docs/en/changes.md, fr and ar."""
    on: Day
    """When readers could see it."""
    guides: tuple[str, ...] = ()
    """Ids of the guides, or names of the pages, that changed."""
    facts: tuple[str, ...] = ()
    """Ids of the facts that changed."""
    period: Period | None = None
    """The days that it is about: a rate may change for a year that has begun."""


@dataclass(frozen=True)
class Start:
    """A value of a figure that begins on a known day."""

    fact: Fact
    value: Value
    before: Value | None
    """What held until then, where the register knows it."""

    @property
    def day(self) -> str:
        """The first day."""
        return self.value.from_

    def announced(self, today: date) -> bool:
        """Whether the day is still to come."""
        return self.day > today.isoformat()


def find_starts(facts: Iterable[Fact]) -> list[Start]:
    """Every value with a known first day, newest first; the day of a count or of a table is none."""
    starts = []
    for fact in facts:
        dated = sorted(fact.values, key=lambda value: "" if value.from_ == "unknown" else value.from_)
        for before, value in zip([None, *dated], dated, strict=False):
            if value.from_ != "unknown" and not value.as_of:
                starts.append(Start(fact, value, before))
    return sorted(starts, key=lambda start: (start.day, start.fact.id), reverse=True)
