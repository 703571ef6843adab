"""Every page that this project makes of some content, as data: what its template was given, links and prose ready."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from pelican import main as pelican

from distretti.language import italian
from distretti.site import addresses, site
from distretti.theme import environment as theme

PROJECT = Path(__file__).resolve().parents[1]

# The index of the search is measured apart (bench.search), and Hugo has none.
# Without forms too: the macro of a field calls itself, and Hugo's layouts have macros written out. Nor pages for the
# street, tables whose rows can be chosen, nor pages in another language, which have not the frame of the others.
_OFF = (
    "search", "proposals", "totems", "embeds", "notices", "stamp_sheets", "investor_sheets", "foreign", "foreign_pages",
    "foreign_investing",
)  # fmt: skip
WITHOUT_SEARCH = f"OUTPUTS_OFF={list(_OFF)!r}".replace("'", '"')

Fields = dict[str, Any]
EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


def build(content: Path, output: Path, begin: Callable[[Path, site.Site, dict[str, str]], Seen]) -> None:
    """Build the preview of this content from nothing; `begin(templates, site, assets)` gives who sees its pages."""
    real = theme.environment

    def environment(templates: Path, site: site.Site, names: dict[str, str], *more: Any) -> Environment:
        made = real(templates, site, names, *more)
        begin(templates, site, names).watch(made)
        return made

    theme.environment = environment  # type: ignore[assignment]
    try:
        preview(content, output)
    finally:
        theme.environment = real


def preview(content: Path, output: Path) -> None:
    """Build the preview of this content from nothing, in this process alone."""
    for folder in (output, memory := output.with_name(f"{output.name}.memory")):
        shutil.rmtree(folder, ignore_errors=True)
    settings = ["-s", str(PROJECT / "pelicanconf.py"), "-o", str(output)]
    pelican([str(content), *settings, "-e", "WORKERS=1", f'CACHE_PATH="{memory}"', WITHOUT_SEARCH])


@dataclasses.dataclass
class Seen:
    """Hands every page to `keep` as it is rendered; `explained` are the fields that templates draw as HTML."""

    site: site.Site
    explained: set[str]
    keep: Callable[[str, Fields], None]
    words: dict[str, str] = dataclasses.field(default_factory=dict)  # what was made of the texts of the page

    def watch(self, environment: Environment) -> None:
        self.href: Any = environment.globals["href"]
        for name in ("glossed", "prose"):
            environment.globals[name] = self._recorded(environment.globals[name])
        real = environment.get_template

        def get_template(name: Any, parent: Any = None, globals: Any = None) -> Any:
            template = real(name, parent, globals)
            return template if parent else _Watched(self, template)  # templates ask for their parents by themselves

        environment.get_template = get_template  # type: ignore[method-assign]

    def _recorded(self, call: Any) -> Any:
        def recorded(text: str | Markup) -> Markup:
            result: Markup = call(text)
            self.words.setdefault(str(text), str(result))
            return result

        return recorded

    def page(self, template: str, address: str, view: Any, structured: str) -> None:
        """A page was rendered."""
        head = view.head
        matter = {
            "url": address,
            "layout": "page-" + template.removesuffix(".html"),
            "title": italian.typographic(head.title),
            "root": self._to(addresses.HOME),
            "section": head.section,
            "current": "page" if address in {target for _, _, target in self.site.menu} else "true",
            "noindex": head.noindex,
            "about": italian.typographic(head.description),
            "trail": [[italian.typographic(label), self._to(target) if target else ""] for label, target in head.trail],
            "structured": structured,
            "correction": self._to(head.correction or addresses.CORRECTIONS),
            "page": {key: value for key, value in self._view(view).items() if value not in EMPTY},
        }
        self.keep(address, {key: value for key, value in matter.items() if value not in EMPTY})

    def _to(self, address: str) -> str:
        return str(Markup(self.href(address)).unescape())

    def _value(self, name: str, value: Any) -> Any:
        if dataclasses.is_dataclass(value):
            return self._object(value)
        if isinstance(value, tuple | list):
            return [self._value(name, part) for part in value]
        return self._text(name, value) if isinstance(value, str) else value

    def _view(self, view: Any) -> Fields:
        """What the layout is given of a view; of its head only what a macro draws."""
        built = view.head.built
        return self._object(view) | ({"head": {"built": self._object(built)}} if built else {})

    def _object(self, value: Any) -> Fields:
        names = [part.name for part in dataclasses.fields(value) if part.name != "head"]
        found = {name: self._value(name, getattr(value, name)) for name in names}
        if found.get("publisher") and found.get("url"):
            found["host"] = found["url"].split("/")[2].removeprefix("www.")
        return {name: part for name, part in found.items() if type(part) is int or part not in EMPTY}

    def _text(self, name: str, value: str) -> str:
        if name == "address":
            return self._to(value)
        if name in self.explained and value in self.words:
            return self.words[value]
        return str(value) if isinstance(value, Markup) else italian.typographic(value)


@dataclasses.dataclass
class _Watched:
    seen: Seen
    template: Any

    def render(self, **given: Any) -> str:
        self.seen.words.clear()
        text: str = self.template.render(**given)
        if "address" in given:
            self.seen.page(self.template.name, given["address"], given["page"], str(given["structured"]))
        return text
