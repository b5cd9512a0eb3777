"""What is told of the mutants: each survivor with its reason, and no reason for what is not there."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tests.mutation.report import (
    Key,
    Mutant,
    find_mutants,
    known_modules,
    percent,
    read_reasons,
    write_down,
    write_page,
)
from tests.mutation.trial import TESTS, prepare, try_again, try_module

KILLED = Mutant("dates", "add", "a + b", "a - b", "killed")
ENDLESS = Mutant("dates", "count", "n += 1", "n = 1", "timeout")
LEFT = Mutant("dates", "add", "a or b", "a and b", "survived")
UNTESTED = Mutant("lines", "show", "return 1", "return 2", "no tests")
WAITING = Mutant("lines", "show", "return 1", "return None", "not checked")
WHY = {LEFT.key: "Both are true here."}


def test_every_module_of_the_engine_is_tried(root: Path) -> None:
    assert known_modules(root) == set(TESTS)
    files = {f"tests/widgets/test_{name}.py" for names in TESTS.values() for name in names}
    assert [file for file in sorted(files) if not (root / file).is_file()] == []


def test_a_module_is_tried_alone_with_its_own_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.mutation.trial.BUILD", tmp_path)
    settings = (prepare("dates") / "pyproject.toml").read_text(encoding="utf-8")
    assert "only_mutate = ['widgets/dates.py']\n" in settings
    assert "pytest_add_cli_args_test_selection = ['tests/widgets/test_dates.py']\n" in settings
    assert (tmp_path / "dates" / "widgets" / "dates.py").is_file()


def test_only_what_was_not_found_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.mutation.trial.BUILD", tmp_path)
    monkeypatch.setattr("tests.mutation.trial.subprocess.run", lambda *_, **__: None)
    meta = tmp_path / "dates" / "mutants" / "widgets" / "dates.py.meta"
    meta.parent.mkdir(parents=True)
    meta.write_text('{"exit_code_by_key": {"a": 0, "b": 1, "c": -24, "d": 33, "e": null}}', encoding="utf-8")
    try_again("dates")
    codes = {"a": None, "b": 1, "c": None, "d": None, "e": None}
    assert json.loads(meta.read_text(encoding="utf-8")) == {"exit_code_by_key": codes}
    try_module("dates")
    assert not meta.exists()


@pytest.mark.parametrize(
    ("part", "whole", "written"), [(9, 10, "90.0 %"), (9999, 10000, "99.9 %"), (1, 1, "100.0 %"), (0, 0, "–")]
)
def test_a_score_is_never_rounded_up(part: int, whole: int, written: str) -> None:
    assert percent(part, whole) == written


def test_a_survivor_stands_with_its_reason() -> None:
    page = write_page([KILLED, ENDLESS, LEFT, UNTESTED], WHY, "3")
    assert "**50.0 % of the mutants that were run are found: 2 of 4.** 2 survive; 1 of these have a reason." in page
    assert "### dates\n\nBoth are true here.\n\n```diff\n@@ add\n- a or b\n+ a and b\n```" in page
    assert "### lines\n\n**Without a reason: write a test, or say why not.**" in page
    assert "@@ show (no tests)\n- return 1\n+ return 2" in page
    assert "| `dates` | dates | 3 | 3 | 2 | 1 | 1 | 66.6 % |" in page


def test_what_was_not_run_counts_for_nothing_and_is_named() -> None:
    page = write_page([KILLED, WAITING], {}, "3")
    assert "**100.0 % of the mutants that were run are found: 1 of 1.** 0 survive" in page
    assert "**1 of these modules' mutants were not run; no mutant was run of `conditions`," in page
    assert f"| `lines` | {', '.join(TESTS['lines'])} | 1 | 0 | 0 | 0 | 0 | – |" in page


def test_a_reason_that_nothing_needs_is_named() -> None:
    killed = [Mutant(module, "f", "a", "b", "killed") for module in TESTS]
    assert "- `dates.add`: `a and b`" in write_page(killed, WHY, "3")
    assert "Take them out" not in write_page([*killed, LEFT], WHY, "3")
    assert "Take them out" not in write_page(killed[1:], WHY, "3")


def test_mutants_are_read_from_what_mutmut_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "dates" / "mutants" / "widgets"
    folder.mkdir(parents=True)
    (folder / "dates.py").write_text(
        "class A:\n"
        "    def xǁAǁadd__mutmut_orig(self, b):\n        c = 1\n        return c + b\n"
        "    def xǁAǁadd__mutmut_1(self, b):\n        c = 1\n        return c - b\n",
        encoding="utf-8",
    )
    (folder / "dates.py.meta").write_text('{"exit_code_by_key": {"widgets.dates.xǁAǁadd__mutmut_1": 0}}', "utf-8")
    (folder / "dates.py.spans").write_text(
        '{"spans": {"xǁAǁadd__mutmut_orig": [2, 4], "xǁAǁadd__mutmut_1": [5, 7]}}', "utf-8"
    )
    monkeypatch.setattr("tests.mutation.report.BUILD", tmp_path)
    assert list(find_mutants()) == [Mutant("dates", "A.add", "return c + b", "return c - b", "survived")]


def functions(file: Path) -> dict[str, str]:
    """The text of each function, on one line, by its name, that of its class before it."""
    text = file.read_text(encoding="utf-8")
    found = {}
    for node in ast.parse(text).body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        for each in inside:
            if isinstance(each, ast.FunctionDef):
                name = f"{node.name}.{each.name}" if isinstance(node, ast.ClassDef) else each.name
                found[name] = " ".join((ast.get_source_segment(text, each) or "").split())
    return found


def test_every_reason_is_for_something_that_stands_there(root: Path) -> None:
    def stands(key: Key) -> bool:
        module, _, function = key[0].partition(".")
        return " ".join(key[1].split()) in functions(root / "widgets" / f"{module}.py").get(function, "")

    assert [key for key in read_reasons() if not stands(key)] == []


def test_the_page_in_docs_is_written_where_nothing_is_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Mutant(module, "f", "a", "b", "killed") for module in TESTS]
    for name in ("ROOT", "BUILD", "FOLDER"):
        folder = tmp_path if name == "ROOT" else tmp_path / name.lower()
        folder.mkdir(exist_ok=True)
        monkeypatch.setattr(f"tests.mutation.report.{name}", folder)
    for name in ("head.md", "reasons.yaml"):
        (tmp_path / "folder" / name).write_text("**{score}**\n" if name == "head.md" else "[]\n", encoding="utf-8")

    def written(mutants: list[Mutant], whole: bool = False) -> str:
        monkeypatch.setattr("tests.mutation.report.find_mutants", lambda: mutants)
        return write_down("3", whole)

    assert written(found) == "100.0 % folder/README.md"
    assert written(found[1:]) == "100.0 % build/README.md"
    assert written([*found, WAITING]) == "100.0 % build/README.md"
    assert written(found[1:], whole=True) == "100.0 % folder/README.md"
