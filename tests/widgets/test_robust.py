"""The one door: any text gets an answer, the same each time, and a fault says what it is."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.librarycard import PROCEDURE, ask, request
from widgets import api
from widgets.api import handle

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KEYS = sorted({*request({}), "goal", "on"})
QUESTIONS = [question["id"] for question in PROCEDURE["questions"]]


def test_the_same_request_gives_the_same_bytes() -> None:
    text = json.dumps(request({"card": "lost"}))
    first = handle(text)
    assert handle(json.dumps(request({"reader": "child"}, procedure={**PROCEDURE, "origin": "en"}))) != first
    assert handle(text) == first
    assert first == json.dumps(json.loads(first), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"do": "bake"}, "unknown-do"),
        ({"do": "make"}, "unknown-kind"),
        ({"do": None}, "unknown-do"),
        ({"do": ["evaluate"]}, "unknown-do"),
        ({"widget": "what"}, "unknown-widget"),
        ({"widget": ["what-now"]}, "unknown-widget"),
        ({"widget": None}, "bad-request"),
        ({"widget": None, "goal": "rout"}, "unknown-goal"),
        ({"today": None}, "bad-request"),
        ({"today": "22/11/2026"}, "bad-request"),
        ({"today": 20261122}, "bad-request"),
        ({"answers": []}, "bad-request"),
        ({"facts": []}, "bad-request"),
        ({"facts": {"card-validity": {"values": [{"from": "unknown"}]}}}, "bad-request"),
        ({"facts": {}}, "unknown-id"),
        ({"procedure": None}, "bad-request"),
        ({"procedure": {**PROCEDURE, "colour": "red"}}, "bad-request"),
        ({"procedure": {**PROCEDURE, "conditions": {"overdue": {"al": []}}}}, "bad-request"),
        ({"procedure": {**PROCEDURE, "conditions": {"overdue": "overdue", "member": "overdue"}}}, "bad-request"),
        ({"procedure": {**PROCEDURE, "values": {}}}, "unknown-id"),
    ],
)
def test_faults(changes: dict[str, Any], fault: str) -> None:
    response = ask({"card": "have", "reader": "adult"}, **changes)
    assert list(response) == ["fault"]
    assert response["fault"]["id"] == fault


@pytest.mark.parametrize("text", ["", "{", "null", "NaN", '{"do": Infinity}', "[" * 100_000, "1" * 5000, '"\\ud800"'])
def test_what_is_no_request(text: str) -> None:
    assert json.loads(handle(text).encode())["fault"]["id"] == "bad-request"


@given(st.text())
def test_any_text(text: str) -> None:
    assert "fault" in json.loads(handle(text).encode())


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    assert "fault" in json.loads(handle(data.decode("utf-8", "surrogateescape")).encode())


@given(st.dictionaries(st.sampled_from(QUESTIONS) | st.text(st.characters(), max_size=5), ANY_JSON, max_size=4))
def test_any_answers(answers: dict[str, Any]) -> None:
    response = json.loads(handle(json.dumps(request(answers))).encode())
    assert "fault" not in response


@given(st.dictionaries(st.sampled_from(KEYS), ANY_JSON, max_size=3))
def test_any_request(changes: dict[str, Any]) -> None:
    json.loads(handle(json.dumps(request({"card": "have"}, **changes))).encode())


@given(st.sampled_from(sorted(PROCEDURE)), ANY_JSON)
def test_any_procedure(key: str, written: Any) -> None:
    json.loads(handle(json.dumps(request({"card": "have"}, procedure={**PROCEDURE, key: written}))).encode())


def test_an_answer_of_any_length() -> None:
    response = ask(dict.fromkeys(QUESTIONS, "9" * 10_000))
    assert {error["id"] for error in response["errors"].values()} == {"too-long"}


def test_the_rules_are_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ask({})
    monkeypatch.setattr(api, "read_rules", None)
    assert ask({"card": "lost"})["outcome"] == "replace"


def test_rules_that_share_parts_are_told_in_short_time() -> None:
    conditions: dict[str, Any] = {"c0": {"card": "have"}}
    for level in range(1, 60):
        conditions[f"c{level}"] = {"all": [f"c{level - 1}", f"c{level - 1}"]}
    tables = {"route": [{"when": "c59", "then": "renew"}, {"otherwise": "enjoy"}]}
    procedure = {"id": "deep", "questions": PROCEDURE["questions"][1:2], "conditions": conditions, "tables": tables}
    begun = time.process_time()
    response = ask({"card": "have"}, procedure=procedure, widget=None, goal="route")
    assert response["outcome"] == "renew"
    assert time.process_time() - begun < 2
