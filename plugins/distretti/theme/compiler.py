"""Templates → Python, without what Jinja does at each step for what our templates never use.

Jinja's own code asks of each call whether the function wants the context, of each attribute whether it is rather an
item, and makes each value a Markup before it is joined. Here a call is a call and an attribute an attribute (of a name
that is not there it is still an error); `to_html` escapes. Templates stay the same, and so does what comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from keyword import iskeyword
from typing import Any

from jinja2 import BytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from markupsafe import Markup, escape

from ..language import italian

# Text that is HTML already → Markup: what Markup(text) does once it has looked for an __html__ method.
as_markup: Callable[[str], Markup] = partial(str.__new__, Markup)


def to_html(value: Any) -> str:
    """A value as HTML: texts escaped, their plain apostrophes made typographic; Markup as it is."""
    if type(value) is not str:
        return value if type(value) is Markup else str(escape(value))
    if "'" in value or "&" in value or "<" in value or ">" in value or '"' in value:  # as below
        return str(escape(italian.typographic(value)))
    return value


def escape_text(text: str) -> Markup:
    """The same text as HTML. Most have nothing to escape: to look for it is quicker than to write them anew."""
    if "'" in text or "&" in text or "<" in text or ">" in text or '"' in text:
        return escape(text)
    return as_markup(text)


class Bytecode(BytecodeCache):
    """The compiled templates of the last build, and those compiled now. Jinja sees whether a template is the same."""

    def __init__(self, kept: Callable[[str], bytes | None]) -> None:
        self._kept = kept
        self.made: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept of a template."""
        if found := self._kept(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.made[bucket.key] = bucket.bytecode_to_string()


class PlainCodeGenerator(CodeGenerator):
    """Writes the Python of a template."""

    def write_commons(self) -> None:
        """What every function begins with."""
        super().write_commons()
        self.writeline("to_html, as_markup = environment.to_html, environment.as_markup")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """`value.address is defined`: the one place where an attribute may be missing."""
        if node.name != "defined" or not isinstance(node.node, nodes.Getattr):
            super().visit_Test(node, frame)
            return
        self.write("hasattr(")
        self.visit(node.node.node, frame)
        self.write(f", {node.node.attr!r})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call of a function or macro; what wraps something (`{% call %}`) is left to Jinja."""
        names = [item.key for item in node.kwargs]
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, names)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro as a function of its parameters; one that wraps something is left to Jinja."""
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
            return
        names = [parameter.name for parameter in macro_ref.node.args]
        parameters = ", ".join(f"{name}=missing" for name in names)
        self.write(f"(lambda macro: lambda {parameters}: as_markup(macro({', '.join(names)})))(macro)")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("to_html(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")
