"""Out: the templates of builder/templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.cite import SIGNS
from builder.render.once import Once


@cache
def environment() -> Environment:
    """Escapes what is filled in, and refuses a name that is not given; one for all pages, which compiles each once.

    Who edits the templates clears the cache.
    """
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[Once],
    )
    made.globals["signs"] = SIGNS
    return made
