"""The picture that stands for a page where its link is shared."""

from __future__ import annotations

from . import addresses, italian
from .catalog import Catalog
from .page import Cover


def of_region(catalog: Catalog, region: str) -> Cover | None:
    """The picture of what is in a region; None where the region has no page."""
    if region not in catalog.region:
        return None
    name = catalog.places.regions[region].name
    return Cover(addresses.picture(f"regione-{region}"), f"Distretti del commercio {italian.in_region(name)}")
