"""Places where shops, markets and services are."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..model import Venue
from .columns import ID, REGION, TRUST, Dataset, Field, Rows, Value, dated, described, joined, region_code, trust


def _point(catalog: Catalog, item: Venue) -> tuple[Value, ...]:
    """Its municipality, and its point where a source gives one, else that of the municipality; which of the two."""
    town, own = catalog.place_of(item), item.coordinates
    where = (town.istat_code, town.province) if town else (None, None)
    region = region_code(catalog, item.region)
    if own:
        return item.municipality, *where, region, own.latitude, own.longitude, "luogo"
    point = (town.latitude, town.longitude, "comune") if town else (None, None, None)
    return item.municipality, *where, region, *point


def _venues(catalog: Catalog, region: str) -> Rows:
    for item in catalog.venues_of_region.get(region, ()):
        hours = item.hours
        yield (
            item.id, item.name, item.network, item.status, item.address, *_point(catalog, item),
            joined(item.districts), joined(item.initiatives), joined(item.services), joined(item.products),
            hours.text if hours else None, dated(hours.date) if hours else None, item.accessibility, item.url,
            *trust(item),
        )  # fmt: skip


VENUES = Dataset(
    "luoghi",
    "Luoghi dei distretti del commercio",
    "Mercati coperti, piazze di mercato, bar e negozi con altri servizi: uno per riga. L’elenco è parziale.",
    (
        ID,
        described(Venue, "name", "nome"),
        described(Venue, "network", "rete"),
        described(Venue, "status", "stato"),
        described(Venue, "address", "indirizzo"),
        Field("comune", "Comune", description="Il nome Istat"),
        Field("comune_istat", "Codice Istat del comune", description="Sei cifre, come testo: 098031"),
        Field("provincia", "Provincia", description="La sigla"),
        REGION,
        Field("lat", "Latitudine", "number", "WGS 84; di che cosa lo dice «posizione»"),
        Field("lon", "Longitudine", "number", "WGS 84; di che cosa lo dice «posizione»"),
        Field("posizione", "Di che cosa è il punto", description="luogo, dove una fonte lo dà; altrimenti comune"),
        described(Venue, "districts", "distretti"),
        described(Venue, "initiatives", "iniziative"),
        described(Venue, "services", "servizi"),
        described(Venue, "products", "prodotti"),
        described(Venue, "hours", "orari"),
        Field("orari_al", "Di quando sono gli orari"),
        described(Venue, "accessibility", "accessibilita"),
        described(Venue, "url", "pagina_web"),
        *TRUST,
    ),
    _venues,
    point=True,
)
