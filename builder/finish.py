"""In: the pages of a language as MkDocs made them, and the glossary. Out: the same pages as they are served.

Terms are linked, figures and names kept in order, and blocks of code framed; each page is read and written once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.blocks import frame_blocks
from builder.isolate import isolate_pieces
from builder.link import link_pieces
from builder.tags import split_tags
from builder.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

GLOSSARY = "glossary.html"
"""The page of terms, to which guides lead."""
GUIDES = "guides/"


def finish_page(html: str, lang: str, code: str, terms: Terms | None = None) -> str:
    """One page; `code` says what a block of code is called, and `terms` are linked."""
    pieces = split_tags(html)
    if terms:
        pieces = link_pieces(pieces, terms, f"../{GLOSSARY}")
    return frame_blocks(isolate_pieces(pieces, lang), code)


def finish_pages(folder: Path, lang: str, code: str, glossary: Iterable[Mapping[str, Any]]) -> None:
    """All pages below a folder; terms are linked in guides, where there is a page of terms to lead to."""
    terms = Terms(glossary, lang) if (folder / GLOSSARY).is_file() else None
    for file in sorted(folder.rglob("*.html")):
        html = read_page(file)
        linked = terms if file.parent == folder / GUIDES else None
        overwrite(file, finish_page(html, lang, code, linked).encode())


def read_page(file: Path) -> str:
    """A page with its lines as Python ends them; read at once."""
    html = file.read_bytes().decode()
    return html.replace("\r\n", "\n").replace("\r", "\n") if "\r" in html else html


def overwrite(file: Path, data: bytes) -> None:
    """Put `data` in the place of what a file holds; cheaper than to empty it first."""
    with file.open("r+b", buffering=0) as out:
        out.write(data)
        out.truncate()
