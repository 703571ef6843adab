"""/incorpora/: pages made to stand in a frame on others' sites, without script; the only ones that may be framed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import District
from ..places.register import Municipality
from ..presenters import heads, sections, street
from ..presenters.sections import SectionsView
from ..presenters.street import Appointment
from ..site import addresses
from ..site.components import Link, Section
from ..site.output import Head, Output, Page
from ..site.site import Site

MOST = 8  # rows
COLOURS = ("blu", "verde", "rosso", "viola", "grigio")  # the first where the address names none
TITLE = "Un riquadro per il tuo sito"
LEAD = (
    "Un Comune, una Pro Loco o un’associazione può mostrare nel proprio sito i prossimi mercati ed eventi: si copia "
    "una riga, e il riquadro si aggiorna da sé. Non usa cookie né script."
)
HOW = (
    "Apri il riquadro del distretto o del comune, qui sotto o dalla sua pagina («Riquadro per un altro sito»). In "
    "fondo c’è la riga da copiare nel codice della tua pagina.",
    f"Il colore si sceglie in fondo all’indirizzo, dopo «#»: {', '.join(COLOURS)}. L’altezza (height) si può cambiare.",
    "I collegamenti aprono una scheda nuova del browser. Il riquadro pesa meno di 15 kB e dice di quando è.",
    "Solo queste pagine possono stare in un riquadro: il resto del sito lo rifiuta (frame-ancestors).",
)
ELSEWHERE = (
    Link("Le locandine da stampare", addresses.NOTICES),
    Link("Totem per schermi in strada", addresses.TOTEMS),
)


@dataclass(frozen=True, slots=True)
class Row:
    """Something that comes: when, and where; `state` is what is not as planned."""

    title: str
    address: str
    when: str
    where: str
    state: str


@dataclass(frozen=True, slots=True)
class EmbedView:
    """A frame's page. `line` is what is copied to have it, empty where the site has no address."""

    head: Head
    heading: str
    rows: tuple[Row, ...]
    more: Link
    built: str
    line: str
    colours: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """How it is done, and a page for each district and municipality in which something is still to come."""
    yield Page(addresses.EMBEDS, "sections.html", _guide, (catalog,))
    for district in _districts(catalog):
        yield Page(addresses.embed(district.id), "embed.html", _of_district, (catalog, site, district), listed=False)
    for place in street.towns_with_dates(catalog):
        address = addresses.embed(addresses.in_town(place))
        yield Page(address, "embed.html", _of_municipality, (catalog, site, place), listed=False)


def _districts(catalog: Catalog) -> list[District]:
    return [each for each in catalog.districts if street.is_on(catalog, street.of_district(catalog, each))]


def _guide(catalog: Catalog) -> SectionsView:
    districts = tuple(Link(each.short_name, addresses.embed(each.id)) for each in _districts(catalog))
    towns = tuple(
        Link(f"{place.name} ({place.province})", addresses.embed(addresses.in_town(place)))
        for place in street.towns_with_dates(catalog)
    )
    parts = [Section("Come si fa", "come", text=HOW)]
    if districts:
        parts.append(Section(f"Distretti ({len(districts)})", "distretti", links=districts))
    if towns:
        parts.append(Section(f"Comuni ({len(towns)})", "comuni", links=towns))
    parts.append(Section("Su carta e su uno schermo", "altro", links=ELSEWHERE))
    head = heads.head(TITLE, LEAD, ("Incorpora", ""), section="")
    return sections.view(head, TITLE, LEAD, parts)


def _of_district(catalog: Catalog, site: Site, district: District) -> EmbedView:
    found = street.coming(catalog, street.of_district(catalog, district))
    name = heads.unique_title(catalog, district, district.name, catalog.places.regions[district.region].name)
    return _view(catalog, site, name, addresses.of(district), addresses.embed(district.id), found)


def _of_municipality(catalog: Catalog, site: Site, place: Municipality) -> EmbedView:
    found = street.coming(catalog, street.of_municipality(catalog, place), in_town=True)
    name = f"{place.name} ({place.province})"
    return _view(catalog, site, name, addresses.municipality(place), addresses.embed(addresses.in_town(place)), found)


def _view(catalog: Catalog, site: Site, name: str, page: str, own: str, found: tuple[Appointment, ...]) -> EmbedView:
    day = catalog.today
    soonest = sorted(found, key=lambda each: (street.next_day(catalog, each), each.hours, each.title))
    title = f"Mercati ed eventi: {name}"
    head = heads.head(title, f"{title}, per un riquadro in un altro sito.", noindex=True, canonical=page)
    return EmbedView(
        head,
        title,
        tuple(_row(catalog, each) for each in soonest[:MOST]),
        Link("Tutte le date", page),
        f"Aggiornato {italian.on(PartialDate(day.year, day.month, day.day))}",
        _line(site.canonical(own), title),
        tuple(Link(colour, f"#{colour}") for colour in COLOURS),
    )


def _row(catalog: Catalog, each: Appointment) -> Row:
    day = italian.short_day(street.next_day(catalog, each))
    when = street.days_in_words(each) if each.whole else day
    rule = f"({each.rule})" if each.rule else ""
    state = each.state or ("" if each.days else street.TO_CONFIRM)
    return Row(each.title, each.address, " ".join(filter(None, (when, each.hours, rule))), each.where, state)


def _line(url: str, title: str) -> str:
    """The element to copy; quotation marks inside of its title would end it."""
    name = title.replace("&", "&amp;").replace('"', "&quot;")
    attributes = f'title="{name}" width="100%" height="480" loading="lazy" style="border:0"'
    return f'<iframe src="{url}#{COLOURS[0]}" {attributes}></iframe>' if url else ""
