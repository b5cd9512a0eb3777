"""In: the register as it was and as it is. Out: the facts and sources that are written otherwise, and in what."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from builder.diff.report import Touched
from builder.facts import Fact, Value
from builder.library import Library
from builder.uses import guides_using

_ASIDE = {"id", "values", "sources", "checked", "from_research"}
"""What is told in words of its own, or is for the research alone."""


def find_touched(before: Library, after: Library) -> Iterator[Touched]:
    """Each fact that differs, the worked out ones whose parts do among them."""
    for id in dict.fromkeys([*after.facts, *before.facts]):
        old, new = before.facts.get(id), after.facts.get(id)
        if old != new and (lines := tuple(_lines(old, new))):
            yield Touched(id, lines, tuple(guides_using(after if new else before, id)))


def find_sources(before: Library, after: Library) -> Iterator[Touched]:
    """Each source that differs."""
    for id in dict.fromkeys([*after.sources, *before.sources]):
        old, new = before.sources.get(id), after.sources.get(id)
        if old is None or new is None:
            yield Touched(id, ("new" if old is None else "gone",))
        elif lines := tuple(_fields(old, new, {"id"})):
            yield Touched(id, lines)


def _lines(old: Fact | None, new: Fact | None) -> Iterator[str]:
    if old is None or new is None:
        there = new or old
        assert there is not None
        yield f"{'new' if new else 'gone'}, {there.status}"
        yield from (_value(value) for value in there.values)
        return
    yield from _values(old, new)
    yield from _fields(old, new, _ASIDE)
    if old.sources != new.sources:
        yield f"sources: {_joined(old.sources)} → {_joined(new.sources)}"
    if old.checked.on != new.checked.on:
        yield f"checked: {old.checked.on} → {new.checked.on}"
    elif old.checked.seen != new.checked.seen:
        yield "checked: what was seen is told otherwise"


def _values(old: Fact, new: Fact) -> Iterator[str]:
    """The values by the day from which each holds."""
    was, now = ({value.from_: value for value in fact.values} for fact in (old, new))
    for day in sorted(was.keys() | now.keys(), key=lambda day: (day != "unknown", day)):
        before, after = was.get(day), now.get(day)
        if before is None and after is not None:
            yield f"{_value(after)} (new)"
        elif after is None and before is not None:
            yield f"{_value(before)} (gone)"
        elif before != after and before and after:
            told = [_told(before), _told(after)]
            yield f"{_day(before)}: {told[0]} → {told[1]}" if told[0] != told[1] else f"{_value(after)} (read again)"


def _value(value: Value) -> str:
    return f"{_day(value)}: {_told(value)}"


def _day(value: Value) -> str:
    return f"date not given, read on {value.seen}" if value.from_ == "unknown" else f"from {value.from_}"


def _told(value: Value) -> str:
    return "no longer in force" if value.value is None else str(value.value)


def _fields(old: BaseModel, new: BaseModel, aside: set[str]) -> Iterator[str]:
    """Whatever else is written otherwise, field by field."""
    was, now = (each.model_dump(by_alias=True, exclude=aside) for each in (old, new))
    for key in now:
        if was[key] != now[key]:
            yield f"{key}: {_short(was[key])} → {_short(now[key])}"


def _short(value: object) -> str:
    """A value on one line; of a list of sides, who is followed."""
    if isinstance(value, list | tuple):
        return _joined([_short(one) for one in value])
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part not in (None, False, ()))
    return "none" if value is None else str(value)


def _joined(parts: tuple[str, ...] | list[str]) -> str:
    return ", ".join(parts) or "none"
