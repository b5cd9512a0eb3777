"""Out: what a change does, as the text, the Markdown and the HTML file tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """One thing that a reader is told, before and after."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the reader is told something else."""
        return self.before != self.after


@dataclass(frozen=True)
class End:
    """An end state in which a reader is told something else than before."""

    answers: tuple[tuple[str, str], ...]
    """Question and answer, in a reader's words."""
    parts: tuple[Part, ...]
    kind: str = "changed"
    """changed; new, where nobody could answer so before; gone, where nobody can any more."""

    @property
    def changes(self) -> tuple[Part, ...]:
        """What differs, after the outcome, which is always told."""
        return tuple(part for number, part in enumerate(self.parts) if part.differs or number == 0)


@dataclass(frozen=True)
class Group:
    """End states of one form that change in the same way."""

    kind: str
    changes: tuple[Part, ...]
    ends: tuple[End, ...]

    @property
    def common(self) -> tuple[tuple[str, str], ...]:
        """The answers that all of them have."""
        first, *others = self.ends
        return tuple(pair for pair in first.answers if all(pair in end.answers for end in others))


@dataclass(frozen=True)
class Form:
    """One form on one day: how many of its end states change, and how."""

    guide: str
    title: str
    on: str | None
    """The day whose figures count, where it is another than today."""
    total: int
    ends: tuple[End, ...] = ()

    @property
    def groups(self) -> list[Group]:
        """The ends by what changes in them, the most frequent first."""
        found: dict[tuple[str, tuple[Part, ...]], list[End]] = {}
        for end in self.ends:
            found.setdefault((end.kind, end.changes), []).append(end)
        groups = [Group(kind, changes, tuple(ends)) for (kind, changes), ends in found.items()]
        return sorted(groups, key=lambda group: -len(group.ends))


@dataclass(frozen=True)
class Move:
    """An amount or a day that is another one than before, in some end states of a guide."""

    guide: str
    name: str
    on: str | None
    """The day whose figures count, where it is another than today."""
    ends: int
    least: str
    most: str


@dataclass(frozen=True)
class Touched:
    """A fact or a source that is written otherwise."""

    id: str
    lines: tuple[str, ...]
    """What of it, before and after."""
    guides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page that reads otherwise."""

    path: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Behind:
    """A section whose translations did not follow its origin."""

    page: str
    section: str
    origin: str
    languages: tuple[str, ...]


@dataclass
class Report:
    """All that a change does."""

    base: str
    """What is compared with, as it was named."""
    today: str
    language: str
    forms: list[Form] = field(default_factory=list)
    still: int = 0
    """End states of the guides in which nothing that answers rest on is changed."""
    added: list[tuple[str, int]] = field(default_factory=list)
    """New guides, with their end states."""
    removed: list[tuple[str, int]] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    """Of the new guides, those that readers do not see yet."""
    shown: list[str] = field(default_factory=list)
    """Guides that were drafts and are none now."""
    hidden: list[str] = field(default_factory=list)
    """Guides that were none and are drafts now."""
    moves: list[Move] = field(default_factory=list)
    facts: list[Touched] = field(default_factory=list)
    sources: list[Touched] = field(default_factory=list)
    pages: dict[str, list[Page]] = field(default_factory=dict)
    behind: list[Behind] = field(default_factory=list)
    other_engine: bool = False
    notes: list[str] = field(default_factory=list)
    """What could not be compared, and why."""

    @property
    def changed(self) -> int:
        """The end states that change, with the figures of today."""
        return sum(len(form.ends) for form in self.today_forms)

    @property
    def total(self) -> int:
        """All end states there are, with the figures of today."""
        return sum(form.total for form in self.today_forms) + self.still

    @property
    def today_forms(self) -> Sequence[Form]:
        """The forms with the figures of today."""
        return [form for form in self.forms if form.on is None]

    @property
    def other_days(self) -> Iterator[tuple[str, int, int]]:
        """For each other day, the end states that change, of how many."""
        for day in sorted({form.on for form in self.forms if form.on}):
            forms = [form for form in self.forms if form.on == day]
            yield day, sum(len(form.ends) for form in forms), sum(form.total for form in forms)
