"""The Jinja environment that draws pages, and what makes a page of it: autoescape, JSON-LD, the frame of all pages."""

from __future__ import annotations

import json
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from ..language.words import Words
from ..site import addresses, languages
from ..site.output import Document, Drawn, Head, Picture
from ..site.site import Site
from . import compiler
from .links import PageLinks
from .picture import png
from .term_links import Glossary
from .typesetting import pdf

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class _Environment(Environment):
    code_generator_class = compiler.PlainCodeGenerator
    to_html = staticmethod(compiler.to_html)
    as_markup = staticmethod(compiler.as_markup)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._templates: dict[Any, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """The template called so, found without a look at its file: what changes is another build's."""
        if name not in self._templates:
            self._templates[name] = super().get_template(name, parent, globals)
        return self._templates[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A dictionary, where Jinja chains two: it is copied for each page."""
        return {**self.globals, **(d or {})}


def environment(
    templates: Path, site: Site, names: dict[str, str], glossary: Glossary, bytecode: compiler.Bytecode | None = None
) -> Environment:
    """The one Jinja environment: autoescape on, unknown names are errors, plain apostrophes become typographic."""
    made = _Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode,
    )

    words = PageLinks(site.folder, names, glossary)
    made.globals |= {"site": site, "frame": _Frame(made, words, site).part, "languages": languages, **words.functions()}
    return made


class _Frame:
    """What pages of one depth have in common, drawn once for each place of the menu."""

    def __init__(self, environment: Environment, words: PageLinks, site: Site) -> None:
        self._environment, self._words = environment, words
        self._entries = {address for _, _, address in site.menu}
        self._drawn: dict[tuple[str, int, str, str, str], Markup] = {}

    def part(self, name: str, section: str = "", address: str = "", words: Words | None = None) -> Markup:
        """A template of frame/, for a page of a section, or for one that is itself an entry of the menu.

        `words` are those of a page of another language.
        """
        entry = address if address in self._entries else ""
        key = name, self._words.depth, section, entry, words.code if words else ""
        if key not in self._drawn:
            template = self._environment.get_template(f"frame/{name}.html", "base.html")
            self._drawn[key] = Markup(template.render(section=section, address=entry, words=words))
        return self._drawn[key]


def structured(data: list[dict[str, Any]], url: str = "") -> Markup:
    """JSON-LD objects as text that is safe inside a script element, "" where there is none; site addresses after `url`.

    A quotation mark after one of these signs begins a text of the JSON: inside of one it would be written \\".
    """
    text = _JSON.encode(data) if data else ""
    if url:
        start = _JSON.encode(url)[:-1]
        for sign in ":[,":
            text = text.replace(f'{sign}"/', f"{sign}{start}/")
    for sign, code in _JSON_ESCAPES.items():
        text = text.replace(sign, code)
    return Markup(text)


def renderer(environment: Environment, site: Site, fonts: Sequence[Path] = ()) -> Callable[..., bytes]:
    """Page → its HTML, picture → its PNG, document → its PDF; a view made already may be given."""

    begin: Any = environment.globals["begin"]

    def rendered(page: Drawn, view: Any = None) -> bytes:
        view = view or page.view
        if isinstance(page, Picture):
            return png(environment.get_template(page.template).render(page=view), fonts)
        if isinstance(page, Document):
            return pdf(environment.get_template(page.template).render(), view, site.url, fonts)
        head = view.head
        data = [part for part in (head.structured, _breadcrumb(head, page.address)) if part]
        begin(page.address)
        own = f"{page.address}scheda.json" if page.record else ""  # the record's own file of open data
        template = environment.get_template(page.template)
        return template.render(
            page=view, address=page.address, structured=structured(data, site.url), data=own
        ).encode()

    return rendered


def _breadcrumb(head: Head, address: str) -> dict[str, Any] | None:
    """schema.org BreadcrumbList of the page's trail, None on pages without one."""
    if not head.trail:
        return None
    start = languages.home(head.language) if head.language else addresses.HOME
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": target or address}
        for position, (name, target) in enumerate((("Home", start), *head.trail), 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}
