"""The theme's page templates → Hugo layouts with the same markup, so that Hugo always writes the pages of today.

Written by hand they would be a second theme to keep in step. Macros are written out where they are called: Hugo pays
for no call, no argument and no copy. Fields are ready for it: addresses relative, prose and explained terms as HTML.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, nodes

from distretti.language import italian

from .expressions import UNKNOWN, Bound, Scope

# The macro of its fields calls itself; rows of its table can be chosen; the others have not the frame of all pages.
UNTRANSLATED = frozenset(
    {"proposal.html", "comparison.html", "alone.html", "totem.html", "embed.html", "notice.html", "stamp_sheet.html"}
)


@dataclass
class Layouts:
    """Turns one theme into layouts; afterwards `explained` names the fields drawn as HTML with explained terms."""

    templates: Path
    assets: dict[str, str]
    explained: set[str] = field(default_factory=set)
    made: int = 0

    def __post_init__(self) -> None:
        loader = FileSystemLoader(self.templates)
        self.jinja = Environment(loader=loader, trim_blocks=True, lstrip_blocks=True)
        files = sorted((self.templates / "macros").glob("*.html"))
        found = [macro for path in files for macro in self._parsed(f"macros/{path.name}").find_all(nodes.Macro)]
        self.macros = {macro.name: macro for macro in found}
        assert len(self.macros) == len(found), "two macros have one name"

    def layout(self, name: str) -> str:
        """The layout of one template, "" for the frame itself."""
        blocks: Blocks = {}
        while name != "base.html":
            tree = self._parsed(name)
            parent = next(tree.find_all(nodes.Extends), None)
            if parent is None:
                return ""
            for block in tree.find_all(nodes.Block):
                blocks.setdefault(block.name, []).append(block.body)
            assert isinstance(parent.template, nodes.Const)
            name = str(parent.template.value)
        named = {"content": "main", "head": "head"}
        drawn = {named[block]: Drawn(self, blocks).block(block) for block in blocks if block in named}
        start = "{{ $page := .Params.page }}"
        return "".join(f'{{{{ define "{block}" }}}}{start}{text}{{{{ end }}}}\n' for block, text in drawn.items())

    def _parsed(self, name: str) -> nodes.Template:
        assert self.jinja.loader
        return self.jinja.parse(self.jinja.loader.get_source(self.jinja, name)[0])


Blocks = dict[str, list[list[nodes.Node]]]  # by name, the template's own before those of the templates it extends


@dataclass
class Drawn:
    """The nodes of one template as text of Go's html/template."""

    layouts: Layouts
    blocks: Blocks
    scope: Scope = field(default_factory=lambda: Scope({"page": Bound("$page")}))
    caller: str = ""
    inherited: str = ""  # what `super()` stands for
    macros: dict[str, str] = field(default_factory=dict)  # given as arguments, by the name of the parameter

    def body(self, body: Sequence[nodes.Node]) -> str:
        return "".join(map(self._statement, body))

    def block(self, name: str) -> str:
        """The block as the template that was asked for draws it."""
        drawn = ""
        for body in reversed(self.blocks[name]):
            drawn = replace(self, inherited=drawn).body(body)
        return drawn

    def _inside(self, **names: Bound) -> Drawn:
        return replace(self, scope=self.scope.within(names))

    def _variable(self, stem: str) -> str:
        self.layouts.made += 1
        return f"${stem}{self.layouts.made}"

    def _statement(self, node: nodes.Node) -> str:
        match node:
            case nodes.Output():
                return "".join(map(self._shown, node.nodes))
            case nodes.If():
                return self._if(node)
            case nodes.For():
                return self._for(node)
            case nodes.Assign(target=nodes.Name(name=name), node=nodes.Expr() as value):
                return self._assign(name, value)
            case nodes.CallBlock():
                return replace(self, caller=self.body(node.body))._call(node.call)
            case nodes.Block():
                return self.block(node.name)
        raise NotImplementedError(node)

    def _assign(self, name: str, value: nodes.Expr) -> str:
        if name == "host":  # computed from the address by the template; for Hugo a field like the others
            bound = self.scope.names["source"]
            self.scope = self.scope.within({name: Bound(f"{bound.go}.host")})
            return ""
        variable = self._variable(name)
        text = f"{{{{ {variable} := {self.scope.go(value)} }}}}"
        self.scope = self.scope.within({name: Bound(variable)})
        return text

    def _if(self, node: nodes.If) -> str:
        text, opened = "", False
        for test, body in [(node.test, node.body), *((part.test, part.body) for part in node.elif_)]:
            known = self.scope.value_of(test)
            if known is not UNKNOWN and not known:
                continue
            if known is not UNKNOWN and not opened:
                return self._inside().body(body)
            assert known is UNKNOWN
            text += f"{{{{ {'else if' if opened else 'if'} {self.scope.go(test)} }}}}{self._inside().body(body)}"
            opened = True
        other = self._inside().body(node.else_)
        if not opened:
            return other
        return f"{text}{'{{ else }}' + other if other else ''}{{{{ end }}}}"

    def _for(self, node: nodes.For) -> str:
        assert isinstance(node.iter, nodes.Expr)
        item, index, last = (self._variable(stem) for stem in ("x", "i", "last"))
        source, many = "", self.scope.go(node.iter)
        if any(part.attr == "last" for part in node.find_all(nodes.Getattr)):
            source = f"{{{{ {last} := sub (len (or {many} slice)) 1 }}}}"
        names = {"loop": Bound(index, last)}
        if isinstance(node.target, nodes.Tuple):
            for place, part in enumerate(node.target.items):
                assert isinstance(part, nodes.Name)
                names[part.name] = Bound(f"(index {item} {place})")
        else:
            assert isinstance(node.target, nodes.Name)
            names[node.target.name] = Bound(item, self.scope.field_of(node.iter))
        looped = any(part.name == "loop" for part in node.find_all(nodes.Name))
        heads = f"{index}, {item}" if looped else item
        otherwise = f"{{{{ else }}}}{self._inside().body(node.else_)}" if node.else_ else ""
        inner = self._inside(**names).body(node.body)
        return f"{source}{{{{ range {heads} := {many} }}}}{inner}{otherwise}{{{{ end }}}}"

    def _shown(self, node: nodes.Expr | nodes.TemplateData) -> str:
        """What an expression leaves on the page."""
        if isinstance(node, nodes.TemplateData):
            return node.data
        if isinstance(node, nodes.Call):
            return self._call(node)
        if isinstance(node, nodes.Filter) and node.name == "trim":  # of what a caller wraps
            assert isinstance(node.node, nodes.Expr)
            return self._shown(node.node).strip()
        known = self.scope.value_of(node)
        if known is not UNKNOWN:
            return html.escape(italian.typographic(str(known)), quote=True)
        if isinstance(node, nodes.CondExpr):
            other = self._shown(node.expr2) if node.expr2 else ""
            return f"{{{{ if {self.scope.go(node.test)} }}}}{self._shown(node.expr1)}{{{{ else }}}}{other}{{{{ end }}}}"
        return f"{{{{ {self.scope.go(node)} }}}}"

    def _call(self, node: nodes.Call) -> str:
        assert isinstance(node.node, nodes.Name)
        name = self.macros.get(node.node.name, node.node.name)
        if name in ("caller", "super"):
            return self.caller if name == "caller" else self.inherited
        if name in self.layouts.macros:
            return self._macro(self.layouts.macros[name], node)
        known, given = self.scope.value_of(node.args[0]), node.args[0]
        if name in ("glossed", "prose"):
            if known is not UNKNOWN:
                return html.escape(italian.typographic(str(known)), quote=False)
            self.layouts.explained.add(self.scope.field_of(given))
            return f"{{{{ safeHTML {self.scope.go(given)} }}}}"
        assert name in ("href", "asset"), name
        if known is UNKNOWN:
            return f"{{{{ {self.scope.go(given)} }}}}"
        address = self.layouts.assets[str(known)] if name == "asset" else str(known)
        return f"{{{{ $.Params.root }}}}{address[1:]}"

    def _macro(self, macro: nodes.Macro, node: nodes.Call) -> str:
        """The macro's body with its parameters bound; simple arguments get a variable, constants none."""
        given: dict[str, nodes.Expr] = {}
        missing = len(macro.args) - len(macro.defaults)
        for place, parameter in enumerate(macro.args):
            if place < len(node.args):
                given[parameter.name] = node.args[place]
            elif place >= missing:
                given[parameter.name] = macro.defaults[place - missing]
        given |= {pair.key: pair.value for pair in node.kwargs}
        text, names, macros = "", {}, {}
        for name, value in given.items():
            if isinstance(value, nodes.Name) and value.name in self.layouts.macros.keys() - self.scope.names.keys():
                macros[name] = value.name
                continue
            known = self.scope.value_of(value)
            if known is UNKNOWN:
                variable = self._variable(name)
                text += f"{{{{ {variable} := {self.scope.go(value)} }}}}"
                names[name] = Bound(variable, self.scope.field_of(value))
            else:
                names[name] = Bound(json.dumps(known, ensure_ascii=False), "", known)
        return text + Drawn(self.layouts, self.blocks, Scope(names), self.caller, macros=macros).body(macro.body)
