"""The theme folder → hashed assets and the Jinja environment that draws pages."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from . import addresses, italian
from .elements import Link
from .glossary import Glossary
from .page import Cover, File, Head, Page, Picture
from .picture import png

STYLESHEETS = ("css/tokens.css", "css/base.css", "css/components.css")

# Styles, fonts and images of our own; nothing else, and nothing from anywhere else.
# Markup: its quotes are syntax, not apostrophes to be made typographic.
CSP = Markup(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)

# Other sites learn which site a reader comes from, not which page; nothing where the link leads to plain http.
REFERRER = "strict-origin-when-cross-origin"

_URL = re.compile(r"url\((['\"]?)\.\./([^)'\"]+)\1\)")
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
    problems: int = 0
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
    names = {name: _hashed(name, content) for name, content in contents.items()}
    style = _URL.sub(lambda match: f"url(../{names[match[2]].removeprefix(addresses.THEME)})", sheets.decode())
    contents["css/site.css"] = style.encode()
    names["css/site.css"] = _hashed("css/site.css", contents["css/site.css"])
    return names, [File(names[name], content) for name, content in sorted(contents.items())]


def _hashed(name: str, content: bytes) -> str:
    path = Path(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return f"{addresses.THEME}{path.with_name(f'{path.stem}.{digest}{path.suffix}').as_posix()}"


def environment(templates: Path, site: Site, names: dict[str, str], glossary: Glossary) -> Environment:
    """The one Jinja environment: autoescape on, unknown names are errors, plain apostrophes become typographic."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_shown,
    )

    made.globals |= {"site": site, **Words(site, names, glossary).functions()}
    return made


class Words:
    """What templates call for links and terms: it knows the page being drawn, so that macros need no context."""

    def __init__(self, site: Site, names: dict[str, str], glossary: Glossary) -> None:
        self.site, self.names, self.glossary = site, names, glossary
        self.page = addresses.HOME
        self.explained: set[str] = set()  # the glossary terms that this page has linked

    def functions(self) -> dict[str, Callable[..., Any]]:
        """By the names that templates use; `begin` is for the renderer."""
        return {
            "begin": self.begin, "href": self.href, "asset": self.asset, "glossed": self.glossed, "prose": self.prose,
        }  # fmt: skip

    def begin(self, page: str) -> None:
        """A page is drawn from here on."""
        self.page = page
        self.explained = set()

    def href(self, address: str) -> Markup:
        """A link from the page to an address."""
        return Markup(escape(self._link(address)))

    def asset(self, name: str) -> Markup:
        """A link from the page to a file of theme/static."""
        return Markup(escape(self._link(self.names[name])))

    def glossed(self, text: str | Markup) -> Markup:
        """The text with the first use of each glossary term in its page made a link; not on the glossary itself."""
        written = escape(_shown(text))
        if self.page in (addresses.GLOSSARY, addresses.NOT_FOUND):
            return written
        return self.glossary.linked(written, self.explained, addresses.relative(addresses.GLOSSARY, self.page))

    def prose(self, text: Markup) -> Markup:
        """Prose with its links made relative and its terms explained."""
        return self.glossed(Markup(re.sub(r'(?<=href=")/[^"]*', lambda match: self._link(match[0]), text)))

    def _link(self, address: str) -> str:
        """Relative for the site's own addresses, rooted on the 404 page (served at any depth), unchanged for others."""
        if not address.startswith("/"):
            return address.replace("'", "%27") if address.startswith("http") else address
        if self.page == addresses.NOT_FOUND:
            return self.site.folder + address
        return addresses.relative(address, self.page)


def _shown(value: Any) -> Any:
    return italian.typographic(value) if type(value) is str else value


def structured(data: list[dict[str, Any]]) -> Markup:
    """JSON-LD objects as text that is safe inside a script element; empty where there is none."""
    if not data:
        return Markup("")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, code in _JSON_ESCAPES.items():
        text = text.replace(sign, code)
    return Markup(text)


def renderer(
    environment: Environment, site: Site, fonts: Sequence[Path] = ()
) -> Callable[[Page | Picture], bytes]:
    """Page → its HTML, picture → its PNG. The only thing that happens between an output and the disk."""

    begin: Any = environment.globals["begin"]

    def rendered(page: Page | Picture) -> bytes:
        if isinstance(page, Picture):
            return png(environment.get_template(page.template).render(page=page.view), fonts)
        head = page.view.head
        data = [_with_addresses(part, site) for part in (head.structured, _breadcrumb(head, page.address)) if part]
        begin(page.address)
        template = environment.get_template(page.template)
        return template.render(page=page.view, address=page.address, structured=structured(data)).encode()

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


def _with_addresses(data: Any, site: Site) -> Any:
    """The same structure with site addresses ("/distretti/…") made absolute where the site has an address."""
    if isinstance(data, dict):
        return {key: _with_addresses(value, site) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_addresses(value, site) for value in data]
    if isinstance(data, str) and data.startswith("/"):
        return site.canonical(data) or data
    return data
