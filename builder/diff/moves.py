"""In: what both versions of a guide tell at each end. Out: the amounts and days that moved, each with how far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from builder.diff.parts import Describe, numbers_of
from builder.diff.report import Move
from builder.diff.voice import Voice
from widgets.dates import read_iso

type Key = tuple[date | None, str, str]
"""The day whose figures count, None for today; name, unit."""


@dataclass
class Moves:
    """The differences found so far in one guide."""

    voice: Voice
    """The guide as it is."""
    found: dict[Key, list[Decimal]] = field(default_factory=dict)

    def add(self, before: Describe, after: Describe, day: date | None) -> None:
        """Take in an end that both versions have."""
        was = {id: raw for id, _, raw, _ in numbers_of(before)}
        for id, name, raw, kind in numbers_of(after):
            earlier = was.get(id)
            if earlier is not None and earlier != raw:
                self.found.setdefault((day, name, kind), []).append(_difference(earlier, raw))

    def list(self) -> list[Move]:
        """Every amount and day that moved, with the smallest and the largest difference."""
        moves = []
        for (day, name, kind), differences in self.found.items():
            least, most = (self._say(kind, end) for end in (min(differences), max(differences)))
            on = day.isoformat() if day else None
            moves.append(Move(self.voice.guide.id, name, on, len(differences), least, most))
        return moves

    def _say(self, kind: str, difference: Decimal) -> str:
        whole = int(difference) if difference == difference.to_integral_value() else difference
        text = self.voice.amount(whole, "days" if kind == "date" else kind)
        return f"+{text}" if difference > 0 else text


def _difference(old: object, new: object) -> Decimal:
    """How much more, or how many days later."""
    first, last = read_iso(old), read_iso(new)
    if isinstance(first, date) and isinstance(last, date):
        return Decimal((last - first).days)
    return Decimal(str(new)) - Decimal(str(old))
