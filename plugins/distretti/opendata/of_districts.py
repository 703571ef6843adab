"""Districts, their municipalities, their indicators."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..model import District
from ..model.district import Indicator, Membership
from ..places.names import UnknownPlace
from .columns import ID, LIST, REGION, TRUST, Dataset, Field, Rows, dated, described, joined, region_code, trust


def _districts(catalog: Catalog, region: str) -> Rows:
    for item in catalog.districts_of_region.get(region, ()):
        towns = catalog.municipalities_of(item)
        people = [town.population for town in towns]
        known = sum(n or 0 for n in people) if item.municipalities_complete and towns and all(people) else None
        yield (
            item.id, item.uid, item.name, item.short_name, item.kind, item.status,
            item.recognition.state if item.recognition else None, dated(item.since), region_code(catalog, region),
            joined(place.code for place in catalog.provinces_of(item)), item.lead, item.lead_ipa, len(towns),
            item.municipalities_complete, known, item.perimeter.extent if item.perimeter else None,
            item.contacts.url if item.contacts else None, len(item.disagreements), *trust(item),
        )  # fmt: skip


DISTRICTS = Dataset(
    "distretti",
    "Distretti del commercio",
    "I distretti, gli hub, le reti di imprese e i centri di via che il catalogo conosce: uno per riga.",
    (
        ID,
        described(District, "uid", "uid"),
        described(District, "name", "nome"),
        described(District, "short_name", "nome_breve"),
        described(District, "kind", "tipo"),
        described(District, "status", "stato"),
        described(District, "recognition", "riconoscimento"),
        described(District, "since", "dal", more="AAAA, AAAA-MM o AAAA-MM-GG"),
        REGION,
        described(District, "provinces", "province", more=f"Sigle separate da «{LIST.strip()}»"),
        described(District, "lead", "capofila"),
        described(District, "lead_ipa", "capofila_ipa"),
        Field("comuni", "Comuni noti", "integer", "Quanti comuni di oggi la scheda conosce"),
        described(District, "municipalities_complete", "comuni_completi", "boolean"),
        Field(
            "abitanti", "Abitanti", "integer", "Dei comuni interi, al 1º gennaio 2023; vuoto se l’elenco non è completo"
        ),
        described(District, "perimeter", "perimetro", more="intero-comune o parte"),
        Field("sito", "Pagina web", description="Del distretto"),
        Field("disaccordi", "Disaccordi", "integer", "Su quante cose le fonti non concordano"),
        *TRUST,
    ),
    _districts,
    split=True,
)


def _memberships(catalog: Catalog, region: str) -> Rows:
    for district in catalog.districts_of_region.get(region, ()):
        for number, item in enumerate(district.municipalities, 1):
            code, name, province, people = _town(catalog, item, region)
            yield (
                district.id, number, code, name, province, region_code(catalog, region), dated(item.from_),
                dated(item.to), item.act, district.status, people,
            )  # fmt: skip


def _town(catalog: Catalog, member: Membership, region: str) -> tuple[str | None, str, str, int | None]:
    """Its code, name, province and people; of a municipality that is no more what the register knows."""
    try:
        town = catalog.places.find(member.name, region)
    except UnknownPlace:
        former = catalog.places.suppressed(member.name, region)
        return (former.istat_code or None, former.name, former.province, None) if former else (None, "", "", None)
    return town.istat_code, town.name, town.province, town.population


MEMBERSHIPS = Dataset(
    "comuni-dei-distretti",
    "Comuni dei distretti del commercio",
    "Quali comuni sono, o sono stati, in quale distretto: una riga per ogni adesione. I comuni di oggi "
    "sono quelli senza "
    "«al» passato; le statistiche non contano i distretti con stato «cessato».",
    (
        Field("distretto", "Distretto", description="L’id del distretto", key=True),
        Field("numero", "Numero", "integer", "Il posto nella scheda", key=True),
        Field(
            "comune_istat",
            "Codice Istat del comune",
            description="Sei cifre, come testo: 098031; vuoto se il comune non c’è più e il codice non è noto",
        ),
        described(Membership, "name", "comune"),
        Field("provincia", "Provincia", description="La sigla"),
        REGION,
        described(Membership, "from_", "dal"),
        described(Membership, "to", "al"),
        described(Membership, "act", "atto"),
        described(District, "status", "stato_del_distretto"),
        Field("abitanti", "Abitanti del comune", "integer", "Al 1º gennaio 2023"),
    ),
    _memberships,
    split=True,
)


def _indicators(catalog: Catalog, region: str) -> Rows:
    for district in catalog.with_field.get(("districts", "indicators"), ()):
        for number, item in enumerate(district.indicators, 1) if district.region == region else ():
            yield district.id, number, item.indicator, item.value, item.unit, str(item.date), item.source


INDICATORS = Dataset(
    "indicatori",
    "Indicatori dei distretti del commercio",
    "I valori misurati che una fonte pubblica dà di un distretto: visite, negozi sfitti, negozi persi.",
    (
        Field("distretto", "Distretto", description="L’id del distretto", key=True),
        Field("numero", "Numero", "integer", "Il posto nella scheda", key=True),
        described(Indicator, "indicator", "indicatore"),
        described(Indicator, "value", "valore", "number"),
        described(Indicator, "unit", "unita"),
        described(Indicator, "date", "data"),
        described(Indicator, "source", "fonte"),
    ),
    _indicators,
)
