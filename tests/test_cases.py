"""The worked examples of every guide: what the engine answers is what the example says, here and in Pyodide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.ask import request
from builder.check.cases import EXPECTED, told
from builder.library import Guide, Library
from builder.load import load_library
from widgets.api import handle

ROOT = Path(__file__).parent.parent
LIBRARY = load_library(ROOT)


def worked_examples(library: Library) -> list[tuple[Guide, dict[str, Any]]]:
    found = []
    for guide in library.guides.values():
        assert guide.cases is not None
        found += [(guide, case) for case in guide.cases.data]
    return found


EXAMPLES = worked_examples(LIBRARY)


def asked(guide: Guide, case: dict[str, Any], library: Library = LIBRARY) -> str:
    return request(library, guide, case["widget"], case["answers"], case["today"], case.get("on"))


@pytest.mark.parametrize(("guide", "case"), EXAMPLES, ids=[f"{guide.id}: {case['name']}" for guide, case in EXAMPLES])
def test_example(guide: Guide, case: dict[str, Any]) -> None:
    answer = json.loads(handle(asked(guide, case)))
    assert "fault" not in answer
    assert told(answer, case) == {key: case[key] for key in EXPECTED if key in case}


def test_every_example_expects_something() -> None:
    empty = [case["name"] for _, case in EXAMPLES if not any(key in case for key in EXPECTED)]
    assert empty == []


def test_pyodide_gives_the_same_bytes(pyodide_handle: Callable[[list[str]], list[str]]) -> None:
    requests = [asked(guide, case) for guide, case in EXAMPLES]
    assert pyodide_handle(requests) == [handle(text) for text in requests]
