"""Heads of pages: title, description, breadcrumb, what search knows of it, the picture of a shared link."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..catalog import relations
from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Record
from ..site import addresses
from ..site.output import Cover, Head, SearchEntry


def head(title: str, description: str, *trail: tuple[str, str], **more: Any) -> Head:
    """A page's head; the last step of the trail is the page itself and has no address."""
    text = " ".join(description.split())
    short = text if len(text) <= 155 else text[:154].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    if "entry" not in more and not more.get("noindex"):
        more["entry"] = partial(SearchEntry, "pagina", title, "", text, " ".join(name for name, _ in trail))
    return Head(italian.typographic(title), italian.typographic(short), trail, **more)


def unique_title(catalog: Catalog, record: Record, title: str, extra: str) -> str:
    """The title of a record's page, with `extra` added where another record has its name ("… (Torino, 3 maggio)")."""
    alone = len(catalog.namesakes[relations.namesake(record)]) == 1
    return title if alone or not extra else f"{title} ({extra})"


def region_cover(catalog: Catalog, region: str) -> Cover | None:
    """The picture of what is in a region; None where the region has no page."""
    if region not in catalog.region:
        return None
    name = catalog.places.regions[region].name
    return Cover(addresses.picture(f"regione-{region}"), f"Distretti del commercio {italian.in_region(name)}")
