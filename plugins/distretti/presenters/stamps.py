"""Stamps of the passport: which markets and places have one, and why another has none."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.catalog import CANCELLED, Catalog
from ..model import District, Happening, RecurringEvent, Venue
from ..site import addresses
from ..site.components import Link
from ..site.site import Site
from . import street

Stamped = RecurringEvent | Venue


def every(catalog: Catalog) -> tuple[Stamped, ...]:
    """All that can be stamped: markets first."""
    return (*markets(catalog.certain.get(True, ())), *places(catalog, catalog.venues))


def of_district(catalog: Catalog, district: District) -> tuple[Stamped, ...]:
    """What a district has to stamp; nothing of one that has ceased."""
    venues = () if district.status == "cessato" else catalog.venues_of_district.get(district.id, ())
    return (*markets(street.of_district(catalog, district)), *places(catalog, venues))


def markets(found: Iterable[Happening]) -> tuple[RecurringEvent, ...]:
    """What of these a reader can collect a stamp of: markets and fairs that are surely held, in a municipality."""
    return tuple(each for each in found if isinstance(each, RecurringEvent) and _is_held(each))


def _is_held(market: RecurringEvent) -> bool:
    return not (market.to_confirm or market.status == CANCELLED) and bool(market.municipality)


def places(catalog: Catalog, venues: Iterable[Venue]) -> tuple[Venue, ...]:
    """What of these has a stamp of its own: it is open, and no market with a stamp is held there."""
    return tuple(venue for venue in street.open_places(venues) if not _markets_in(catalog, venue))


def _markets_in(catalog: Catalog, venue: Venue) -> tuple[RecurringEvent, ...]:
    return markets(catalog.happenings_of_venue.get(venue.id, ()))


def tools_of_market(site: Site, market: RecurringEvent) -> tuple[Link, ...]:
    """The stamp of a market, and its code; none of one that is not surely held."""
    return _tools(site, market) if _is_held(market) else ()


def tools_of_place(catalog: Catalog, site: Site, venue: Venue) -> tuple[Link, ...]:
    """The stamp of a place and its code, or the stamps of its markets."""
    if places(catalog, (venue,)):
        return _tools(site, venue)
    return tuple(Link(f"Timbra: {market.title}", addresses.stamp(market)) for market in _markets_in(catalog, venue))


def why_none(catalog: Catalog, venue: Venue) -> str:
    """Why a place has no stamp of its own, "" where it has one."""
    if places(catalog, (venue,)):
        return ""
    if held := _markets_in(catalog, venue):
        return f"Questo luogo non ha un timbro suo: c’è quello {'del mercato' if len(held) == 1 else 'dei mercati'}."
    if venue.status == "chiuso":
        return "Nel passaporto dei mercati non c’è un timbro: il luogo è chiuso."
    if venue.status == "da-verificare":
        return "Nel passaporto dei mercati non c’è un timbro: non si sa se il luogo è ancora attivo."
    return "Nel passaporto dei mercati non c’è un timbro: qui non conosciamo mercati certi."


def _tools(site: Site, record: Stamped) -> tuple[Link, ...]:
    """The code to print is only where the site has an address."""
    code = (Link("Il codice QR del timbro, da stampare", addresses.stamp_code(record)),) if site.url else ()
    return (Link("Timbra il passaporto dei mercati", addresses.stamp(record)), *code)
