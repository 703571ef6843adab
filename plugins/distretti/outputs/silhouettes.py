"""/province/sagome-<regione>.svg: the outlines of a region's provinces, in which rows of districts put their dots."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..presenters.locators import Locators
from ..site import addresses
from ..site.output import File, Output
from ..site.site import Site


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A drawing for each region of Italy: results of the search have them too."""
    locators = Locators(catalog)
    for region in sorted(catalog.places.regions):
        yield File(addresses.silhouettes(region), _drawing, (locators, region))


def _drawing(locators: Locators, region: str) -> bytes:
    return locators.drawing(region).encode()
