"""What is found once for many ways is what the engine finds on each of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder import paths
from builder.count import count as counted
from builder.cut import answers_to
from builder.cut import tests_in as all_tests
from builder.cuts import Cuts
from builder.graph import Graph, graph_of_places
from builder.known import Knowing, Way
from builder.load import load_library
from builder.merge import merge, places_in
from builder.paths import TooManyError
from builder.standing import missing_for
from builder.things import Thing, outcome_thing, row_things, untold, value_thing, widget_things
from builder.tree import NoTreeError
from builder.ways import Ways
from tests.builder.engine_walks import Merged, Walk, graph_of_states
from tests.widgets.procedures import FIGURES, TODAY, answers_for, procedures
from widgets.answers import read_answer
from widgets.basis import day_wanted
from widgets.decide import Evaluation
from widgets.model import Procedure
from widgets.reasons import Pending
from widgets.rules import Rules, read_rules

CARD = load_library(Path(__file__).parent.parent / "data" / "librarycard").guides["library-card"]

each = settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


DAYS = (TODAY, datetime.date(2026, 12, 20), datetime.date(2028, 2, 29))
"""Days on which the figures, ages and bounds of today come to something else."""


def read(rules: Rules, answers: dict[str, str], by: str, today: datetime.date = TODAY) -> Evaluation:
    """The rules, read afresh."""
    given = {id: read_answer(rules.questions[id], answer) for id, answer in answers.items()}
    return Evaluation(rules, given, FIGURES, today, today, by)


def ids_of(rules: Rules) -> list[str]:
    return [*rules.questions, *rules.values, *rules.conditions, *rules.tables]


def things_of(rules: Rules) -> list[Thing]:
    goal, rest = widget_things(rules, rules.widgets["w"])
    rows = [thing for table in rules.tables for thing in row_things(rules, table)]
    return [goal, *rest, *rows, *(value_thing(rules, id) for id in ids_of(rules))]


def stand(thing: Thing, evaluation: Evaluation) -> tuple[bool | None, Any, frozenset[str]]:
    finding = thing.find(evaluation)
    return finding.result, thing.tell(finding), missing_for(evaluation, finding)


@each
@given(procedures(exclusive=False), st.data())
def test_what_is_known_on_a_way_is_what_its_answers_come_to(rules: Rules, data: st.DataObject) -> None:
    """In whatever order they are given, on whatever day, and whatever ways were gone before, on other days too."""
    by = rules.widgets["w"].on or ""
    knowing = Knowing(rules, FIGURES, TODAY, by)
    things = things_of(rules)
    named = {*FIGURES, by}.union(*(thing.rests_on for thing in things))
    stands = [knowing.by_ids((*(thing.found_from or ()), by), partial(stand, thing)) for thing in things]
    for _ in range(4):
        today = data.draw(st.sampled_from(DAYS))
        way = knowing.on(today).begin(named)
        given = data.draw(answers_for(rules, unknown=True, whole=True))
        for id in data.draw(st.permutations(list(given))):
            way = knowing.then(way, id, given[id], knowing.moved(id, named))
            afresh = read(rules, way.answers, by, today)
            for thing, known in zip(things, stands, strict=True):
                finding = thing.find(afresh)
                waits = Pending([finding, *day_wanted(afresh, [finding])]).missing
                assert known.of(way) == (finding.result, thing.tell(finding), waits)


@each
@given(procedures(exclusive=False), st.data())
def test_a_question_is_cut_as_if_nothing_was_tried_before(rules: Rules, data: st.DataObject) -> None:
    by = rules.widgets["w"].on or ""
    knowing = Knowing(rules, FIGURES, TODAY, by)
    tests = [test for condition in rules.conditions.values() for test in all_tests(condition)]
    walks = [
        (some, wide, Cuts(knowing, some, unknown=True, wide=wide))
        for some in (tests, tests[:1])
        for wide in (True, False)
    ]
    for _ in range(4):
        today = data.draw(st.sampled_from(DAYS))
        way = knowing.on(today).begin(())
        given = data.draw(answers_for(rules, unknown=True, whole=True))
        for id in given:
            for some, wide, cuts in walks:
                reading = read(rules, way.answers, by, today)
                afresh = answers_to(rules.questions[id], some, reading, today, unknown=True, wide=wide)
                assert cuts.answers_to(id, way) == afresh
            way = knowing.then(way, id, given[id], knowing.moved(id, ()))


@each
@given(procedures(exclusive=False))
def test_what_is_told_at_a_place_is_what_its_answers_come_to(rules: Rules) -> None:
    widget = rules.widgets["w"]
    goal, rest = widget_things(rules, widget)
    knowing = Knowing(rules, FIGURES, TODAY, widget.on or "")
    places = [(place, day) for day in DAYS for place in places_in(merge(knowing.on(day), [[goal], rest], unknown=True))]
    for place, day in places:
        afresh = read(rules, dict(place.answers), widget.on or "", day)
        for thing, told in zip([goal, *rest], place.told, strict=True):
            finding = thing.find(afresh)
            waits = Pending([finding, *day_wanted(afresh, [finding])]).missing
            assert told == (None if waits else thing.tell(finding))


@each
@given(procedures(exclusive=False), st.booleans())
def test_every_state_is_what_the_engine_finds_there(rules: Rules, all_of_it: bool) -> None:
    """The same states in the same order, with the same conditions settled; so is the graph of those that merge."""
    widget = rules.widgets["w"]
    known = Knowing(rules, FIGURES, TODAY, widget.on or "")
    for day in DAYS[:2]:
        by, knowing = Walk(rules, widget, FIGURES, day, whole=all_of_it, unknown=all_of_it, budget=1500), known.on(day)
        try:
            afresh = by.start()
        except TooManyError:
            return
        assert paths.Walk(knowing, widget, whole=all_of_it, unknown=all_of_it, budget=1500).start() == afresh
        start = Merged(rules, widget, FIGURES, day).start()
        found, merged = partial(graph_of_places, knowing, widget), partial(graph_of_states, rules, start)
        assert graph_or_none(found) == graph_or_none(merged)


def graph_or_none(find: Callable[[], Graph]) -> Graph | None:
    try:
        return find()
    except NoTreeError:
        return None


def test_the_last_row_is_found_from_all_others() -> None:
    """It rests on nothing of its own, and yet comes out otherwise where another one matches."""
    rows = [{"when": {"q": "a"}, "then": "x"}, {"otherwise": "y"}]
    rules = rules_of({"id": "q", "type": "choice", "options": ["a", "b"], "changed_by": "you"}, {}, rows)
    ends = places_in(merge(Knowing(rules, {}, TODAY, ""), [row_things(rules, "t")]))
    assert sorted((dict(end.answers)["q"], end.told) for end in ends if end.asks is None) == [
        ("a", (True, False)),
        ("b", (False, True)),
    ]


def test_the_engine_reads_once_what_ways_have_alike() -> None:
    rules = rules_of(
        {"id": "q", "type": "number", "changed_by": "you", "at_most": 9}, {"c": {"q": {"at_least": 5}}}, []
    )
    knowing, runs, named = Knowing(rules, {}, TODAY, ""), count(1), {"q", "c"}
    known = knowing.by_ids(["c"], lambda _: next(runs))
    begin, moved = knowing.begin(named), knowing.moved("q", named)
    assert [known.of(knowing.then(begin, "q", answer, moved)) for answer in ("4", "3", "5", "9", "4")] == [
        1,
        1,
        2,
        2,
        1,
    ]


ON_A_DAY = {
    "id": "p",
    "questions": [
        {"id": "x", "type": "choice", "options": ["a", "b"]},
        {"id": "n", "type": "number"},
        {"id": "day", "type": "date"},
        {"id": "born", "type": "date"},
        {"id": "until", "type": "date", "earliest": "day"},
    ],
    "values": {"age": {"age": "born"}},
    "conditions": {
        "enough": {"n": {"at_least": "span"}},
        "grown-up": {"age": {"at_least": 18}},
        "either": {"any": [{"x": "a"}, "enough"]},
        "inside": {"all": ["either"]},
    },
    "tables": {"t": [{"when": "inside", "then": "y"}, {"otherwise": "z"}]},
    "widgets": [{"id": "w", "goal": "t", "on": "day"}],
}


def on_a_day[T](found: Callable[[Evaluation], T], ids: list[str], *ways: dict[str, str]) -> list[T]:
    """What is found on some ways, one after another, of a form that asks for the day that counts."""
    rules = read_rules(Procedure.from_dict(ON_A_DAY))
    knowing = Knowing(rules, FIGURES, TODAY, "day")
    known, named = knowing.by_ids(ids, found), {*ids_of(rules), "span"}
    return [known.of(go(knowing, answers, named)) for answers in ways]


def go(knowing: Knowing, answers: dict[str, str], named: set[str]) -> Way:
    way = knowing.begin(named)
    for id, answer in answers.items():
        way = knowing.then(way, id, answer, knowing.moved(id, named))
    return way


def test_a_figure_and_an_age_are_found_for_the_day_that_counts() -> None:
    """From December on the figure is twenty."""
    november, december = {"n": "15", "day": "2026-11-30"}, {"n": "15", "day": "2026-12-01"}
    assert on_a_day(lambda e: e.find("enough").result, ["enough"], november, december) == [True, False]
    born = {"born": "2008-12-01"}
    ways = {**born, **november}, {**born, **december}
    assert on_a_day(lambda e: e.find("grown-up").result, ["grown-up"], *ways) == [False, True]


def test_the_day_is_waited_for_only_where_what_decides_rests_on_it() -> None:
    """One of two conditions is met, and only for the other one a figure counts."""
    ways: tuple[dict[str, str], ...] = ({"x": "a"}, {"x": "b", "n": "30"})
    waits = on_a_day(lambda e: missing_for(e, e.find("inside")), ["inside", "day"], *ways)
    assert waits == [frozenset(), frozenset({"day"})]


def test_a_figure_that_is_shown_alone_waits_for_the_day_and_no_longer() -> None:
    """No rule names it, so that only what is shown rests on the day."""
    rules = read_rules(Procedure.from_dict(ON_A_DAY))
    first = merge(Knowing(rules, FIGURES, TODAY, "day"), [[value_thing(rules, "limit")]])
    assert [place.asks for place in places_in(first)] == ["day", None]


def test_a_date_is_cut_anew_for_another_date_that_bounds_it() -> None:
    knowing = Knowing(read_rules(Procedure.from_dict(ON_A_DAY)), FIGURES, TODAY, "")
    cuts = Cuts(knowing, [], unknown=False)
    days = ["2026-01-31", "2026-02-28"]
    assert [cuts.answers_to("until", go(knowing, {"day": day}, set())) for day in days] == [[day] for day in days]


def test_ways_that_wait_for_different_things_are_not_merged() -> None:
    """One way has the first condition left, another one the second: nothing is told of either."""
    raw = {
        "id": "p",
        "questions": [
            {"id": "d", "type": "choice", "options": ["1", "2"]},
            {"id": "b", "type": "choice", "options": ["x", "y", "z"]},
            {"id": "a", "type": "choice", "options": ["x", "y"]},
        ],
        "conditions": {"is-a": {"a": "x"}, "is-b": {"b": "x"}},
        "tables": {
            "t": [
                {"when": {"any": [{"all": [{"d": "1"}, "is-b"]}, {"all": [{"d": "2"}, "is-a"]}]}, "then": "u"},
                {"otherwise": "v"},
            ]
        },
    }
    rules = read_rules(Procedure.from_dict(raw))
    rest = [untold(value_thing(rules, id)) for id in ("is-a", "is-b")]
    size = counted(merge(Knowing(rules, {}, TODAY, ""), [[outcome_thing(rules, "t")], rest]))
    assert (size.states, size.ends) == (1 + (1 + 3 * 3) + (1 + 2 * 4), 2 * 3 + 2 * 3)


def test_days_that_the_rules_can_not_tell_apart_are_walked_once() -> None:
    """The figure is another one from December on; an age, or a bound of today, is another one each day."""
    rules = read_rules(Procedure.from_dict(ON_A_DAY))
    days = tuple(datetime.date(2026, month, day) for month, day in ((11, 29), (11, 30), (12, 1)))
    ways = Ways(CARD, rules, FIGURES, days, partial(Knowing, rules, FIGURES))
    walked = {id: ways.days_for([value_thing(rules, id)], "day") for id in ("x", "enough", "grown-up")}
    assert walked == {"x": [days[0]], "enough": [days[0], days[2]], "grown-up": [*days]}
    bounded = {**ON_A_DAY, "questions": [*ON_A_DAY["questions"], {"id": "past", "type": "date", "latest": "today"}]}
    rules = read_rules(Procedure.from_dict(bounded))
    ways = Ways(CARD, rules, FIGURES, days, partial(Knowing, rules, FIGURES))
    assert ways.days_for([value_thing(rules, "past")], "") == [*days]
    assert ways.days_for([value_thing(rules, "day")], "") == [*days[:1]]


def test_a_number_is_cut_once_for_all_ways_on_which_its_bound_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is a figure on the day that counts: on each day of November it is the same."""
    knowing, read = Knowing(read_rules(Procedure.from_dict(ON_A_DAY)), FIGURES, TODAY, "day"), count()
    knowing.by_ids(["enough", "day"], lambda _: None)
    cuts, named = (
        Cuts(knowing, [*all_tests(knowing.rules.conditions["enough"])], unknown=False),
        {"enough", "n", "span"},
    )
    monkeypatch.setattr("builder.cuts.answers_to", lambda *_, **__: [next(read)])
    days = ("2026-11-01", "2026-11-30", "2026-12-01", "2026-12-02")
    ways = [go(knowing, {"day": day}, {*named, "day"}) for day in days]
    assert [cuts.answers_to("n", way) for way in ways] == [[0], [0], [1], [1]]


def test_a_number_is_cut_by_what_its_bound_may_yet_be() -> None:
    """The bound waits for the same on both ways, and yet what it may come to differs."""
    raw = {
        "id": "p",
        "questions": [{"id": id, "type": "number", "at_most": 9} for id in ("a", "b", "n")],
        "values": {"v": {"sum": ["a", "b"]}},
        "conditions": {"c": {"n": {"at_least": "v"}}},
    }
    rules = read_rules(Procedure.from_dict(raw))
    knowing, tests = Knowing(rules, {}, TODAY, ""), [*all_tests(rules.conditions["c"])]
    knowing.by_ids(["c"], lambda _: None)
    cuts = Cuts(knowing, tests, unknown=False, wide=True)
    for typed in ("1", "5"):
        afresh = answers_to(rules.questions["n"], tests, read(rules, {"a": typed}, ""), TODAY, unknown=False, wide=True)
        assert cuts.answers_to("n", go(knowing, {"a": typed}, {*ids_of(rules)})) == afresh


def test_a_bound_is_found_where_a_value_applies_between_two_others() -> None:
    """At both ends of what may be typed it does not apply."""
    raw = {
        "id": "p",
        "questions": [{"id": "q", "type": "number", "at_most": 99}],
        "values": {"v": {"sum": ["q", 1], "when": "inside"}},
        "conditions": {
            "inside": {"all": [{"q": {"at_least": 10}}, {"q": {"at_most": 20}}]},
            "enough": {"v": {"at_least": 16}},
        },
    }
    rules = read_rules(Procedure.from_dict(raw))
    tests = [test for condition in rules.conditions.values() for test in all_tests(condition)]
    tried = answers_to(rules.questions["q"], tests, read(rules, {}, ""), TODAY, unknown=False)
    assert tried == ["9", "10", "11", "15", "16", "20", "21"]


BOUNDS: dict[str, tuple[dict[str, Any], Any, list[str]]] = {
    "a whole number": ({}, 5, ["4", "5", "6"]),
    "a bound between two whole numbers": ({}, Decimal("4.5"), ["4", "5"]),
    "a bound between two hundredths": ({"whole": False}, "2/3", ["0.66", "0.67"]),
    "the first number that may be typed": ({"at_least": 5}, 5, ["5", "6"]),
    "the last": ({"at_most": 5}, 5, ["4", "5"]),
    "one beyond the last": ({"at_most": 5}, 6, ["0", "5"]),
    "itself": ({}, "q", ["0"]),
    "just below the first": ({"at_least": 5}, 4, ["5"]),
}


@pytest.mark.parametrize(("ask", "bound", "tried"), BOUNDS.values(), ids=BOUNDS)
def test_below_at_and_above_a_bound_is_tried(ask: dict[str, Any], bound: Any, tried: list[str]) -> None:
    rules = rules_of({"id": "q", "type": "number", "changed_by": "you", **ask}, {"c": {"q": {"at_least": bound}}}, [])
    tests = [*all_tests(rules.conditions["c"])]
    assert answers_to(rules.questions["q"], tests, read(rules, {}, ""), TODAY, unknown=False) == tried


def rules_of(question: dict[str, Any], conditions: dict[str, Any], rows: list[dict[str, Any]]) -> Rules:
    raw = {"id": "p", "questions": [question], "conditions": conditions, "tables": {"t": rows} if rows else {}}
    return read_rules(Procedure.from_dict(raw))


@pytest.mark.parametrize("test", ["enough", "twice-enough", "long-enough"])
@pytest.mark.parametrize("wide", [False, True])
def test_a_number_is_cut_anew_on_another_day(test: str, wide: bool) -> None:
    """What it is compared with is a figure of that day, or counted from a day that may end today."""
    past = {"id": "past", "type": "date", "earliest": "2026-01-01", "latest": "today"}
    raw = {
        **ON_A_DAY,
        "questions": [*ON_A_DAY["questions"], past],
        "values": {**ON_A_DAY["values"], "twice": {"times": ["n", 2]}, "gone": {"days_since": ["past", "day"]}},
        "conditions": {
            **ON_A_DAY["conditions"],
            "twice-enough": {"twice": {"at_least": "span"}},
            "long-enough": {"n": {"at_least": "gone"}},
        },
    }
    rules = read_rules(Procedure.from_dict(raw))
    tests = [*all_tests(rules.conditions[test])]
    knowing = Knowing(rules, FIGURES, TODAY, "")
    cuts, given = Cuts(knowing, tests, unknown=False, wide=wide), {"day": "2026-12-31"}
    for today in DAYS:
        way = go(knowing.on(today), given, set())
        afresh = answers_to(rules.questions["n"], tests, read(rules, given, "", today), today, unknown=False, wide=wide)
        assert cuts.answers_to("n", way) == afresh
