"""Out: the templates of builder/templates."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.nodes import Template as Parsed

from builder.cite import SIGNS
from builder.memo import Memo
from builder.render.include import Includes
from builder.render.once import Once, made_with
from builder.render.output import PLAIN, Calls, Code, PlainMacro, escaped


class Templates(Environment):
    """What output.py needs, and each template once."""

    code_generator_class = Code
    context_class = Calls
    escaped = escaped
    macro = PlainMacro
    made_with = staticmethod(made_with)
    plain = PLAIN

    def __init__(self, folder: Path, **options: Any) -> None:
        """The templates of a folder."""
        super().__init__(loader=FileSystemLoader(folder), auto_reload=False, **options)
        self.named: Memo[str, Template] = Memo(self.get_template)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Whole, so that it need not be put together for each page."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> Parsed:
        parsed: Parsed = Includes(self._read).visit(super()._parse(source, name, filename))
        return parsed

    def _read(self, name: str) -> Parsed:
        assert self.loader
        source, filename, _ = self.loader.get_source(self, name)
        return self._parse(source, name, filename)


@cache
def environment() -> Templates:
    """Escapes what is filled in, and refuses a name that is not given; one for all pages, which compiles each once.

    Who edits the templates clears the cache.
    """
    made = Templates(
        Path(__file__).parent.parent / "templates",
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Once],
    )
    made.globals["signs"] = SIGNS
    return made
