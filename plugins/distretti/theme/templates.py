"""A theme's folder as one build has it: files, templates, and which templates each is drawn with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError, meta, nodes

from ..model import GlossaryTerm
from ..site.site import Site
from .assets import assets
from .compiler import Bytecode
from .environment import environment, renderer
from .term_links import glossary

__all__ = ["TemplateError", "Theme", "ThemeFailed", "drawn_with", "references"]

NAMESPACE = "theme"
BYTECODE = "templates"

References = dict[str, tuple[bytes, tuple[str, ...]]]  # a template → the digest of its file, the templates it names


class ThemeFailed(Exception):
    """The theme cannot draw the site; the text says in Italian which template is missing or wrong."""


class Theme:
    """What draws the site. `digests` are of the files of the folder by path.

    `recall(namespace, name, default)` gives what `to_keep` said at the last build.
    `files` are those of theme/static; `renamed` says whether one has another address than at the last build.
    """

    def __init__(
        self,
        root: Path,
        digests: Mapping[str, bytes],
        site: Site,
        terms: Iterable[GlossaryTerm],
        recall: Callable[[str, str, Any], Any],
    ) -> None:
        self._names, self.files = assets(root / "static", hashed=not site.preview)
        before: dict[str, str] = recall(NAMESPACE, "names", {})
        self.renamed = any(self._names.get(name) != address for name, address in before.items())
        self._bytecode = Bytecode(lambda key: recall(BYTECODE, key, None))
        templates, start = root / "templates", "templates/"
        self._environment = environment(templates, site, self._names, glossary(terms), self._bytecode)
        self.render = renderer(self._environment, site, sorted((root / "social").glob("*.ttf")))
        own = {path.removeprefix(start): digest for path, digest in digests.items() if path.startswith(start)}
        known: References = recall(NAMESPACE, "references", {})
        try:
            self._references = references(self._environment, templates, own, known)
        except TemplateSyntaxError as error:
            raise ThemeFailed(f"il template «{error.name}» ha un errore alla riga {error.lineno}: {error}") from None

    def drawn_with_any(self, names: set[str]) -> set[str]:
        """The templates that are drawn with any of these, themselves among them."""
        return {name for name in {*self._references, *names} if names & drawn_with(name, self._references)}

    def prepare(self, wanted: Mapping[str, str], whole: bool) -> None:
        """Make sure that these templates, each with the address of a page, can be drawn; raises ThemeFailed.

        `whole` compiles them now, rather than in each worker.
        """
        needed = {part: address for name, address in wanted.items() for part in drawn_with(name, self._references)}
        for name, address in sorted(needed.items()):
            if name not in self._references:
                raise ThemeFailed(f"manca il template «{name}», che serve alla pagina {address}")
        for name in needed if whole else ():
            self._environment.get_template(name)

    def to_keep(self) -> dict[str, dict[str, Any]]:
        """What the next build need not do again: values by namespace and name."""
        return {NAMESPACE: {"names": self._names, "references": self._references}, BYTECODE: self._bytecode.made}


def references(environment: Environment, folder: Path, digests: Mapping[str, bytes], known: References) -> References:
    """What each template of a folder names. One whose digest is `known` is not read again.

    Raises jinja2.TemplateSyntaxError, with the name of the template and the line, where one cannot be read.
    """
    return {
        name: known[name]
        if name in known and known[name][0] == digest
        else (digest, tuple(sorted(_named(environment, name, (folder / name).read_text("utf-8")))))
        for name, digest in digests.items()
    }


def drawn_with(name: str, found: References) -> frozenset[str]:
    """A template and all that it is drawn with, also those that there are not."""
    names, pending = {name}, [name]
    while pending:
        _, named = found.get(pending.pop(), (b"", ()))
        pending += set(named) - names
        names |= set(named)
    return frozenset(names)


def _named(environment: Environment, name: str, source: str) -> Iterator[str]:
    tree = environment.parse(source, name, name)
    yield from filter(None, meta.find_referenced_templates(tree))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "frame" and isinstance(call.args[0], nodes.Const):
            yield f"frame/{call.args[0].value}.html"
