"""Procedures made up at random, each well-formed: every kind of question, value, test and table, one upon another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from widgets.model import Procedure
from widgets.rules import Rules, read_rules

TODAY = date(2026, 11, 22)
OPTIONS = ("a", "b", "c")
UNITS = {"span": "days", "limit": "number", "deadline": "date"}
FIGURES: dict[str, Any] = {
    "span": {"values": [{"from": "2020-01-01", "value": 10}, {"from": "2026-12-01", "value": 20}]},
    "limit": {"values": [{"from": "unknown", "value": 5}]},
    "deadline": {"values": [{"from": "unknown", "value": "2026-11-30"}]},
}
NUMBER_TESTS = ("at_least", "more_than", "at_most", "less_than")

type Raw = Any
type Draw = st.DrawFn


class _Making:
    """A procedure under way: each thing rests on what was made before it, so that nothing goes round in a circle."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.leaves: list[Raw] = []
        self.dates: list[str] = []
        self.numbers: list[str] = []
        self.values: list[str] = []
        self.endless = ["2/3"]
        self.raw: dict[str, Any] = {"id": "p", "questions": [], "values": {}, "conditions": {}, "tables": {}}

    def one(self, *choices: Raw) -> Raw:
        return self.draw(st.sampled_from(choices))

    def often(self) -> bool:
        return bool(self.draw(st.booleans()))

    def condition(self, depth: int = 2) -> Raw:
        """A condition on what there is."""
        kind = self.one("leaf", "leaf", "all", "any", "not") if depth else "leaf"
        if kind == "leaf":
            return self.one(*self.leaves)
        if kind == "not":
            return {"not": self.condition(depth - 1)}
        return {kind: [self.condition(depth - 1) for _ in range(self.draw(st.integers(1, 3)))]}

    def question(self, n: int) -> None:
        kind = "choice" if n == 0 else self.one("choice", "choice", "date", "number")
        question: dict[str, Any] = {"id": f"q{n}", "type": kind, "changed_by": self.one("you", "nobody")}
        question["unknown"] = self.often()
        if self.leaves and self.often():
            question["ask_when"] = self.condition()
        if kind == "choice":
            question["options"] = list(OPTIONS[: self.draw(st.integers(2, 3))])
            for option in question["options"]:
                self.leaves.append({question["id"]: option})
            self.leaves.append({question["id"]: question["options"][:2]})
        elif kind == "date":
            question |= self.one({}, {"latest": "today"}, {"earliest": "2026-01-01", "latest": "2027-12-31"})
            self.dates.append(question["id"])
        else:
            question |= self.one({}, {"at_least": 1, "at_most": 12}, {"whole": False, "at_most": 40})
            if question.get("whole", True):
                self.numbers.append(question["id"])
        self.raw["questions"].append(question)
        if kind == "number" and not question.get("whole", True):
            self.test(question["id"], "number")

    def value(self, n: int) -> None:
        id = f"v{n}"
        raw, kind = self._sum()
        if self.often():
            raw["when"] = self.condition(1)
        self.raw["values"][id] = raw
        self.values.append(id)
        if self._has_no_end(raw):
            self.endless.append(id)
        (self.dates if kind == "date" else self.numbers).append(id)

    def _sum(self) -> tuple[dict[str, Any], str]:
        kinds = ["sum", "minus", "times", "percent", "not_below", "not_above"] if self.numbers else []
        kinds += ["plus", "days_since", "months_since", "age"] if self.dates else []
        alike = [id for id in self.values if id in self.dates], [id for id in self.values if id in self.numbers]
        kinds += ["first"] if any(alike) else []
        kind = self.one(*kinds)
        if kind == "plus":
            span = self.one("days", "weeks", "months", "years")
            return {"plus": [self.one(*self.dates), {span: self.one(3, "span", *self._small())}]}, "date"
        if kind in ("days_since", "months_since"):
            return {kind: self.one(self.one(*self.dates), ["today", self.one(*self.dates)])}, "number"
        if kind == "age":
            return {"age": self.one(*self.dates)}, "number"
        if kind == "first":
            same = self.one(*[ids for ids in alike if ids])
            return {"first": [self.one(*same) for _ in range(2)]}, "date" if same is alike[0] else "number"
        operands = [self.one(*self.numbers), self.one(7, "limit", *self.numbers, *(["2/3"] if kind == "times" else []))]
        rounded = self.one({}, {}, {"round": {"to": 1, "half": self.one("up", "down")}})
        return {kind: operands, **rounded}, "number"

    def _has_no_end(self, raw: dict[str, Any]) -> bool:
        """Whether its decimals may go on for ever: such a number is compared, and never shown."""
        operands = next(operands for key, operands in raw.items() if key not in ("when", "round"))
        inside = isinstance(operands, list) and any(each in self.endless for each in operands if isinstance(each, str))
        return inside and "round" not in raw

    def _small(self) -> list[str]:
        """Numbers of at most twelve: a day must stay in the calendar."""
        return [each["id"] for each in self.raw["questions"] if each.get("at_most") == 12]

    def test(self, id: str, kind: str) -> None:
        """A named condition on a date or a number."""
        if kind == "date":
            other = self.one("today", "deadline", "2026-12-15", *(each for each in self.dates if each != id))
            raw = {id: {self.one("before", "after"): other}}
        else:
            raw = {
                id: {self.one(*NUMBER_TESTS): self.one(4, 9, "limit", *(each for each in self.numbers if each != id))}
            }
        name = f"c{len(self.raw['conditions'])}"
        self.raw["conditions"][name] = self.one(raw, {"all": [raw, self.condition(1)]}) if self.leaves else raw
        self.leaves.append(name)

    def table(self, id: str, exclusive: bool) -> None:
        whens = [self.condition() for _ in range(self.draw(st.integers(1, 3)))]
        rows: list[dict[str, Any]] = []
        for n, when in enumerate(whens):
            before = [{"not": other} for other in whens[:n]] if exclusive else []
            rows.append({"when": {"all": [when, *before]} if before else when, "then": f"{id}-{self.one('x', 'y')}{n}"})
        if exclusive or self.often():
            rows.append({"otherwise": f"{id}-z"})
        self.raw["tables"][id] = rows
        self.leaves += [{id: row["then"]} for row in rows if "then" in row]

    def shown(self) -> list[str]:
        return [id for id in self.values if id not in self.endless]

    def day(self) -> dict[str, str]:
        """Sometimes a question for the day that counts."""
        dates = [each["id"] for each in self.raw["questions"] if each["type"] == "date" and "ask_when" not in each]
        return {"on": dates[0]} if dates and self.often() else {}

    def lists(self) -> None:
        due = [id for id in self.dates if self.often()][:1]
        self.raw["evidence"] = [{"id": f"e{n}", "when": self.condition()} for n in range(2)]
        self.raw["steps"] = [{"id": "s0", "when": self.condition(), **({"due": due[0]} if due else {})}, {"id": "s1"}]


@st.composite
def procedures(draw: Draw, exclusive: bool = True) -> Rules:
    """A procedure with the form `w`; where not `exclusive`, two rows of a table may match, or none."""
    making = _Making(draw)
    for n in range(draw(st.integers(2, 6))):
        making.question(n)
    for n in range(draw(st.integers(0, 4)) if making.dates or making.numbers else 0):
        making.value(n)
    for kind, ids in (("date", making.dates), ("number", making.numbers)):
        for id in ids:
            if making.often():
                making.test(id, kind)
    making.table("t0", exclusive)
    making.table("t1", exclusive)
    making.lists()
    making.raw["widgets"] = [{"id": "w", "goal": making.one("t0", "t1"), "shows": making.shown(), **making.day()}]
    return read_rules(Procedure.from_dict(making.raw))


@st.composite
def answers_for(draw: Draw, rules: Rules, unknown: bool = True, whole: bool = False) -> dict[str, str]:
    """Answers that may be given, to some of the questions or, with `whole`, to all."""
    given = {}
    for id, question in rules.questions.items():
        if whole or draw(st.booleans()):
            if unknown and question.unknown and draw(st.integers(0, 3)) == 0:
                given[id] = "unknown"
            elif question.type == "choice":
                given[id] = draw(st.sampled_from(question.options))
            elif question.type == "date":
                latest = TODAY if question.latest == "today" else TODAY + timedelta(days=400)
                given[id] = (latest - timedelta(days=draw(st.integers(0, 320)))).isoformat()
            else:
                low, high = int(question.at_least or 0), int(question.at_most or 30)
                given[id] = str(draw(st.integers(low, high)))
    return given
