"""Whole answers, kept beside the tests: every part of what the engine says, whoever reads it.

To write them again after a change that is meant: `python -m tests.widgets.test_whole`; then read what changed.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.widgets.librarycard import PROCEDURE, request
from tests.widgets.test_evaluate import DEADLINE, LOAN_WAYS, OPTIONAL, OVERDUE
from tests.widgets.test_letters import LETTERS
from tests.widgets.test_lines import FACTS as FEES_FACTS
from tests.widgets.test_lines import FEES, GIVEN
from widgets.api import handle

GOLDEN = Path(__file__).parent.parent / "golden" / "answers.json"
WAYS = {"paths": {"left": LOAN_WAYS, "plan": LOAN_WAYS}}
BY_QUESTION = {**PROCEDURE, "widgets": [{**PROCEDURE["widgets"][0], "on": "joined-on"}], "letters": LETTERS}
SOON = {
    **PROCEDURE,
    "conditions": {
        **PROCEDURE["conditions"],
        "soon": {"days-left": {"at_most": 30}},
        "very-soon": {"days-left": {"at_most": 7}},
        "long-ago": {"joined-on": {"before": "2000-01-01"}},
    },
    "tables": {"goal": [{"when": {"any": ["long-ago", "very-soon", "soon"]}, "then": "hurry"}, {"otherwise": "wait"}]},
    "steps": [],
    "widgets": [],
}
ALONE: dict[str, Any] = {"widget": None, "goal": "goal", "facts": {}}
FEE: dict[str, Any] = {"procedure": FEES, "facts": FEES_FACTS}
ASKED: dict[str, dict[str, Any]] = {
    "nothing answered yet": request({}, **WAYS),
    "an overdue card": request(OVERDUE, **WAYS),
    "a card in order, with a wrong answer": request({**OVERDUE, "joined-on": "1/1/2026", "reader": "cat", "hat": "x"}),
    "a card of which nothing is known": request(
        {"reader": "adult", "card": "unknown", "joined-on": "unknown"}, paths={"plan": LOAN_WAYS}
    ),
    "a child may borrow": request({"reader": "child", "card": "have", "books": "5"}, widget="may-i-borrow"),
    "may somebody borrow who does not know": request({**OVERDUE, "card": "unknown"}, widget="may-i-borrow"),
    "before the figures begin": request(OVERDUE, on="31/12/2014"),
    "under an older figure": request(OVERDUE, on="2016-01-01"),
    "on a day that is none": request(OVERDUE, on="tomorrow"),
    "on the day of an answer": request({**OVERDUE, "joined-on": "29/02/2020"}, procedure=BY_QUESTION),
    "a question left out": request({"on-paper": "unknown"}, procedure=OPTIONAL, **ALONE),
    "an amount": request({"on-paper": "2,51"}, procedure=OPTIONAL, **ALONE),
    "a deadline": request(
        {"sent-on": "2026-11-20", "needed-on": "2026-12-10", "copies": "5"}, procedure=DEADLINE, **ALONE
    ),
    "a value that several conditions test": request(
        {**OVERDUE, "joined-on": "10/12/2025"}, procedure=SOON, widget=None, goal="goal"
    ),
    "fees compared": request({**GIVEN, "on-paper": "25,94"}, **FEE, widget="compare"),
    "fees of several": request(
        {}, **FEE, do="evaluate_many", widget="work-out", rows=[GIVEN, {"who": "pupil"}, {"deposit": "x"}]
    ),
}


def answered() -> dict[str, Any]:
    return {name: json.loads(handle(json.dumps(asked))) for name, asked in ASKED.items()}


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_the_one_that_was_kept(name: str) -> None:
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert list(kept) == list(ASKED)
    assert json.loads(handle(json.dumps(ASKED[name]))) == kept[name]


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(answered(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
