"""In: our own scripts and styles, one file a concern. Out: in one folder, in their place, what pages load.

A page with a form would else ask for fifty small files: joined they are fewer requests, and a sixth less to send. The
parts of a script stand whole and in order below a line with their name; lines that only comment, and what indents, are
for who reads the sources. Of a style nobody reads what is shipped: it has no names of its parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

JOINED = {
    "first": ("local", "link", "wrong"),
    "python": ("unpack", "transport-http", "transport-file", "runtime"),
    "form": ("format", "show", "figures", "lines", "words", "trace", "why", "widget"),
    "several": ("table", "rows", "batch"),
    "guide": ("switch", "age", "text", "carry", "sheet", "device", "ticks", "app"),
}
"""Each joined file with its parts. Python's stay apart: a form whose `python.js` doesn't come can still say so."""

ALONE = frozenset({"switch", "age", "format", "show", "text", "device", "ticks", "app"})
"""Parts that other pages load by themselves, too."""

SHEETS = {
    "docs/assets/site": (
        *("faces", "colours", "letters", "logo", "header", "search", "covers", "menu", "boxes", "tables"),
        *("guide", "marks", "lists", "sources", "related", "wrong", "terms", "foot", "wishes", "newer", "back"),
    ),
    "widgets/web/widget": (
        *("frame", "tree", "form", "day", "status", "answer", "figures", "take", "why", "else", "wishes"),
    ),
    "widgets/web/lines": ("frame", "table", "form", "several"),
    "widgets/web/compare": ("sheet", "table", "below", "phone", "script", "paper", "wishes"),
    "widgets/web/paper": ("page", "letter", "card", "print"),
}
"""Each folder of parts of a style, in the order in which they hold: of two rules alike the later one wins."""

_COMMENT = re.compile(r"^[ \t]*//.*\n|^[ \t]+", re.MULTILINE)
_STYLE_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
_STYLE_LINES = re.compile(r"(?<=[;{},])\n\s*|(?<=\n)\s+")


def join_scripts(folder: Path) -> None:
    """Write the joined files, and take away the parts that no page loads by themselves."""
    parts = {part: _COMMENT.sub("", (folder / f"{part}.js").read_text(encoding="utf-8")) for part in _parts()}
    for name, listed in JOINED.items():
        text = "".join(f"// {part}.js\n{parts[part]}" for part in listed)
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    for part in parts.keys() - ALONE:
        (folder / f"{part}.js").unlink()


def join_styles(root: Path, folder: Path) -> None:
    """Write each style that lies in parts, called after the folder of its parts."""
    for source, parts in SHEETS.items():
        texts = [(root / source / f"{part}.css").read_text(encoding="utf-8") for part in parts]
        (folder / f"{source.rpartition('/')[2]}.css").write_text("\n".join(texts), encoding="utf-8")


def lighten_styles(folder: Path) -> None:
    """Take the comments, and what only puts in order, out of every style: more than an eighth of what is sent."""
    for file in folder.glob("*.css"):
        style = _STYLE_COMMENT.sub("", file.read_text(encoding="utf-8"))
        file.write_text(_STYLE_LINES.sub("", style), encoding="utf-8")


def _parts() -> list[str]:
    return [part for listed in JOINED.values() for part in listed]
