"""A request that can't be served gets a fault: an id for the page, and a line for whoever wrote the request."""

import json
from typing import Any

import pytest

from tests.widgets.librarycard import PROCEDURE, ask, request
from tests.widgets.test_lines import FEES, GIVEN
from tests.widgets.test_lines import request as ask_for_fees
from widgets.api import handle
from widgets.batch import MOST

UNDATED = {"card-validity": {"values": [{"from": "unknown"}]}}


@pytest.mark.parametrize(
    ("changes", "id", "detail"),
    [
        ({"do": "bake"}, "unknown-do", "bake"),
        ({"do": None}, "unknown-do", "None"),
        ({"do": "b" * 300}, "unknown-do", "b" * 200),
        ({"do": "make"}, "unknown-kind", "None"),
        ({"do": "make", "kind": "table"}, "unknown-kind", "table"),
        ({"do": "make", "kind": "calendar"}, "no-days", "the answer has no day to put in a calendar"),
        ({"widget": "what"}, "unknown-widget", "what"),
        ({"widget": 7}, "unknown-widget", "7"),
        ({"widget": None}, "bad-request", "name a widget or a goal"),
        ({"widget": None, "goal": ["route"]}, "bad-request", "name a widget or a goal"),
        ({"widget": None, "goal": "rout"}, "unknown-goal", "rout"),
        ({"today": "22/11/2026"}, "bad-request", "today: write a date (2026-11-22)"),
        ({"answers": ["card"]}, "bad-request", "answers: write a mapping of questions"),
        ({"paths": ["left"]}, "bad-request", "paths: write a mapping"),
        ({"facts": []}, "bad-request", "facts: write a mapping of figures"),
        ({"facts": {"fee": 3}}, "bad-request", "facts.fee.values: write a list of {from, value}"),
        ({"facts": {"fee": {"values": [3]}}}, "bad-request", "facts.fee.values: write a list of {from, value}"),
        ({"facts": UNDATED}, "bad-request", "facts.card-validity.values: each has from and value"),
        (
            {"facts": {"fee": {"values": [{"value": 3}]}}},
            "bad-request",
            "facts.fee.values: each has from and value",
        ),
        ({"facts": {}}, "unknown-id", "card-validity"),
        ({"procedure": {**PROCEDURE, "values": {}}}, "unknown-id", "renew-by"),
        ({"do": "evaluate_many"}, "bad-request", "what-now has no lines"),
    ],
)
def test_a_fault_says_what_is_wrong(changes: dict[str, Any], id: str, detail: str) -> None:
    answers = {} if changes.get("kind") == "calendar" else {"card": "have", "reader": "adult"}
    assert ask(answers, **changes) == {"fault": {"id": id, "detail": detail}}


def test_what_is_made_needs_a_day() -> None:
    assert ask({}, do="make", kind="calendar", facts=None)["fault"]["id"] == "unknown-id"


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"conditions": {"late": {"al": []}}}, "conditions.late.al: condition-no-options (key: al)"),
        ({"conditions": {"late": {"any": [7]}}}, "conditions.late.any.0: condition-not-one"),
        (
            {"values": {"sum-up": {"sums": [1]}}},
            "values.sum-up: value-no-operation (operation: sums, operations: plus, ",
        ),
        ({"values": {"up": {"sum": [1], "when": 7}}}, "values.up.when: condition-not-one"),
        ({"tables": {"route": [{"when": 7, "then": "x"}]}}, "tables.route.0.when: condition-not-one"),
        ({"steps": {"first": [{"id": "x", "when": 7}]}}, "steps.first.0.when: condition-not-one"),
        ({"evidence": [{"id": "y"}, {"id": "x", "when": 7}]}, "evidence.evidence.1.when: condition-not-one"),
        ({"letters": [{"id": "x", "to": "office", "when": 7}]}, "letters.0.when: condition-not-one"),
        ({"questions": [{"id": "x", "type": "date", "ask_when": 7}]}, "questions.0.ask_when: condition-not-one"),
    ],
)
def test_a_rule_that_cannot_be_read_is_named_by_its_place(changes: dict[str, Any], detail: str) -> None:
    fault = ask({}, procedure={**PROCEDURE, **changes})["fault"]
    assert (fault["id"], fault["detail"][: len(detail)]) == ("bad-request", detail)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("[]", "a request is a mapping"),
        ('"evaluate"', "a request is a mapping"),
        ('{"do": NaN}', "NaN is not a number"),
        ("[-Infinity]", "-Infinity is not a number"),
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    ],
)
def test_what_is_no_request_is_told(text: str, detail: str) -> None:
    assert json.loads(handle(text)) == {"fault": {"id": "bad-request", "detail": detail}}


def test_a_number_that_is_none_is_refused_wherever_it_stands() -> None:
    text = json.dumps(request({"books": float("nan")}))
    assert json.loads(handle(text))["fault"] == {"id": "bad-request", "detail": "NaN is not a number"}


@pytest.mark.parametrize(
    ("rows", "detail"),
    [
        ({}, "rows: write a list of mappings of questions"),
        (None, "rows: write a list of mappings of questions"),
        ([{}, 1], "rows: write a list of mappings of questions"),
    ],
)
def test_rows_are_mappings(rows: Any, detail: str) -> None:
    answer = json.loads(handle(ask_for_fees("evaluate_many", rows=rows, widget="work-out")))
    assert answer == {"fault": {"id": "bad-request", "detail": detail}}


def test_so_many_rows_and_no_more() -> None:
    procedure = {**FEES, "lines": {"parts": {"columns": [], "rows": {}}}, "widgets": FEES["widgets"][:1]}

    def many(rows: list[dict[str, Any]]) -> Any:
        asked = ask_for_fees("evaluate_many", procedure, rows=rows, widget="work-out")
        return json.loads(handle(asked))

    assert many([GIVEN] * MOST)["counted"] == MOST
    assert many([GIVEN] * (MOST + 1))["fault"] == {"id": "too-many-rows", "detail": "501; 500 are the most"}


def test_a_letter_of_which_only_half_is_there_is_written_as_a_question_mark() -> None:
    assert ask({"card": "lost"}, procedure={**PROCEDURE, "id": "\ud800"})["outcome"] == "replace"
    assert json.loads(handle('{"do": "\\ud800é"}'))["fault"]["detail"] == "?é"


def test_an_answer_is_written_alike_each_time() -> None:
    text = handle(json.dumps(request({"card": "lost", "reader": "تلميذ"})))
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert handle('{"do": "شيء"}') == '{"fault":{"detail":"شيء","id":"unknown-do"}}'
