"""In: an address, and words for who cannot see. Out: its QR code as SVG, the same bytes each time.

No style attribute and no script, so that it stands in a page whatever its content policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import segno
from markupsafe import Markup, escape

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def draw_code(address: str, label: str) -> Markup:
    """A square that a telephone reads; a seventh of it may be worn or wet."""
    code = segno.make(address, error="m", micro=False)
    side = code.symbol_size(border=QUIET_ZONE)[0]
    path = "".join(
        f"M{start} {row}h{length}v1h-{length}z"
        for row, line in enumerate(code.matrix_iter(border=QUIET_ZONE))
        for start, length in _dark(line)
    )
    return Markup(
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>'
    )


def _dark(line: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where in a row the dark stretches begin, and how long they are."""
    start = 0
    for dark, modules in groupby(line, bool):
        length = len(list(modules))
        if dark:
            yield start, length
        start += length
