"""A procedure's data (YAML or JSON as dicts and lists) comes in; frozen dataclasses go out, and back.

Dates are ISO text (2026-11-22).  Conditions and the expressions of values stay as they were written;
`conditions` and `values` decode them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from widgets.record import Base, build, written


@dataclass(frozen=True)
class Question(Base):
    """One thing a reader is asked."""

    id: str
    """Used in conditions, in answers and as the id of the question's heading."""
    type: str
    """choice, date or number."""
    options: tuple[str, ...] = ()
    """Ids of the answers to choose from, in the order shown (choice only)."""
    unknown: bool = False
    """Whether "I don't know" is an answer."""
    optional: bool = False
    """Whether that answer leaves the question out: it then does not apply, and tests on it are false."""
    ask_when: Any = None
    """Condition under which the question applies; without one it always does."""
    changed_by: str | None = None
    """Who could change this answer: you, employer, office or nobody."""
    changed_to: tuple[str, ...] = ()
    """Options that it could be changed to; of a number or a date, more (later) or less (earlier).  Without any, all."""
    changed_from: tuple[str, ...] = ()
    """Options that could still be changed (choice only); without any, all."""
    unit: str | None = None
    """What a number counts (days, months, MAD)."""
    earliest: str | None = None
    """First day accepted: an ISO date, today, or the id of another date question.  Else 1900-01-01."""
    latest: str | None = None
    """Last day accepted: an ISO date, today, or the id of another date question.  Else 2100-12-31."""
    at_least: int | float | None = None
    """Smallest number accepted."""
    at_most: int | float | None = None
    """Largest number accepted."""
    whole: bool = True
    """Whether a number must be without decimals."""


@dataclass(frozen=True)
class Row(Base):
    """One row of a table: when the condition is met, this outcome.  Of a table's rows exactly one may match."""

    when: Any = None
    """Condition of the row; goes with then."""
    then: str | None = None
    """Id of the outcome."""
    otherwise: str | None = None
    """Id of the outcome where no other row matches; stands alone, in the last row."""
    unconfirmed: bool = False
    """Whether the row rests on a fact with a single or weak source; the outcome then says so."""


@dataclass(frozen=True)
class Evidence(Base):
    """One thing to bring."""

    id: str
    """Has its words as an item under the list's heading."""
    when: Any = None
    """Condition under which it is needed; without one it always is."""
    originals: int = 0
    """How many originals to bring."""
    copies: int = 0
    """How many copies to bring."""
    unconfirmed: bool = False
    """Whether it rests on a fact with a single or weak source."""


@dataclass(frozen=True)
class Step(Base):
    """One thing to do."""

    id: str
    """Has its words as an item under the list's heading."""
    when: Any = None
    """Condition under which it is to be done; without one it always is."""
    due: str | None = None
    """Id of the value or date question that is its last day."""
    unconfirmed: bool = False
    """Whether it rests on a fact with a single or weak source."""


@dataclass(frozen=True)
class Letter(Base):
    """One letter that a reader may send, on a page of its own."""

    id: str
    """Has its words under the heading with this id."""
    to: str
    """Who gets it: employer or office."""
    when: Any
    """Condition under which it helps."""
    unconfirmed: bool = False
    """Whether it rests on a fact with a single or weak source."""


@dataclass(frozen=True)
class Lines(Base):
    """A table of what is worked out, which several forms may show."""

    columns: tuple[str, ...]
    """Ids with words, in the order shown."""
    rows: dict[str, dict[str, str]]
    """For each line, by its id: column and the value, number question or figure that stands there."""
    total: tuple[str, ...] = ()
    """Columns of amounts that are summed up, as they are printed."""
    chart: tuple[str, ...] = ()
    """Columns of amounts that are drawn as bars."""
    marked: tuple[str, ...] = ()
    """Ids of named conditions that are told beside the table, met or not."""


@dataclass(frozen=True)
class Check(Base):
    """What a reader typed, set against what is worked out, line by line."""

    column: str
    """The column compared."""
    printed: dict[str, str]
    """For each line compared: the question that asks for its amount."""


@dataclass(frozen=True)
class Batch(Base):
    """One form answered for many rows, which a reader types or pastes; each has a name that stays in the page."""

    id: str
    """Has its introduction under the heading with this id."""
    form: str
    """Id of a form that has lines."""
    each: tuple[str, ...]
    """The questions answered in each row: all that the form may ask."""


@dataclass(frozen=True)
class Widget(Base):
    """One form of the guide, and what its answer shows."""

    id: str
    """Has its introduction under the heading with this id."""
    goal: str
    """Id of the table it answers."""
    shows: tuple[str, ...] = ()
    """Ids of the values shown with the answer."""
    lists: tuple[str, ...] | None = None
    """Ids of the lists of steps and evidence shown; without it, all of the guide."""
    on: str | None = None
    """Id of the date question whose answer is the day whose law and figures count; without it, a reader may name one.
    """
    lines: str | None = None
    """Id of the lines worked out with the answer."""
    columns: tuple[str, ...] = ()
    """The columns of the lines shown; without any, all."""
    check: Check | None = None
    """What of the lines is compared with what the reader typed."""


@dataclass(frozen=True)
class Criterion(Base):
    """One thing by which offers are compared."""

    id: str
    """Has its words as an item under the comparison's heading."""
    kind: str
    """What is written for it: money, percent, days, months, years, yes-no or text."""


@dataclass(frozen=True)
class Comparison(Base):
    """A sheet on which a reader sets offers side by side; the page alone fills it, nothing is worked out."""

    id: str
    """Has its introduction under the heading with this id."""
    criteria: tuple[Criterion, ...]
    """In the order shown."""
    offers: int = 2
    """How many offers the sheet begins with, 2 to 4; a reader may have another number."""


@dataclass(frozen=True)
class Procedure(Base):
    """All that a guide decides: ids and rules, no words."""

    id: str
    """The name of the guide's folder."""
    draft: bool = False
    """Whether only those who work on it see it: `make serve` shows it, what readers get leaves it out."""
    origin: str = "en"
    """Language it was written in first: en, fr or ar."""
    category: str | None = None
    """Id of a category of guides."""
    updated: str | None = None
    """Day of the last change of substance, an ISO date."""
    version: int = 1
    """Stands in every link to an answer.  Raised by one when an id of a question or option goes, is renamed or comes
    to mean something else: an older link then says so to whoever opens it.
    """
    related: tuple[str, ...] = ()
    """Ids of other guides, or of planned ones that have words under the heading `related`."""
    questions: tuple[Question, ...] = ()
    """In the order they are asked."""
    values: dict[str, Any] = field(default_factory=dict)
    """Dates and numbers worked out, by id."""
    conditions: dict[str, Any] = field(default_factory=dict)
    """Conditions with a name, by id.  Tests on dates, numbers and values stand here, so that each has words."""
    tables: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    """Decisions, by id."""
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """What to bring, by list; a bare list is one called evidence."""
    steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    """What to do, by list; a bare list is one called steps."""
    letters: tuple[Letter, ...] = ()
    """Letters to the employer or to the office, in the order shown."""
    lines: dict[str, Lines] = field(default_factory=dict)
    """What forms work out line by line, by id."""
    widgets: tuple[Widget, ...] = ()
    """In the order they stand in the guide."""
    batches: tuple[Batch, ...] = ()
    """Forms that can be answered for many at once."""
    comparisons: tuple[Comparison, ...] = ()
    """Sheets on which offers are compared."""

    @classmethod
    def from_dict(cls, data: object) -> "Procedure":
        """Build a procedure; raises ValueError that begins with the path (questions.2.type) of what is wrong."""
        return build(cls, normalise(data), "")

    def to_dict(self) -> dict[str, Any]:
        """Give the procedure as it would be written, without what is left at its default."""
        return written(self)


def normalise(data: object) -> object:
    """Make a bare list of steps or evidence one list called steps or evidence; leave the rest as it is."""
    if not isinstance(data, Mapping):
        return data
    lists = {key: {key: data[key]} for key in ("evidence", "steps") if isinstance(data.get(key), list | tuple)}
    return {**data, **lists}
