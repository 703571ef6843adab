"""The finder of municipalities: all of Italy's in small files for the script, and in a list by letter for who has none.

The files are under /cerca/comuni/: one for each three letters that a word of a name begins with ("nome-con": Windows
could not have a file "con"); one for each province,
with what is known of its places; one for each degree of latitude and longitude; one of the regions; a list of files.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from ..catalog import relations
from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model import district as district_words
from ..places.register import Municipality, Places
from ..presenters import heads, membership, references
from ..site import addresses
from ..site.components import Link, ListItem
from ..site.output import File, Head, Output, Page
from ..site.site import Site

Names = Sequence[tuple[str, str]]  # names with ISTAT codes

# Words of names that nobody is found by: theme/static/js/comuni.js has the same.
SMALL = frozenset({
    "a", "ad", "al", "alla", "alle", "con", "da", "dal", "dei", "del", "della", "delle", "di", "e", "ed", "in", "la",
    "le", "lo", "nel", "nella", "per", "san", "sant", "santa", "santo", "su", "sul", "sulla",
})  # fmt: skip
NEAREST = 3  # districts named where none is known


@dataclass(frozen=True, slots=True)
class LetterView:
    """The municipalities whose names begin with a letter; a row without an address has no page."""

    head: Head
    heading: str
    lead: str
    letters: tuple[Link, ...]
    rows: tuple[ListItem, ...]
    official: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The files, and a page for each letter."""
    names = _names(catalog)
    keys, cells = _keys(names), _cells(catalog)
    yield File(addresses.municipalities_by("indice"), _index, (tuple(sorted(keys)), tuple(sorted(cells))))
    for key, found in sorted(keys.items()):
        yield File(addresses.municipalities_by(f"nome-{key}"), _shard, (catalog, tuple(found)))
    for cell, codes in sorted(cells.items()):
        yield File(addresses.municipalities_by(cell), _cell, (catalog, tuple(codes)))
    for province, codes in sorted(_provinces(catalog).items()):
        yield File(addresses.municipalities_by(province), _province, (catalog, tuple(codes)))
    yield File(addresses.municipalities_by("regioni"), _regions, (catalog,))
    letters = tuple(italian.initials(place.name for place in catalog.places.municipalities.values()))
    for letter in letters:
        yield Page(addresses.letter(letter), "letter.html", _view, (catalog, letter, letters))


def _names(catalog: Catalog) -> list[tuple[str, str]]:
    """The names of today, then those in the other language and of the past, each with the ISTAT code of today."""
    return catalog.once("names of municipalities", lambda: _all_names(catalog.places))


def _all_names(places: Places) -> list[tuple[str, str]]:
    today = [(place.name, code) for code, place in places.municipalities.items()]
    others = [(name, code) for code, place in places.municipalities.items() for name in places.other_names(place)]
    return [*today, *others]


def _by_letter(catalog: Catalog) -> Mapping[str, Names]:
    """The names by their first letter."""
    return catalog.once(
        "names by letter", lambda: relations.grouped((italian.slug(pair[0])[0], pair) for pair in _names(catalog))
    )


def _keys(names: Names) -> dict[str, list[tuple[str, str]]]:
    """The names under the first three letters of each of their words; "_" stands for a missing letter."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for name, code in names:
        words = italian.slug(name).split("-")
        for word in [word for word in words if word not in SMALL and len(word) > 1] or words:
            found[word[:3].ljust(3, "_")][name, code] = None
    return {key: list(given) for key, given in found.items()}


def _index(keys: Sequence[str], cells: Sequence[str]) -> bytes:
    """Which files there are: for the first letter of a key all the rest of such keys, in one text; the cells."""
    rest: dict[str, str] = defaultdict(str)
    for key in keys:
        rest[key[0]] += key[1:]
    return _json({"nomi": rest, "celle": cells})


def _shard(catalog: Catalog, names: Names) -> bytes:
    """Municipalities as arrays: name, code of the province, slug (0 where it follows from the name), whether it has a
    page; and other names [name, place, whether it is of the past or, 0, of today's other language]. Those with most
    people first.
    """
    municipalities = catalog.places.municipalities
    found = {municipalities[code] for _, code in names}
    places = sorted(found, key=lambda place: (-(place.population or 0), place.slug))
    order = {place.istat_code: number for number, place in enumerate(places)}
    rows = [
        [place.name, place.province, 0 if place.slug == italian.slug(place.name) else place.slug,
         1 if place.istat_code in catalog.named else 0]
        for place in places
    ]  # fmt: skip
    others = [
        [name, order[code], 0 if catalog.places.other_name(municipalities[code]) == name else 1]
        for name, code in names
        if municipalities[code].name != name
    ]
    return _json({"comuni": rows, "gia": others})


def _province(catalog: Catalog, codes: Sequence[str]) -> bytes:
    """By slug: latitude, longitude, districts [district, words], else the nearest [district, municipality, km]."""
    districts, texts, towns = _Numbered(), _Numbered(), _Numbered()
    rows = {}
    for code in codes:
        place = catalog.places.municipalities[code]
        own = [
            [districts.of((item.short_name, addresses.of(item))), texts.of(_said(item, place))]
            for item in catalog.districts_of_municipality.get(code, ())
        ]
        others = [] if own else [
            [districts.of((item.short_name, addresses.of(item))), towns.of(town.name), distance]
            for item, town, distance in membership.look_near(catalog, place, NEAREST)
        ]  # fmt: skip
        rows[place.slug] = [*_point(place), own, others]
    return _json({"comuni": rows, "distretti": districts.items, "parole": texts.items, "vicini": towns.items})


def _said(district: District, place: Municipality) -> str:
    """What the district is for who lives there, after its state where that is not that it is there."""
    state = "" if district.status == "attivo" else f"{district_words.STATUSES[district.status].lower()} · "
    return f"{state}{membership.said(district, place)}"


class _Numbered:
    """Things said once, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def of(self, item: Any) -> int:
        """The number of a thing."""
        return self._numbers.setdefault(item, len(self._numbers))

    @property
    def items(self) -> list[Any]:
        """All of them, in the order of their numbers."""
        return list(self._numbers)


def _point(place: Municipality) -> tuple[float, float]:
    return round(place.latitude, 2), round(place.longitude, 2)


def _cells(catalog: Catalog) -> Mapping[str, list[str]]:
    """The ISTAT codes of the municipalities of each degree: "cella-45-9" from 45 to 46 north, from 9 to 10 east."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, place in catalog.places.municipalities.items():
        found[f"cella-{floor(place.latitude)}-{floor(place.longitude)}"].append(code)
    return found


def _provinces(catalog: Catalog) -> Mapping[str, list[str]]:
    """The ISTAT codes of the municipalities of each province: "provincia-lo"."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, place in catalog.places.municipalities.items():
        found[f"provincia-{place.province.lower()}"].append(code)
    return found


def _cell(catalog: Catalog, codes: Sequence[str]) -> bytes:
    """Name, slug, latitude, longitude of each."""
    places = (catalog.places.municipalities[code] for code in codes)
    return _json([[place.name, place.slug, *_point(place)] for place in places])


def _regions(catalog: Catalog) -> bytes:
    """By slug: name, what to say where no district is known, official list and its address or ""; provinces → slugs."""
    found: dict[str, Any] = {}
    for slug, region in sorted(catalog.places.regions.items()):
        official = references.official_list(catalog, slug)
        link = (official.label, official.address) if official else ("", "")
        found[slug] = [region.name, italian.typographic(membership.none_known(catalog, slug)), *link]
    provinces = {code: place.region for code, place in sorted(catalog.places.provinces.items())}
    return _json({"regioni": found, "province": provinces})


def _json(found: Any) -> bytes:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _view(catalog: Catalog, letter: str, letters: Sequence[str]) -> LetterView:
    names = sorted(_by_letter(catalog)[letter], key=lambda pair: (italian.order(pair[0]), pair[1]))
    today = sum(catalog.places.municipalities[code].name == name for name, code in names)
    total = italian.count(today, "comune", "comuni")
    heading = f"Comuni che cominciano per {letter.upper()}"
    regions = sorted(catalog.places.regions, key=lambda slug: italian.order(catalog.places.regions[slug].name))
    official = (references.official_list(catalog, slug) for slug in regions)
    return LetterView(
        head=heads.head(
            heading,
            f"{total} d'Italia, ciascuno con i suoi distretti del commercio, e i nomi di un tempo.",
            ("Comuni", addresses.MUNICIPALITIES),
            (letter.upper(), ""),
            section="distretti",
            entry=None,
        ),
        heading=heading,
        lead=f"{total} d'Italia e i nomi di un tempo, con i distretti noti di ciascuno. "
        "Dove non ce n'è, fa fede l'elenco della Regione.",
        letters=tuple(Link(other.upper(), addresses.letter(other)) for other in letters),
        rows=tuple(_row(catalog, name, catalog.places.municipalities[code]) for name, code in names),
        official=tuple(link for link in official if link),
    )


def _row(catalog: Catalog, name: str, place: Municipality) -> ListItem:
    found = catalog.districts_of_municipality.get(place.istat_code, ())
    known = italian.listed([district.short_name for district in found])
    said = "in italiano" if name == catalog.places.other_name(place) else "oggi"
    today = "" if name == place.name else f"{said} {place.name}{': ' if known else ''}"
    page = addresses.municipality(place) if place.istat_code in catalog.named else ""
    return ListItem(f"{name} ({place.province})", page, f"{today}{known}")
