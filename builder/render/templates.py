"""Out: the templates of builder/templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.cite import SIGNS
from builder.render.once import Once
from builder.render.output import Calls, Code, put

_METHODS = frozenset(dir(dict))


class Templates(Environment):
    """Looks into a dictionary first, for most of what templates are given are such; Jinja asks last for a key."""

    code_generator_class = Code
    context_class = Calls
    put = staticmethod(put)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`words.tree`; what a dictionary can do goes before a key of the same name, as everywhere in Jinja."""
        if type(obj) is dict and attribute not in _METHODS and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> Environment:
    """Escapes what is filled in, and refuses a name that is not given; one for all pages, which compiles each once.

    Who edits the templates clears the cache.
    """
    made = Templates(
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
