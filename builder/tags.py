"""In: HTML. Out: the same in pieces, each a tag with the text after it, as equal ones come again on every page.

A piece begins after the `<` of its tag, so that the pieces joined with `<` are the page. What is to a browser no tag
stays within the text before it; comments and declarations are pieces too. What stands in a script belongs to its tag.
"""

from __future__ import annotations

import re
from itertools import compress, count

from builder.memo import Memo

RAW = frozenset({"script", "style", "textarea", "iframe", "xmp", "noembed", "noframes"})
"""Elements that hold no tags."""
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements that hold nothing."""

NAME = re.compile(r"/?([A-Za-z][^\s/>]*)")
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)")
_WHOLE = r"/?[A-Za-z][^'\">]*+(?:(?:\"[^\"]*+\"|'[^']*+')[^'\">]*+)*+>|!--.*?-->|(?:!(?!--)|\?)[^>]*>"
TAG = re.compile(rf"{_WHOLE}|[!?].*", re.DOTALL)
"""A tag, a comment or a declaration without its `<`; the last two may lack their end."""

_PART = "?"


def _sort(piece: str) -> str:
    """Nothing for a piece that is whole, the name of an element whose end is to be sought; or a part of something."""
    if not _IS_WHOLE(piece):
        return _PART
    named = NAME.match(piece)
    name = named[1].lower() if named and piece[0] != "/" else ""
    return name if name in RAW else ""


_IS_WHOLE = re.compile(_WHOLE, re.DOTALL).match
_SORTS = Memo(_sort)
_ENDS: Memo[str, re.Pattern[str]] = Memo(lambda name: re.compile(rf"/{name}(?=[\s/>])", re.IGNORECASE))


def _ended(piece: str) -> str:
    named = piece[:1] == "/" and TAG.match(piece) and NAME.match(piece)
    return named[1].lower() if named else ""


ENDED = Memo(_ended)
"""The name of the element that a piece ends; nothing where it ends none."""


def split_tags(html: str) -> list[str]:
    """The text before the first tag, and then the pieces."""
    return join_parts(html.split("<"))


def join_parts(parts: list[str], apart: int = 0) -> list[str]:
    """Pieces out of what stands between one `<` and the next; the first is taken as it is.

    What is no tag and stands at `apart` is a piece of its own.
    """
    odd = [*compress(count(1), map(_SORTS.__getitem__, parts[1:]))]
    if not odd:
        return parts
    pieces: list[str] = []
    done = 0
    for at in odd:
        if at < done:
            continue
        pieces += parts[done:at]
        done, piece = at + 1, parts[at]
        if _SORTS[piece] == _PART:
            tag = TAG.match("<".join(parts[at:]))
            if not tag and at != apart:
                pieces[-1] += f"<{piece}"
                continue
            if tag:
                done = at + tag[0].count("<") + 1
                piece = "<".join(parts[at:done])
        name = _SORTS[piece]
        if name in RAW:
            apart = find_end(parts, name, done)
            piece, done = "<".join([piece, *parts[done:apart]]), apart
        pieces.append(piece)
    return pieces + parts[done:]


def find_end(parts: list[str], name: str, start: int) -> int:
    """Where an element that holds no tags ends."""
    end = _ENDS[name]
    return next((at for at in range(start, len(parts)) if end.match(parts[at])), len(parts))
