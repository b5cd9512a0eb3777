"""In: an address, and words for who cannot see. Out: its QR code as SVG, the same bytes each time.

No style attribute and no script, so that it stands in a page whatever its content policy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from builder.codewords import code_of
from builder.mask import choose_mask
from builder.memo import Memo

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004)."""

_BAR = Memo[int, str](lambda length: f"h{length}v1h-{length}z")


@lru_cache(maxsize=8)
def draw_code(address: str, label: str) -> Markup:
    """A square that a telephone reads; a seventh of it may be worn or wet. A guide and its card have the same."""
    rows = choose_mask(code_of(address))
    side = len(rows) + 2 * QUIET_ZONE
    path = "".join(_bars(rows))
    return Markup(
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>'
    )


def _bars(rows: Sequence[str]) -> Iterator[str]:
    """Dark modules beside each other, row by row."""
    for y, row in enumerate(rows, QUIET_ZONE):
        x = QUIET_ZONE
        for dark in row.split("0"):
            if dark:
                yield f"M{x} {y}{_BAR[len(dark)]}"
            x += len(dark) + 1
