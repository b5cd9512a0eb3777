"""In: the mappings of guides/facts/*.yaml. Out: `Fact` and `Source`, frozen, each value with the day it starts.

A figure has a unit and dated values, or names the sum that gives them (`derive`, worked out on loading); a claim has
one English sentence for editors. Both say what they rest on.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from widgets.dates import add_months, read_iso
from widgets.figures import UNKNOWN_START, place_in_force
from widgets.said import say
from widgets.values import read_operand

Status = Literal["official", "official_copy", "secondary", "derived", "single", "seed"]
Kind = Literal[
    "official", "official_copy", "foreign_official", "professional", "press", "guide", "blog", "public_code", "seed"
]
Unit = Literal[
    "days", "weeks", "months", "years", "digits", "copies", "photos", "hours",
    "form", "phone", "url", "date", "percent", "MAD", "number", "text",
]  # fmt: skip
WORDS: dict[str, str] = {
    "official": "official",
    "official_copy": "official",
    "secondary": "reported",
    "derived": "worked_out",
    "single": "unconfirmed",
    "seed": "unconfirmed",
}
"""The word a reader sees for each status."""
RANKS: tuple[Status, ...] = ("official", "official_copy", "secondary", "derived", "single", "seed")
"""From the firmest to the weakest."""
WEAK = RANKS[-2:]
"""Statuses that decide nothing by themselves."""
KINDS: dict[str, set[Kind]] = {
    "official": {"official"},
    "official_copy": {"official", "official_copy"},
    "secondary": {"official", "official_copy", "foreign_official", "professional", "press"},
}
"""The kinds of source of which a status needs one; the others need none."""


def _day(text: str) -> str:
    if read_iso(text) is None:
        raise ValueError(say("day-ill-formed", day=text))
    return text


Day = Annotated[str, AfterValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
"""A day of the calendar: 2026-11-22."""


class Strict(BaseModel):
    """Refuses unknown keys and cannot be changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Value(Strict):
    """One value and the day from which it holds."""

    from_: Day | Literal["unknown"] = Field(alias="from")
    """First day; `unknown` where the page read carries no date."""
    seen: Day | None = None
    """The day it was read, where the first day is unknown; of a derived figure, where that of a part is."""
    value: int | Decimal | str | None
    """In the figure's unit, without it; a text in quotes.  None (`null`) where the figure ends."""
    as_of: Literal[True] | None = None
    """`true` where the day is that of a count or of a table that was read: nothing need have begun on it."""

    @property
    def undated(self) -> bool:
        """True where a reader has to be told that the page gives no date."""
        return self.from_ == UNKNOWN_START or self.seen is not None


class Position(Strict):
    """One side of a disagreement."""

    id: str
    """Used in marks, [^fact/position]."""
    says: str | None = None
    """What this side says, in English, for editors."""
    value: int | Decimal | str | None = None
    """The value that it gives, where the fact is a figure."""
    status: Status
    """How firm its sources are."""
    sources: tuple[str, ...]
    """Ids of guides/facts/sources.yaml."""
    follow: bool = False
    """True for the side that the guides follow."""


class Checked(Strict):
    """When somebody last read the sources, and what they saw."""

    on: Day
    """The day on which somebody last looked."""
    seen: str
    """What the page showed that day, and the date that it gives itself."""


class Fact(Strict):
    """A figure or a claim."""

    id: str
    """Used in texts, [[id]] and [^id], and in rules; one id for all years.  It never changes."""
    unit: Unit | None = None
    """What a figure counts; a claim has none."""
    values: tuple[Value, ...] = ()
    """In the order of their days; the value of a day is the last that began on or before it."""
    says: str | None = None
    """Of a claim, the one English sentence that it stands for, for editors."""
    derive: dict[str, Any] | None = None
    """The sum that gives the values: one operation of the rules on the ids of figures and on numbers."""
    round: Any = None
    """To what the sum is rounded at its end, as in the rules: 0.01."""
    status: Status
    """How firm it is: official, official_copy, secondary, derived, single or seed.  Never raise it without having read
    a better page."""
    sources: tuple[str, ...] = ()
    """Ids of guides/facts/sources.yaml.  Of a derived figure those of its parts, filled in on loading."""
    checked: Checked
    """When somebody last read the sources, and what they saw."""
    every: int = Field(ge=1, le=60)
    """Months until it is to be checked again."""
    from_research: tuple[str, ...] = ()
    """Ids of the notes that it was taken from."""
    positions: tuple[Position, ...] = ()
    """Where sources disagree: each side, of which exactly one says follow: true."""
    why: str | None = None
    """Why the followed side is followed."""

    @property
    def word(self) -> str:
        """The id of the status word a reader sees."""
        return WORDS[self.status]

    @property
    def is_figure(self) -> bool:
        """True for a figure, False for a claim."""
        return self.unit is not None

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the figures that a derived one is worked out from."""
        operands = [operand for written in (self.derive or {}).values() for operand in _listed(written)]
        return tuple(operand for operand in map(read_operand, operands) if isinstance(operand, str))

    @property
    def due(self) -> date:
        """The day by which it is to be checked again; the last of the calendar where that lies beyond it."""
        return add_months(date.fromisoformat(self.checked.on), self.every) or date.max

    def on(self, day: date) -> Value | None:
        """The value in force on a day, with the day it starts; None where there is none yet."""
        place = place_in_force((value.from_ for value in self.values), day)
        return None if place is None else self.values[place]

    def position(self, id: str) -> Position | None:
        """The side of the disagreement with this id."""
        return next((position for position in self.positions if position.id == id), None)

    def for_engine(self) -> dict[str, Any]:
        """What the rules need of a figure: its unit and its dated values."""
        values = [
            value.model_dump(by_alias=True, exclude_none=True) | {"value": _plain(value.value)} for value in self.values
        ]
        return {"unit": self.unit, "values": values}


class Source(Strict):
    """A page, form or text that was read."""

    id: str
    """Named by facts, positions and terms."""
    title: str
    """As the page has it, in its own language."""
    kind: Kind
    """Who publishes it; a status needs sources of a kind that bears it."""
    url: str | None = Field(default=None, pattern=r"^https?://")
    """Its address; a source without one is named and not linked."""
    lang: Literal["ar", "en", "fr"]
    """The language of its title."""
    read: Day
    """The day on which somebody last read it."""
    titles: dict[Literal["ar", "en", "fr"], str] | None = None
    """Its title in other languages, where it is a text of our own that nobody finds under a title elsewhere."""

    def named(self, language: str) -> tuple[str, str]:
        """Its title for readers of a language, and the language of that."""
        own = {str(id): title for id, title in (self.titles or {}).items()}
        return (own[language], language) if language in own else (self.title, self.lang)


def _listed(written: object) -> list[object]:
    return list(written) if isinstance(written, list) else []


def _plain(value: int | Decimal | str | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value
