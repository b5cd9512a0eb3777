"""In: an address, and words for who cannot see. Out: its QR code as SVG, the same bytes each time.

No style attribute and no script, so that it stands in a page whatever its content policy.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import segno
from markupsafe import Markup, escape

from builder.mask import Both, Modules, choose_mask, read_modules

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004)."""

_DARK = re.compile("1+")
_SMALL = re.compile("[a-z]")


@lru_cache(maxsize=8)
def draw_code(address: str, label: str, like: str = "") -> Markup:
    """A square that a telephone reads; a seventh of it may be worn or wet. A guide and its card have the same.

    `like` is an address that differs little and is asked for as often: the same page in another language.
    """
    rows = choose_mask(code_of(address, like))
    side = len(rows) + 2 * QUIET_ZONE
    path = "".join(
        f"M{dark.start() + QUIET_ZONE} {row}h{len(dark[0])}v1h-{len(dark[0])}z"
        for row, line in enumerate(rows, QUIET_ZONE)
        for dark in _DARK.finditer(line)
    )
    return Markup(
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>'
    )


def code_of(address: str, like: str = "") -> Modules:
    """The code of an address, out of that of another which is as long, where there is one.

    Whatever else two such codes say, the same modules differ for the same letters in the same place: all that a code
    adds to its letters, it adds bit by bit (ISO/IEC 18004, 7.5).
    """
    differs = [at for at, (one, other) in enumerate(zip(address, like, strict=False)) if one != other]
    if not differs or not differs[0] or len(address) != len(like) or not (_is_plain(address) and _is_plain(like)):
        return _make(address)
    known, begin, end = _make(like), differs[0], differs[-1] + 1
    change = _change(known.version, known.error, begin, like[begin:end], address[begin:end])
    return replace(known, both=(known.both[0] ^ change[0], known.both[1] ^ change[1]))


def _is_plain(address: str) -> bool:
    """Whether a code holds it letter by letter, one byte each: not as figures or capitals, nor in another alphabet."""
    return address.isascii() and _SMALL.search(address) is not None


@lru_cache(maxsize=8)
def _make(address: str) -> Modules:
    return read_modules(segno.make(address, error="m", micro=False, mask=0))


@lru_cache(maxsize=64)
def _change(version: int, error: str, at: int, before: str, after: str) -> Both:
    """The modules that change with the letters at one place."""
    one, other = (
        read_modules(
            segno.make("a" * at + text, version=version, error=error, boost_error=False, micro=False, mask=0)
        ).both
        for text in (before, after)
    )
    return one[0] ^ other[0], one[1] ^ other[1]
