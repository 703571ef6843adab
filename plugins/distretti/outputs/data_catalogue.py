"""/dati/catalogo.ttl and .jsonld: the datasets in DCAT-AP_IT, where the site says whose they are and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..opendata import package
from ..site import addresses
from ..site.output import File, Output
from ..site.site import Site
from ..statistics import tallies


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """Both files; none where a public catalogue could not take them in (`package.missing` says why)."""
    if not package.missing(site):
        for (_, address), make in zip(addresses.DCAT, (_turtle, _json_ld), strict=True):
            yield File(address, make, (catalog, site))


def _turtle(catalog: Catalog, site: Site) -> bytes:
    from ..opendata import dcat  # rdflib takes a third of a second to load: only where the files are to be made

    return dcat.as_turtle(site, tallies.updated(catalog))


def _json_ld(catalog: Catalog, site: Site) -> bytes:
    from ..opendata import dcat

    return dcat.as_json_ld(site, tallies.updated(catalog))
