"""In: Pyodide's WebAssembly module, its glue, and the functions that a session uses. Out: the module without the rest.

A session uses a fifth of CPython: no parser of XML, no Japanese encodings, no compiler to speak of. A function that is
left out stays as one instruction that stops the worker, so it never answers wrongly: runtime.js then starts another
with the whole module. docs/decisions/0022-slim-python.md tells what this saves and what it rests on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.slim import binary
from builder.slim.code import read_uses
from builder.slim.tables import find_dead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from builder.slim.binary import Name
    from builder.slim.code import Uses

STOP = bytes([0, 0x00, 0x0B])
"""A function without locals that does nothing but `unreachable`."""

POINTERS = "__wasm_apply_data_relocs"
"""The function that writes all pointers into the data, before anything else runs; one other fills the globals."""

_WORD = re.compile(r"[A-Za-z_$][\w$]*")


def make_slim(module: bytes, glue: str, used: frozenset[int]) -> bytes:
    """The module with the functions `used` (by their place in the code section) and those that they come to call.

    `glue` is the script that starts it: exports that it doesn't name are left out, and so are tables of data that
    nothing left names. Raises ValueError for a module of another make than Pyodide's.
    """
    sections = binary.read_sections(module)
    imports = binary.read_imports(sections[binary.IMPORT])
    exports = binary.read_exports(sections[binary.EXPORT])
    bodies = binary.read_bodies(sections[binary.CODE])
    first = sum(each.kind == binary.FUNCTION for each in imports)
    writers = {each.place - first for each in exports if each.name == POINTERS}
    writers.add(binary.read_number(sections[binary.START], 0)[0] - first)
    uses = [read_uses(body) for body in bodies]
    kept = with_called(used | writers, uses, first)
    left = keep_exports(exports, imports, glue)

    places = find_places(sections[binary.GLOBAL], imports)
    begun = {place for each in uses for place in each.exact} | find_exported(exports, places)
    named = find_named(uses, kept - writers, writers, places) | find_exported(left, places)
    before, data = binary.split_data(sections[binary.DATA])
    sections[binary.CODE] = binary.listed(
        [binary.sized(body if index in kept else STOP) for index, body in enumerate(bodies)]
    )
    sections[binary.EXPORT] = binary.write_exports(left)
    sections[binary.DATA] = before + binary.sized(blank(data, find_dead(len(data), begun, named)))
    return binary.write_module(sections)


def with_called(used: Collection[int], uses: Sequence[Uses], first: int) -> set[int]:
    """These functions, those that they call, and so on; what is called by a pointer is not known here.

    Calls count the `first` functions, which are imported, too.
    """
    kept: set[int] = set()
    new = set(used)
    while new:
        kept |= new
        new = {call - first for index in new for call in uses[index].calls if call >= first} - kept
    return kept


def keep_exports(exports: Sequence[Name], imports: Sequence[Name], glue: str) -> list[Name]:
    """The exports that the glue names, with or without the line that C's names get, and those the module asks back."""
    words = set(_WORD.findall(glue)) | {each.name for each in imports}
    return [each for each in exports if each.name in words or f"_{each.name}" in words or not each.name.isidentifier()]


def find_places(section: bytes, imports: Sequence[Name]) -> dict[int, int]:
    """What the module's own globals hold at first, by their number: a place in the data, or what may look like one."""
    first = sum(each.kind == binary.GLOBALS for each in imports)
    return {first + number: value for number, value in enumerate(binary.read_globals(section))}


def find_exported(exports: Iterable[Name], places: Mapping[int, int]) -> set[int]:
    """The places in the data that have a name outside."""
    return {places[each.place] for each in exports if each.kind == binary.GLOBALS and each.place in places}


def find_named(
    uses: Sequence[Uses], kept: Collection[int], writers: Collection[int], places: Mapping[int, int]
) -> set[int]:
    """Every place in the data that functions left may come to, and that pointers or globals hold."""
    named = {place for index in kept for place in uses[index].offsets}
    named |= {places[number] for index in kept for number in uses[index].globals if number in places}
    return named | {place for index in writers for place in uses[index].exact}


def blank(data: bytes, stretches: Iterable[tuple[int, int]]) -> bytes:
    """The data with nothing but zeros in these stretches."""
    left = bytearray(data)
    for begin, end in stretches:
        left[begin:end] = bytes(end - begin)
    return bytes(left)
