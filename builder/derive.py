"""In: the facts as written. Out: the same, each derived figure with its values, sources and status worked out.

A derived figure changes on every day on which one of its parts does. It has no value while a part has none, and no
date where a part in force has none. It is no firmer than its weakest part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from builder.facts import WEAK, Fact, Value
from widgets.figures import UNKNOWN_START, amount
from widgets.names import WORDLESS, kind_of_unit, nearest
from widgets.said import Said, say
from widgets.values import ARITHMETIC, Expression, decode_value, work_out

type Faults = list[tuple[str, Said]]
"""Ids of derived figures, each with what is wrong."""


def work_out_figures(facts: Mapping[str, Fact]) -> tuple[dict[str, Fact], Faults]:
    """Fill in what is derived; a figure with a fault, or with a part that has one, is left without values."""
    done: dict[str, Fact] = {id: fact for id, fact in facts.items() if fact.derive is None}
    faults: Faults = []
    for id in facts:
        _derive(id, facts, done, (), faults)
    return {id: done[id] for id in facts}, faults


def _derive(id: str, facts: Mapping[str, Fact], done: dict[str, Fact], way: tuple[str, ...], faults: Faults) -> None:
    fact = facts.get(id)
    if fact is None or id in done:
        return
    if id in way:
        faults.append((id, say("circle", circle=" → ".join([*way[way.index(id) :], id]))))
        done[id] = fact
        return
    for part in fact.parts:
        _derive(part, facts, done, (*way, id), faults)
    if id in done:  # it was met again on the way round a circle
        return
    found = list(_faults(fact, done))
    faults += [(id, message) for message in found]
    done[id] = fact if found else _filled(fact, done, faults)


def _faults(fact: Fact, done: Mapping[str, Fact]) -> Iterator[Said]:
    """What is wrong with the sum as it is written."""
    if fact.values:
        yield say("derived-with-values", id=fact.id)
    if fact.sources:
        yield say("derived-with-sources", id=fact.id)
    if fact.status != "derived":
        yield say("derived-status", id=fact.id)
    if fact.unit is None:
        yield say("derived-no-unit", id=fact.id)
    try:
        expression = _expression(fact)
    except ValueError as problem:
        yield problem.args[0]
        return
    if not fact.parts:
        yield say("derived-names-nothing", id=fact.id)
    for part in fact.parts:
        other = done.get(part)
        if other is None:
            figures = [id for id, one in done.items() if one.is_figure]
            yield say("derived-no-figure", part=part, hint=nearest(part, figures))
        elif other.unit is None:
            yield say("derived-of-claim", part=part)
        elif kind_of_unit(other.unit) != "number":
            yield say("derived-of-text", part=part, unit=other.unit)
    if all(part in done for part in fact.parts):
        yield from _unit_faults(fact, expression, done)


def _expression(fact: Fact) -> Expression:
    """The sum, read as the rules read it."""
    raw: dict[str, Any] = dict(fact.derive or {})
    operations = [key for key in raw if key != "round"]
    if len(operations) != 1 or operations[0] not in ARITHMETIC:
        raise ValueError(say("derived-no-operation", arithmetic=ARITHMETIC))
    return decode_value(raw if fact.round is None else {**raw, "round": fact.round})


def _unit_faults(fact: Fact, expression: Expression, done: Mapping[str, Fact]) -> Iterator[Said]:
    """Like is added to like: what a sum, a difference and a share are counted in is what goes into them."""
    if expression.operation == "times":
        return
    for place, operand in enumerate(expression.operands):
        if not isinstance(operand, str):
            continue
        wanted = "percent" if expression.operation == "percent" and place else fact.unit
        unit = done[operand].unit
        if unit not in (wanted, "number", None) and kind_of_unit(unit) in WORDLESS:
            yield say("derived-unlike", operand=operand, unit=unit, id=fact.id, wanted=wanted)


def _filled(fact: Fact, done: Mapping[str, Fact], faults: Faults) -> Fact:
    parts = [done[id] for id in fact.parts]
    weakest = max((part.status for part in parts if part.status in WEAK), key=WEAK.index, default=fact.status)
    sources = tuple(dict.fromkeys(source for part in parts for source in part.sources))
    found = list(_values(_expression(fact), parts))
    values: tuple[Value, ...] = ()
    if any(not isinstance(value, int | Decimal | None) for _, _, value in found):
        faults.append((fact.id, say("derived-endless", id=fact.id)))
    elif found:
        values = tuple(
            Value.model_validate({"from": start, "seen": seen, "value": value, "as_of": _as_of(parts, start)})
            for start, seen, value in found
        )
    elif all(part.values for part in parts):
        faults.append((fact.id, say("derived-no-day", id=fact.id)))
    return fact.model_copy(update={"values": values, "sources": sources, "status": weakest})


def _as_of(parts: list[Fact], start: str) -> bool | None:
    """True where all that is known to stand from this day is known as of it."""
    begun = [value.as_of for part in parts for value in part.values if value.from_ == start]
    return all(begun) or None if start != UNKNOWN_START and begun else None


def _values(expression: Expression, parts: list[Fact]) -> Iterator[tuple[str, str | None, Any]]:
    """A value for the time before all known starts, and one for each day on which a part changes."""
    starts = sorted({value.from_ for part in parts for value in part.values if value.from_ != UNKNOWN_START})
    for start in (UNKNOWN_START, *starts):
        day = date.min if start == UNKNOWN_START else date.fromisoformat(start)
        dated = {part.id: value for part in parts if (value := part.on(day))}
        if len(dated) == len({part.id for part in parts}):
            seen = max((value.seen for value in dated.values() if value.seen), default=None)
            yield start, seen, _apply(expression, dated, day)


def _apply(expression: Expression, dated: Mapping[str, Value], day: date) -> Any:
    known = []
    for operand in expression.operands:
        number = amount(dated[operand].value) if isinstance(operand, str) else operand
        if number is None:
            return None
        known.append(number)
    return work_out(expression, known, day)
