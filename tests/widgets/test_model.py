"""A procedure comes and goes without loss, and what does not belong is refused with its path."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.widgets.librarycard import PROCEDURE
from widgets.model import Procedure, normalise


def test_a_procedure_comes_back_as_it_was_written() -> None:
    procedure = Procedure.from_dict(PROCEDURE)
    written = procedure.to_dict()
    assert Procedure.from_dict(json.loads(json.dumps(written))) == procedure
    assert written == {**PROCEDURE, "evidence": {"evidence": PROCEDURE["evidence"]}}


def test_a_bare_list_is_one_list() -> None:
    assert list(Procedure.from_dict(PROCEDURE).evidence) == ["evidence"]
    assert list(Procedure.from_dict(PROCEDURE).steps) == ["renewal", "reading"]


def test_the_builders_validation_gives_the_same() -> None:
    adapter = TypeAdapter(Procedure)
    assert adapter.validate_python(normalise(PROCEDURE)) == Procedure.from_dict(PROCEDURE)
    with pytest.raises(ValidationError):
        adapter.validate_python({"id": "a", "colour": "red"})
    described = adapter.json_schema()["$defs"]["Question"]["properties"]
    assert all("description" in entry for entry in described.values())


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"colour": "red"}, "colour"),
        ({"id": 7}, "id"),
        ({"questions": {}}, "questions"),
        ({"questions": [{"id": "a"}]}, "questions.0.type"),
        ({"questions": [{"id": "a", "type": "choice", "option": []}]}, "questions.0.option"),
        ({"questions": [{"id": "a", "type": "choice", "options": ["b", True]}]}, "questions.0.options.1"),
        ({"questions": [{"id": "a", "type": "choice", "unknown": 1}]}, "questions.0.unknown"),
        ({"questions": [{"id": "a", "type": "number", "at_least": True}]}, "questions.0.at_least"),
        ({"values": []}, "values"),
        ({"conditions": {1: "a"}}, "conditions"),
        ({"tables": {"route": {"when": "a"}}}, "tables.route"),
        ({"tables": {"route": [{"than": "a"}]}}, "tables.route.0.than"),
        ({"evidence": [{"id": "a", "copies": "1"}]}, "evidence.evidence.0.copies"),
        ({"steps": {"first": [{"due": "a"}]}}, "steps.first.0.id"),
        ({"widgets": ["what-now"]}, "widgets.0"),
        ({"related": "other"}, "related"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
    ],
)
def test_what_does_not_belong_is_refused(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        Procedure.from_dict({**PROCEDURE, **changes})
    assert str(refusal.value).split(": ")[0] == path


@pytest.mark.parametrize("data", [7, [], None, "procedure"])
def test_what_is_no_mapping_is_no_procedure(data: Any) -> None:
    with pytest.raises(ValueError, match=r"^procedure: write a mapping of id, "):
        Procedure.from_dict(data)


def test_nothing_may_stand_where_something_may() -> None:
    widget = {"id": "w", "goal": "route", "lists": None, "check": None, "on": None}
    (read,) = Procedure.from_dict({"id": "a", "category": None, "widgets": [widget]}).widgets
    assert (read.lists, read.check, read.on) == (None, None, None)
    listed = Procedure.from_dict({"id": "a", "widgets": [{**widget, "lists": []}]})
    assert listed.widgets[0].lists == ()
    assert listed.to_dict() == {"id": "a", "widgets": [{"id": "w", "goal": "route", "lists": []}]}
