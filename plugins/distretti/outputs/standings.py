"""Districts by what they have: a certificate, public money, only a recognition, a call with which they began."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model import district as words
from ..presenters import grant_facts, heads, list_items, references, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Link, ListItem, Section
from ..site.output import Output, Page, collection
from ..site.site import Site

NAME = "Certificati, finanziati, riconosciuti"
LEAD = "I distretti per ciò che hanno ottenuto, secondo le fonti delle schede. Quelli cessati non ci sono."

CERTIFIED = (
    "Un terzo ha dato al distretto un marchio, e una fonte lo dice. Se vale ancora lo sa chi l’ha dato: dove non c’è "
    "una data, nessuna fonte letta dice di quando è."
)

# What each standing is called, and what it means.
STANDINGS = {
    "certificati": ("Certificati", CERTIFIED),
    "finanziati": (
        "Finanziati",
        "Una fonte cita un contributo pubblico per il distretto, né solo chiesto né revocato.",
    ),
    "solo-riconosciuti": ("Solo riconosciuti", "La Regione li riconosce, e nessuna fonte letta cita un contributo."),
    "nati-da-un-bando": ("Nati da un bando", "La scheda dice con quale bando il distretto è stato istituito."),
}


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page of all standings, and one for each that a district has."""
    yield Page(addresses.STANDINGS, "sections.html", _all, (catalog,))
    for standing in STANDINGS:
        if standing in catalog.districts_of_standing:
            yield Page(addresses.standing(standing), "sections.html", _one, (catalog, standing))


def _all(catalog: Catalog) -> SectionsView:
    rows = []
    for standing, (label, meaning) in STANDINGS.items():
        number = len(catalog.districts_of_standing.get(standing, ()))
        if number:
            count = italian.count(number, "distretto", "distretti")
            rows.append(ListItem(label, addresses.standing(standing), f"{count} · {meaning}"))
    head = heads.head(NAME, LEAD, ("Distretti", addresses.DISTRICTS), (NAME, ""), section="distretti")
    links = (Link("Che cos’è la certificazione", addresses.CERTIFICATION), Link("I contributi", addresses.FUNDING))
    part = Section("Le condizioni", "condizioni", rows=tuple(rows), empty=sections.NO_DATA, links=links)
    return sections.view(head, NAME, LEAD, (part,))


def _one(catalog: Catalog, standing: str) -> SectionsView:
    label, meaning = STANDINGS[standing]
    found = catalog.districts_of_standing[standing]
    lead = f"{italian.count(len(found), 'distretto', 'distretti')}. {meaning}"
    title = f"Distretti: {label.lower()}"
    trail = ("Distretti", addresses.DISTRICTS), (NAME, addresses.STANDINGS), (label, "")
    structured = collection(title, addresses.standing(standing), len(found))
    head = heads.head(
        f"{title} ({italian.number(len(found))})", lead, *trail, section="distretti", structured=structured
    )
    by_call = standing == "nati-da-un-bando"
    groups: dict[str, list[District]] = {}
    for item in found:
        groups.setdefault((item.born_of or "") if by_call else item.region, []).append(item)
    name = _call if by_call else references.region_name
    parts = [
        Section(
            name(catalog, key),
            key.replace("/", "-"),
            text=_of_how_many(catalog, key, len(items)) if by_call else (),
            rows=tuple(_row(catalog, item, standing) for item in items),
        )
        for key, items in groups.items()
    ]
    return sections.view(head, title, lead, sorted(parts, key=lambda part: italian.order(part.title)))


def _call(catalog: Catalog, identifier: str) -> str:
    return catalog.programme[identifier].name if identifier in catalog.programme else identifier


def _of_how_many(catalog: Catalog, identifier: str, known: int) -> tuple[str, ...]:
    """How many of the districts that a call counts have a record which names it."""
    programme = catalog.programme.get(identifier)
    count = programme.districts_count if programme else None
    return (f"{known} dei {italian.number(count)} che la scheda del bando conta.",) if count else ()


def _row(catalog: Catalog, district: District, standing: str) -> ListItem:
    """A district with what gives it the standing."""
    row = list_items.district(catalog, district, with_region=standing == "nati-da-un-bando")
    said = "; ".join(_SAID[standing](district))
    return replace(row, meta=" · ".join(part for part in (row.meta, said) if part))


def _certificates(district: District) -> list[str]:
    dates = (
        f"{item.scheme}{f', {italian.partial(item.date)}' if item.date else ''}" for item in district.certifications
    )
    return list(dates)


def _grants(district: District) -> list[str]:
    """The first two, and how many more."""
    given = [grant for grant in district.grants if grant.stage not in ("richiesto", "revocato")]
    said = [", ".join(filter(None, (grant_facts.amount(item), str(item.year or "")))) for item in given[:2]]
    said = [f"importo {one}" if one.startswith("non noto") else one for one in said]
    return said + ([f"e altri {len(given) - 2}"] if len(given) > 2 else [])


def _recognition(district: District) -> list[str]:
    return [words.RECOGNITIONS[district.recognition.state].lower()] if district.recognition else []


def _since(district: District) -> list[str]:
    return [italian.since(district.since)] if district.since else []


_SAID: dict[str, Callable[[District], list[str]]] = {
    "certificati": _certificates,
    "finanziati": _grants,
    "solo-riconosciuti": _recognition,
    "nati-da-un-bando": _since,
}
