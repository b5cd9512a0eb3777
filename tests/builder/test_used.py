"""Which figures a form can use, when it lets a reader name a day, and that each figure has words."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check import check_library
from builder.load import load_library
from builder.used import asks_for_day, used_figures
from tests.builder.cards import copy_library, edit, short

GUIDE = "guides/procedures/library-card"
RULES = f"{GUIDE}/procedure.yaml"
WIDGET = "goal: route, shows: [renew-by, days-left]"
BOTH = "[{from: 2020-01-01, value: 12}, {from: 2027-01-01, value: 24}]"
UNDATED = "[{from: unknown, seen: 2026-11-01, value: 12}]"


@pytest.mark.parametrize(
    ("widget", "values", "figures", "control"),
    [
        (WIDGET, BOTH, ["card-validity"], True),
        (
            WIDGET,
            "[{from: unknown, seen: 2026-11-01, value: 12}, {from: 2027-01-01, value: 24}]",
            ["card-validity"],
            True,
        ),
        (WIDGET, UNDATED, ["card-validity"], False),
        (f"{WIDGET}, on: joined-on", BOTH, ["card-validity"], False),
        ("goal: open, lists: []", BOTH, [], False),
        ("goal: open, lists: [], shows: [days-left]", BOTH, ["card-validity"], True),
        ("goal: open, lists: [steps]", BOTH, ["card-validity"], True),
    ],
)
def test_figures_and_the_control_for_another_day(
    tmp_path: Path, widget: str, values: str, figures: list[str], control: bool
) -> None:
    folder = copy_library(tmp_path)
    edit(folder / RULES, WIDGET, widget)
    edit(folder / RULES, "evidence:", "  open: [{otherwise: come-in}]\nevidence:")
    edit(folder / "guides/facts/library.yaml", BOTH, values)
    library = load_library(folder)
    procedure = library.guides["library-card"].procedure
    used = used_figures(library.facts, procedure, procedure.widgets[0])
    assert [figure.id for figure in used] == figures
    assert asks_for_day(used, procedure.widgets[0]) is control


def test_every_figure_that_a_form_can_use_has_words(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / GUIDE / "fr.md", "- `card-validity` Durée d'une carte\n", "")
    edit(folder / GUIDE / "ar.md", "- `card-validity`", "- `reminder-before`")
    told = "'card-validity' has no words under 'what-now'. Add an item: - `card-validity` …"
    assert [short(problem) for problem in check_library(load_library(folder), release=True)] == [
        f"{GUIDE}/ar.md:12: {told}",
        f"{GUIDE}/ar.md:17: There is no item under 'what-now' with the id 'reminder-before'. "
        "Write one of renew-by, days-left, card-validity.",
        f"{GUIDE}/fr.md:12: {told}",
    ]


def test_a_day_is_named_by_a_date_question(tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    edit(folder / RULES, WIDGET, f"{WIDGET}, on: joined")
    assert [short(problem) for problem in check_library(load_library(folder))] == [
        f"{RULES}:26: 'joined' is no date question, and on is the one whose day counts. Write one of joined-on."
    ]
