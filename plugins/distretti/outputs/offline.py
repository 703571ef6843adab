"""/manifest.webmanifest: what the site is called where a browser keeps it. No page asks to be installed.

The worker that keeps what was read is theme/static/root/copia.js; js/today.js begins it where there is a manifest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..site import addresses
from ..site.output import File, Output
from ..site.site import Site


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The one file, of a published site: an editor's browser keeps no preview."""
    if not site.preview:
        yield File(addresses.MANIFEST, _manifest, (site,))


def _manifest(site: Site) -> bytes:
    """`display: browser` is what no browser offers to install (W3C Web Application Manifest)."""
    found = {"name": site.name, "start_url": "./", "scope": "./", "display": "browser", "lang": site.language}
    return json.dumps(found, ensure_ascii=False, indent=1).encode()
