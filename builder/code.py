"""In: an address, and words for who cannot see. Out: its QR code as SVG, the same bytes each time.

No style attribute and no script, so that it stands in a page whatever its content policy.
"""

from __future__ import annotations

import re
from functools import lru_cache

import segno
from markupsafe import Markup, escape

from builder.mask import choose_mask

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004)."""

_DARK = re.compile("1+")


@lru_cache(maxsize=8)
def draw_code(address: str, label: str) -> Markup:
    """A square that a telephone reads; a seventh of it may be worn or wet. A guide and its card have the same."""
    rows = choose_mask(segno.make(address, error="m", micro=False, mask=0))
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
