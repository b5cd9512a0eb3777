"""Every fault in how a procedure's parts refer to each other is found, at its place."""

from typing import Any

import pytest

from tests.widgets.librarycard import FACTS, PROCEDURE, UNITS, with_condition, with_question, with_row, with_value
from widgets.model import Procedure
from widgets.said import say
from widgets.wiring import problems_in


def places(changes: dict[str, Any], figures: Any = UNITS) -> list[str]:
    procedure = Procedure.from_dict({**PROCEDURE, **changes})
    return [".".join(map(str, where)) for where, _ in problems_in(procedure, figures)]


@pytest.mark.parametrize("figures", [UNITS, set(UNITS), FACTS.keys()])
def test_a_sound_procedure_has_none(figures: Any) -> None:
    assert places({}, figures) == []


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_begins_at_one(version: int) -> None:
    assert places({"version": version}) == ["version"]
    assert places({"version": 2}) == []


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("overdu", "tried"),
        ("card", "tried"),
        ("route", "tried"),
        ("renew-by", "tried"),
        (7, "tried"),
        ([], "tried"),
        ({}, "tried"),
        (None, "tried"),
        ({"card": "have", "reader": "adult"}, "tried"),
        ({"any": []}, "tried.any"),
        ({"all": "overdue"}, "tried.all"),
        ({"all": ["overdue", "nothing"]}, "tried.all.1"),
        ({"not": {"crad": "have"}}, "tried.not.crad"),
        ({"card": "stolen"}, "tried.card"),
        ({"card": ["have", "stolen"]}, "tried.card"),
        ({"card": "unknown"}, "tried.card"),
        ({"card": []}, "tried.card"),
        ({"card": 3}, "tried.card"),
        ({"overdue": True}, "tried.overdue"),
        ({"overdue": "met"}, "tried.overdue"),
        ({"route": "borrow"}, "tried.route"),
        ({"joined-on": "2026-01-01"}, "tried.joined-on"),
        ({"card": {"at_least": 1}}, "tried.card.at_least"),
        ({"route": {"before": "today"}}, "tried.route.before"),
        ({"books": {"below": 3}}, "tried.books"),
        ({"books": {"at_least": 3, "at_most": 5}}, "tried.books"),
        ({"books": {"before": 3}}, "tried.books.before"),
        ({"books": {"at_least": "today"}}, "tried.books.at_least"),
        ({"books": {"at_least": []}}, "tried.books.at_least"),
        ({"books": {"at_least": "most-boks"}}, "tried.books.at_least"),
        ({"books": {"at_least": "card"}}, "tried.books.at_least"),
        ({"books": {"at_least": "phone"}}, "tried.books.at_least"),
        ({"books": {"at_least": "opened-on"}}, "tried.books.at_least"),
        ({"renew-by": {"less_than": "today"}}, "tried.renew-by.less_than"),
        ({"renew-by": {"before": 2026}}, "tried.renew-by.before"),
        ({"days-left": {"before": 3}}, "tried.days-left.before"),
        ({"most-books": {"at_least": 3}}, "tried.most-books.at_least"),
        ({"nothing": {"at_least": 3}}, "tried.nothing.at_least"),
    ],
)
def test_conditions(raw: Any, place: str) -> None:
    assert places(with_condition(raw)) == [f"conditions.{place}"]


@pytest.mark.parametrize(
    "raw",
    [
        {"renew-by": {"at_least": "2026-01-01"}},
        {"renew-by": {"after": "opened-on"}},
        {"books": {"less_than": "most-books"}},
        {"days-left": {"at_most": 2.5}},
        {"any": [{"route": ["replace", "renew"]}, {"not": "overdue"}, {"joined-on": {"before": "on"}}]},
    ],
)
def test_sound_conditions(raw: Any) -> None:
    assert places(with_condition(raw)) == []


def test_all_faults_of_a_condition_are_found() -> None:
    raw = {"all": [{"crad": "have"}, {"any": ["x", {"reader": "cat"}]}, {"all": 1}]}
    found = places(with_condition(raw))
    assert sorted(found) == [
        "conditions.tried.all.0.crad",
        "conditions.tried.all.1.any.0",
        "conditions.tried.all.1.any.1.reader",
        "conditions.tried.all.2.all",
    ]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"steps": [{"id": "go", "when": {"books": {"at_least": 3}}}]}, "steps.steps.0.when.books.at_least"),
        (with_question(ask_when={"books": {"at_least": 3}}), "questions.4.ask_when.books.at_least"),
        (with_row({"when": {"books": {"at_least": 3}}, "then": "x"}), "tables.tried.0.when.books.at_least"),
        (with_value({"sum": [1], "when": {"books": {"at_least": 3}}}), "values.tried.when.books.at_least"),
    ],
)
def test_a_test_on_a_number_needs_a_name(changes: dict[str, Any], place: str) -> None:
    assert places(changes) == [place]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ({"plus": ["joined-on", {"months": "card-validty"}]}, "tried.plus"),
        ({"plus": ["books", {"months": 1}]}, "tried.plus"),
        ({"plus": ["joined-on", {"months": "opened-on"}]}, "tried.plus"),
        ({"plus": ["joined-on", {"months": 1.5}]}, "tried.plus"),
        ({"plus": ["joined-on", {"fortnights": 1}]}, "tried"),
        ({"plus": ["joined-on", 3]}, "tried"),
        ({"plus": ["joined-on"]}, "tried"),
        ({"days_since": "books"}, "tried.days_since"),
        ({"age": ["joined-on", "today"]}, "tried"),
        ({"sum": ["books", "phone"]}, "tried.sum"),
        ({"sum": ["books", "joined-on"]}, "tried.sum"),
        ({"sum": []}, "tried"),
        ({"sum": "books"}, "tried"),
        ({"not_below": ["joined-on", 3]}, "tried.not_below"),
        ({"first": ["renew-by", "joined-on"]}, "tried.first"),
        ({"first": ["renew-by", "days-left"]}, "tried.first"),
        ({"per_step": ["books", 2]}, "tried"),
        ({"times": []}, "tried"),
        ({"times": "books"}, "tried"),
        ({"times": ["books", "2/0"]}, "tried.times"),
        ({"times": ["books", "opened-on"]}, "tried.times"),
        ({"minus": ["books"]}, "tried"),
        ({"minus": ["books", "joined-on"]}, "tried.minus"),
        ({"percent": ["books", 5, 5]}, "tried"),
        ({"percent": ["books", "rate"]}, "tried.percent"),
        ({"sum": ["books"], "round": 0}, "tried"),
        ({"sum": ["books"], "round": "books"}, "tried"),
        ({"sum": ["books"], "round": {"to": 1, "half": "sideways"}}, "tried"),
        ({"age": "joined-on", "round": 1}, "tried"),
        ({"not_above": ["joined-on", "today"], "round": 1}, "tried.not_above"),
        ({"sum": ["books"], "age": "joined-on"}, "tried"),
        ({"sum": ["books"], "when": {"crad": "have"}}, "tried.when.crad"),
        ({"sum": ["card"]}, "tried.sum"),
        ("books", "tried"),
        ({}, "tried"),
    ],
)
def test_values(raw: Any, place: str) -> None:
    assert places(with_value(raw)) == [f"values.{place}"]


@pytest.mark.parametrize(
    "raw",
    [
        {"times": ["books", "2/3"], "round": 0.01},
        {"times": ["books", "most-books", -2]},
        {"percent": ["books", "4.48"], "round": {"to": 1, "half": "down"}},
        {"minus": ["days-left", 3]},
        {"not_above": ["books", "most-books"], "round": {"to": "0.05"}},
    ],
)
def test_sound_values(raw: Any) -> None:
    assert places(with_value(raw)) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"third": {"times": ["books", "1/3"]}}, ["widgets.0.shows.0"]),
        ({"third": {"times": ["books", "1/4"]}}, []),
        ({"third": {"times": ["books", "1/3"], "round": 1}}, []),
        ({"third": {"sum": ["part", 1]}, "part": {"times": ["books", "1/3"]}}, ["widgets.0.shows.0"]),
    ],
)
def test_what_is_shown_has_decimals_that_end(values: dict[str, Any], found: list[str]) -> None:
    widgets = [{"id": "w", "goal": "route", "shows": ["third"]}]
    assert places({"values": {**PROCEDURE["values"], **values}, "widgets": widgets}) == found


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"type": "text", "options": []}, "type"),
        ({"options": ["a"]}, "options"),
        ({"options": ["a", "a"]}, "options.1"),
        ({"options": ["a", "unknown"]}, "options.1"),
        ({"options": ["a", "B"]}, "options.1"),
        ({"type": "date"}, "options"),
        ({"earliest": "today"}, "earliest"),
        ({"at_most": 3}, "at_most"),
        ({"type": "date", "options": [], "earliest": "tomorrow"}, "earliest"),
        ({"type": "date", "options": [], "latest": "books"}, "latest"),
        ({"type": "date", "options": [], "latest": "tried"}, "latest"),
        ({"type": "date", "options": [], "latest": "2026-02-31"}, "latest"),
        ({"type": "number", "options": [], "at_least": 3, "at_most": 2}, "at_most"),
        ({"changed_by": "me"}, "changed_by"),
        ({"changed_by": "you", "changed_to": ["a", "z"]}, "changed_to.1"),
        ({"changed_to": ["a"]}, "changed_to"),
        ({"changed_by": "nobody", "changed_to": ["a"]}, "changed_to"),
        ({"ask_when": {"card": "stolen"}}, "ask_when.card"),
        ({"ask_when": {"tried": "a"}}, "ask_when"),
    ],
)
def test_questions(changes: dict[str, Any], place: str) -> None:
    assert places(with_question(**changes)) == [f"questions.4.{place}"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([], ["tried"]),
        ([{"otherwise": "x"}, {"when": "overdue", "then": "y"}], ["tried.0"]),
        ([{"when": "overdue", "otherwise": "x"}], ["tried.0"]),
        ([{"then": "x"}, {"when": "overdue"}], ["tried.0", "tried.1"]),
        ([{"when": {"tried": "x"}, "then": "x"}], ["tried"]),
    ],
)
def test_tables(rows: list[Any], found: list[str]) -> None:
    assert places(with_row(*rows)) == [f"tables.{place}" for place in found]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (with_question(id="Tried"), ["questions.4.id"]),
        (with_question(id="tried-"), ["questions.4.id"]),
        (with_question(id="t" * 61), ["questions.4.id"]),
        (with_question(id="sum"), ["questions.4.id"]),
        (with_question(id="not-met"), ["questions.4.id"]),
        (with_question(id="phone"), ["questions.4.id"]),
        ({**with_question(), **with_value({"sum": [1]})}, ["values.tried"]),
        (with_row({"otherwise": "card"}), ["tables.tried.0.otherwise"]),
        (with_row({"otherwise": "enjoy"}), []),
        ({"steps": [{"id": "go"}, {"id": "go"}]}, ["steps.steps.1.id"]),
        ({"steps": [{"id": "identity-card"}]}, ["steps.steps.0.id"]),
        ({"widgets": [{"id": "route", "goal": "route"}]}, ["widgets.0.id"]),
    ],
)
def test_ids(changes: dict[str, Any], found: list[str]) -> None:
    assert places(changes) == found


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"steps": [{"id": "go", "due": "books"}]}, "steps.steps.0.due"),
        ({"steps": [{"id": "go", "due": "days-left"}]}, "steps.steps.0.due"),
        ({"steps": [{"id": "go", "due": "renew"}]}, "steps.steps.0.due"),
        ({"steps": [{"id": "go", "when": "nothing"}]}, "steps.steps.0.when"),
        ({"evidence": {"papers": [{"id": "paper", "when": {"card": "x"}}]}}, "evidence.papers.0.when.card"),
        ({"widgets": [{"id": "w", "goal": "overdue"}]}, "widgets.0.goal"),
        ({"widgets": [{"id": "w", "goal": "route", "shows": ["joined-on"]}]}, "widgets.0.shows.0"),
        ({"widgets": [{"id": "w", "goal": "route", "lists": ["evidence", "steps"]}]}, "widgets.0.lists.1"),
        ({"widgets": [{"id": "w", "goal": "route", "on": "reader"}]}, "widgets.0.on"),
        ({"widgets": [{"id": "w", "goal": "route", "on": "renew-by"}]}, "widgets.0.on"),
        ({"widgets": [{"id": "w", "goal": "route", "on": "today"}]}, "widgets.0.on"),
    ],
)
def test_references(changes: dict[str, Any], place: str) -> None:
    assert places(changes) == [place]


@pytest.mark.parametrize(
    ("conditions", "values", "found"),
    [
        ({"one": "two", "two": {"not": "one"}}, {}, ["conditions.one"]),
        (
            {"one": {"late": {"before": "today"}}},
            {"late": {"plus": ["joined-on", {"days": 1}], "when": "one"}},
            ["values.late"],
        ),
        ({}, {"one": {"first": ["two"]}, "two": {"first": ["one"]}}, ["values.one"]),
    ],
)
def test_circles(conditions: dict[str, Any], values: dict[str, Any], found: list[str]) -> None:
    changes = {key: {**PROCEDURE[key], **more} for key, more in (("conditions", conditions), ("values", values))}
    assert places(changes) == found


@pytest.mark.parametrize(
    ("gate", "values", "found"),
    [
        ({"card": "lost"}, {}, []),
        ("overdue", {}, ["questions.4.ask_when"]),
        ("of-age", {"grown": {"age": "joined-on"}}, ["questions.4.ask_when"]),
        ("of-age", {"grown": {"days_since": ["joined-on", "on"]}}, ["questions.4.ask_when"]),
        ("of-age", {"grown": {"days_since": ["joined-on", "today"]}}, []),
    ],
)
def test_the_day_that_counts_hangs_on_nothing_that_hangs_on_it(gate: Any, values: Any, found: list[str]) -> None:
    question = {"id": "lost-on", "type": "date", "ask_when": gate}
    of_age = {"of-age": {"grown": {"at_least": 18}}} if values else {}
    changes = {
        "questions": [*PROCEDURE["questions"], question],
        "values": {**PROCEDURE["values"], **values},
        "conditions": {**PROCEDURE["conditions"], **of_age},
        "widgets": [{"id": "w", "goal": "route", "on": "lost-on"}],
    }
    assert places(changes) == found


def test_the_id_that_was_meant_is_named() -> None:
    procedure = Procedure.from_dict({**PROCEDURE, **with_condition({"crad": "have"})})
    ((_, message),) = problems_in(procedure, UNITS)
    assert dict(message.values)["hint"] == say("did-you-mean", id="card")
