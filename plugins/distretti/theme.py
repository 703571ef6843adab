"""The theme folder → hashed assets and the Jinja environment that draws pages."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from . import addresses, compiled
from .elements import Link
from .glossary import Glossary
from .page import Cover, File, Head, Page, Picture
from .picture import png
from .words import Words

STYLESHEETS = ("css/tokens.css", "css/base.css", "css/components.css")

# Styles, fonts and images of our own; nothing else, and nothing from anywhere else.
# Markup: its quotes are syntax, not apostrophes to be made typographic.
CSP = Markup(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)

# Other sites learn which site a reader comes from, not which page; nothing where the link leads to plain http.
REFERRER = "strict-origin-when-cross-origin"

_URL = re.compile(r"url\((['\"]?)\.\./([^)'\"]+)\1\)")
_IMPORT = re.compile(r'"\./([\w-]+\.js)"')
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns the site; `public` says whether it is a public body."""

    name: str
    url: str
    public: bool = True


@dataclass(frozen=True, slots=True)
class Site:
    """What every page knows of the site it belongs to; `contact` is a text or a mailto link.

    `hosting` is the operator's own sentence about what the host logs, `statement` the address of the accessibility
    statement on AgID's site: empty where they are not stated.
    """

    noted: ClassVar = True  # it follows from the settings: with others every page is made anew

    name: str
    tagline: str
    url: str  # SITEURL without final slash, "" in preview
    owner: Owner | None
    menu: tuple[tuple[str, str, str], ...]
    official_note: str
    attribution: str
    contact: str | Link
    repository: str = ""
    hosting: str = ""
    statement: str = ""
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/deed.it"
    preview: bool = True
    language: str = "it"
    csp: Markup = CSP
    referrer: str = REFERRER

    @property
    def folder(self) -> str:
        """The folder of the host that the site is served under ("/catalogo"), "" at its root."""
        return re.sub(r"^https?://[^/]+", "", self.url)

    def canonical(self, address: str) -> str:
        """The absolute address, "" where the site has none (preview)."""
        return f"{self.url}{address}" if self.url else ""

    def cover(self, head: Head) -> Cover:
        """The picture of a page: its own, or its section's, or the home page's."""
        sections = {key: label for key, label, _ in self.menu}
        section = head.section if head.section in sections else "home"
        return head.cover or Cover(addresses.picture(section), sections.get(section, self.name))


def assets(folder: Path) -> tuple[dict[str, str], list[File]]:
    """Every file of theme/static under a hashed name (path → address), and the files; CSS becomes one css/site.css."""
    contents = {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
    sheets = b"\n".join(contents.pop(name) for name in STYLESHEETS if name in contents)
    contents |= _scripts({name: content.decode() for name, content in contents.items() if name.endswith(".js")})
    names = {name: _hashed(name, content) for name, content in contents.items()}
    style = _URL.sub(lambda match: f"url(../{names[match[2]].removeprefix(addresses.THEME)})", sheets.decode())
    contents["css/site.css"] = style.encode()
    names["css/site.css"] = _hashed("css/site.css", contents["css/site.css"])
    return names, [File(names[name], bytes, (content,)) for name, content in sorted(contents.items())]


def _scripts(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Scripts that import their neighbours ("./words.js") by the hashed names of these; none go round in circles."""
    done: dict[str, bytes] = {}

    def named(name: str) -> str:
        if name not in done:
            done[name] = _IMPORT.sub(lambda match: f'"./{named(f"js/{match[1]}")}"', texts[name]).encode()
        return Path(_hashed(name, done[name])).name

    for name in texts:
        named(name)
    return done


def _hashed(name: str, content: bytes) -> str:
    path = Path(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return f"{addresses.THEME}{path.with_name(f'{path.stem}.{digest}{path.suffix}').as_posix()}"


class _Environment(Environment):
    code_generator_class = compiled.Plain
    shown = staticmethod(compiled.shown)
    written = staticmethod(compiled.written)

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
    templates: Path, site: Site, names: dict[str, str], glossary: Glossary, bytecode: compiled.Bytecode | None = None
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

    words = Words(site.folder, names, glossary)
    made.globals |= {"site": site, "frame": _Frame(made, words, site).part, **words.functions()}
    return made


class _Frame:
    """What pages of one depth have in common, drawn once for each place of the menu."""

    def __init__(self, environment: Environment, words: Words, site: Site) -> None:
        self._environment, self._words = environment, words
        self._entries = {address for _, _, address in site.menu}
        self._drawn: dict[tuple[str, int, str, str], Markup] = {}

    def part(self, name: str, section: str = "", address: str = "") -> Markup:
        """A template of frame/, for a page of a section, or for one that is itself an entry of the menu."""
        entry = address if address in self._entries else ""
        key = name, self._words.depth, section, entry
        if key not in self._drawn:
            template = self._environment.get_template(f"frame/{name}.html", "base.html")
            self._drawn[key] = Markup(template.render(section=section, address=entry))
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


def renderer(
    environment: Environment, site: Site, fonts: Sequence[Path] = ()
) -> Callable[..., bytes]:
    """Page → its HTML, picture → its PNG; a view made already may be given. All between an output and the disk."""

    begin: Any = environment.globals["begin"]

    def rendered(page: Page | Picture, view: Any = None) -> bytes:
        view = view or page.view
        if isinstance(page, Picture):
            return png(environment.get_template(page.template).render(page=view), fonts)
        head = view.head
        data = [part for part in (head.structured, _breadcrumb(head, page.address)) if part]
        begin(page.address)
        template = environment.get_template(page.template)
        return template.render(page=view, address=page.address, structured=structured(data, site.url)).encode()

    return rendered


def _breadcrumb(head: Head, address: str) -> dict[str, Any] | None:
    """schema.org BreadcrumbList of the page's trail, None on pages without one."""
    if not head.trail:
        return None
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": target or address}
        for position, (name, target) in enumerate((("Home", addresses.HOME), *head.trail), 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}
