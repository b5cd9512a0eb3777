"""Mistakes put into guides, one at a time: the check finds each that changes anything for a reader."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest

from builder.library import Guide, Library
from builder.load import load_library
from tests.builder.cards import copy_library
from tests.builder.defects import defects_of, differ, first_problem, with_defect

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(ROOT)
TODAY = datetime.date(2026, 11, 22)
HARMLESS = {"dropped condition"}
"""A condition may be left out where a question's own ask_when says the same: only then there is nothing to find."""
SOME = 60
"""Mistakes tried in one guide for every change, one in so many of all; make audit tries all of them."""


def missed(library: Library, guide: Guide, most: int) -> tuple[list[str], Counter[str], Counter[str]]:
    """The mistakes that change something and are not found; how many of each kind; how many of these change nothing."""
    assert first_problem(library, guide) is None
    lost, made, idle = [], Counter[str](), Counter[str]()
    defects = list(defects_of(guide))
    for defect in defects[:: 1 + len(defects) // most]:
        made[defect.kind] += 1
        broken = with_defect(guide, defect)
        if not isinstance(broken, str) and first_problem(library, broken) is None:
            if differ(library, guide, broken, TODAY):
                lost.append(str(defect))
            else:
                idle[defect.kind] += 1
    return lost, made, idle


def test_each_mistake_in_the_library_card_is_found(tmp_path: Path) -> None:
    library = load_library(copy_library(tmp_path))
    lost, made, idle = missed(library, library.guides["library-card"], 10_000)
    assert (lost, idle) == ([], {})
    assert made == {
        "deleted row": 3,
        "clashing row": 2,
        "dropped condition": 6,
        "misspelt option": 14,
        "dropped option": 2,
        "missing rule": 11,
    }


@pytest.mark.timeout(1800)  # some hundred guides are checked, one for each mistake
@pytest.mark.parametrize("most", [SOME, pytest.param(10_000, marks=pytest.mark.audit)], ids=["some", "all"])
@pytest.mark.parametrize("guide", LIBRARY.guides.values(), ids=lambda guide: guide.id)
def test_each_mistake_that_changes_an_answer_is_found(guide: Guide, most: int) -> None:
    lost, made, idle = missed(LIBRARY, guide, most)
    assert lost == []
    assert set(idle) <= HARMLESS
    assert min(made.values()) > 0
