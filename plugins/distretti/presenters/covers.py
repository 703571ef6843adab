"""The picture that stands for a page where its link is shared."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..language import italian
from ..site import addresses
from ..site.output import Cover


def of_region(catalog: Catalog, region: str) -> Cover | None:
    """The picture of what is in a region; None where the region has no page."""
    if region not in catalog.region:
        return None
    name = catalog.places.regions[region].name
    return Cover(addresses.picture(f"regione-{region}"), f"Distretti del commercio {italian.in_region(name)}")
