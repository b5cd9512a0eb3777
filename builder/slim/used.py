"""In: functions.txt. Out: the functions of Pyodide's module that a session uses; and the file, written anew.

`make functions` finds them: it runs every worked example in every engine, each function marking that it was called.
"""

from __future__ import annotations

import hashlib
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FUNCTIONS = Path(__file__).with_name("functions.txt")

HEADER = """\
# The functions of Pyodide's module that a session uses, by their place in its code; first the module's SHA-256.
# Made by `make functions`; change tests/functions.py instead of this file.
"""


def read_functions(module: bytes) -> frozenset[int]:
    """The functions in use of this module; raises ValueError where they were found in another."""
    lines = [line for line in FUNCTIONS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    digest, *stretches = " ".join(lines).split()
    if digest != hashlib.sha256(module).hexdigest():
        raise ValueError(f"{FUNCTIONS.name} is of another version of Pyodide: run `make functions`.")
    bounds = [[int(bound) for bound in stretch.split("-")] for stretch in stretches]
    return frozenset(number for bound in bounds for number in range(bound[0], bound[-1] + 1))


def write_functions(module: bytes, used: Collection[int]) -> str:
    """The file's text for these functions of this module."""
    stretches = " ".join(f"{begin}-{end}" if end > begin else f"{begin}" for begin, end in _stretches(used))
    return f"{HEADER}{hashlib.sha256(module).hexdigest()}\n{textwrap.fill(stretches, 120)}\n"


def _stretches(numbers: Collection[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each stretch of numbers without a gap."""
    for begin in sorted(number for number in numbers if number - 1 not in numbers):
        end = begin
        while end + 1 in numbers:
            end += 1
        yield begin, end
