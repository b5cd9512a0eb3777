"""Out: a tag for templates: what stands between `once` and `endonce` is made once for each language.

It hangs on the words of the interface alone, and on what follows `once`, if anything: `{% once unit %}`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import count
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from builder.once import for_each_object


class Once(Extension):
    """The tag."""

    tags = {"once"}  # noqa: RUF012 -- as Jinja declares it
    _places = count()

    def parse(self, parser: Parser) -> nodes.Node:
        """A block that is called where nothing is known yet."""
        line = next(parser.stream).lineno
        names: list[nodes.Expr] = []
        while parser.stream.current.type != "block_end":
            names.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        words, place = nodes.Name("words", "load"), nodes.Const(next(self._places))
        call = self.call_method("_made", [words, place, nodes.Tuple(names, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _made(self, words: Any, place: int, names: Hashable, caller: Callable[[], Markup]) -> Markup:
        made = _made_with(words)
        key = (place, names)
        if key not in made:
            made[key] = caller()
        return made[key]


@for_each_object(held=16)
def _made_with(words: Any) -> dict[Hashable, Markup]:  # noqa: ARG001 -- each language has its own
    """What is made with the words of one language."""
    return {}
