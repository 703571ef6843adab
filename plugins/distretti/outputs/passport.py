"""/passaporto/: stamps of markets and places that a visitor keeps in the browser, and QR codes that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Venue
from ..presenters import heads, list_items, qr, stamps
from ..presenters.stamps import Stamped
from ..site import addresses
from ..site.components import Link
from ..site.output import File, Head, Output, Page
from ..site.site import Site

NAME = "Passaporto dei mercati"
TITLE = "Il passaporto dei mercati"
LEAD = (
    "Vai in un mercato, inquadra il codice del passaporto e timbra. I timbri restano nel tuo telefono: nessuno li "
    "riceve, e non serve iscriversi."
)
HOW = (
    "Il codice QR porta a questa pagina, al suo mercato: tocchi «Timbra» e il giorno resta scritto nel tuo "
    "browser. Dopo la prima visita funziona anche senza rete.",
    "Non ci sono premi, e non è una dimenticanza: un timbro nel browser non prova niente, perché chiunque può "
    "aprire l’indirizzo da casa. È un ricordo, e un modo per scoprire i mercati vicini. Chi vuole dare un premio "
    "controlli di persona, per esempio alla bancarella.",
    "Se vuoi, «Timbra e controlla dove sono» chiede la posizione al telefono e la confronta lì con il centro del "
    "comune: resta scritta solo la distanza. Senza il tuo permesso non chiede niente.",
    "I timbri stanno solo in questo browser: se cancelli i suoi dati, o cambi telefono, li perdi. «Salva in un "
    "file» ne fa una copia, «Carica da un file» la rimette, qui o altrove.",
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Something that can be stamped: its name in the page, where it is in words and as a point (WGS 84)."""

    anchor: str
    title: str
    address: str
    where: str
    town: str  # whose middle the point is, "" where the point is its own
    point: str  # "45.31,9.50"


@dataclass(frozen=True, slots=True)
class Collection:
    """The stamps of a district: what is to be collected, how many are enough; `also` are listed with another one."""

    title: str
    anchor: str
    link: Link
    goal: int
    every: tuple[str, ...]  # all anchors
    stamps: tuple[Stamp, ...]
    also: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PassportView:
    """The passport: without script a list of what could be stamped."""

    head: Head
    heading: str
    lead: str
    how: tuple[str, ...]
    total: str
    collections: tuple[Collection, ...]
    alone: tuple[Stamp, ...]  # of no district


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, and a QR code beside the page of each market and place that can be stamped."""
    yield Page(addresses.PASSPORT, "passport.html", _view, (catalog,))
    for record in stamps.every(catalog) if site.url else ():
        yield File(addresses.stamp_code(record), _code, (site, record))


def _code(site: Site, record: Stamped) -> bytes:
    return qr.svg(site.canonical(addresses.stamp(record)), record.heading, NAME)


def _view(catalog: Catalog) -> PassportView:
    found = stamps.every(catalog)
    seen: set[str] = set()
    collections = tuple(filter(None, (_collection(catalog, each, seen) for each in catalog.districts)))
    alone = tuple(_stamp(catalog, record) for record in found if addresses.stamp_id(record) not in seen)
    total = italian.count(len(found), "mercato o luogo", "mercati e luoghi")
    where = italian.count(len(collections), "raccolta", "raccolte")
    description = f"{LEAD} {total}, {where}."
    head = heads.head(TITLE, description, ("Passaporto", ""), section="eventi")
    return PassportView(head, TITLE, LEAD, HOW, f"{total} si possono timbrare oggi, in {where}.", collections, alone)


def _collection(catalog: Catalog, district: District, seen: set[str]) -> Collection | None:
    """That of a district, None where it has nothing to stamp. What was listed before is only named."""
    found = stamps.of_district(catalog, district)
    if not found:
        return None
    every = {addresses.stamp_id(record): record for record in found}
    new = tuple(_stamp(catalog, record) for anchor, record in every.items() if anchor not in seen)
    also = tuple(Link(record.heading, f"#{anchor}") for anchor, record in every.items() if anchor in seen)
    seen.update(every)
    goal = min(district.stamps or len(every), len(every))
    anchor = f"raccolta-{district.id.replace('/', '-')}"
    page = Link(district.name, addresses.of(district))
    return Collection(district.short_name, anchor, page, goal, tuple(every), new, also)


def _stamp(catalog: Catalog, record: Stamped) -> Stamp:
    """Its point is the one that a source gives, or that of its municipality, which is then named."""
    town, exact = catalog.place_of(record), record.coordinates if isinstance(record, Venue) else None
    point = f"{exact.latitude:.4f},{exact.longitude:.4f}" if exact else ""
    if town and not exact:
        point = f"{town.latitude:.4f},{town.longitude:.4f}"
    if isinstance(record, Venue):
        where = " · ".join(part for part in (record.address, record.municipality) if part)
    else:
        where = list_items.event(catalog, record).meta
    name = town.name if town and not exact else ""
    return Stamp(addresses.stamp_id(record), record.heading, addresses.of(record), where, name, point)
