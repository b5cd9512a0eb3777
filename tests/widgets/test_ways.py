"""The ways through a decision: which of them the answers leave open, how long they are, and where each leads."""

from datetime import date
from typing import Any

import pytest

from tests.widgets.librarycard import FACTS, PROCEDURE, TODAY
from widgets.answers import Answer
from widgets.decide import Evaluation
from widgets.graph import Fork, holds, read_graph, ways_from
from widgets.left import questions_left
from widgets.model import Procedure
from widgets.plan import make_plan
from widgets.rules import read_rules

RULES = read_rules(Procedure.from_dict(PROCEDURE))
DAY = date.fromisoformat(TODAY)
JOINED = date(2025, 11, 2)


def evaluation(**answers: Answer) -> Evaluation:
    """The card's rules with some answers; `joined` stands for the question `joined-on`."""
    given = {"joined-on" if id == "joined" else id: answer for id, answer in answers.items()}
    return Evaluation(RULES, given, FACTS, DAY, DAY)


@pytest.mark.parametrize(
    ("answers", "label", "result"),
    [
        ({}, ["card=lost"], None),
        ({"card": "lost"}, ["card=lost"], True),
        ({"card": "have"}, ["card=lost"], False),
        ({"card": "have"}, ["card=have", "reader=adult"], None),
        ({"card": "have", "reader": "child"}, ["card=have", "reader=adult"], False),
        ({"card": "have", "reader": "adult"}, ["card=have", "reader=adult"], True),
        ({"card": "have", "reader": "adult"}, ["overdue=met"], None),
        ({"card": "lost"}, ["overdue=met"], False),
        ({"card": "lost"}, ["overdue=not-met"], True),
        ({"card": "have", "reader": "adult", "joined": JOINED}, ["overdue=met"], True),
        ({"card": "have", "reader": "adult", "joined": JOINED}, ["overdue=not-met"], False),
        ({"card": "unknown"}, ["card=unknown"], True),
        ({}, [], True),
    ],
)
def test_a_label_holds_where_all_its_reasons_do(
    answers: dict[str, Answer], label: list[str], result: bool | None
) -> None:
    assert holds(tuple(label), evaluation(**answers)) is result


CARD: list[Any] = [["card"], [[["card=have"], ["card=never"]], 0], [[["card=lost"]], 1]]
OTHERS: list[Any] = [["card"], [[["card=lost"]], 1], [[], 0]]
OVERDUE: list[Any] = [["joined-on"], [[["overdue=met"]], 0], [[["overdue=not-met"]], 1]]


@pytest.mark.parametrize(
    ("fork", "answers", "open_ways"),
    [
        (CARD, {}, [0, 1]),
        (CARD, {"card": "never"}, [0]),
        (CARD, {"card": "lost"}, [1]),
        (OTHERS, {}, [1, 0]),
        (OTHERS, {"card": "lost"}, [1]),
        (OTHERS, {"card": "have"}, [0]),
        (OVERDUE, {"card": "have", "reader": "adult"}, [0, 1]),
        (OVERDUE, {"card": "have", "joined": JOINED}, [0]),  # on this way the reader is one who is asked
        (OVERDUE, {"card": "have", "joined": date(2026, 11, 1)}, [1]),
        (OVERDUE, {"card": "have", "joined": "unknown"}, [0, 1]),
    ],
)
def test_the_answers_leave_ways_open(fork: list[Any], answers: dict[str, Answer], open_ways: list[int]) -> None:
    node = read_graph(["one", "other", fork])[-1]
    assert isinstance(node, Fork)
    assert [way.to for way in ways_from(node, evaluation(**answers))] == open_ways


def test_a_way_that_is_open_keeps_the_labels_that_may_hold() -> None:
    fork: list[Any] = [["card"], [[["card=have", "reader=adult"], ["card=never"]], 0], [[["card=lost"]], 1]]
    node = read_graph(["one", "other", fork])[-1]
    assert isinstance(node, Fork)
    assert [way.labels for way in ways_from(node, evaluation(reader="child"))] == [
        (("card=never",),),
        (("card=lost",),),
    ]


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        ([], "paths: write a list of nodes"),
        ("left", "paths: write a list of nodes"),
        ({"left": []}, "paths: write a list of nodes"),
        ([[["card"]]], "paths: node 0 leads nowhere, or not back"),
        (["end", [["card"], [[], 1]]], "paths: node 1 leads nowhere, or not back"),
        (["end", [["card"], [[], -1]]], "paths: node 1 leads nowhere, or not back"),
        (["end", [["card"], [[], 0], [[], 2]], "end"], "paths: node 1 leads nowhere, or not back"),
    ],
)
def test_ways_that_lead_nowhere_are_refused_with_their_place(graph: Any, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        read_graph(graph)
    assert str(refusal.value) == message


WAYS = read_graph(
    [
        "short",
        "long",
        [["joined-on"], [[["overdue=met"]], 0], [[["overdue=not-met"]], 1]],
        [["card"], [[["card=have"]], 2], [[["card=lost"]], 0]],
        [["reader"], [[["reader=adult"]], 3], [[["reader=child"]], 1]],
    ]
)


@pytest.mark.parametrize(
    ("answers", "wanted", "left"),
    [
        ({}, None, (1, 3)),
        ({"reader": "adult"}, None, (1, 2)),
        ({"reader": "child"}, None, (0, 0)),
        ({"card": "have"}, None, (1, 2)),
        ({"card": "have", "reader": "adult"}, None, (1, 1)),
        ({}, {"card"}, (0, 1)),
        ({}, {"reader", "joined-on"}, (1, 2)),
        ({}, set(), (0, 0)),
    ],
)
def test_the_shortest_and_the_longest_way_left(
    answers: dict[str, Answer], wanted: set[str] | None, left: tuple[int, int]
) -> None:
    assert questions_left(WAYS, evaluation(**answers), wanted) == left


# --- Supposing ---


def test_what_is_supposed_holds_whatever_it_rests_on() -> None:
    lost = evaluation(card="lost", reader="adult")
    assert lost.find("overdue").result is False
    supposed = lost.supposing("overdue", True)
    assert (supposed.find("overdue").id, supposed.find("overdue").result) == ("overdue", True)
    assert supposed.find("loan").result is not None
    assert lost.find("overdue").result is False


def test_what_was_supposed_before_is_kept() -> None:
    both = evaluation(reader="adult").supposing("overdue", True).supposing("too-many", False)
    assert [both.find(id).result for id in ("overdue", "too-many")] == [True, False]
    answered = both.with_answer("card", "lost").with_answer("books", 40)
    assert [answered.find(id).result for id in ("overdue", "too-many")] == [True, False]
    other = both.supposing("overdue", False)
    assert [other.find(id).result for id in ("overdue", "too-many")] == [False, False]


def test_what_rests_on_something_supposed_is_found_afresh() -> None:
    card = evaluation(reader="adult", card="have")
    assert card.find("route").value is None
    assert card.supposing("overdue", True).find("route").value == "renew"
    assert card.supposing("overdue", False).find("route").value == "enjoy"


@pytest.mark.parametrize(("given", "result"), [(JOINED, True), ("unknown", None)])
def test_on_a_way_that_asks_a_question_it_applies(given: Answer, result: bool | None) -> None:
    waiting = evaluation(joined=given)
    assert waiting.find("joined-on").result is None
    asked = waiting.asking("joined-on")
    found = asked.find("joined-on")
    assert (found.kind, found.id, found.result, found.value) == ("question", "joined-on", result, given)
    assert (found.gate, found.about) == (None, RULES.questions["joined-on"])
    assert asked.answers == {"joined-on": given}
    assert (asked.find("renew-by").value == date(2026, 11, 2)) is (result is True)


@pytest.mark.parametrize(
    "answers", [{}, {"joined": JOINED, "reader": "adult"}, {"joined": JOINED, "reader": "child"}, {"card": "lost"}]
)
def test_a_question_that_is_known_to_apply_or_not_is_left_as_it_is(answers: dict[str, Answer]) -> None:
    known = evaluation(**answers)
    assert known.asking("joined-on") is known
    assert known.asking("card") is known


# --- Plans ---


def plan(graph: list[Any], **answers: Answer) -> Any:
    return make_plan(read_graph(graph), evaluation(**answers))


def test_ways_that_end_alike_are_one() -> None:
    assert plan(["enjoy", [["card"], [[["card=have"]], 0], [[["card=lost"]], 0]]], card="unknown") == {
        "outcome": "enjoy"
    }
    below = [["joined-on"], [[["overdue=met"]], 1], [[["overdue=not-met"]], 0]]
    both = ["enjoy", "renew", below, [["books"], [[["too-many=met"]], 2], [[["too-many=not-met"]], 2]]]
    assert plan(both, card="have", reader="adult") == {
        "questions": ["joined-on"],
        "ways": [
            {"labels": [["overdue=met"]], "outcome": "renew"},
            {"labels": [["overdue=not-met"]], "outcome": "enjoy"},
        ],
    }


@pytest.mark.parametrize(
    ("answers", "questions"),
    [
        ({}, ["card", "joined-on"]),
        ({"card": "have"}, ["joined-on"]),
        ({"joined": JOINED}, ["card"]),
        ({"card": "have", "joined": JOINED}, ["card", "joined-on"]),
    ],
)
def test_a_plan_asks_what_is_not_answered(answers: dict[str, Answer], questions: list[str]) -> None:
    fork = [["card", "joined-on"], [[["too-many=met"]], 0], [[["too-many=not-met"]], 1]]
    assert plan(["bring-back", "borrow", fork], **answers)["questions"] == questions


def test_what_a_way_supposes_holds_further_on() -> None:
    again = [["books"], [[["overdue=met"]], 0], [[["overdue=not-met"]], 1]]
    first = [["joined-on"], [[["overdue=met"]], 2], [[["overdue=not-met"]], 2]]
    assert plan(["renew", "enjoy", again, first], reader="adult", card="have") == {
        "questions": ["joined-on"],
        "ways": [
            {"labels": [["overdue=met"]], "outcome": "renew"},
            {"labels": [["overdue=not-met"]], "outcome": "enjoy"},
        ],
    }


def test_past_two_questions_a_plan_names_the_ends_that_are_open() -> None:
    graph = [
        "renew",
        "enjoy",
        "replace",
        [["books"], [[["too-many=met"]], 0], [[["too-many=not-met"]], 1]],
        [["card"], [[["card=have"]], 3], [[["card=lost"]], 2], [[["card=never"]], 1]],
        [["joined-on"], [[["overdue=met"]], 4], [[["overdue=not-met"]], 1]],
        [["reader"], [[["reader=adult"]], 5], [[["reader=child"]], 2]],
    ]
    adult = plan(graph)["ways"][0]
    assert adult["ways"][0] == {"labels": [["overdue=met"]], "possible": ["renew", "enjoy", "replace"]}
    known = plan(graph, card="have")["ways"][0]
    assert known["ways"][0] == {"labels": [["overdue=met"]], "possible": ["renew", "enjoy"]}
