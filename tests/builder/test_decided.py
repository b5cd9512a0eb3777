"""What pages show of a guide's rules is found as its ways are checked, and once."""

from __future__ import annotations

import datetime
from itertools import count
from pathlib import Path

import pytest

from benchmarks.made import make_guides
from builder import decided
from builder.check import check_library
from builder.decided import DECIDED
from builder.kept import Ahead
from builder.load import load_library
from builder.render import render_site

ROOT = Path(__file__).parent.parent / "data" / "librarycard"
TODAY = datetime.date(2026, 11, 22)


def test_what_was_found_as_the_ways_were_checked_is_what_the_pages_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_guides(2, tmp_path)
    alone = render_site(load_library(root), TODAY)
    calls, find = count(), decided.find_trees
    monkeypatch.setattr(decided, "find_trees", lambda *about: (next(calls), find(*about))[1])
    library = load_library(root, kept=Ahead(DECIDED))
    assert not [problem for problem in check_library(library, today=TODAY) if not problem.warning]
    assert render_site(library, TODAY) == alone
    assert next(calls) == len(library.guides)


def test_the_problems_do_not_hang_on_the_day_of_the_pages() -> None:
    problems = check_library(load_library(ROOT))
    assert check_library(load_library(ROOT, kept=Ahead(DECIDED)), today=datetime.date(2031, 5, 1)) == problems


def test_a_thing_made_ahead_is_given_out_once() -> None:
    kept, made = Ahead(["tree"]), count()
    assert [kept.of(("tree", "a"), None, lambda: next(made)) for _ in range(3)] == [0, 0, 1]
    assert [kept.of(("page", "a"), None, lambda: next(made)) for _ in range(2)] == [2, 3]
