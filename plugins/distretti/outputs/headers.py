"""/_headers: what hosts that read it (Netlify, Cloudflare Pages and others) send with every file; harmless elsewhere.

`frame-ancestors` is ignored in a <meta> policy (CSP Level 3, 3.3), so only a header can keep the site out of frames.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..site import addresses
from ..site.output import File, Output
from ..site.site import REFERRER, Site

YEAR = 365 * 24 * 60 * 60  # seconds


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The one file. Theme files carry a hash in their name, so they never change under it."""
    yield File(addresses.HEADERS, _lines, (site,))


def _lines(site: Site) -> bytes:
    lines = (
        f"{site.folder}/*",
        f"  Content-Security-Policy: {site.csp}; frame-ancestors 'none'",
        "  X-Content-Type-Options: nosniff",
        f"  Referrer-Policy: {REFERRER}",
        f"{site.folder}{addresses.THEME}*",
        f"  Cache-Control: public, max-age={YEAR}, immutable",
    )
    return "".join(f"{line}\n" for line in lines).encode()
