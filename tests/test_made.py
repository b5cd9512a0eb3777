"""The made-up guides of `make bench-build`: sound, of several shapes, the same each time."""

from pathlib import Path

from benchmarks.grow import Clock, compare, summed
from benchmarks.made import make_guides, name_of
from builder.check import check_library
from builder.load import load_library
from tests.site.test_same import contents


def test_made_up_guides_are_sound_of_several_shapes_and_the_same_each_time(tmp_path: Path) -> None:
    library = load_library(make_guides(3, tmp_path / "one"))
    assert list(library.guides) == [name_of(number) for number in range(3)]
    assert [problem for problem in check_library(library) if not problem.warning] == []
    shapes = {tuple(section.id for section in guide.words["fr"].sections) for guide in library.guides.values()}
    assert len(shapes) == 3
    again = make_guides(3, tmp_path / "two")
    assert contents(again / "guides") == contents(tmp_path / "one" / "guides")


def test_a_clock_gives_each_step_what_it_took() -> None:
    clock = Clock()
    for step in ("read", "mkdocs", "read", ""):
        clock.tell(step)
    assert list(clock.steps) == ["read", "mkdocs"]
    assert all(seconds >= 0 for both in clock.steps.values() for seconds in both)


def test_our_part_is_all_but_mkdocs_and_runs_are_compared_by_their_work() -> None:
    small = summed({"guides": 10, "steps": {"read": [1.0, 1.0], "mkdocs": [3.0, 3.0]}})
    large = summed({"guides": 100, "steps": {"read": [10.0, 10.0], "mkdocs": [40.0, 30.0]}})
    assert (small["ours"], large["ours"]) == ((0.25, 0.25), (0.2, 0.25))
    assert compare(small, large) == {
        "from": 10, "to": 100, "guides": 10.0, "clock": 12.5, "work": 10.0, "steps": {"read": 10.0, "mkdocs": 10.0},
    }  # fmt: skip
