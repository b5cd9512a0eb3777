"""Out: how templates put a thing out and call a macro: as Jinja does, in fewer steps, for a form does so many times."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from builder.memo import Memo

_ESCAPED: Memo[str, Markup] = Memo(escape)

_PLAIN = (Macro, type(cache(str)))
"""What is called with what the template gives it alone."""


def put(thing: Any) -> str:
    """A thing as it stands in the page: HTML as it is, all else escaped."""
    if type(thing) is Markup:
        return thing
    return _ESCAPED[thing] if type(thing) is str else escape(thing)


class Code(CodeGenerator):
    """Puts things out by the `put` of its environment."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.put(")


class Calls(Context):
    """Asks of what it calls only what can be."""

    def call(self, called: Any, /, *args: Any, **given: Any) -> Any:
        """A macro that needs nothing of the template is called at once."""
        if type(called) not in _PLAIN:
            return super().call(called, *args, **given)
        given.pop("_loop_vars", None)
        given.pop("_block_vars", None)
        return called(*args, **given)
