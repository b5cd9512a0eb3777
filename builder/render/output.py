"""Out: how templates are written as Python: as Jinja does, in fewer steps, for a form takes many thousands of them.

A dictionary is asked first, for most of what templates are given are such; HTML is put out as it is, all else escaped;
a macro is called at once; what is made `once` is looked up.
"""

from __future__ import annotations

from functools import cache
from keyword import iskeyword
from typing import Any

from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, CallBlock, Expr, ExtensionAttribute, Getattr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from builder.memo import Memo
from builder.render.once import Once

escaped: Memo[str, Markup] = Memo(escape)

_METHODS = frozenset(dir(dict))


class PlainMacro(Macro):
    """A macro; most are given all that they take, by place."""

    def __call__(self, *args: Any, **given: Any) -> Any:
        """What it puts out, as HTML."""
        if given or len(args) != self._argument_count or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **given)
        return str.__new__(Markup, self._func(*args))


PLAIN = frozenset({PlainMacro, type(cache(str)), type("".format)})
"""What is called with what the template gives it alone."""


class Code(CodeGenerator):
    """The Python of a template; its environment has what this names."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self._put = self.temporary_identifier()
            self.write(f"({self._put} if type({self._put} := ")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            put = self._put
            self.write(f") is Markup else environment.escaped[{put}] if type({put}) is str else escape({put}))")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 -- as Jinja calls it
        """`words.tree`; what a dictionary can do goes before a key of the same name, as everywhere in Jinja."""
        if node.attr in _METHODS:
            super().visit_Getattr(node, frame)
            return
        name, key = self.temporary_identifier(), repr(node.attr)
        self.write(f"({name}[{key}] if type({name} := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {key} in {name} else environment.getattr({name}, {key}))")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A macro that needs nothing of the template is called as it is."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        name = self.temporary_identifier()
        self.write(f"({name} if type({name} := ")
        self.visit(node.node, frame)
        self.write(f") in environment.plain else context.bound({name}")
        self.write(", _loop_vars=_loop_vars" if frame.loop_frame else "")
        self.write(", _block_vars=_block_vars" if frame.block_frame else "")
        self.write("))(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002
        """A macro made of the function just written."""
        node = macro_ref.node
        names = tuple(argument.name for argument in node.args)
        asked = (macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller)
        self.write(f"environment.macro(environment, macro, {getattr(node, 'name', None)!r}, {names!r}, ")
        self.write(f"{', '.join(map(repr, asked))}, context.eval_ctx.autoescape)")

    def visit_CallBlock(self, node: CallBlock, frame: Frame) -> None:  # noqa: N802
        """What is made `once` is written as a function that is there, and called, where nobody has made it yet."""
        about = node.call.node
        if not (isinstance(about, ExtensionAttribute) and about.identifier == Once.identifier):
            super().visit_CallBlock(node, frame)
            return
        words, key = node.call.args
        made, place = self.temporary_identifier(), self.temporary_identifier()
        self.writeline(f"{made} = environment.made_with(")
        self.visit(words, frame)
        self.write(")")
        self.writeline(f"{place} = ")
        self.visit(key, frame)
        self.writeline(f"if {place} not in {made}:")
        self.indent()
        self.macro_body(node, frame)
        self.writeline(f"{made}[{place}] = Markup(macro())")
        self.outdent()
        self.simple_write(f"{made}[{place}]", frame, node)


class Calls(Context):
    """What a template is given."""

    def bound(self, called: Any, **about: Any) -> Any:
        """Something else that is called, which may ask for the template."""

        def call(*args: Any, **given: Any) -> Any:
            return self.call(called, *args, **given, **about)

        return call
