"""Lines of amounts: exact to the centime, summed up as they are printed, compared with what somebody typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.api import handle
from widgets.lines import ids_shown
from widgets.model import Procedure
from widgets.wiring import problems_in

FACTS = {
    "ceiling": {"values": [{"from": "2020-01-01", "value": 600}]},
    "rate": {"values": [{"from": "2020-01-01", "value": "4.29"}]},
}
UNITS = {"ceiling": "MAD", "rate": "percent", "phone": "phone", "opened-on": "date"}
TYPED: dict[str, Any] = {"type": "number", "at_least": 0, "whole": False, "unit": "MAD"}
FEES: dict[str, Any] = {
    "id": "fees",
    "questions": [
        {"id": "who", "type": "choice", "options": ["grown-up", "pupil"]},
        {"id": "deposit", **TYPED},
        {"id": "paid-on", "type": "date"},
        {"id": "on-paper", **TYPED, "unknown": True, "optional": True},
    ],
    "values": {
        "counted": {"not_above": ["deposit", "ceiling"]},
        "card": {"percent": ["counted", "rate"], "round": 0.01},
        "books": {"percent": ["deposit", "2.26"], "round": 0.01, "when": {"who": "grown-up"}},
    },
    "conditions": {"full": {"deposit": {"at_least": "ceiling"}}, "above": {"on-paper": {"more_than": "card"}}},
    "tables": {"fee": [{"when": "full", "then": "most"}, {"otherwise": "less"}], "right": [
        {"when": "above", "then": "ask"}, {"otherwise": "fine"},
    ]},
    "lines": {"parts": {
        "columns": ["base", "at", "due"],
        "total": ["due"],
        "chart": ["due"],
        "marked": ["full"],
        "rows": {
            "the-card": {"base": "counted", "at": "rate", "due": "card"},
            "the-books": {"base": "deposit", "due": "books"},
        },
    }},
    "widgets": [
        {"id": "work-out", "goal": "fee", "on": "paid-on", "lines": "parts"},
        {"id": "compare", "goal": "right", "on": "paid-on", "lines": "parts",
         "check": {"column": "due", "printed": {"the-card": "on-paper"}}},
    ],
    "batches": [{"id": "many", "form": "work-out", "each": ["who", "deposit", "paid-on"]}],
}  # fmt: skip
GIVEN = {"who": "grown-up", "deposit": "1000", "paid-on": "01/11/2026"}


def request(do: str = "evaluate", procedure: dict[str, Any] = FEES, **asked: Any) -> str:
    data = {"do": do, "procedure": procedure, "facts": FACTS, "today": "2026-11-22", **asked}
    return json.dumps(data, default=str)


def ask(answers: dict[str, Any], widget: str = "work-out", procedure: dict[str, Any] = FEES) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(handle(request(procedure=procedure, answers=answers, widget=widget)))
    assert "fault" not in answer, answer
    return answer


def test_each_cell_the_totals_and_what_is_told_beside_them() -> None:
    assert ask(GIVEN)["lines"] == {
        "rows": {
            "the-card": {"base": 600, "at": "4.29", "due": "25.74"},
            "the-books": {"base": 1000, "due": "22.60"},
        },
        "totals": {"due": "48.34"},
        "marked": {"full": True},
        "compared": {},
    }


def test_a_line_that_does_not_apply_is_left_out_of_the_total() -> None:
    lines = ask({**GIVEN, "who": "pupil", "deposit": "100"})["lines"]
    assert lines["rows"]["the-books"] == {"base": 100}
    assert (lines["totals"], lines["marked"]) == ({"due": "4.29"}, {"full": False})


def test_a_line_without_a_value_that_applies_is_no_line() -> None:
    rows = {**FEES["lines"]["parts"]["rows"], "the-books": {"at": "rate", "due": "books"}}
    procedure = {**FEES, "lines": {"parts": {**FEES["lines"]["parts"], "rows": rows}}}
    assert set(ask({**GIVEN, "who": "pupil"}, procedure=procedure)["lines"]["rows"]) == {"the-card"}


def test_before_the_figures_begin_nothing_is_known() -> None:
    answer = ask({**GIVEN, "paid-on": "31/12/2019"})
    assert answer["lines"]["rows"]["the-card"] == {"base": None, "at": None, "due": None}
    assert answer["lines"]["totals"] == {"due": None}
    assert answer["no_value"] == ["ceiling", "rate"]


@pytest.mark.parametrize("missing", ["who", "deposit", "paid-on"])
def test_there_are_no_lines_while_something_that_they_rest_on_is_unanswered(missing: str) -> None:
    answer = ask({id: given for id, given in GIVEN.items() if id != missing})
    assert (answer["lines"], missing in answer["missing"]) == (None, True)


def test_only_the_columns_of_the_form_are_shown_and_asked_for() -> None:
    lines = {
        "parts": {
            **FEES["lines"]["parts"],
            "rows": {"the-card": {"base": "deposit", "due": "card"}, "other": {"at": "rate"}},
        }
    }
    widgets = [{**FEES["widgets"][0], "columns": ["due"]}]
    assert ask(GIVEN, procedure={**FEES, "lines": lines, "widgets": widgets})["lines"]["rows"] == {
        "the-card": {"due": "25.74"}
    }


@pytest.mark.parametrize(
    ("typed", "compared", "outcome"),
    [
        ("25,74", {"printed": "25.74", "by": 0}, "fine"),
        ("25,94", {"printed": "25.94", "by": "0.20"}, "ask"),
        ("25,7", {"printed": "25.7", "by": "-0.04"}, "fine"),
        ("26", {"printed": 26, "by": "0.26"}, "ask"),
        ("unknown", None, "fine"),
    ],
)
def test_what_is_typed_is_compared_and_what_is_not_is_left_out(
    typed: str, compared: dict[str, Any] | None, outcome: str
) -> None:
    answer = ask({**GIVEN, "on-paper": typed}, "compare")
    assert answer["lines"]["compared"] == ({"the-card": compared} if compared else {})
    assert (answer["outcome"], answer["open"]) == (outcome, [])


def test_a_left_out_question_is_told_as_a_reason() -> None:
    assert ask({**GIVEN, "on-paper": "unknown"}, "compare")["deciding"] == ["on-paper=unknown"]


def test_with_unknown_alone_the_answer_waits() -> None:
    questions = [*FEES["questions"][:3], {"id": "on-paper", **TYPED, "unknown": True}]
    answer = ask({**GIVEN, "on-paper": "unknown"}, "compare", {**FEES, "questions": questions})
    assert (answer["outcome"], answer["open"], answer["lines"]["compared"]) == (None, ["on-paper"], {})


def test_a_figure_that_stands_in_a_line_is_told_and_its_day_is_asked_for() -> None:
    lines = {"parts": {"columns": ["at"], "rows": {"the-card": {"at": "rate"}}}}
    procedure = {**FEES, "lines": lines, "widgets": FEES["widgets"][:1], "tables": {"fee": [{"otherwise": "less"}]}}
    assert ask({}, procedure=procedure)["missing"] == ["paid-on"]
    later, before = (ask({"paid-on": day}, procedure=procedure) for day in ("01/01/2020", "31/12/2019"))
    assert (later["facts_used"], later["no_value"], later["lines"]["rows"]) == (
        ["rate"],
        [],
        {"the-card": {"at": "4.29"}},
    )
    assert (before["facts_used"], before["no_value"], before["lines"]["rows"]) == (
        [],
        ["rate"],
        {"the-card": {"at": None}},
    )


def test_what_a_reader_does_not_know_is_not_known_in_its_line() -> None:
    questions = [*FEES["questions"][:3], {"id": "on-paper", **TYPED, "unknown": True}]
    rows = {"the-card": {"base": "counted", "due": "on-paper"}, "the-books": {"due": "books"}}
    lines = {"parts": {**FEES["lines"]["parts"], "columns": ["base", "due"], "rows": rows}}
    procedure = {**FEES, "questions": questions, "lines": lines, "widgets": FEES["widgets"][:1], "batches": []}
    told = ask({**GIVEN, "on-paper": "unknown"}, procedure=procedure)["lines"]
    assert (told["rows"]["the-card"], told["totals"]) == ({"base": 600, "due": None}, {"due": None})


def test_a_form_without_lines_has_none() -> None:
    procedure = {**FEES, "widgets": [{"id": "work-out", "goal": "fee"}]}
    assert ask(GIVEN, procedure=procedure)["lines"] is None


def test_what_a_form_shows_is_listed_once() -> None:
    procedure = Procedure.from_dict(
        {**FEES, "widgets": [{**FEES["widgets"][0], "shows": ["card"]}, FEES["widgets"][1]]}
    )
    plain = Procedure.from_dict({**FEES, "widgets": [{"id": "work-out", "goal": "fee", "shows": ["card"]}]})
    narrow = Procedure.from_dict({**FEES, "widgets": [{**FEES["widgets"][0], "columns": ["at"]}]})
    shown = [ids_shown(each, widget) for each in (procedure, plain, narrow) for widget in each.widgets]
    assert shown == [
        ("card", "counted", "rate", "deposit", "books", "full"),
        ("counted", "rate", "card", "deposit", "books", "on-paper", "full"),
        ("card",),
        ("rate", "full"),
    ]


def test_a_printed_amount_is_compared_only_with_one_that_is_known() -> None:
    before = ask({**GIVEN, "paid-on": "31/12/2019", "on-paper": "3"}, "compare")
    assert before["lines"]["compared"] == {"the-card": {"printed": 3, "by": None}}
    printed = {"the-books": "on-paper"}
    widgets = [{**FEES["widgets"][1], "check": {"column": "due", "printed": printed}}]
    pupil = ask({**GIVEN, "who": "pupil", "on-paper": "3"}, "compare", {**FEES, "widgets": widgets})
    assert pupil["lines"]["compared"] == {"the-books": {"printed": 3, "by": None}}


# --- Many at once ---


def ask_many(rows: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(handle(request("evaluate_many", rows=list(rows), widget="work-out", **more)))
    return answer


def test_many_rows_are_answered_as_each_would_be() -> None:
    rows = [GIVEN, {**GIVEN, "who": "pupil"}, {**GIVEN, "deposit": "12,50"}, {**GIVEN, "paid-on": "31/12/2019"}]
    told = ask_many(rows[:3])
    for answers, row in zip(rows, told["rows"], strict=False):
        alone = ask(answers)
        assert row == {key: alone[key] for key in ("answers", "outcome", "lines", "missing", "errors", "no_value")}
    assert told["row_totals"] == {"the-card": {"due": "52.02"}, "the-books": {"due": "22.88"}}
    assert (told["totals"], told["counted"]) == ({"due": "74.90"}, 3)
    assert ask_many(rows)["totals"] == {"due": None}  # one of them is not known


def test_a_wrong_row_counts_in_no_total_and_says_why() -> None:
    told = ask_many([GIVEN, {**GIVEN, "deposit": "abc"}, {"who": "pupil", "deposit": None, "paid-on": "1/1/2026"}, {}])
    assert [row["lines"] is None for row in told["rows"]] == [False, True, True, True]
    assert told["rows"][1]["errors"]["deposit"]["id"] == "not-a-number"
    assert told["rows"][2]["missing"] == ["deposit"]
    assert (told["counted"], told["totals"]) == (1, {"due": "48.34"})


def test_the_days_of_a_row_are_counted_from_today() -> None:
    questions = [{**each, "latest": "today"} if each["id"] == "paid-on" else each for each in FEES["questions"]]
    values = {**FEES["values"], "days": {"days_since": "paid-on"}}
    rows = {"the-card": {"base": "days", "due": "card"}}
    lines = {"parts": {**FEES["lines"]["parts"], "rows": rows}}
    procedure = {**FEES, "questions": questions, "values": values, "lines": lines, "widgets": FEES["widgets"][:1]}
    told = ask_many([GIVEN, {**GIVEN, "paid-on": "23/11/2026"}], procedure=procedure)["rows"]
    assert told[0]["lines"]["rows"]["the-card"] == {"base": 21, "due": "25.74"}
    assert told[1]["errors"] == {"paid-on": {"id": "future-date", "with": {"latest": "2026-11-22"}}}


def test_a_row_that_answers_what_nobody_asks_is_wrong() -> None:
    told = ask_many([{**GIVEN, "colour": "red"}])
    assert (told["rows"][0]["errors"]["colour"]["id"], told["rows"][0]["lines"], told["counted"]) == (
        "unknown-question",
        None,
        0,
    )
    assert (told["totals"], told["row_totals"]) == ({"due": 0}, {"the-card": {"due": 0}, "the-books": {"due": 0}})


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"rows": [{}] * 501}, "too-many-rows"),
        ({"rows": {}}, "bad-request"),
        ({"rows": [1]}, "bad-request"),
        ({"rows": [], "widget": "nothing"}, "unknown-widget"),
        ({"rows": [], "widget": None}, "bad-request"),
        ({"rows": [], "procedure": {**FEES, "widgets": [{"id": "work-out", "goal": "fee"}]}}, "bad-request"),
    ],
)
def test_what_cannot_be_served_is_refused(asked: dict[str, Any], fault: str) -> None:
    assert json.loads(handle(request("evaluate_many", **{"widget": "work-out", **asked})))["fault"]["id"] == fault


def requests() -> list[str]:
    """What is worked out for one and for many, and what is held against it."""
    rows = [
        {**GIVEN, "deposit": f"{deposit}.{cents:02}"}
        for deposit, cents in zip(range(1, 900, 7), range(99), strict=False)
    ]
    return [
        request(answers=GIVEN, widget="work-out"),
        request(answers={**GIVEN, "on-paper": "25,94"}, widget="compare"),
        request("evaluate_many", rows=rows, widget="work-out"),
    ]


def test_pyodide_gives_the_same_bytes(pyodide_handle: Callable[[Sequence[str]], list[str]]) -> None:
    asked = requests()
    assert pyodide_handle(asked) == [handle(text) for text in asked]


# --- Whatever the amounts ---

AMOUNTS = st.integers(0, 10**9).map(lambda centimes: Decimal(centimes) / 100)
RATES = st.integers(0, 10**4).map(lambda parts: Decimal(parts) / 1000)


def to_the_centime(base: Decimal, rate: Decimal) -> Decimal:
    """Half a centime up, in whole numbers."""
    thousandths = int(base * 100) * int(rate * 1000)
    return Decimal((2 * thousandths + 10**5) // (2 * 10**5)) / 100


@given(AMOUNTS, st.lists(RATES, min_size=1, max_size=6))
def test_printed_lines_add_up_to_the_printed_total(base: Decimal, rates: list[Decimal]) -> None:
    values = {f"v{n}": {"percent": ["deposit", f"{rate:f}"], "round": 0.01} for n, rate in enumerate(rates)}
    rows = {f"r{n}": {"due": f"v{n}"} for n in range(len(rates))}
    lines = {"parts": {"columns": ["due"], "total": ["due"], "rows": rows}}
    procedure = {**FEES, "values": {**FEES["values"], **values}, "lines": lines, "widgets": FEES["widgets"][:1]}
    told = ask({**GIVEN, "deposit": f"{base:.2f}"}, procedure=procedure)["lines"]
    printed = [Decimal(told["rows"][f"r{n}"]["due"]) for n in range(len(rates))]
    assert printed == [to_the_centime(base, rate) for rate in rates]
    assert Decimal(told["totals"]["due"]) == sum(printed)
    if told["totals"]["due"] != int(Decimal(told["totals"]["due"])):
        assert len(str(told["totals"]["due"]).split(".")[1]) == 2


@given(st.lists(AMOUNTS, max_size=8))
def test_the_totals_of_many_are_the_sums_of_each(deposits: list[Decimal]) -> None:
    told = ask_many([{**GIVEN, "deposit": f"{deposit:.2f}"} for deposit in deposits])
    assert told["counted"] == len(deposits)
    for row in ("the-card", "the-books"):
        due = [Decimal(each["lines"]["rows"][row]["due"]) for each in told["rows"]]
        assert Decimal(told["row_totals"][row]["due"]) == sum(due)
    assert Decimal(told["totals"]["due"]) == sum(Decimal(total["due"]) for total in told["row_totals"].values())


@given(AMOUNTS, AMOUNTS)
def test_a_difference_is_what_is_missing_from_one_to_the_other(deposit: Decimal, typed: Decimal) -> None:
    told = ask({**GIVEN, "deposit": f"{deposit:.2f}", "on-paper": f"{typed:.2f}"}, "compare")["lines"]
    due = Decimal(told["rows"]["the-card"]["due"])
    assert Decimal(told["compared"]["the-card"]["by"]) == typed - due


# --- What does not hang together ---


def changed(*way: str | int, to: Any) -> dict[str, Any]:
    """The procedure with another part at some place."""
    data: dict[str, Any] = json.loads(json.dumps(FEES))
    place: Any = data
    for key in way[:-1]:
        place = place[key]
    place[way[-1]] = to
    return data


LINES = ("lines", "parts")
ROWS = (*LINES, "rows")


def test_a_sound_procedure_has_no_fault() -> None:
    assert list(problems_in(Procedure.from_dict(FEES), UNITS)) == []


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (changed(*ROWS, to={}), "lines.parts.rows widgets.1.check.printed.the-card"),
        (changed(*ROWS, "the-card", "base", to="nothing"), "lines.parts.rows.the-card.base"),
        (changed(*ROWS, "the-card", "base", to="who"), "lines.parts.rows.the-card.base"),
        (changed(*ROWS, "the-card", "base", to="full"), "lines.parts.rows.the-card.base"),
        (changed(*ROWS, "the-card", "base", to="phone"), "lines.parts.rows.the-card.base"),
        (changed(*ROWS, "the-card", "due", to="paid-on"), "lines.parts.rows.the-card.due"),
        (changed("values", "card", to={"times": ["counted", "2/3"]}), "lines.parts.rows.the-card.due"),
        (changed(*ROWS, "the-card", "more", to="card"), "lines.parts.rows.the-card.more"),
        (changed(*LINES, "columns", to=["base", "at", "due", "more"]), "lines.parts.columns.3"),
        (changed(*LINES, "columns", to=["base", "at", "due", "due"]), "lines.parts.columns.3"),
        (changed(*LINES, "total", to=["due", "more"]), "lines.parts.total.1"),
        (changed(*LINES, "chart", to=["base"]), "lines.parts.chart.0"),
        (changed(*LINES, "marked", to=["who"]), "lines.parts.marked.0"),
        (changed("widgets", 0, "lines", to="others"), "widgets.0.lines"),
        (changed("widgets", 0, "columns", to=["more"]), "widgets.0.columns.0"),
        (changed("widgets", 1, "check", "column", to="base"), "widgets.1.check.column"),
        (changed("widgets", 1, "check", "printed", to={}), "widgets.1.check.printed"),
        (changed("widgets", 1, "check", "printed", to={"no": "on-paper"}), "widgets.1.check.printed.no"),
        (changed("widgets", 1, "check", "printed", to={"the-card": "who"}), "widgets.1.check.printed.the-card"),
        (changed("widgets", 1, "lines", to=None), "widgets.1.check"),
        (changed("batches", 0, "form", to="compare"), "batches.0.form"),
        (changed("batches", 0, "each", to=[]), "batches.0.each"),
        (changed("batches", 0, "each", to=["deposit", "nothing"]), "batches.0.each.1"),
        (changed("batches", 0, "id", to="deposit"), "batches.0.id"),
        (changed(*ROWS, "deposit", to={"base": "counted"}), "lines.parts.rows.deposit"),
        (changed("questions", 3, "unknown", to=False), "questions.3.optional"),
    ],
)  # fmt: skip
def test_faults(data: dict[str, Any], places: str) -> None:
    found = [".".join(map(str, where)) for where, _ in problems_in(Procedure.from_dict(data), UNITS)]
    assert " ".join(found) == places
