"""What YAML can do beyond words, numbers and lists is refused; what only looks like it is read as it looks."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builder.events import MAX_DEPTH, TOO_DEEP
from builder.load import load_library
from builder.messages import put
from builder.read import LINKED, MAX_BYTES, parse_yaml, read_yaml
from tests.builder.cards import copy_library, short

ANCHOR = "An anchor (&name, *name) is used here. Write the value out again instead."
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def tag(name: str) -> str:
    return f"The tag {name} is not read here. Leave it out."


TRICKS: dict[str, tuple[str, list[str]]] = {
    "an alias": ("a: &x 1\nb: *x\n", [f"1: {ANCHOR}", f"2: {ANCHOR}"]),
    "an anchor alone": ("a: 1\nb: &x 2\n", [f"2: {ANCHOR}"]),
    "an alias of itself": ("a: &x [*x]\n", [f"1: {ANCHOR}"] * 2),
    "a merge": ("a: &x {b: 1}\nc:\n  <<: *x\n", [f"1: {ANCHOR}", f"3: {ANCHOR}"]),
    "a billion laughs": (LAUGHS, [f"{line}: {ANCHOR}" for line in range(1, 10) for _ in range(1 if line == 1 else 10)]),
    "a tag of Python": (
        "a: !!python/object/apply:os.system ['true']\n",
        [f"1: {tag('tag:yaml.org,2002:python/object/apply:os.system')}"],
    ),
    "a tag of its own": ("a: 1\nb: !secret x\n", [f"2: {tag('!secret')}"]),
    "an anchor in what is left out": ("a: 1\na: {b: [&x c]}\n", [f"2: {ANCHOR}"]),
    "a tag in a list as key": ("? [a, {b: !secret c}]\n: 1\n", [f"1: {tag('!secret')}"]),
    "an anchor in a second document": ("a: 1\n---\nb: &x 2\n", [f"3: {ANCHOR}"]),
    "a tag of a text": ("a: !!str 1\n", [f"1: {tag('tag:yaml.org,2002:str')}"]),
    "bytes": ("a: !!binary aGk=\n", [f"1: {tag('tag:yaml.org,2002:binary')}"]),
    "a set": ("a: !!set {x, y}\n", [f"1: {tag('tag:yaml.org,2002:set')}"]),
    "a key twice": ("a: 1\nb: 2\na: 3\n", ["3: 'a' is here twice (first on line 1). Keep one of them."]),
    "a key twice, in quotes": ('a: 1\n"a": 2\n', ["2: 'a' is here twice (first on line 1). Keep one of them."]),
    "a key twice, escaped": ('a: 1\n"\\x61": 2\n', ["2: 'a' is here twice (first on line 1). Keep one of them."]),
    "a list as key": ("? [a, b]\n: 1\n", ["1: A key must be one word. Write 'key: value'."]),
    "two documents": ("a: 1\n---\nb: 2\n", ["2: A second document begins here. Take out the line ---."]),
    "too deep": ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), [f"1: {put(TOO_DEEP)}"]),
    "too deep by lines": (
        "".join(f"{' ' * depth}a:\n" for depth in range(40)),
        [f"{MAX_DEPTH + 1}: {put(TOO_DEEP)}"],
    ),
    "too large": ("#" * (MAX_BYTES + 1), [f"1: The file has more than {MAX_BYTES} bytes. Split it."]),
    "not UTF-8": ("a: é\n", ["1: Byte 3 is not UTF-8. Save the file as UTF-8."]),
    "a control character": ("a: 1\nb: \x07\n", ["2: A sign that nobody sees (U+0007) is here. Delete it."]),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_is_refused_with_its_line_and_nothing_is_made_of_it(trick: str) -> None:
    text, messages = TRICKS[trick]
    raw = text.encode("latin-1" if trick == "not UTF-8" else "utf-8")
    document = parse_yaml(raw, "a.yaml")
    assert [short(problem) for problem in document.problems] == [f"a.yaml:{message}" for message in messages]


AS_THEY_LOOK: list[tuple[str, Any]] = [
    ("no", "no"),
    ("'no'", "no"),
    ("yes", "yes"),
    ("on", "on"),
    ("off", "off"),
    ("No", "No"),
    ("NO", "NO"),
    ("y", "y"),
    ("true", True),
    ("'true'", "true"),
    ("null", None),
    ("'null'", "null"),
    ("012", "012"),
    ("0x10", "0x10"),
    ("1_000", "1_000"),
    ("12:30", "12:30"),
    ("2026-11-02", "2026-11-02"),
    (".inf", ".inf"),
    ("1e3", "1e3"),
    ("=", "="),
    ("12", 12),
    ("12.50", Decimal("12.50")),
    ("9" * 5000, "9" * 5000),
    ("1." + "9" * 5000, "1." + "9" * 5000),
    ('"a & b *c !d"', "a & b *c !d"),
    ("a & b", "a & b"),
    ("5 < 10", "5 < 10"),
]


@pytest.mark.parametrize(("written", "value"), AS_THEY_LOOK, ids=lambda value: repr(value)[:20])
def test_a_value_is_read_as_it_looks(written: str, value: object) -> None:
    document = parse_yaml(f"a: {written}\n".encode(), "a.yaml")
    assert ([short(problem) for problem in document.problems], document.data) == ([], {"a": value})


def test_a_file_may_begin_with_a_mark_of_its_encoding_and_end_its_lines_as_windows_does() -> None:
    assert parse_yaml("\ufeffa: 1\r\nb: é\r\n".encode(), "a.yaml").data == {"a": 1, "b": "é"}


def test_a_link_to_another_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "a.yaml").symlink_to(tmp_path / "secret")
    document = read_yaml(tmp_path / "tree" / "a.yaml", tmp_path / "tree")
    assert ([short(problem) for problem in document.problems], document.data) == ([f"a.yaml:1: {put(LINKED)}"], None)


@pytest.mark.parametrize("trick", ["a billion laughs", "a tag of Python", "a key twice", "too deep"])
def test_a_library_with_a_trick_is_told_of_as_any_other(trick: str, tmp_path: Path) -> None:
    folder = copy_library(tmp_path)
    text, messages = TRICKS[trick]
    (folder / "guides" / "facts" / "more.yaml").write_text(text, encoding="utf-8")
    told = [short(problem) for problem in load_library(folder).problems if problem.path.endswith("more.yaml")]
    assert set(told) >= {f"guides/facts/more.yaml:{message}" for message in messages}
