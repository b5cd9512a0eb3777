"""In: the bytes of a WebAssembly module. Out: its sections and what they list; and the bytes of a module again.

Numbers are LEB128, lists begin with their length; see the WebAssembly core specification, "Binary Format".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

IMPORT, GLOBAL, EXPORT, START, CODE, DATA = 2, 6, 7, 8, 10, 11
"""The numbers of sections."""

FUNCTION, TABLE, MEMORY, GLOBALS, TAG = range(5)
"""What is imported or exported."""

BEGINNING = b"\0asm\1\0\0\0"

_I32, _CONST, _GET, _END = 0x7F, 0x41, 0x23, 0x0B


class Name(NamedTuple):
    """An import or an export."""

    name: str
    kind: int
    place: int
    """Among all of its kind, the imported ones first."""


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned number and where it ends."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7


def read_signed(data: bytes, at: int) -> tuple[int, int]:
    """A signed number and where it ends."""
    number, end = read_number(data, at)
    bits = 7 * (end - at)
    return (number - (1 << bits) if data[end - 1] & 0x40 else number), end


def write_number(number: int) -> bytes:
    """An unsigned number."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_sections(module: bytes) -> dict[int, bytes]:
    """The sections by number, in the module's order; raises ValueError for what is no module or has one twice."""
    if not module.startswith(BEGINNING):
        raise ValueError("not a WebAssembly module")
    sections: dict[int, bytes] = {}
    at = len(BEGINNING)
    while at < len(module):
        number = module[at]
        size, at = read_number(module, at + 1)
        if number in sections:
            raise ValueError(f"section {number} stands twice")
        sections[number] = module[at : at + size]
        at += size
    return sections


def write_module(sections: dict[int, bytes]) -> bytes:
    """The module of these sections."""
    return BEGINNING + b"".join(bytes([number]) + sized(section) for number, section in sections.items())


def sized(data: bytes) -> bytes:
    """Bytes with their length before them."""
    return write_number(len(data)) + data


def listed(items: Sequence[bytes]) -> bytes:
    """Items with their number before them."""
    return write_number(len(items)) + b"".join(items)


def read_bodies(code: bytes) -> list[bytes]:
    """The functions of a code section: of each its locals and instructions."""
    count, at = read_number(code, 0)
    bodies = []
    for _ in range(count):
        size, at = read_number(code, at)
        bodies.append(code[at : at + size])
        at += size
    return bodies


def skip_locals(body: bytes) -> int:
    """Where the instructions of a function begin."""
    groups, at = read_number(body, 0)
    for _ in range(groups):
        at = read_number(body, at)[1] + 1
    return at


def read_imports(section: bytes) -> list[Name]:
    """The imports, in order."""
    count, at = read_number(section, 0)
    found: list[Name] = []
    for _ in range(count):
        _, at = _read_text(section, at)
        name, at = _read_text(section, at)
        kind = section[at]
        at = _skip_type(section, at + 1, kind)
        found.append(Name(name, kind, sum(each.kind == kind for each in found)))
    return found


def read_exports(section: bytes) -> list[Name]:
    """The exports, in order."""
    count, at = read_number(section, 0)
    found = []
    for _ in range(count):
        name, at = _read_text(section, at)
        kind = section[at]
        place, at = read_number(section, at + 1)
        found.append(Name(name, kind, place))
    return found


def write_exports(exports: Iterable[Name]) -> bytes:
    """An export section."""
    return listed([sized(each.name.encode()) + bytes([each.kind]) + write_number(each.place) for each in exports])


def read_globals(section: bytes) -> list[int]:
    """The first values of a module's own globals; raises ValueError where one isn't a plain whole number."""
    count, at = read_number(section, 0)
    values = []
    for _ in range(count):
        if section[at] != _I32 or section[at + 2] != _CONST:
            raise ValueError("a global that is not a whole number")
        value, at = read_signed(section, at + 3)
        values.append(value)
        at += 1
    return values


def split_data(section: bytes) -> tuple[bytes, bytes]:
    """Of a data section with one segment, which lies at the memory's base: what stands before its bytes, and these.

    Raises ValueError for any other.
    """
    before = bytes([1, 0, _GET, 0, _END])
    if not section.startswith(before):
        raise ValueError("the data is not one segment at the memory's base")
    size, at = read_number(section, len(before))
    if at + size != len(section):
        raise ValueError("bytes are left after the data's segment")
    return before, section[at:]


def _read_text(data: bytes, at: int) -> tuple[str, int]:
    size, at = read_number(data, at)
    return data[at : at + size].decode(), at + size


def _skip_type(data: bytes, at: int, kind: int) -> int:
    """Past the type of an import."""
    if kind == FUNCTION:
        return read_number(data, at)[1]
    if kind == GLOBALS:
        return at + 2
    if kind == TAG:
        return read_number(data, at + 1)[1]
    at += 1 if kind == TABLE else 0
    bounded = data[at] & 1
    at = read_number(data, at + 1)[1]
    return read_number(data, at)[1] if bounded else at
