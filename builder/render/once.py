"""Out: a tag for templates: what stands between `once` and `endonce` is made once for each language.

It hangs on the words of the interface alone, and on what follows `once`, if anything: `{% once unit %}`.
"""

from __future__ import annotations

from collections.abc import Hashable
from itertools import count
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from builder.once import for_each_object


class Once(Extension):
    """The tag; how it is written as Python stands in output.py."""

    tags = {"once"}  # noqa: RUF012 -- as Jinja declares it
    _places = count()

    def parse(self, parser: Parser) -> nodes.Node:
        """A block of its own, where nothing of what is set within is known outside."""
        line = next(parser.stream).lineno
        names: list[nodes.Expr] = [nodes.Const(next(self._places))]
        while parser.stream.current.type != "block_end":
            names.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        call = self.call_method("made_with", [nodes.Name("words", "load"), nodes.Tuple(names, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)


@for_each_object(held=16)
def made_with(words: Any) -> dict[Hashable, Markup]:  # noqa: ARG001 -- each language has its own
    """What is made with the words of one language, by its place and what it hangs on."""
    return {}
