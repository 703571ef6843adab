"""What a totem shows, as the one file that its script asks for. It says nothing of the day: the script knows that.

So that it changes only where something changed, its window is of whole months.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from ..catalog.catalog import Catalog
from ..model import District, Event, Happening, Message, Programme, Venue
from ..model.message import DAYS, MIDNIGHT, URGENT, Hours
from ..model.programme import NATIONAL
from ..model.venue import NETWORKS
from ..model.vocabulary import AttractionTerm
from ..places.register import Municipality
from ..site import addresses
from . import qr, street, term_facts
from .street import Appointment

MOST_PLACES = 12  # and products
MOST = 60  # appointments of a file, the first to come: a screen shows a dozen
_FAR = dt.date(2200, 12, 31)


def of_district(catalog: Catalog, district: District) -> bytes:
    """The data of a district's totem."""
    found = street.of_district(catalog, district)
    messages = catalog.messages_of_district.get(district.id, ())
    return _written(
        district.name,
        window(catalog),
        [_message(message) for message in messages],
        [_dated(each) for each in _shown(catalog, found)],
        _calls(catalog, (district,), district.region),
        venues_of_district(catalog, district),
        _products(catalog, (district,), venues_of_district(catalog, district)),
    )


def of_municipality(catalog: Catalog, place: Municipality) -> bytes:
    """The data of a municipality's totem: its districts speak there too, where they do not name another one."""
    districts = catalog.districts_of_municipality.get(place.istat_code, ())
    return _written(
        place.name,
        window(catalog),
        [_message(message) for message in messages_in(catalog, place)],
        [_dated(each) for each in _shown(catalog, street.of_municipality(catalog, place), in_town=True)],
        _calls(catalog, districts, place.region),
        catalog.venues_of_municipality.get(place.istat_code, ()),
        _products(catalog, districts, catalog.venues_of_municipality.get(place.istat_code, ())),
    )


def messages_in(catalog: Catalog, place: Municipality) -> list[Message]:
    """The messages that hold in a municipality, urgent ones first."""
    districts = catalog.districts_of_municipality.get(place.istat_code, ())
    found = (message for district in districts for message in catalog.messages_of_district.get(district.id, ()))
    here = (each for each in found if each.municipality in (None, place.name))
    return sorted(here, key=lambda message: message.order)


def window(catalog: Catalog) -> tuple[dt.date, dt.date]:
    """The first day of this month and the last of the next: markets have their dates between them."""
    first = catalog.month
    return first, ((first + dt.timedelta(62)).replace(day=1) - dt.timedelta(1))


def _shown(catalog: Catalog, found: Iterable[Happening], in_town: bool = False) -> list[Appointment]:
    """The appointments of the window, then the events of after it."""
    first, last = window(catalog)
    events = [each for each in found if isinstance(each, Event)]
    later = street.appointments(catalog, events, last + dt.timedelta(1), _FAR, in_town)
    near = street.appointments(catalog, found, first, last, in_town)
    seen = {each.address for each in near}
    return [*near, *(each for each in later if each.address not in seen)][:MOST]


def _written(
    name: str,
    days: tuple[dt.date, dt.date],
    messages: list[dict[str, Any]],
    dates: list[dict[str, Any]],
    calls: list[dict[str, Any]],
    venues: Iterable[Venue],
    products: list[dict[str, Any]],
) -> bytes:
    data = {
        "name": name,
        "until": days[1].isoformat(),
        "messages": messages,
        "dates": dates,
        "calls": calls,
        "places": _places(venues),
        "products": products,
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _dated(each: Appointment) -> dict[str, Any]:
    return _without_empty(
        title=each.title,
        where=each.where,
        hours=each.hours,
        **{"late" if each.late else "end": each.end},
        days=[] if each.whole else [day.isoformat() for day in each.days],
        unsure=[day.isoformat() for day in each.unsure],
        span=[day.isoformat() for day in each.days] if each.whole else [],
        state=each.state,
    )


def _message(message: Message) -> dict[str, Any]:
    """Days of the week count from Monday, which is 1."""
    numbers = {name: number for number, name in enumerate(DAYS, 1)}
    return _without_empty(
        text=message.text,
        by=message.by,
        urgent=message.priority == URGENT,
        days=sorted({numbers[day] for day in message.days}),
        hours=_hours(message.hours) if message.hours else [],
        place=", ".join(part for part in (message.place, message.municipality) if part),
        qr=qr.packed(message.link) if message.link else "",
        **_picture(message),
    ) | {"from": str(message.from_), "to": str(message.to)}


def _hours(hours: Hours) -> list[str]:
    """What ends at midnight lasts until the day is over."""
    return [hours.from_, "24:00" if hours.to == MIDNIGHT else hours.to]


def _picture(message: Message) -> dict[str, Any]:
    """The address of the picture from the root of the site, what is to be seen, and whose it is."""
    if not (message.image and message.picture):
        return {}
    credit = ", ".join(part for part in (message.image.author, message.image.licence) if part)
    return {"image": addresses.picture_of(message).lstrip("/"), "alt": message.image.alt, "credit": credit}


def _calls(catalog: Catalog, districts: Iterable[District], region: str) -> list[dict[str, Any]]:
    """The calls that can be answered, now or later: the districts' own, the whole region's, all Italy's."""
    own = (call for district in districts for call in catalog.programmes_of_district.get(district.id, ()))
    open_to_all = (call for where in (region, NATIONAL) for call in catalog.calls_of_whole_region.get(where, ()))
    found = [item for call in dict.fromkeys([*own, *open_to_all]) if (item := _call(catalog, call))]
    return sorted(found, key=lambda item: (item["to"], item["title"]))


def _call(catalog: Catalog, call: Programme) -> dict[str, Any] | None:
    window = catalog.window(call) if call.is_call else None
    if not window or catalog.has_passed(window.closes.last):
        return None
    opens = {"from": window.opens.first.isoformat()} if window.opens else {}
    time = {"time": window.time} if window.time else {}
    return {"title": call.name, **opens, "to": window.closes.last.isoformat(), **time}


def venues_of_district(catalog: Catalog, district: District) -> tuple[Venue, ...]:
    """Its places, and those of its municipalities that name no other district."""
    towns = (town.istat_code for town in catalog.municipalities_of(district))
    near = (venue for code in towns for venue in catalog.venues_of_municipality.get(code, ()) if not venue.districts)
    return tuple(dict.fromkeys((*catalog.venues_of_district.get(district.id, ()), *near)))


def _places(venues: Iterable[Venue]) -> list[dict[str, Any]]:
    """Where one can go, with what there is; squares too, nothing that is to be checked."""
    found = (
        (
            venue.heading,
            (venue.address, ", ".join((*venue.services, *venue.products)) or NETWORKS[venue.network].lower()),
        )
        for venue in venues
        if venue.status in (None, "attivo")
    )
    made = [_without_empty(title=title, meta=" · ".join(filter(None, parts))) for title, parts in found]
    return made[:MOST_PLACES]


def _products(catalog: Catalog, districts: Iterable[District], venues: Iterable[Venue]) -> list[dict[str, Any]]:
    """The typical products of districts and places: with the mark that a source states, and where they are made."""
    words = [word for each in districts for word in each.attractions]
    words += [word for venue in venues for word in venue.products]
    terms = (term for term in catalog.terms["attractions"].of(words) if isinstance(term, AttractionTerm))
    found = [(term.label, term.product) for term in terms if term.product]
    return [
        _without_empty(title=label, meta=" · ".join(filter(None, (term_facts.mark(product), product.area))))
        for label, product in found
    ][:MOST_PLACES]


def _without_empty(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
