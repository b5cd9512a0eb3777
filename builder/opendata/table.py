"""In: the facts and sources of a `Library`. Out: facts.csv and sources.csv, after RFC 4180, in UTF-8, with a header.

A spreadsheet runs a cell that begins like a formula: such a cell gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder.facts import WORDS, Fact
from builder.library import Library
from builder.opendata.records import rests

FACTS = (
    "id", "part", "position", "from", "seen", "value", "unit", "says", "status", "shown", "followed", "why",
    "sources", "checked_on", "checked_seen", "check_every_months", "as_of",
)  # fmt: skip
SOURCES = ("id", "title", "kind", "url", "lang", "read", "facts")

# The first signs that a spreadsheet takes for a formula or skips before one, wide ones of East Asian keyboards too.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")


def write_tables(library: Library) -> dict[str, bytes]:
    """The two tables."""
    facts = (row for id in sorted(library.facts) for row in rows(library.facts[id]))
    return {"facts.csv": write_csv(FACTS, facts), "sources.csv": write_csv(SOURCES, source_rows(library))}


def rows(fact: Fact) -> Iterator[dict[str, Any]]:
    """One row for each dated value, or for the claim, then one for each position where sources disagree."""
    shared = {
        "id": fact.id,
        "unit": fact.unit,
        "checked_on": fact.checked.on,
        "checked_seen": fact.checked.seen,
        "check_every_months": fact.every,
    }
    whole = {"status": fact.status, "shown": fact.word, "sources": fact.sources, "why": fact.why}
    if not fact.is_figure:
        yield {**shared, **whole, "part": "claim", "says": fact.says}
    for value in fact.values:
        dated = {"from": value.from_, "as_of": "yes" if value.as_of else None, "seen": value.seen, "value": value.value}
        yield {**shared, **whole, **dated, "part": "value"}
    for position in fact.positions:
        side = position.model_dump(include={"value", "says", "status", "sources"})
        followed = "yes" if position.follow else "no"
        yield {
            **shared,
            **side,
            "part": "position",
            "position": position.id,
            "followed": followed,
            "shown": WORDS[position.status],
        }


def source_rows(library: Library) -> Iterator[dict[str, Any]]:
    """One row for each source."""
    resting = rests(library)
    for id in sorted(library.sources):
        yield {**library.sources[id].model_dump(), "facts": resting.get(id, [])}


def write_csv(columns: tuple[str, ...], table: Iterable[Mapping[str, Any]]) -> bytes:
    """A table with these columns; what a row does not say is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in table:
        writer.writerow([cell(row.get(column)) for column in columns])
    return text.getvalue().encode()


def cell(value: Any) -> str:
    """A value as text; several ids with a space between; nothing that a spreadsheet would run."""
    if value is None:
        return ""
    text = " ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text
