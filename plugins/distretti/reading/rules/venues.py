"""Places: in the municipality that they name, with services that have a term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language import italian
from ...language.problem import Problem, did_you_mean
from ...model import Happening, Venue
from ...places.names import UnknownPlace
from ...places.register import Municipality
from ...places.within import kilometres_outside
from ..content import Content

TOLERANCE_KM = 0.5  # the boundaries are drawn with few points


def venues_are_in_their_region(content: Content, today: dt.date) -> Iterator[Problem]:
    """The municipality of a place is in the region of its folder."""
    for venue in content.of(Venue).values():
        town = _town(content, venue)
        if town and town.region != venue.region:
            message = f"«{venue.municipality}» è in «{town.region}», la scheda nella cartella «{venue.region}»"
            yield content.document(venue).problem(("municipality",), message)


def points_are_in_their_municipality(content: Content, today: dt.date) -> Iterator[Problem]:
    """The point of a place is inside its municipality: else a warning with the distance."""
    for venue in content.of(Venue).values():
        point, town = venue.coordinates, _town(content, venue)
        if not (point and town):
            continue
        latitude, longitude = float(point.latitude), float(point.longitude)
        if abs(latitude) > 90 or abs(longitude) > 180:
            message = "sulla Terra non c'è: la latitudine va da -90 a 90, la longitudine da -180 a 180"
            yield content.document(venue).problem(("coordinates",), message)
            continue
        away = kilometres_outside(content.places.boundaries, town.istat_code, latitude, longitude)
        if away and away > TOLERANCE_KM:
            said = f"{italian.number(round(away))} km" if away >= 1 else "meno di un chilometro"
            swapped = not kilometres_outside(content.places.boundaries, town.istat_code, longitude, latitude)
            advice = "i due numeri sono scambiati" if swapped else "controlla i due numeri"
            message = f"il punto è fuori dal comune di {town.name}, a {said} dal confine: {advice}"
            yield content.document(venue).problem(("coordinates",), message, warning=True)


def hours_of_venues_have_a_date(content: Content, today: dt.date) -> Iterator[Problem]:
    """Opening hours change: a warning where it is not said of when they are."""
    for venue in content.of(Venue).values():
        if venue.hours and not venue.hours.date:
            message = "di quando sono gli orari? Aggiungi «date», anche solo l'anno in cui la fonte li dice"
            yield content.document(venue).problem(("hours",), message, warning=True)


def services_of_venues_have_a_term(content: Content, today: dt.date) -> Iterator[Problem]:
    """A service of a place is a word of services.yaml: by it readers find the place."""
    if content.vocabularies.get("services") == "":
        return
    words = [word for term in content.vocabulary("services") for word in term.words]
    for venue in content.of(Venue).values():
        for index, service in enumerate(venue.services):
            if service not in words:
                message = f"«{service}» non è fra le «words» di services.yaml.{did_you_mean(service, words)}"
                yield content.document(venue).problem(("services", index), message)


def happenings_are_in_the_region_of_their_venue(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is held at a place is in the region of that."""
    for record in content.records():
        venue = record.venue if isinstance(record, Happening) else None
        if not (venue and isinstance(record, Happening) and record.municipality):
            continue
        try:
            region = content.places.find(record.municipality).region
        except UnknownPlace:  # of several regions, or a problem by itself
            continue
        if region != venue.partition("/")[0]:
            message = f"«{venue}» non è nella regione di «{record.municipality}»"
            yield content.document(record).problem(("venue",), message)


def _town(content: Content, venue: Venue) -> Municipality | None:
    """Its municipality; None where there is none of that name, which is a problem by itself."""
    for region in (venue.region, None) if venue.municipality else ():
        try:
            return content.places.find(venue.municipality, region)
        except UnknownPlace:
            continue
    return None
