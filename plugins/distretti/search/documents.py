"""What search says of each kind of page: the words that find it, the line under its name, its facets, its place.

Words are the record's own; `keys` add the names under which readers ask for the same thing, never a fact.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping

from ..catalog import recurrence, relations
from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Happening, Initiative, Programme, RecurringEvent, Region, Venue
from ..model import event as event_words
from ..model import initiative as initiative_words
from ..model import programme as programme_words
from ..model import venue as venue_words
from ..places.register import Municipality, Province
from ..presenters import district_facts, list_items
from ..site.output import SearchEntry

Filters = Mapping[str, Iterable[str]]

# The values of the facet "tipo", in the order in which readers see them.
KINDS = {
    "distretto": "Distretti",
    "mercato": "Mercati e fiere ricorrenti",
    "evento": "Eventi",
    "bando": "Bandi",
    "programma": "Programmi e norme",
    "iniziativa": "Iniziative",
    "luogo": "Luoghi",
    "servizio": "Servizi pubblici",
    "carta": "Carte e circuiti",
    "domanda": "Domande e risposte",
    "comune": "Comuni",
    "pagina": "Altre pagine",
}
STANDINGS = {
    "certificati": "Certificati da un terzo",
    "finanziati": "Finanziati",
    "solo-riconosciuti": "Solo riconosciuti",
    "nati-da-un-bando": "Nati da un bando",
}
OPEN, CLOSED = "aperto", "chiuso"  # calls, by what their dates say today

# How each kind of district is called for short, in the acts of the regions.
_ACRONYMS = {
    "urbano": "DUC DUCo",
    "diffuso": "DID DDC DDuC",
    "centro-integrato-di-via": "CIV",
    "centro-commerciale-naturale": "CCN",
}
_CALL_WORDS = "bando bandi fondi finanziamenti contributi agevolazioni incentivi domanda scadenza termine"
_MARKET_WORDS = "mercato mercati mercatino mercatini bancarelle ambulanti"
# What is sold is called in several ways, and otherwise by foreigners: a page that has one of the words is found by all.
_GOODS = {
    r"contadin|agricol|coltivator|campagna amica": "contadino agricolo produttori farmers",
    r"antiquari|usato|modernariato|brocante|vecchie cose|pulci": "antiquariato usato pulci antiques flea",
}
_MONTHS_AHEAD = 3  # of the dates of what recurs: this month and the next two
_LONGEST = 62  # days of an event by which it is found; a longer one is found by its months


def district(catalog: Catalog, record: District, lead: str) -> SearchEntry:
    """A district."""
    places = catalog.municipalities_of(record)
    provinces = catalog.provinces_of(record)
    row = list_items.district(catalog, record)
    kind = district_facts.said_kind(catalog, record)
    members = ", ".join(place.name for place in places)
    keys = (
        "distretto del commercio", record.short_name, _ACRONYMS.get(record.kind or "", ""),
        *record.other_names, record.lead or "", *record.attractions,
        *_where(catalog, provinces), *(partner.name for partner in record.partners),
        *(name for place in places for name in catalog.places.other_names(place)),
    )  # fmt: skip
    return SearchEntry(
        "distretto",
        record.name,
        " · ".join(part for part in (kind, row.meta, row.warning) if part),
        " ".join(part for part in (lead, f"Comuni: {members}." if members else "", record.description) if part),
        " ".join(filter(None, keys)),
        _filters(
            _area([record.region], provinces)
            | {"tipologia": [record.kind or ""], "stato": [record.status], "condizione": relations.standings(record)}
        ),
        place=_middle(places),
    )


def event(catalog: Catalog, record: Event, over: bool) -> SearchEntry:
    """A one-off event; `over` says whether it is past."""
    months = dict.fromkeys(f"{italian.month(month)} {year}" for year, month in _months(record) if month)
    spoken = [text for item in record.programme for text in (item.speaker, item.topic) if text]
    more = {"giorno": _past_days(record) if over else _days(record)}
    return _happening(catalog, record, "evento", [*months, *spoken], more)._replace(
        date=record.start.first.isoformat(), past=over
    )


def recurring(catalog: Catalog, record: RecurringEvent) -> SearchEntry:
    """A market or fair that comes back."""
    first = catalog.month
    held = record.status != "annullato"
    days = recurrence.next_dates(record.recurrence, first, 31 * _MONTHS_AHEAD) if held else ()
    last = _last_of_month(first, _MONTHS_AHEAD - 1)
    following = next((day for day in days if not catalog.has_passed(day)), None)
    said = f"{record.title} {record.summary}".lower()
    goods = [words for named, words in _GOODS.items() if re.search(named, said)]
    near = {"giorno": [day.isoformat() for day in days if day <= last]}
    found = _happening(catalog, record, "mercato", [_MARKET_WORDS, *goods], near)
    return found._replace(date=following.isoformat() if following and not record.to_confirm else "")


def all_markets(title: str, lead: str) -> SearchEntry:
    """The page of all that recurs: what is meant by who asks for markets and names no place."""
    return SearchEntry("pagina", title, "Tutti i mercati: mercati settimanali, mercatini, fiere", lead, _MARKET_WORDS)


def all_calls(title: str, lead: str) -> SearchEntry:
    """The page of all calls: what is meant by who asks for calls and says no more."""
    return SearchEntry("pagina", title, "Tutti i bandi, quelli aperti per primi", lead, _CALL_WORDS)


def _happening(catalog: Catalog, record: Happening, kind: str, more: list[str], filters: Filters) -> SearchEntry:
    town = catalog.place_of(record)
    row, said = list_items.event(catalog, record), event_words.KINDS[record.kind]
    provinces = [catalog.places.provinces[town.province]] if town else []
    names = [catalog.district[item] for item in record.districts if item in catalog.district]
    themes = [term.label for term in catalog.terms["themes"].named(record.themes)]
    keys = (said, *_where(catalog, provinces), *(item.short_name for item in names), *themes, *more)
    text = (record.summary, *record.organisers, *record.about)
    return SearchEntry(
        kind,
        record.title,
        " · ".join(part for part in (said, row.meta, row.warning) if part),
        ". ".join(part.rstrip(".") for part in text) + ".",
        " ".join(keys),
        _filters({**_area([province.region for province in provinces], provinces), "genere": [record.kind], **filters}),
        place=_middle([town] if town else []),
    )


def initiative(catalog: Catalog, record: Initiative) -> SearchEntry:
    """An initiative."""
    named = (relations.named_place(catalog.places, name, record.districts) for name in record.municipalities)
    found = [place for place in named if place]
    provinces = [catalog.places.provinces[place.province] for place in found]
    districts = [catalog.district[item] for item in record.districts if item in catalog.district]
    provinces += [place for item in districts for place in catalog.provinces_of(item)]
    services = catalog.terms["services"].of(record.services)
    kind = initiative_words.KINDS[record.kind]
    keys = (
        "iniziativa", *(item.name for item in record.promoters), *record.services, *record.interventions,
        *(item.label for item in services), *_where(catalog, provinces), *(item.short_name for item in districts),
    )  # fmt: skip
    facts = (fact.text for fact in (*record.facts, *record.effects))
    return SearchEntry(
        "iniziativa",
        record.name,
        " · ".join(filter(None, (kind, record.place))),
        " ".join((record.description, *facts)),
        " ".join(keys),
        _filters(
            _area([item.region for item in provinces], provinces)
            | {"asse": [record.axis or ""], "servizio": [item.id for item in services], "stato": [record.status or ""]}
        ),
        date=record.since.first.isoformat() if record.since else "",
        place=_middle(found),
    )


def programme(catalog: Catalog, record: Programme) -> SearchEntry:
    """A programme; a call says whether it is open."""
    row = list_items.programme(catalog, record)
    owner = catalog.district.get(record.district or "")
    provinces = catalog.provinces_of(owner) if owner else ()
    state = [OPEN if catalog.is_open(record) else CLOSED] if record.is_call else []
    opened = record.opened or record.valid_from
    keys = (
        _CALL_WORDS if record.is_call else "programma", *_where(catalog, provinces), owner.short_name if owner else "",
        *record.expenses, *record.interventions, *record.acts, record.eligible or "",
        str(opened.year) if opened else "",
    )  # fmt: skip
    return SearchEntry(
        "bando" if record.is_call else "programma",
        record.name,
        " · ".join(part for part in (programme_words.KINDS[record.kind], row.meta) if part),
        record.description,
        " ".join(filter(None, keys)),
        _filters(_area([record.region], provinces) | {"stato": state}),
        date=opened.first.isoformat() if opened else "",
    )


def venue(catalog: Catalog, record: Venue, lead: str) -> SearchEntry:
    """A place."""
    town = catalog.place_of(record)
    provinces = [catalog.places.provinces[town.province]] if town else []
    services = catalog.terms["services"].of(record.services)
    districts = [catalog.district[item].short_name for item in record.districts if item in catalog.district]
    network = venue_words.NETWORKS[record.network]
    keys = ("luogo", *record.services, *(item.label for item in services), *_where(catalog, provinces), *districts)
    point = record.coordinates
    return SearchEntry(
        "luogo",
        record.heading,
        " · ".join(filter(None, (network, record.municipality, record.address))),
        " ".join((lead, *record.products)),
        " ".join(keys),
        _filters(_area([record.region], provinces) | {"servizio": [item.id for item in services]}),
        place=(float(point.latitude), float(point.longitude)) if point else _middle([town] if town else []),
    )


def region(catalog: Catalog, record: Region, title: str, lead: str) -> SearchEntry:
    """A region's page."""
    keys = ("regione", *(kind.name for kind in record.kinds), "elenco regionale")
    return SearchEntry("pagina", title, "Regione", lead, " ".join(keys), _filters({"regione": [record.id]}))


def province(catalog: Catalog, place: Province, title: str, lead: str) -> SearchEntry:
    """A province's page."""
    keys = " ".join(_where(catalog, [place]))
    return SearchEntry("pagina", title, "Provincia", lead, keys, _filters(_area([place.region], [place])))


def municipality(catalog: Catalog, place: Municipality, lead: str, districts: Iterable[District]) -> SearchEntry:
    """A municipality's page."""
    where = catalog.places.provinces[place.province]
    names = ", ".join(district.short_name for district in districts)
    keys = (*catalog.places.other_names(place), *_where(catalog, [where]))
    return SearchEntry(
        "comune",
        f"{place.name} ({place.province})",
        f"Comune · {catalog.places.regions[place.region].name}",
        f"{lead} {f'Distretti: {names}.' if names else ''}".strip(),
        " ".join(keys),
        _filters(_area([place.region], [where])),
        place=_middle([place]),
    )


def _where(catalog: Catalog, provinces: Iterable[Province]) -> list[str]:
    """The words for provinces: "provincia Lodi LO Lombardia"."""
    found = dict.fromkeys(provinces)
    said = [f"provincia {place.name} {place.code} {catalog.places.regions[place.region].name}" for place in found]
    return said


def _area(regions: Iterable[str], provinces: Iterable[Province]) -> dict[str, Iterable[str]]:
    return {"regione": regions, "provincia": [place.slug for place in provinces]}


def _filters(values: Filters) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The facets that have a value, each value once, in order."""
    found = ((facet, tuple(sorted({value for value in given if value}))) for facet, given in sorted(values.items()))
    return tuple((facet, given) for facet, given in found if given)


def _middle(places: Iterable[Municipality]) -> tuple[float, float] | None:
    """The mean of the places' points; None where there are none."""
    points = [(place.latitude, place.longitude) for place in places]
    if not points:
        return None
    return sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)


def _days(record: Event) -> list[str]:
    """The days of an event ("2026-12-08"); its months or its years, as far as they are known, where days are not."""
    first, last = record.start.exact, (record.end or record.start).exact
    if not (first and last) or (last - first).days > _LONGEST:
        return _past_days(record)
    days = [(first + dt.timedelta(number)).isoformat() for number in range((last - first).days + 1)]
    return [*days, *map(str, record.also)]


def _past_days(record: Event) -> list[str]:
    """The months of an event ("2021-11"), or its years."""
    return [f"{year}-{month:02d}" if month else str(year) for year, month in _months(record)]


def _months(record: Event) -> list[tuple[int, int]]:
    """From the first to the last, a year at most; month 0 where only years are known."""
    start, end = record.start, record.end or record.start
    if not (start.month and end.month):
        return [(year, 0) for year in sorted({start.year, end.year})]
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [(number // 12, number % 12 + 1) for number in range(first, min(last, first + 11) + 1)]


def _last_of_month(day: dt.date, later: int) -> dt.date:
    """The last day of the month so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
