"""In: the ways through a guide. Out: problems: no row matches, two do, or one never does."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from builder.problem import Problem
from builder.things import row_things
from builder.ways import Ways
from widgets.model import Row
from widgets.said import Said, say


def check_tables(ways: Ways) -> Iterator[Problem]:
    """Of each table exactly one row matches whatever is answered, and each row does for some answers."""
    for id in ways.rules.tables:
        seen = _Seen()
        for end, day in ways.ends(*row_things(ways.rules, id)):
            seen.add(end.told, _when(ways, end.answers, day))
        yield from _nothing_matches(ways, id, seen)
        yield from _two_match(ways, id, seen)
        yield from _never_matches(ways, id, seen)


@dataclass
class _Seen:
    """What came up on the ways to a table: an example of each."""

    matching: set[int] = field(default_factory=set)
    pairs: dict[tuple[int, int], Said] = field(default_factory=dict)
    dead: list[Said] = field(default_factory=list)

    def add(self, told: Sequence[object], when: Said) -> None:
        """Note one end; a row still open there waits for a figure without a value that day: that is no dead end."""
        rows = [n for n, result in enumerate(told) if result]
        self.matching.update(rows)
        if not rows and None not in told:
            self.dead.append(when)
        for pair in combinations(rows, 2):
            self.pairs.setdefault(pair, when)


def _nothing_matches(ways: Ways, table: str, seen: _Seen) -> Iterator[Problem]:
    if seen.dead:
        when = min(seen.dead, key=lambda said: len(str(said)))
        message = say("table-dead-end", table=table, when=when)
        yield ways.guide.document.problem(("tables", table), message)


def _two_match(ways: Ways, table: str, seen: _Seen) -> Iterator[Problem]:
    rows, document = ways.guide.procedure.tables[table], ways.guide.document
    for (first, second), when in seen.pairs.items():
        line = document.line(("tables", table, first))
        message = say(
            "table-rows-clash", outcome=_outcome(rows[second]), other=_outcome(rows[first]), line=line, when=when
        )
        yield document.problem(("tables", table, second), message)


def _never_matches(ways: Ways, table: str, seen: _Seen) -> Iterator[Problem]:
    rows = ways.guide.procedure.tables[table]
    reached = {_outcome(rows[n]) for n in seen.matching}
    for n, row in enumerate(rows):
        if n not in seen.matching:
            outcome = _outcome(row)
            mend = say("row-covered" if row.otherwise else "row-condition")
            code = "row-never-matches" if outcome in reached else "outcome-never-reached"
            message = say(code, outcome=outcome, mend=mend)
            yield ways.guide.document.problem(("tables", table, n), message)


def _outcome(row: Row) -> str:
    return row.then or row.otherwise or ""


def _when(ways: Ways, answers: Mapping[str, str], day: datetime.date) -> Said:
    """The answers as an editor would write them in a case; the day, where one of them hangs on it."""
    if not answers:
        return say("whatever-is-answered")
    told = [f"{id}: {answer}" for id, answer in answers.items()]
    dated = any(ways.rules.questions[id].type == "date" for id in answers)
    return say("answered-on", answers=told, day=day) if dated else say("answered", answers=told)
