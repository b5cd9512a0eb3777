"""The merged ways: as many as there are states; and each fault on the way is told, with the answers that lead to it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from builder.check import check_library
from builder.check.ways import check_ways, hangs_together
from builder.library import Guide, Library
from builder.load import load_library
from builder.paths import State, find_states, states_in
from builder.problem import DataError
from builder.ways import count_states
from tests.builder.cards import copy_library, edit, short

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
TODAY = datetime.date(2026, 11, 22)
FOLDER = "guides/procedures/library-card"
CARD = f"{FOLDER}/procedure.yaml"


def length(state: State, choose: type[min]) -> int:
    after = [length(branch.to, choose) for branch in state.branches]
    return 1 + choose(after) if after else 0


@pytest.mark.parametrize("day", [TODAY, datetime.date(2027, 2, 28), datetime.date(2028, 3, 31)], ids=str)
@pytest.mark.parametrize("guide", LIBRARY.guides.values(), ids=lambda guide: guide.id)
def test_merged_there_are_as_many_states_as_one_by_one(guide: Guide, day: datetime.date) -> None:
    sizes = count_states(LIBRARY, guide, day)
    for id, first in find_states(LIBRARY, guide, day).items():
        states, size = list(states_in(first)), sizes[id]
        ends = [state for state in states if state.asks is None]
        assert (size.states, size.ends) == (len(states), len(ends))
        assert (size.least, size.most) == (length(first, min), length(first, max))  # type: ignore[arg-type]
        assert size.outcomes == Counter(end.outcome for end in ends)


def card(folder: Path) -> tuple[Library, Guide]:
    library = load_library(folder)
    return library, library.guides["library-card"]


def told(folder: Path, *edits: tuple[str, str]) -> list[str]:
    """What is wrong on the ways through the card's guide after some edits of its rules."""
    copy_library(folder)
    for old, new in edits:
        edit(folder / CARD, old, new)
    library, guide = card(folder)
    assert hangs_together(library, guide)
    return sorted(short(problem) for problem in check_ways(library, guide, TODAY))


OTHERWISE = "    - {otherwise: enjoy}\n"
BRANCH = "  - {id: branch, type: choice, options: [north, south]}\n"
READ_ON = "{id: read-on, when: {route: enjoy}}"
CONSENT = "{id: guardian-consent, originals: 1, when: {reader: child}}"
LOST = "{when: {card: lost}, then: replace}"
CLASH = (
    "The row for 'enjoy' and the one for 'replace' on line 16 both match with {reader: child, card: lost}. "
    "Let one exclude the other."
)
MEND = "Mend its condition, or take it out."
NOBODY = "{all: [{reader: child}, {reader: adult}]}"
KEPT = "{card: [have, never]}"
DEAD = "and nothing is left to ask. Add a row, or an otherwise."
IN_TIME = "reader: adult, card: have, joined-on: 2025-11-22"
ASKED = "Mend its ask_when or let a rule rest on it, or take it out."

FAULTS: dict[str, tuple[list[tuple[str, str]], list[tuple[int, str]]]] = {
    "a right guide": ([], []),
    "a dead end": (
        [
            (
                OTHERWISE,
                f"    - {{when: {{all: [{KEPT}, {{reader: [adult, child]}}, {{not: overdue}}]}}, then: enjoy}}\n",
            )
        ],
        [(15, f"No row of 'route' matches with {{reader: visitor, card: have}}, {DEAD}")],
    ),
    "a dead end on a day": (
        [(OTHERWISE, "    - {when: {any: [{card: never}, {reader: [child, visitor]}]}, then: enjoy}\n")],
        [
            (15, f"No row of 'route' matches with {{{IN_TIME}}} on 2026-11-22, {DEAD}"),
            (18, CLASH),
        ],
    ),
    "a clash that the form would never ask about": (
        [(OTHERWISE, "    - {when: {all: [{card: lost}, {reader: child}]}, then: enjoy}\n" + OTHERWISE)],
        [(18, CLASH)],
    ),
    "a row that never matches": (
        [(LOST, "{when: {all: [{card: lost}, {card: have}]}, then: replace}")],
        [
            (
                16,
                f"The row for 'replace' never matches, so 'replace' is never reached. {MEND}",
            )
        ],
    ),
    "a row that never matches, of an outcome that is reached": (
        [(OTHERWISE, "    - {when: {all: [overdue, {card: never}]}, then: renew}\n" + OTHERWISE)],
        [(18, "The row for 'renew' never matches. Mend its condition, or take it out.")],
    ),
    "an otherwise that never matches": (
        [(OTHERWISE, "    - {when: {not: {any: [{card: lost}, overdue]}}, then: enjoy}\n    - {otherwise: renew}\n")],
        [(19, "The row for 'renew' never matches. Take it out, the others cover every case.")],
    ),
    "evidence that is never listed": (
        [(CONSENT, CONSENT.replace("{reader: child}", "{all: [{reader: child}, overdue]}"))],
        [(21, "'guardian-consent' is never listed: its condition is never met. Mend the when, or take the line out.")],
    ),
    "a step that is never listed": (
        [(READ_ON, "{id: read-on, when: {all: [{route: enjoy}, {card: lost}]}}")],
        [(24, "'read-on' is never listed: its condition is never met. Mend the when, or take the line out.")],
    ),
    "a list that no form shows, and a value that nothing uses": (
        [("shows: [renew-by, days-left]}", "shows: [renew-by], lists: [steps]}")],
        [
            (11, "Nothing uses 'days-left'. Write it where it belongs, or take it out."),
            (
                21,
                "No widget shows 'evidence', so the when of 'guardian-consent' chooses nothing. "
                "Add 'evidence' to the lists of a widget, or take the when out.",
            ),
        ],
    ),
    "a condition that nothing uses": (
        [("conditions:\n", "conditions:\n  early: {joined-on: {before: 2020-01-01}}\n")],
        [(13, "Nothing uses 'early'. Write it where it belongs, or take it out.")],
    ),
    "a question on which nothing rests": (
        [("values:\n", BRANCH + "values:\n")],
        [(9, f"'branch' is never asked. {ASKED}")],
    ),
    "a question whose gate is never met": (
        [
            ("values:\n", BRANCH.replace("]}", f"], ask_when: {NOBODY}}}") + "values:\n"),
            (READ_ON, "{id: read-on, when: {any: [{route: enjoy}, {branch: north}]}}"),
        ],
        [(9, f"'branch' is never asked. {ASKED}")],
    ),
    "a question without effect": (
        [
            ("values:\n", BRANCH + "values:\n"),
            (READ_ON, "{id: read-on, when: {all: [{route: enjoy}, {branch: [north, south]}]}}"),
        ],
        [(9, "No answer to 'branch' changes anything. Let a rule rest on it, or take it out.")],
    ),
}


@pytest.mark.parametrize(("edits", "problems"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told(
    tmp_path: Path, edits: Iterable[tuple[str, str]], problems: Iterable[tuple[int, str]]
) -> None:
    assert told(tmp_path, *edits) == [f"{CARD}:{line}: {message}" for line, message in problems]


def test_a_question_that_rests_on_itself_is_told_before_any_walk(tmp_path: Path) -> None:
    copy_library(tmp_path)
    edit(tmp_path / CARD, "changed_by: you}", "changed_by: you, ask_when: overdue}")
    problems = [short(problem) for problem in check_library(load_library(tmp_path))]
    circle = "card → overdue → card"
    assert problems == [f"{CARD}:7: Goes round in a circle ({circle}). Take one of these out of another."]


def test_past_the_budget_the_check_says_so(tmp_path: Path) -> None:
    library, guide = card(copy_library(tmp_path))
    states = count_states(library, guide, TODAY)["what-now"].states
    assert count_states(library, guide, TODAY, states).keys() == {"what-now"}
    (problem,) = check_ways(library, guide, TODAY, budget=states - 1)
    assert short(problem) == (
        f"{CARD}:26: With 'what-now' this guide has more than {states - 1} states; "
        "they ran out at the question 'card'. "
        "Give questions an ask_when, take options together, or make two guides of it."
    )


def test_a_form_with_millions_of_states_is_refused_in_short_time(tmp_path: Path) -> None:
    copy_library(tmp_path)
    asked = "".join(f"  - {{id: q{n}, type: choice, options: [north, south]}}\n" for n in range(30))
    steps = "".join(f"  - {{id: s{n}, when: {{q{n}: north}}}}\n" for n in range(30))
    edit(tmp_path / CARD, "values:\n", asked + "values:\n")
    edit(tmp_path / CARD, "steps:\n", "steps:\n" + steps)
    with pytest.raises(DataError, match="more than 500 states"):
        count_states(*card(tmp_path), TODAY, budget=500)


def test_a_row_for_a_time_that_an_example_shows_is_no_fault(tmp_path: Path) -> None:
    """Nothing matches it today; it does on the day of the example."""
    copy_library(tmp_path)
    row = "    - {when: {all: [{card: never}, newcomer]}, then: welcome}\n    - {otherwise: enjoy}\n"
    edit(tmp_path / CARD, OTHERWISE, row)
    edit(tmp_path / CARD, "conditions:\n", "conditions:\n  newcomer: {joined-on: {after: 2027-06-01}}\n")
    library, guide = card(tmp_path)
    never = "The row for 'welcome' never matches, so 'welcome' is never reached. Mend its condition, or take it out."
    assert [problem.message for problem in check_ways(library, guide)] == [never]
    with (tmp_path / FOLDER / "cases.yaml").open("a", encoding="utf-8") as file:
        file.write("- {name: Later, widget: what-now, today: 2027-06-02, answers: {}, outcome: null}\n")
    library, guide = card(tmp_path)
    assert list(check_ways(library, guide)) == []
