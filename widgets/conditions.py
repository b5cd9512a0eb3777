"""A condition as written (text or a mapping with one key) comes in; a tree of conditions goes out.

The language is closed: nothing is evaluated but these, and this decoder is the only one.
Each part keeps its place (`where`, keys and indexes into the procedure) so that a problem can name it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from widgets.said import Said, say
from widgets.values import Operand, read_operand

OPERATORS = ("at_least", "more_than", "at_most", "less_than", "before", "after")
DEEPEST = 20

type Where = tuple[str | int, ...]
type Problems = list[tuple[Where, Said]]
type Condition = All | AnyOf | Not | Named | Option | Test


class All(NamedTuple):
    """Met when every part is."""

    parts: tuple["Condition", ...]
    where: Where


class AnyOf(NamedTuple):
    """Met when at least one part is."""

    parts: tuple["Condition", ...]
    where: Where


class Not(NamedTuple):
    """Met when its part is not."""

    part: "Condition"
    where: Where


class Named(NamedTuple):
    """Met when the condition of this name is."""

    id: str
    where: Where


class Option(NamedTuple):
    """Met when the answer to a choice question, or the outcome of a table, is one of the options."""

    id: str
    options: tuple[str, ...]
    where: Where


class Test(NamedTuple):
    """Met when a date or a number stands so to another."""

    id: str
    operator: str
    operand: Operand
    where: Where


def decode_condition(raw: object, where: Where = (), problems: Problems | None = None) -> Condition | None:
    """Decode a condition.

    With a list of problems, every fault is added to it and the faulty part left out (None when nothing is left).
    Without one, the first fault is raised as a ValueError.
    """
    found: Problems = []
    condition = _decode(raw, where, found, 0)
    if problems is None and found:
        raise ValueError(f"{'.'.join(map(str, found[0][0]))}: {found[0][1]}")
    if problems is not None:
        problems += found
    return condition


def ids_in(condition: Condition | None) -> Iterator[str]:
    """List the ids that a condition names."""
    match condition:
        case None:
            return
        case Named() | Option():
            yield condition.id
        case Not(part):
            yield from ids_in(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from ids_in(part)
        case _:
            yield condition.id
            if isinstance(condition.operand, str):
                yield condition.operand


def _decode(raw: object, where: Where, found: Problems, depth: int) -> Condition | None:
    if isinstance(raw, str):
        return Named(raw, where)
    if depth > DEEPEST:
        found.append((where, say("condition-too-deep")))
        return None
    if not isinstance(raw, Mapping):
        found.append((where, say("condition-not-one")))
        return None
    if len(raw) != 1:
        message = say("condition-many-keys", count=len(raw), keys=tuple(raw)) if raw else say("condition-empty")
        found.append((where, message))
        return None
    key, value = next(iter(raw.items()))
    where = (*where, key)
    if key == "all" or key == "any":
        return _join(key, value, where, found, depth)
    if key == "not":
        part = _decode(value, where, found, depth + 1)
        return None if part is None else Not(part, where)
    if not isinstance(key, str):
        found.append((where, say("condition-key-no-id", key=key)))
        return None
    if isinstance(value, Mapping):
        return _test(key, value, where, found)
    return _option(key, value, where, found)


def _join(key: str, value: object, where: Where, found: Problems, depth: int) -> Condition | None:
    if not isinstance(value, list | tuple) or not value:
        found.append((where, say("condition-needs-list", key=key)))
        return None
    decoded = [_decode(part, (*where, index), found, depth + 1) for index, part in enumerate(value)]
    parts = tuple(part for part in decoded if part is not None)
    if not parts:
        return None
    return All(parts, where) if key == "all" else AnyOf(parts, where)


def _option(key: str, value: object, where: Where, found: Problems) -> Condition | None:
    if value is True:
        found.append(
            (
                where,
                say("condition-takes-option", key=key),
            )
        )
        return None
    options = tuple(value) if isinstance(value, list | tuple) else (value,)
    if not options:
        found.append((where, say("condition-no-options", key=key)))
        return None
    for option in options:
        if not isinstance(option, str):
            found.append((where, say("condition-not-option", option=option)))
            return None
    return Option(key, options, where)


def _test(key: str, value: Mapping[object, object], where: Where, found: Problems) -> Condition | None:
    if len(value) != 1:
        found.append((where, say("condition-two-operators", key=key)))
        return None
    operator, raw = next(iter(value.items()))
    if not isinstance(operator, str) or operator not in OPERATORS:
        found.append((where, say("condition-no-operator", operator=operator, operators=OPERATORS)))
        return None
    where = (*where, operator)
    operand = read_operand(raw)
    if operand is None:
        found.append((where, say("condition-no-operand", operator=operator)))
        return None
    return Test(key, operator, operand, where)
