"""In: the HTML of a page, and how a block of code is called. Out: the page with each block in a frame that scrolls.

A line of code is not broken, so a narrow screen shows its beginning: the block is a stop of the keyboard, which arrows
scroll, and has a name (WCAG 2.1.1, 4.1.2). pages.css shows at its edges that there is more.
"""

from __future__ import annotations

import re
from html import escape

_BEGIN = '<pre><code class="language-'
_BLOCK = re.compile(_BEGIN + r'(\w+)">.*?</code></pre>', re.DOTALL)


def frame_blocks(html: str, name: str) -> str:
    """Put each block of code that people wrote into a frame with a name; what templates make has its own."""

    def frame(found: re.Match[str]) -> str:
        label = escape(name.replace("{language}", found[1]))
        return f'<div class="dalil-block" role="group" tabindex="0" dir="ltr" aria-label="{label}">{found[0]}</div>'

    return _BLOCK.sub(frame, html) if _BEGIN in html else html
