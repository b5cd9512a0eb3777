"""In: the instructions of a WebAssembly function. Out: what it calls, and the addresses and globals that it names.

Pyodide's module is position-independent: an address stands in it as `global.get 0` (the memory's base), `i32.const`
(the offset), `i32.add`. Where a function keeps the base in a local, any of its constants may be an offset.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.slim.binary import read_number, read_signed, skip_locals

BASE = 0
"""The global that holds the memory's base."""

_CALL, _GET, _CONST, _ADD = 0x10, 0x23, 0x41, 0x6A
_BLOCKS = frozenset({0x02, 0x03, 0x04, 0x06})
_TABLE_BRANCH, _SELECT, _MORE = 0x0E, 0x1C, 0xFC
_LOADS = range(0x28, 0x3F)
_FIXED = {0x3F: 1, 0x40: 1, 0x43: 4, 0x44: 8, 0xD0: 1}
"""Instructions with so many bytes after them."""

_NUMBERS = bytes(
    2 if op in _LOADS or op in {0x11, 0x13} else
    1 if op in {0x07, 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x12, 0x18, 0x41, 0x42, 0xD2} or 0x20 <= op <= 0x26 else 0
    for op in range(256)
)  # fmt: skip
"""How many numbers stand after an instruction."""

_MORE_NUMBERS = (0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1)
"""The same for the instructions of two bytes: conversions, memory, tables."""


@dataclass
class Uses:
    """What a function names."""

    calls: set[int] = field(default_factory=set)
    """Functions that it calls by themselves, the imported ones counted first."""

    globals: set[int] = field(default_factory=set)
    """Globals that it reads."""

    exact: set[int] = field(default_factory=set)
    """Offsets that are certainly addresses."""

    constants: set[int] = field(default_factory=set)
    """Every constant, and every offset of a load or store: each may be an address."""

    @property
    def offsets(self) -> set[int]:
        """All that may be an offset of data."""
        return self.exact | self.constants if BASE in self.globals else set()


def read_uses(body: bytes) -> Uses:
    """What a function names; raises ValueError for an instruction that isn't known."""
    uses = Uses()
    at, end = skip_locals(body), len(body)
    state, value = 0, 0  # how much of an address was read: nothing, the base, the offset
    while at < end:
        op = body[at]
        at += 1
        numbers = _NUMBERS[op]
        if op == _CONST:
            value, at = read_signed(body, at)
            uses.constants.add(value)
            state = 2 if state == 1 else 0
            continue
        if op == _GET:
            read, at = read_number(body, at)
            uses.globals.add(read)
            state = 1 if read == BASE else 0
            continue
        if op == _ADD and state == 2:
            uses.exact.add(value)
        state = 0
        if op == _CALL:
            read, at = read_number(body, at)
            uses.calls.add(read)
        elif op in _LOADS:
            _, at = read_number(body, at)
            read, at = read_number(body, at)
            uses.constants.add(read)
        elif numbers:
            for _ in range(numbers):
                at = _skip_number(body, at)
        elif op in _BLOCKS:
            at = _skip_number(body, at)
        elif op in _FIXED:
            at += _FIXED[op]
        elif op in (_TABLE_BRANCH, _SELECT, _MORE):
            at = _skip_long(body, at, op)
        elif not (op in (0x00, 0x01, 0x05, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1) or 0x45 <= op <= 0xC4):
            raise ValueError(f"an instruction that is not known: {op:#x}")
    return uses


def _skip_number(body: bytes, at: int) -> int:
    while body[at] >= 0x80:
        at += 1
    return at + 1


def _skip_long(body: bytes, at: int, op: int) -> int:
    """Past what follows a branch by table, a typed select, or the first byte of an instruction of two."""
    count, at = read_number(body, at)
    if op == _SELECT:
        return at + count
    for _ in range(count + 1 if op == _TABLE_BRANCH else _MORE_NUMBERS[count]):
        at = _skip_number(body, at)
    return at
