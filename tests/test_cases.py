"""The worked examples of every guide: what the engine answers is what the example says, here and in Pyodide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.ask import request
from builder.load import Guide, Library, load_library
from widgets.api import handle

ROOT = Path(__file__).parent.parent
LIBRARY = load_library(ROOT)
EXPECTATIONS = ("outcome", "steps", "evidence", "values", "figures", "no_value", "next", "open", "errors")


def worked_examples(library: Library) -> list[tuple[Guide, dict[str, Any]]]:
    found = []
    for guide in library.guides.values():
        assert guide.cases is not None
        found += [(guide, case) for case in guide.cases.data]
    return found


EXAMPLES = worked_examples(LIBRARY)


def asked(guide: Guide, case: dict[str, Any], library: Library = LIBRARY) -> str:
    return request(library, guide, case["widget"], case["answers"], case["today"], case.get("on"))


def found(answer: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """What the answer says of the things the example speaks of, in the example's form."""
    steps = {step["id"]: step["due"] for step in answer.get("steps", [])}
    figures = answer.get("figures", {})
    told = {
        **answer,
        "steps": {id: steps.get(id, "not a step") for id in case.get("steps", {})},
        "values": {id: answer.get("values", {}).get(id, "not shown") for id in case.get("values", {})},
        "figures": {id: figures.get(id, {}).get("value", "not used") for id in case.get("figures", {})},
        "errors": {id: error["id"] for id, error in answer.get("errors", {}).items()},
    }
    return {key: told.get(key) for key in EXPECTATIONS if key in case}


@pytest.mark.parametrize(("guide", "case"), EXAMPLES, ids=[f"{guide.id}: {case['name']}" for guide, case in EXAMPLES])
def test_example(guide: Guide, case: dict[str, Any]) -> None:
    answer = json.loads(handle(asked(guide, case)))
    assert "fault" not in answer
    assert found(answer, case) == {key: case[key] for key in EXPECTATIONS if key in case}


def test_every_example_expects_something() -> None:
    empty = [case["name"] for _, case in EXAMPLES if not any(key in case for key in EXPECTATIONS)]
    assert empty == []


def test_pyodide_gives_the_same_bytes(pyodide_handle: Callable[[list[str]], list[str]]) -> None:
    requests = [asked(guide, case) for guide, case in EXAMPLES]
    assert pyodide_handle(requests) == [handle(text) for text in requests]
