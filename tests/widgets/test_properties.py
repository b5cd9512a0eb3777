"""What holds for every procedure: checked on ones made up at random."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from widgets.api import evaluate
from widgets.conditions import decode_condition, ids_in
from widgets.decide import Evaluation
from widgets.findings import all_of, any_of, opposite
from widgets.model import Procedure
from widgets.rules import Rules, read_rules

TODAY = date(2026, 11, 22)
OPTIONS = ("a", "b", "c")
IDS = tuple(f"q{n}" for n in range(6))
RESULTS = st.sampled_from([True, False, None])


def conditions(questions: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Conditions on some of the questions, of any shape."""
    choices = st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=2, unique=True)
    leaf = st.tuples(st.sampled_from(questions), choices).map(lambda pair: {pair[0]: pair[1]})
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts})
            | st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts})
            | inner.map(lambda part: {"not": part})
        ),
        max_leaves=6,
    )


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    """A procedure of six questions, some asked only after others, and a table whose rows exclude one another."""
    questions: list[dict[str, Any]] = []
    for index, id in enumerate(IDS):
        question = {"id": id, "type": "choice", "options": list(OPTIONS), "unknown": True, "changed_by": "you"}
        if index and draw(st.booleans()):
            question["ask_when"] = draw(conditions(IDS[:index]))
        questions.append(question)
    tests = {f"c{n}": draw(conditions(IDS)) for n in range(draw(st.integers(1, 4)))}
    rows: list[dict[str, Any]] = [
        {"when": {"all": [id, *({"not": before} for before in list(tests)[:index])]}, "then": f"o{index}"}
        for index, id in enumerate(tests)
    ]
    evidence = [{"id": "paper", "when": draw(conditions(IDS))}]
    tables = {"goal": [*rows, {"otherwise": "none-of-these"}]}
    return read_rules(
        Procedure.from_dict(
            {"id": "p", "questions": questions, "conditions": tests, "tables": tables, "evidence": evidence}
        )
    )


def answers(*more: str) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(IDS), st.sampled_from([*OPTIONS, *more]))


def answer(procedure: Rules, given: dict[str, str]) -> dict[str, Any]:
    return evaluate(procedure, facts={}, answers=given, today=TODAY, goal="goal")


@given(rules(), answers("unknown"), answers())
def test_one_more_answer_never_changes_what_was_decided(
    procedure: Rules, few: dict[str, str], more: dict[str, str]
) -> None:
    before = answer(procedure, few)
    after = answer(procedure, {**more, **{id: told for id, told in few.items() if told != "unknown"}})
    if before["outcome"] is not None:
        assert after["outcome"] == before["outcome"]
    assert set(after["possible"]) <= set(before["possible"])
    assert set(before["evidence"]) <= set(after["evidence"]) or before["missing"] or after["missing"]


@given(rules(), answers("unknown"))
def test_never_two_rows_and_one_in_the_end(procedure: Rules, given: dict[str, str]) -> None:
    response = answer(procedure, given)
    matching = [row["outcome"] for row in response["trace"]["rows"] if row["result"]]
    assert matching == ([response["outcome"]] if response["outcome"] else [])
    assert response["outcome"] or response["missing"] or response["open"]


@given(rules(), answers("unknown"))
def test_going_back_and_starting_over_agree(procedure: Rules, given: dict[str, str]) -> None:
    response = answer(procedure, given)
    afresh: dict[str, str] = {}
    while (asked := answer(procedure, afresh))["missing"]:
        known = [id for id in asked["missing"] if id in given]
        if not known:
            break
        afresh[known[0]] = given[known[0]]
    for key in set(response) - {"answers", "asked", "unneeded", "flips"}:
        assert asked[key] == response[key], key
    assert (asked["answers"], response["answers"]) == (afresh, given)
    assert set(response["unneeded"]) <= given.keys() - afresh.keys()


@given(rules(), st.lists(st.sampled_from(OPTIONS), min_size=6, max_size=6))
def test_the_next_question_leads_to_the_end(procedure: Rules, choices: list[str]) -> None:
    told = dict(zip(IDS, choices, strict=True))
    given: dict[str, str] = {}
    while (next_one := answer(procedure, given)["next"]) is not None:
        assert next_one not in given
        given[next_one] = told[next_one]
    end = answer(procedure, given)
    assert end["outcome"] is not None
    assert end["deciding"] or len(end["trace"]["rows"]) == 1
    assert end["asked"] == sorted(given)
    assert end["outcome"] == answer(procedure, told)["outcome"]


@given(rules(), answers())
def test_a_flip_does_what_it_says(procedure: Rules, given: dict[str, str]) -> None:
    for flip in answer(procedure, given)["flips"]:
        ends = flip.get("possible") or [flip["outcome"]]
        assert answer(procedure, {**given, flip["question"]: flip["to"]})["possible"] == ends


@given(rules(), answers())
def test_the_reasons_alone_decide(procedure: Rules, given: dict[str, str]) -> None:
    response = answer(procedure, given)
    named = dict(reason.split("=") for reason in response["deciding"])
    if response["outcome"]:
        asked_after = {id for gate in procedure.gates.values() for id in ids_in(gate)}
        gates = {id: given[id] for id in asked_after if id in given}
        assert answer(procedure, {**gates, **named})["outcome"] == response["outcome"]


@given(rules(), conditions(IDS), conditions(IDS), answers("unknown"))
def test_not_any_is_all_not(procedure: Rules, one: Any, two: Any, given: dict[str, str]) -> None:
    evaluation = Evaluation(procedure, given, {}, TODAY, TODAY)
    pairs = [
        ({"not": {"any": [one, two]}}, {"all": [{"not": one}, {"not": two}]}),
        ({"not": {"all": [one, two]}}, {"any": [{"not": one}, {"not": two}]}),
        ({"not": {"not": one}}, one),
    ]
    for left, right in pairs:
        assert judged(evaluation, left) is judged(evaluation, right)


@given(st.lists(RESULTS, max_size=5))
def test_three_values(results: list[bool | None]) -> None:
    assert opposite(any_of(results)) is all_of([opposite(result) for result in results])


def judged(evaluation: Evaluation, raw: Any) -> bool | None:
    condition = decode_condition(raw)
    assert condition is not None
    return evaluation.judge(condition).result
