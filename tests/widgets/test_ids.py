"""Each thing of a guide has an id of its own: what is ill-formed, reserved or taken is told, wherever it stands."""

from typing import Any

import pytest

from builder.messages import put
from widgets.ids import LONGEST_ID, check_ids
from widgets.model import Procedure

ROWS = [{"when": "c", "then": "ok"}, {"otherwise": "ok"}]
THINGS: dict[str, tuple[dict[str, Any], str]] = {
    "questions.0.id": ({"questions": [{"id": "ID", "type": "date"}]}, "a question"),
    "values.ID": ({"values": {"ID": {"sum": [1]}}}, "a value"),
    "conditions.ID": ({"conditions": {"ID": {"a": "b"}}}, "a condition"),
    "tables.ID": ({"tables": {"ID": ROWS}}, "a table"),
    "tables.t.0.then": ({"tables": {"t": [{"when": "c", "then": "ID"}]}}, "an outcome"),
    "tables.t.0.otherwise": ({"tables": {"t": [{"otherwise": "ID"}]}}, "an outcome"),
    "evidence.ID": ({"evidence": {"ID": []}}, "a list"),
    "evidence.e.0.id": ({"evidence": {"e": [{"id": "ID"}]}}, "a thing to bring"),
    "steps.ID": ({"steps": {"ID": []}}, "a list"),
    "steps.s.0.id": ({"steps": {"s": [{"id": "ID"}]}}, "a step"),
    "letters.0.id": ({"letters": [{"id": "ID", "to": "office", "when": "c"}]}, "a letter"),
    "lines.ID": ({"lines": {"ID": {"columns": [], "rows": {}}}}, "a table of lines"),
    "lines.l.columns.0": ({"lines": {"l": {"columns": ["ID"], "rows": {}}}}, "a column"),
    "lines.l.rows.ID": ({"lines": {"l": {"columns": [], "rows": {"ID": {}}}}}, "a line"),
    "widgets.0.id": ({"widgets": [{"id": "ID", "goal": "t"}]}, "a widget"),
    "batches.0.id": ({"batches": [{"id": "ID", "form": "w", "each": []}]}, "a table for several"),
}


def renamed(raw: Any, id: str) -> Any:
    """The same with another id for ID."""
    if isinstance(raw, dict):
        return {renamed(key, id): renamed(value, id) for key, value in raw.items()}
    if isinstance(raw, list):
        return [renamed(part, id) for part in raw]
    return id if raw == "ID" else raw


def told(raw: dict[str, Any], figures: tuple[str, ...] = ()) -> list[str]:
    found = check_ids(Procedure.from_dict({"id": "p", **raw}), figures)
    return [f"{'.'.join(map(str, where))}: {put(said)}" for where, said in found]


@pytest.mark.parametrize("place", THINGS)
def test_an_ill_formed_id_is_found_wherever_it_stands(place: str) -> None:
    message = "'ID' can't be an id. Write small letters, digits and single hyphens, up to 60."
    assert told(THINGS[place][0]) == [f"{place}: {message}"]


@pytest.mark.parametrize("place", THINGS)
def test_an_id_that_is_taken_says_by_what(place: str) -> None:
    raw, called = THINGS[place]
    twice = {**renamed(raw, "it"), "comparisons": [{"id": "it", "criteria": []}]}
    assert told(twice) == [f"comparisons.0.id: 'it' is already the id of {called} in this guide. Rename one of them."]
    assert told(renamed(raw, "it")) == []


def test_outcomes_lines_and_columns_may_be_shared() -> None:
    lines = {"columns": ["due"], "rows": {"card": {}}}
    shared = {"lines": {"one": lines, "two": lines}, "tables": {"t": ROWS, "u": ROWS}}
    assert told(shared) == []
    assert told({**shared, "steps": {"s": [{"id": "due"}]}}) == [
        "lines.one.columns.0: 'due' is already the id of a step in this guide. Rename one of them.",
        "lines.two.columns.0: 'due' is already the id of a step in this guide. Rename one of them.",
    ]
    assert told({"lines": {"one": {"columns": ["due"], "rows": {"due": {}}}}}) == [
        "lines.one.rows.due: 'due' is already the id of a column in this guide. Rename one of them."
    ]


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("a" * LONGEST_ID, None),
        ("a" * (LONGEST_ID + 1), "can't be an id. Write small letters, digits and single hyphens, up to 60."),
        ("a-1", None),
        ("a--b", "can't be an id. Write small letters, digits and single hyphens, up to 60."),
        ("1a", "can't be an id. Write small letters, digits and single hyphens, up to 60."),
        ("unknown", "is a word of the rules and can't be an id. Rename it."),
        ("fee", "is already the id of a figure. Rename it here."),
    ],
)
def test_what_may_be_an_id(id: str, message: str | None) -> None:
    found = told({"widgets": [{"id": id, "goal": "t"}]}, ("fee",))
    assert found == ([] if message is None else [f"widgets.0.id: '{id}' {message}"])
