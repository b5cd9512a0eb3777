"""In: a template as Jinja has read it. Out: the same, with the templates that it includes in their places.

So they are filled in together: what a form is made of would be set up apart a dozen times otherwise.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import nodes
from jinja2.visitor import NodeTransformer


class Includes(NodeTransformer):
    """Puts templates that are named as such where they are included; what is set there is not known outside."""

    def __init__(self, read: Callable[[str], nodes.Template]) -> None:
        """`read` gives a template by its name, whole."""
        self._read = read

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 -- as Jinja calls it
        """A mistake within is told where it is included."""
        if not isinstance(node.template, nodes.Const) or node.ignore_missing or not node.with_context:
            return node
        return nodes.Scope(self._read(node.template.value).body).set_lineno(node.lineno, override=True)
