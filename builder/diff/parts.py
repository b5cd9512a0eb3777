"""In: what both versions tell at an end. Out: its parts in a reader's words, before beside after.

Compared are ids and values: a text that was only written otherwise changes no answer. So each part is told in its own
version's words where it differs, and in the words of now where it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from builder.diff.report import Part
from builder.diff.told import Told
from builder.diff.voice import Voice
from widgets.model import Evidence, Step

NUMBERS = ("values", "cells", "totals", "compared")
"""Of what is told, the days and amounts."""

EMPTY: Told = {
    "outcome": None,
    "unconfirmed": False,
    "fault": None,
    **{key: {} for key in ("steps", *NUMBERS, "marked")},
    **{key: [] for key in ("evidence", "letters")},
}
"""Where these answers are none in a version."""


@dataclass(frozen=True)
class Describe:
    """What one version tells at an end; None where it has no such end."""

    voice: Voice
    widget: str
    told: Told | None

    @property
    def all(self) -> Told:
        """The same, with nothing for an end that is not there."""
        return EMPTY if self.told is None else self.told

    def item(self, id: str) -> object:
        """What of a step or paper a reader is told beside its id: how many, and whether it is unconfirmed."""
        procedure = self.voice.guide.procedure
        lists: list[Iterable[Step | Evidence]] = [*procedure.steps.values(), *procedure.evidence.values()]
        item = next((item for items in lists for item in items if item.id == id), None)
        return (item.unconfirmed, getattr(item, "originals", 0), getattr(item, "copies", 0)) if item else None


def same(before: Describe, after: Describe) -> bool:
    """Whether a reader is told the same: ids, days and amounts, and what of a step or paper is told beside its id."""
    if before.told is None or after.told is None or before.told != after.told:
        return False
    items = [*after.told["steps"], *after.told["evidence"]]
    return all(before.item(id) == after.item(id) for id in items)


def describe(before: Describe, after: Describe) -> list[Part]:
    """The outcome first, then all that comes with it."""
    old, new = before.all, after.all
    parts = [_part("outcome", before, after, _outcome(before), _outcome(after), _say_outcome)]
    lists = (
        (
            "steps",
            [[(id, due, each.item(id)) for id, due in each.all["steps"].items()] for each in (before, after)],
            _say_step,
        ),
        ("to bring", [[(id, each.item(id)) for id in each.all["evidence"]] for each in (before, after)], _say_paper),
        ("letters", [[(id,) for id in each.all["letters"]] for each in (before, after)], _say_letter),
    )
    parts += [_part(name, before, after, raw[0], raw[1], say) for name, raw, say in lists]
    for key in (*NUMBERS, "marked"):
        for id in dict.fromkeys([*new[key], *old[key]]):
            raw = [[each[key][id]] if id in each[key] else [] for each in (old, new)]
            name = name_of(after if id in new[key] else before, key, id)
            parts.append(_part(name, before, after, raw[0], raw[1], _say_value(key, id)))
    if old["fault"] or new["fault"]:
        faults = [[each["fault"]] if each["fault"] else [] for each in (old, new)]
        parts.append(_part("fault of the engine", before, after, faults[0], faults[1], lambda _, fault: str(fault)))
    return [part for part in parts if part.before or part.after]


def _part(
    name: str, before: Describe, after: Describe, old: list[Any], new: list[Any], say: Callable[[Describe, Any], str]
) -> Part:
    now = tuple(say(after, raw) for raw in new)
    if old == new:
        return Part(name, now, now)
    was = tuple(say(before, raw) for raw in old)
    # Two outcomes may have the same title: then only their ids tell them apart.
    return Part(name, was, now) if was != now else Part(name, tuple(map(str, old)), tuple(map(str, new)))


def _outcome(each: Describe) -> list[Any]:
    return [] if each.told is None else [(each.told["outcome"], each.told["unconfirmed"])]


def _say_outcome(each: Describe, raw: Any) -> str:
    return each.voice.outcome(raw[0], raw[1])


def _say_step(each: Describe, raw: Any) -> str:
    return each.voice.step(raw[0], raw[1])


def _say_paper(each: Describe, raw: Any) -> str:
    return each.voice.paper(raw[0])


def _say_letter(each: Describe, raw: Any) -> str:
    return each.voice.name(raw[0])


def _say_value(key: str, id: Any) -> Callable[[Describe, Any], str]:
    def say(each: Describe, raw: Any) -> str:
        if key == "marked":
            return each.voice.label(id, "met" if raw else "not-met")
        return each.voice.amount(raw, kind_of(each, key, id))

    return say


def kind_of(each: Describe, key: str, id: Any) -> str:
    """The unit of what stands in a line, a total or a comparison, or of a value."""
    procedure = each.voice.guide.procedure
    if key == "values":
        return each.voice.kind(id)
    widget = next((widget for widget in procedure.widgets if widget.id == each.widget), None)
    lines = procedure.lines.get(widget.lines or "") if widget else None
    if lines is None or widget is None:
        return "number"
    if key == "cells":
        return each.voice.kind(lines.rows.get(id[0], {}).get(id[1], ""))
    column = id if key == "totals" else widget.check.column if widget.check else ""
    cells = [row[column] for row in lines.rows.values() if column in row]
    return each.voice.kind(cells[0]) if cells else "number"


def name_of(each: Describe, key: str, id: Any) -> str:
    """What a value, a line, a total or a comparison is called."""
    voice = each.voice
    if key == "values":
        return voice.label(each.widget, id)
    widget = next((widget for widget in voice.guide.procedure.widgets if widget.id == each.widget), None)
    place = (widget.lines or "") if widget else ""
    if key == "cells":
        return f"{voice.label(place, id[0])}, {voice.label(place, id[1])}"
    if key == "totals":
        return f"{voice.words['lines']['total']}, {voice.label(place, id)}"
    if key == "compared":
        return f"{voice.label(place, id)}, difference"
    return "beside the lines"


def numbers_of(each: Describe) -> Iterator[tuple[object, str, Any, str]]:
    """Each day and amount at an end: by what it is known again, its name, itself, its unit; last days among them."""
    for id, due in each.all["steps"].items():
        if due is not None:
            yield ("steps", id), each.voice.step(id, None), due, "date"
    for key in NUMBERS:
        for id, raw in each.all[key].items():
            if raw is not None:
                yield (key, id), name_of(each, key, id), raw, kind_of(each, key, id)
