"""Expressions of Jinja → expressions of Go's html/template, as far as this theme's templates use them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes

UNKNOWN = object()


@dataclass(frozen=True)
class Bound:
    """What a name stands for: an expression of Go, the field it was taken from, its value where it is a constant."""

    go: str
    field: str = ""
    value: object = UNKNOWN


@dataclass(frozen=True)
class Scope:
    """What the names of a place in a template stand for."""

    names: Mapping[str, Bound]

    def within(self, names: Mapping[str, Bound]) -> Scope:
        """The scope of a part of that place, with these names too."""
        return Scope({**self.names, **names})

    def field_of(self, node: nodes.Node) -> str:
        """The field that the value was taken from, "" where it is none."""
        match node:
            case nodes.Getattr():
                return node.attr
            case nodes.Name():
                return self.names[node.name].field
        return ""

    def value_of(self, node: nodes.Node) -> object:
        """What the expression is for sure, whatever the page."""
        match node:
            case nodes.Const():
                return node.value
            case nodes.Name() if node.name in self.names:
                return self.names[node.name].value
            case nodes.Getattr(attr="choice"):  # no row can be chosen of a page that becomes a layout
                return ()
            case nodes.Tuple() if all(isinstance(item, nodes.Const) for item in node.items):
                return tuple(item.value for item in node.items if isinstance(item, nodes.Const))
            case nodes.Test(name="defined", node=nodes.Getattr() as asked) if isinstance(
                self.value_of(asked.node), str
            ):
                return False  # a text has no fields
            case nodes.Compare(ops=[nodes.Operand(op="eq")]):
                one, other = self.value_of(node.expr), self.value_of(node.ops[0].expr)
                return UNKNOWN if UNKNOWN in (one, other) else one == other
        return UNKNOWN

    def go(self, node: nodes.Node) -> str:
        """The same expression in the words of Go's templates."""
        match node:
            case nodes.Const():
                return "nil" if node.value is None else json.dumps(node.value, ensure_ascii=False)
            case nodes.Name():
                return self.names[node.name].go
            case nodes.Getattr(node=nodes.Name(name="loop")):
                return self._of_loop(node.attr)
            case nodes.Getattr():
                return f"{self.go(node.node)}.{node.attr}"
            case nodes.Getitem():
                return f"(index {self.go(node.node)} {self.go(node.arg)})"
            case nodes.Tuple():
                return f"(slice {' '.join(map(self.go, node.items))})"
            case nodes.And() | nodes.Or():
                word = "and" if isinstance(node, nodes.And) else "or"
                return f"({word} {self.go(node.left)} {self.go(node.right)})"
            case nodes.Not():
                return f"(not {self.go(node.node)})"
            case nodes.CondExpr():
                assert node.expr2
                return f"(cond (not (not {self.go(node.test)})) {self.go(node.expr1)} {self.go(node.expr2)})"
            case nodes.Compare():
                operand = node.ops[0]
                return f"({operand.op} {self.go(node.expr)} {self.go(operand.expr)})"
            case nodes.Add():
                return f"(add {self.go(node.left)} {self.go(node.right)})"
            case nodes.Concat():
                return f"(print {' '.join(map(self.go, node.nodes))})"
            case nodes.Filter():
                return self._filter(node)
            case nodes.Test():
                return self._test(node)
            case nodes.Call(node=nodes.Getattr(node=text, attr=("startswith" | "split") as method), args=[given]):
                return f"({'hasPrefix' if method == 'startswith' else 'split'} {self.go(text)} {self.go(given)})"
        raise NotImplementedError(node)

    def _of_loop(self, name: str) -> str:
        loop = self.names["loop"]
        return {
            "index0": loop.go,
            "index": f"(add {loop.go} 1)",
            "first": f"(eq {loop.go} 0)",
            "last": f"(eq {loop.go} {loop.field})",
        }[name]

    def _filter(self, node: nodes.Filter) -> str:
        assert node.node
        if node.name == "length":
            return f"(len (or {self.go(node.node)} slice))"  # a field that is empty is not there
        if node.name == "lower":
            return f"(lower {self.go(node.node)})"
        assert node.name == "join", node.name
        return f"(delimit {self.go(node.node)} {self.go(node.args[0])})"

    def _test(self, node: nodes.Test) -> str:
        match node.name, node.node:
            case "defined", nodes.Getattr() as asked:  # a Link or an Until, where the other thing is a text
                value = self.go(asked.node)
                return f'(and (reflect.IsMap {value}) (isset {value} "{asked.attr}"))'
            case "string", asked:
                return f"(not (reflect.IsSlice {self.go(asked)}))"
            case "none", asked:
                return f"(eq {self.go(asked)} nil)"
        raise NotImplementedError(node)
