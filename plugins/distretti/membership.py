"""What a district means for who lives or works in one of its municipalities, and which are near one that has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from math import asin, cos, floor, radians, sin, sqrt

from .catalog import Catalog
from .model import District
from .model import district as district_words
from .places import Municipality

CHECK = "verifica che la tua via sia nel perimetro"
EARTH_KM = 6371.0088  # mean radius (IUGG)
FAR_KM = 40
_ENOUGH = 8  # municipalities among which the nearest districts are looked for
_CELL = 0.5  # degrees: 55 km from north to south, 38 or more from west to east in Italy


def said(district: District, place: Municipality) -> str:
    """ "il Comune ne fa parte ed è capofila · perimetro non noto: verifica che la tua via sia nel perimetro"."""
    ended = district.status == "cessato"
    member = "il Comune ne faceva parte" if ended else "il Comune ne fa parte"
    if district.lead == f"Comune di {place.name}":
        member += " ed era capofila" if ended else " ed è capofila"
    return " · ".join(part for part in (member, "" if ended else _perimeter(district)) if part)


def _perimeter(district: District) -> str:
    if not district.perimeter:
        return f"perimetro non noto: {CHECK}"
    extent = district_words.EXTENTS[district.perimeter.extent].lower()
    return f"{extent}: {CHECK}" if district.perimeter.extent == "parte" else extent


def none_known(catalog: Catalog, region: str) -> str:
    """What to say where no district is known, with how far the catalogue knows the region."""
    text = "In questo catalogo nessun distretto lo comprende: l'elenco completo è quello della Regione."
    open_lists = sum(not item.municipalities_complete for item in catalog.districts_of_region.get(region, ()))
    if not open_lists:
        return text
    of_how_many = "1 distretto" if open_lists == 1 else f"{open_lists} distretti"
    return f"{text} Di {of_how_many} della regione non si conoscono tutti i comuni."


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude in degrees) on a sphere, by the haversine formula."""
    (north, east), (south, west) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def near(catalog: Catalog, place: Municipality, most: int) -> list[tuple[District, Municipality, int]]:
    """The districts whose municipalities are nearest, each with the nearest of these and its distance in whole km."""
    members = catalog.members  # noted, also where what follows from them is known
    cells = catalog.once("cells of members", lambda: _cells(members))
    known = catalog.once("near members", lambda: dict[str, list[tuple[Municipality, int]]]())
    if place.istat_code not in known:
        known[place.istat_code] = _nearest(cells, place)
    found: dict[str, tuple[District, Municipality, int]] = {}
    for other, distance in known[place.istat_code]:
        if len(found) >= most:
            break
        for district in catalog.districts_of_municipality.get(other.istat_code, ()):
            if district.status != "cessato":
                found.setdefault(district.id, (district, other, distance))
    return list(found.values())[:most]


def _cell(place: Municipality) -> tuple[int, int]:
    return floor(place.latitude / _CELL), floor(place.longitude / _CELL)


def _cells(places: Iterable[Municipality]) -> dict[tuple[int, int], list[Municipality]]:
    found: dict[tuple[int, int], list[Municipality]] = defaultdict(list)
    for place in places:
        found[_cell(place)].append(place)
    return found


def _nearest(
    cells: Mapping[tuple[int, int], list[Municipality]], place: Municipality
) -> list[tuple[Municipality, int]]:
    """The nearest ones with whole km, a few; those on a plane are soon put in order, and near enough to the sphere."""
    row, column = _cell(place)
    north, east, narrow = place.latitude, place.longitude, cos(radians(place.latitude))
    around = [other for up in (-1, 0, 1) for right in (-1, 0, 1) for other in cells.get((row + up, column + right), ())]
    ordered = nsmallest(_ENOUGH, around, key=lambda other: (
        (other.latitude - north) ** 2 + ((other.longitude - east) * narrow) ** 2, other.istat_code
    ))  # fmt: skip
    far = ((other, kilometres((north, east), (other.latitude, other.longitude))) for other in ordered)
    return [(other, round(distance)) for other, distance in far if distance <= FAR_KM]
