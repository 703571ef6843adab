"""/province/sagome-<regione>.svg: the outlines of a region's provinces, in which rows of districts put their dots."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..presenters.locators import Locators
from ..site import addresses
from ..site.output import File, Output
from ..site.site import Site


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A drawing for each region with districts."""
    locators = Locators(catalog)
    for region in catalog.regions:
        if catalog.districts_of_region.get(region.id):
            yield File(addresses.silhouettes(region.id), _drawing, (locators, region.id))


def _drawing(locators: Locators, region: str) -> bytes:
    return locators.drawing(region).encode()
