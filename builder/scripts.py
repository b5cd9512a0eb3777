"""In: the folder of our own scripts, one a concern. Out: in it, in their place, the few files that pages load.

A page with a form would else ask for twenty small files: joined they are fewer requests, and a sixth less to send. The
parts stand whole and in order below a line with their name; lines that only comment are for who reads the sources.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

JOINED = {
    "first": ("local", "link"),
    "python": ("unpack", "transport-http", "transport-file", "runtime"),
    "form": ("format", "show", "figures", "words", "trace", "why", "widget"),
    "guide": ("switch", "age", "text", "carry", "sheet", "device", "ticks", "app"),
}
"""Each joined file with its parts. Python's stay apart: a form whose `python.js` doesn't come can still say so."""

ALONE = frozenset({"switch", "age", "format", "show", "device", "ticks", "app"})
"""Parts that other pages load by themselves, too."""

_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)


def join_scripts(folder: Path) -> None:
    """Write the joined files, and take away the parts that no page loads by themselves."""
    parts = {part: _COMMENT.sub("", (folder / f"{part}.js").read_text(encoding="utf-8")) for part in _parts()}
    for name, listed in JOINED.items():
        text = "".join(f"// {part}.js\n{parts[part]}" for part in listed)
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    for part in parts.keys() - ALONE:
        (folder / f"{part}.js").unlink()


def _parts() -> list[str]:
    return [part for listed in JOINED.values() for part in listed]
