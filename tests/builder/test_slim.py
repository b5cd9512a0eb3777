"""The slim module of Python: what is left of it is as it was, what is taken out stops, and no letter changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.runtime import HEART, WHOLE, Runtime, build_runtime
from builder.slim import STOP, binary, blank, make_slim, with_called
from builder.slim.code import Uses, read_uses
from builder.slim.tables import LEAST, find_dead
from builder.slim.used import FUNCTIONS, read_functions, write_functions

# For every letter of the first two planes, what the interpreter and `re` look up in their tables.
LETTERS = """
import json
import re


def handle(text):
    return json.dumps([tell(chr(number)) for number in range(0x20000)], ensure_ascii=True)


def tell(letter):
    digit = int(letter) if letter.isdecimal() else None
    left = re.sub("dh|[µåñσж]", "", letter, flags=re.IGNORECASE)
    return [digit, letter.isdigit(), letter.strip(), left]
"""


@pytest.fixture(scope="module")
def modules(runtime: Runtime) -> tuple[bytes, bytes]:
    """The whole module and the slim one."""
    return (runtime.path / WHOLE).read_bytes(), (runtime.path / HEART).read_bytes()


def bodies(module: bytes) -> list[bytes]:
    return binary.read_bodies(binary.read_sections(module)[binary.CODE])


def test_functions_in_use_are_as_they_were_and_the_others_stop(modules: tuple[bytes, bytes]) -> None:
    whole, slim = map(bodies, modules)
    used = read_functions(modules[0])
    assert len(whole) == len(slim)
    assert all(slim[index] == whole[index] for index in used)
    assert {after for before, after in zip(whole, slim, strict=True) if before != after} == {STOP}
    assert slim.count(STOP) > len(slim) // 2


def test_no_function_left_calls_one_that_was_taken_out(modules: tuple[bytes, bytes]) -> None:
    imports = binary.read_imports(binary.read_sections(modules[1])[binary.IMPORT])
    first = sum(each.kind == binary.FUNCTION for each in imports)
    whole, slim = map(bodies, modules)
    taken = {index for index, body in enumerate(slim) if body == STOP != whole[index]}
    called = {call - first for body in slim if body != STOP for call in read_uses(body).calls}
    assert called & taken == set()


def test_all_that_is_not_code_data_or_exports_is_as_it_was(modules: tuple[bytes, bytes]) -> None:
    whole, slim = map(binary.read_sections, modules)
    changed = {number for number in whole if whole[number] != slim[number]}
    assert changed == {binary.CODE, binary.DATA, binary.EXPORT}
    before, after = (set(binary.read_exports(each[binary.EXPORT])) for each in (whole, slim))
    assert after < before


def test_data_is_as_it_was_or_blank(modules: tuple[bytes, bytes]) -> None:
    whole, slim = (binary.split_data(binary.read_sections(module)[binary.DATA])[1] for module in modules)
    assert len(whole) == len(slim)
    assert [at for at in range(len(slim)) if slim[at] not in (0, whole[at])] == []
    assert sum(after != before for before, after in zip(whole, slim, strict=True)) > len(whole) // 10


@pytest.mark.parametrize(
    ("begun", "named", "dead"),
    [
        ([LEAST], [], [(0, LEAST), (LEAST, 2 * LEAST)]),
        ([LEAST], [0], [(LEAST, 2 * LEAST)]),
        ([LEAST], [LEAST - 1], [(LEAST, 2 * LEAST)]),
        ([LEAST], [LEAST], [(0, LEAST)]),
        ([LEAST], [2 * LEAST - 1], [(0, LEAST)]),
        ([LEAST + 1], [], [(0, LEAST + 1)]),
        ([LEAST, 9 * LEAST, -1], [], [(0, LEAST), (LEAST, 2 * LEAST)]),
    ],
)
def test_a_table_lies_between_two_beginnings_and_is_named_nowhere(
    begun: list[int], named: list[int], dead: list[tuple[int, int]]
) -> None:
    assert find_dead(2 * LEAST, begun, named) == dead


ADDRESS = bytes([0x23, 0x00, 0x41, 0x90, 0x20, 0x6A])  # global.get 0, i32.const 4112, i32.add


@pytest.mark.parametrize(
    ("code", "uses"),
    [
        (ADDRESS, Uses(globals={0}, exact={4112}, constants={4112})),
        (bytes([0x41, 0x7F]), Uses(constants={-1})),
        (bytes([0x10, 0x85, 0x02, 0x11, 0x10, 0x00]), Uses(calls={261})),
        (bytes([0x23, 0x07, 0x28, 0x02, 0x08]), Uses(globals={7}, constants={8})),
        (bytes([0x23, 0x00, 0x22, 0x01, 0x41, 0x90, 0x20, 0x6A]), Uses(globals={0}, constants={4112})),
        (bytes([0x0E, 0x01, 0x10, 0x23, 0x10, 0x04]), Uses(calls={4})),
        (bytes([0xFC, 0x0A, 0x10, 0x23, 0x10, 0x04]), Uses(calls={4})),
        (bytes([0x44, *[0x10] * 8, 0x10, 0x04]), Uses(calls={4})),
        (bytes([0x1C, 0x01, 0x7F, 0x10, 0x04]), Uses(calls={4})),
        (bytes([0x02, 0x40, 0x10, 0x04, 0x0B]), Uses(calls={4})),
    ],
)
def test_what_a_function_names(code: bytes, uses: Uses) -> None:
    assert read_uses(bytes([0x01, 0x02, 0x7F]) + code + bytes([0x0B])) == uses


def test_an_unknown_instruction_is_refused() -> None:
    with pytest.raises(ValueError, match="0xfd"):
        read_uses(bytes([0x00, 0xFD, 0x0B]))


def test_what_is_called_comes_along_with_what_that_calls() -> None:
    uses = [Uses(calls={3, 0}), Uses(calls={4}), Uses(), Uses(calls={2})]
    assert with_called({0}, uses, first=2) == {0, 1, 2}


def test_numbers_are_written_as_they_are_read() -> None:
    for number in (0, 1, 127, 128, 300, 2**31):
        data = binary.write_number(number)
        assert binary.read_number(data, 0) == (number, len(data))


@pytest.mark.parametrize("module", [b"", b"\0asm\2\0\0\0", b"<title>Sign in</title>"])
def test_what_is_no_module_is_refused(module: bytes) -> None:
    with pytest.raises(ValueError, match="not a WebAssembly module"):
        make_slim(module, "", frozenset())


def test_functions_found_in_another_version_are_refused() -> None:
    with pytest.raises(ValueError, match="make functions"):
        read_functions(b"another")


def test_functions_are_read_as_they_were_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / FUNCTIONS.name
    monkeypatch.setattr("builder.slim.used.FUNCTIONS", file)
    used = frozenset({0, 1, 2, 7, 9, 10, 500})
    file.write_text(write_functions(b"module", used), encoding="utf-8")
    assert read_functions(b"module") == used


def test_nothing_but_the_stretches_goes_blank() -> None:
    assert blank(b"abcdefgh", [(1, 3), (6, 7)]) == b"a\0\0def\0h"


def test_every_letter_is_what_it_is_in_the_whole(
    root: Path, tmp_path: Path, run_pyodide: Callable[[Runtime, list[str]], list[str]]
) -> None:
    (tmp_path / "widgets").mkdir()
    (tmp_path / "widgets" / "__init__.py").write_text("")
    (tmp_path / "widgets" / "api.py").write_text(LETTERS)
    (tmp_path / "widgets" / "web").symlink_to(root / "widgets" / "web")
    (tmp_path / "node_modules").symlink_to(root / "node_modules")
    told = run_pyodide(build_runtime(tmp_path, tmp_path / "out"), ["{}"])
    here: dict[str, Any] = {}
    exec(LETTERS, here)
    assert told == [here["handle"]("{}")]
