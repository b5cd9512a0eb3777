"""In: a few lines of Markdown, marks already replaced. Out: safe HTML for the parts of a page that templates make."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown import Markdown
from markupsafe import Markup

EXTENSIONS = ("admonition", "attr_list", "def_list", "tables")
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?'’«»()/%،؛؟\u00a0-])*(?<! )")
"""A line that begins with a letter and has no sign of Markdown or HTML: most labels. It is a paragraph as it stands."""
_BLANK_LINES = re.compile(r"\n\s*\n")


@cache
def _converter() -> Markdown:
    settings = {"tables": {"use_align_attribute": True}}
    return Markdown(extensions=list(EXTENSIONS), extension_configs=settings, output_format="html")


@lru_cache(maxsize=1 << 16)
def block(text: str) -> Markup:
    """Paragraphs, lists and notes as HTML without blank lines; the same lines stand on many pages."""
    if _PLAIN.fullmatch(text):
        return Markup(f"<p>{text}</p>")
    converter = _converter()
    converter.reset()
    return Markup(_BLANK_LINES.sub("\n", converter.convert(text)))


@lru_cache(maxsize=1 << 16)
def inline(text: str) -> Markup:
    """A title or label: one paragraph without its <p>; a guide, its card and its rules have the same."""
    html = str(block(text))
    inner = html[3:-4]
    alone = html == f"<p>{inner}</p>" and "<p>" not in inner and "</p>" not in inner
    return Markup(inner if alone else html)
