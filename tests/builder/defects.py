"""A guide comes in; copies of it go out, each with one mistake that an editor could make, and what the check finds."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from pydantic import TypeAdapter, ValidationError

from builder.check.cases import check_cases
from builder.check.rules import check_rules
from builder.check.vocabulary import check_vocabulary
from builder.check.ways import check_ways, hangs_together
from builder.form import widget_lists
from builder.known import Knowing
from builder.library import Guide, Library
from builder.merge import merge, places_in
from builder.problem import Problem
from builder.things import Thing, items_of, widget_things
from builder.ways import ways_of
from widgets.decide import Evaluation
from widgets.lines import ids_shown
from widgets.model import Procedure, Widget, normalise
from widgets.rules import Rules, read_rules

PROCEDURE = TypeAdapter(Procedure)

type Data = dict[str, Any]
type Trail = tuple[str | int, ...]


@dataclass(frozen=True)
class Defect:
    """A mistake: its kind, its place, and how it is made in the data of a procedure."""

    kind: str
    trail: Trail
    make: Callable[[Data], None]

    def __str__(self) -> str:
        return f"{self.kind} at {'.'.join(map(str, self.trail))}"


def defects_of(guide: Guide) -> Iterator[Defect]:
    """Every single mistake of the kinds below."""
    data = written(guide)
    for table, rows in data.get("tables", {}).items():
        for n, row in enumerate(rows):
            place: Trail = ("tables", table, n)
            yield Defect("deleted row", place, _delete(place))
            others = [o for each in rows if (o := each.get("then") or each.get("otherwise")) != row.get("then")]
            if "then" in row and others:
                yield Defect("clashing row", place, _clash(place, others[0]))
    for place in _places(data):
        yield from _in_condition(data, place)
    yield from _missing(data)
    for n, question in enumerate(data["questions"]):
        for m in range(len(question.get("options", ()))):
            place = ("questions", n, "options", m)
            yield Defect("misspelt option", place, _misspell(place))


def written(guide: Guide) -> Data:
    """The procedure as data, a copy."""
    return copy.deepcopy(normalise({"id": guide.id, **guide.document.data}))  # type: ignore[return-value]


def with_defect(guide: Guide, defect: Defect) -> Guide | str:
    """The guide with the mistake; the message where it can't even be read."""
    data = written(guide)
    defect.make(data)
    try:
        return replace(guide, procedure=PROCEDURE.validate_python(data))
    except ValidationError as error:
        return str(error)


def first_problem(library: Library, guide: Guide) -> Problem | None:
    """What the check says first of a guide; what is cheap to look for comes before what is dear."""
    for problem in (*check_rules(library, guide), *check_vocabulary(library, guide, release=True)):
        return problem
    assert hangs_together(library, guide)
    return next(chain(check_cases(library, guide), check_ways(library, guide)), None)


def differ(library: Library, guide: Guide, other: Guide, day: datetime.date) -> bool:
    """Whether some answers give another outcome, step, paper, date or value in one guide than in the other."""
    rules, others, figures = read_rules(guide.procedure), read_rules(other.procedure), ways_of(library, guide).figures
    changed = {
        id
        for kind in ("gates", "values", "conditions", "tables")
        for id in {*getattr(rules, kind), *getattr(others, kind)}
        if getattr(rules, kind).get(id) != getattr(others, kind).get(id)
    }
    elsewhere = _Elsewhere(others)
    for widget in guide.procedure.widgets:
        groups: dict[frozenset[str], list[tuple[Thing, Thing]]] = {}
        for (here, item), (there, other_item) in zip(_things(rules, widget), _things(others, widget), strict=True):
            rests_on = here.rests_on | there.rests_on
            if item != other_item or changed & rests_on:
                both = here.also(rests_on), elsewhere.thing(there.also(rests_on))
                groups.setdefault(rests_on.intersection(rules.questions), []).append(both)
        for pairs in groups.values():
            things = [thing for pair in pairs for thing in pair]
            first = merge(Knowing(rules, figures, day, widget.on or ""), [things], wide=True)
            ends = (place.told for place in places_in(first) if place.asks is None)
            if any(told[::2] != told[1::2] for told in ends):
                return True
    return False


def _things(rules: Rules, widget: Widget) -> list[tuple[Thing, object]]:
    """All that a widget shows, each item with its condition."""
    goal, rest = widget_things(rules, widget)
    items: list[object] = [*items_of(rules, widget_lists(rules.procedure, widget)), *ids_shown(rules.procedure, widget)]
    return [(goal, None), *zip(rest, items, strict=True)]


class _Elsewhere:
    """The answers to one guide, read by the rules of another."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.last: tuple[Evaluation, Evaluation] | None = None

    def read(self, here: Evaluation) -> Evaluation:
        if self.last is None or self.last[0] is not here:
            self.last = here, Evaluation(self.rules, here.answers, here.figures, **here.days, by=here.by)
        return self.last[1]

    def thing(self, there: Thing) -> Thing:
        """A thing of the other guide as something to be known of the answers to the one."""
        return there._replace(found_from=None, find=lambda here: there.find(self.read(here)))


# --- The mistakes ---


def _places(data: Data) -> Iterator[Trail]:
    """Every place of a condition."""
    yield from (("questions", n, "ask_when") for n, question in enumerate(data["questions"]) if "ask_when" in question)
    yield from (("values", id, "when") for id, value in data.get("values", {}).items() if "when" in value)
    yield from (("conditions", id) for id in data.get("conditions", {}))
    for kind in ("tables", "steps", "evidence"):
        for id, items in data.get(kind, {}).items():
            yield from ((kind, id, n, "when") for n, item in enumerate(items) if "when" in item)


def _in_condition(data: Data, place: Trail) -> Iterator[Defect]:
    if place[0] in ("questions", "values", "steps", "evidence"):
        yield Defect("dropped condition", place, _delete(place))
    for trail in _parts(_at(data, place), place):
        part = _at(data, trail)
        if trail[-1] in ("all", "any"):
            for n in range(len(part) if len(part) > 1 else 0):
                yield Defect("dropped condition", (*trail, n), _delete((*trail, n)))
        elif isinstance(part, str) and trail != place and trail[-1] != "not" and trail[-2] not in ("all", "any"):
            yield Defect("misspelt option", trail, _misspell(trail))
        elif isinstance(part, list):
            for n in range(len(part)):
                yield Defect("misspelt option", (*trail, n), _misspell((*trail, n)))
                yield Defect("dropped option", (*trail, n), _delete((*trail, n)))


def _parts(raw: Any, trail: Trail) -> Iterator[Trail]:
    yield trail
    if isinstance(raw, dict):
        for key, part in raw.items():
            yield from _parts(part, (*trail, key))
    elif isinstance(raw, list) and trail[-1] in ("all", "any"):
        for n, part in enumerate(raw):
            yield from _parts(part, (*trail, n))


def _missing(data: Data) -> Iterator[Defect]:
    for kind in ("values", "conditions", "tables"):
        yield from (Defect("missing rule", (kind, id), _delete((kind, id))) for id in data.get(kind, {}))
    for kind in ("steps", "evidence"):
        for id, items in data.get(kind, {}).items():
            yield from (Defect("missing rule", (kind, id, n), _delete((kind, id, n))) for n in range(len(items)))
    for n in range(len(data["questions"])):
        yield Defect("missing rule", ("questions", n), _delete(("questions", n)))


def _at(data: Any, trail: Trail) -> Any:
    for key in trail:
        data = data[key]
    return data


def _delete(trail: Trail) -> Callable[[Data], None]:
    def make(data: Data) -> None:
        del _at(data, trail[:-1])[trail[-1]]

    return make


def _misspell(trail: Trail) -> Callable[[Data], None]:
    def make(data: Data) -> None:
        _at(data, trail[:-1])[trail[-1]] += "e"

    return make


def _clash(trail: Trail, outcome: str) -> Callable[[Data], None]:
    def make(data: Data) -> None:
        *table, n = trail
        rows = _at(data, tuple(table))
        rows.insert(int(n) + 1, {**rows[int(n)], "then": outcome})

    return make
