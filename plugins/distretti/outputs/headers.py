"""/_headers: what hosts that read it (Netlify, Cloudflare Pages and others) send with every file; harmless elsewhere.

`frame-ancestors` is ignored in a <meta> policy (CSP Level 3, 3.3), so only a header can keep the site out of frames.
Hosts send the headers of all rules that match a file, and of two policies both hold: each folder has its own, no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalog.catalog import Catalog
from ..site import addresses
from ..site.output import File, Output, Page
from ..site.site import REFERRER, Site

YEAR = 365 * 24 * 60 * 60  # seconds
HERE = {addresses.EMBEDS: "*"}  # who may put pages of a folder into a frame; nobody else's
_NOBODY = "'none'"
PLACED = (addresses.PASSPORT,)  # the folders that may ask where a reader is


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """The one file. Theme files carry a hash in their name, so they never change under it."""
    pages = (page.address for page in site_map if isinstance(page, Page) and page.address.count("/") > 1)
    folders = {f"/{address.split('/')[1]}/" for address in pages}
    yield File(addresses.HEADERS, _lines, (site, tuple(sorted(folders))))


def _lines(site: Site, folders: tuple[str, ...]) -> bytes:
    home = (addresses.HOME, "/index.html", addresses.NOT_FOUND)
    lines = [
        f"{site.folder}/*",
        "  X-Content-Type-Options: nosniff",
        f"  Referrer-Policy: {REFERRER}",
        *(line for address in home for line in _policy(site, address, address)),
        *(line for folder in folders for line in _policy(site, f"{folder}*", folder)),
        f"{site.folder}{addresses.THEME}*",
        f"  Cache-Control: public, max-age={YEAR}, immutable",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _policy(site: Site, pattern: str, folder: str) -> tuple[str, ...]:
    return (
        f"{site.folder}{pattern}",
        f"  Content-Security-Policy: {site.csp}; frame-ancestors {HERE.get(folder, _NOBODY)}",
        f"  Permissions-Policy: geolocation={'(self)' if folder in PLACED else '()'}",
    )
