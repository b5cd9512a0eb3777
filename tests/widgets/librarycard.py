"""A library card, the tests' own procedure, and a way to ask the engine about it."""

import json
from typing import Any

from widgets.api import handle

TODAY = "2026-11-22"

PROCEDURE: dict[str, Any] = {
    "id": "library-card",
    "origin": "fr",
    "questions": [
        {"id": "reader", "type": "choice", "options": ["adult", "child", "visitor"], "changed_by": "nobody"},
        {"id": "card", "type": "choice", "options": ["have", "lost", "never"], "unknown": True, "changed_by": "you"},
        {"id": "joined-on", "type": "date", "unknown": True, "latest": "today", "ask_when": {"reader": "adult"}},
        {"id": "books", "type": "number", "at_least": 0, "at_most": 40, "ask_when": {"card": "have"}},
    ],
    "values": {
        "renew-by": {"plus": ["joined-on", {"months": "card-validity"}]},
        "days-left": {"days_since": ["today", "renew-by"], "when": {"not": "overdue"}},
    },
    "conditions": {
        "overdue": {"all": [{"card": "have"}, {"renew-by": {"before": "today"}}]},
        "member": {"reader": ["adult", "child"]},
        "too-many": {"books": {"more_than": "most-books"}},
    },
    "tables": {
        "route": [
            {"when": {"card": "lost"}, "then": "replace"},
            {"when": "overdue", "then": "renew", "unconfirmed": True},
            {"otherwise": "enjoy"},
        ],
        "loan": [
            {"when": {"any": [{"reader": "visitor"}, {"route": ["replace", "renew"]}]}, "then": "read-here"},
            {"when": {"all": ["member", {"route": "enjoy"}, "too-many"]}, "then": "bring-back"},
            {"when": {"all": ["member", {"route": "enjoy"}, {"not": "too-many"}]}, "then": "borrow"},
        ],
    },
    "evidence": [
        {"id": "identity-card", "copies": 1},
        {"id": "guardian-consent", "when": {"reader": "child"}},
    ],
    "steps": {
        "renewal": [{"id": "come-to-the-desk", "when": {"route": ["replace", "renew"]}, "due": "renew-by"}],
        "reading": [{"id": "read-on", "when": {"route": "enjoy"}}],
    },
    "widgets": [
        {"id": "what-now", "goal": "route", "shows": ["renew-by", "days-left"]},
        {"id": "may-i-borrow", "goal": "loan", "lists": []},
    ],
}

FACTS: dict[str, Any] = {
    "card-validity": {
        "unit": "months",
        "values": [{"from": "2015-01-01", "value": 24}, {"from": "2020-03-01", "value": 12}],
    },
    "most-books": {"unit": "number", "values": [{"from": "unknown", "seen": "2026-11-01", "value": 5}]},
}

UNITS = {"card-validity": "months", "most-books": "number", "opened-on": "date", "phone": "phone"}
"""The figures of `FACTS` and two more, with their units."""


def request(answers: dict[str, Any], /, **changes: Any) -> dict[str, Any]:
    """Make a request about the card; a change of None takes the key out."""
    whole = {
        "do": "evaluate",
        "procedure": PROCEDURE,
        "facts": FACTS,
        "widget": "what-now",
        "answers": answers,
        "today": TODAY,
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not None}


def ask(answers: dict[str, Any], /, **changes: Any) -> Any:
    """Ask, as the page does: text in, text out."""
    return json.loads(handle(json.dumps(request(answers, **changes))))


# What follows makes a change: the card's procedure with one thing more, called `tried`.


def with_condition(raw: Any) -> dict[str, Any]:
    return {"conditions": {**PROCEDURE["conditions"], "tried": raw}}


def with_value(raw: Any) -> dict[str, Any]:
    return {"values": {**PROCEDURE["values"], "tried": raw}}


def with_question(**changes: Any) -> dict[str, Any]:
    return {"questions": [*PROCEDURE["questions"], {"id": "tried", "type": "choice", "options": ["a", "b"], **changes}]}


def with_row(*rows: Any) -> dict[str, Any]:
    return {"tables": {**PROCEDURE["tables"], "tried": list(rows)}}
