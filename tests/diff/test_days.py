"""The other days for which a change of figures is walked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builder.diff.side import moved_days

TODAY = date(2026, 11, 22)


def figure(**values: int) -> dict[str, Any]:
    """A figure by its days: y2020=12 starts on the first day of 2020, unknown=12 on none that is known."""
    starts = {day: "unknown" if day == "unknown" else f"{day[1:]}-01-01" for day in values}
    return {"unit": "months", "values": [{"from": starts[day], "value": value} for day, value in values.items()]}


@pytest.mark.parametrize(
    ("before", "after", "days", "today"),
    [
        ({"a": figure(y2020=12)}, {"a": figure(y2020=12)}, [], False),
        ({"a": figure(y2020=12)}, {"a": figure(y2020=18)}, ["2020-01-01"], True),
        ({"a": figure(y2020=12, y2027=24)}, {"a": figure(y2020=12, y2027=36)}, ["2027-01-01"], False),
        ({"a": figure(y2020=12)}, {"a": figure(y2020=12, y2024=13, y2025=12)}, ["2024-01-01"], False),
        ({"a": figure(unknown=12)}, {"a": figure(unknown=18)}, [], True),
        ({"a": figure(unknown=12, y2020=9)}, {"a": figure(unknown=18, y2020=9)}, ["2019-12-31"], False),
        ({"a": figure(y2020=12)}, {"a": figure(y2021=12)}, ["2020-01-01"], False),
        ({"a": figure(y2020=12)}, {"b": figure(y2024=12)}, ["2019-12-31", "2020-01-01", "2024-01-01"], True),
    ],
)
def test_each_stretch_in_which_a_figure_differs_has_its_first_day(
    before: dict[str, Any], after: dict[str, Any], days: list[str], today: bool
) -> None:
    assert moved_days(before, after, TODAY) == ([date.fromisoformat(day) for day in days], today)
