"""Old addresses that lead to where a record is today: a page for each, and the list that hosts read.

The list, `/_redirects`, has the form that Netlify devised (docs.netlify.com/routing/redirects) and that Cloudflare
Pages (developers.cloudflare.com/pages/configuration/redirects) and GitLab Pages
(docs.gitlab.com/user/project/pages/redirects) read too: "old new 301", one a line. GitLab wants the folder that the
site is served under before both. Cloudflare follows a line even where there is a page at the old address; the other two
show the page, which leads on by itself. (Netlify's "301!" would not, but GitLab does not know it.) GitLab reads 1,000
lines at most, Cloudflare 2,000.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..model import Record
from ..presenters import heads, references
from ..site import addresses
from ..site.components import Link
from ..site.output import File, Head, Output, Page
from ..site.site import Site


@dataclass(frozen=True, slots=True)
class MovedView:
    """What an old address says to those whose browser does not go on by itself."""

    head: Head
    heading: str
    target: Link


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A page for each old address of published and withdrawn records, and /_redirects where there is one."""
    for alias, record in catalog.moved.items():
        yield Page(alias, "moved.html", _view, (alias, record), listed=False)
    if catalog.moved:
        yield File(addresses.REDIRECTS, _lines, (catalog, site))


def _lines(catalog: Catalog, site: Site) -> bytes:
    moved = catalog.moved.items()
    return "".join(f"{site.folder}{old} {site.folder}{addresses.of(record)} 301\n" for old, record in moved).encode()


def _view(alias: str, record: Record) -> MovedView:
    target = references.record(record)
    head = heads.head(
        f"Indirizzo cambiato: {alias}",
        f"La pagina «{target.label}» ha cambiato indirizzo.",
        noindex=True,
        canonical=target.address,
        languages=(),
    )
    return MovedView(head, "Questa pagina ha cambiato indirizzo", target)
