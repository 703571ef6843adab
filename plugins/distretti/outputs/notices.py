"""/locandine/: a poster on one sheet for each district with something on: its next eight weeks, and a QR code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import District
from ..presenters import heads, qr, sections, stamps, street
from ..presenters.qr import QrCode
from ..presenters.sections import SectionsView
from ..presenters.street import Appointment
from ..site import addresses
from ..site.components import Link, Section
from ..site.output import Head, Output, Page
from ..site.site import Site

MOST = 9  # rows that a sheet has room for
TITLE = "Locandine da stampare"
LEAD = "Un foglio A4 per distretto, da appendere: mercati ed eventi delle prossime otto settimane."
HOW = (
    "Apri la locandina e stampala: il foglio è già pronto. Porta il codice QR della pagina del distretto, e il giorno "
    "in cui sono state prese le date.",
    "Una data che cade in una festa, se nessuna fonte dice che cosa succede, è scritta «da confermare».",
)
WHY = (
    "il totem c’è anche dove c’è solo un messaggio, un luogo aperto o un bando del distretto; il riquadro c’è appena "
    "si conosce una data, anche lontana; la locandina solo se una data è nelle prossime otto settimane."
)
NONE = "Oggi nessun distretto ha date note nelle prossime otto settimane."
SHEETS = ("I codici QR dei timbri di un distretto, ognuno con il nome del suo mercato, da ritagliare.",)
MANY = 24  # days that a row names: what is on more often says how often


@dataclass(frozen=True, slots=True)
class Row:
    """Something that comes, with all its days in words."""

    title: str
    days: str
    meta: str
    state: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A poster. `others` says how many there is no room for."""

    head: Head
    heading: str
    lead: str
    rows: tuple[Row, ...]
    others: str
    built: str
    page: Link
    code: QrCode | None


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """Which there are, and a poster for each district with something on in the next eight weeks."""
    yield Page(addresses.NOTICES, "sections.html", _guide, (catalog,))
    for district in catalog.districts:
        if street.has_notice(catalog, district):
            yield Page(addresses.notice(district), "notice.html", _view, (catalog, site, district), listed=False)


def _guide(catalog: Catalog) -> SectionsView:
    districts = [each for each in catalog.districts if street.has_notice(catalog, each)]
    stamped = [each for each in catalog.districts if stamps.of_district(catalog, each)]
    posters = tuple(Link(each.short_name, addresses.notice(each)) for each in districts)
    sheets = tuple(Link(each.short_name, addresses.stamp_sheet(each)) for each in stamped)
    parts = (
        Section("Come si stampa", "come", text=HOW),
        Section(
            f"Locandine ({len(posters)})",
            "distretti",
            text=_why(catalog, len(posters)) if posters else (NONE,),
            links=posters,
        ),
        Section(f"Codici del passaporto ({len(sheets)})", "timbri", text=SHEETS, links=sheets),
    )
    head = heads.head(TITLE, LEAD, ("Locandine", ""), section="")
    return sections.view(head, TITLE, LEAD, [part for part in parts if part.links or part.anchor != "timbri"])


def _why(catalog: Catalog, posters: int) -> tuple[str, ...]:
    """Why there are fewer than totems or frames, where that is so."""
    totems = sum(street.has_totem(catalog, each) for each in catalog.districts)
    frames = sum(street.is_on(catalog, street.of_district(catalog, each)) for each in catalog.districts)
    if posters == totems == frames:
        return ()
    said = f"I distretti con un totem sono {totems}, con un riquadro {frames}, con una locandina {posters}"
    return (f"{said}: {WHY}",)


def _view(catalog: Catalog, site: Site, district: District) -> NoticeView:
    found = street.coming(catalog, street.of_district(catalog, district))
    name = heads.unique_title(catalog, district, district.name, catalog.places.regions[district.region].name)
    page, today = addresses.of(district), catalog.today
    return NoticeView(
        heads.head(f"Locandina: {name}", f"Mercati ed eventi di {name}, da stampare.", noindex=True, canonical=page),
        district.name,
        f"Mercati ed eventi nelle prossime {street.WEEKS} settimane",
        tuple(map(_row, found[:MOST])),
        _others(len(found) - MOST),
        f"Stampata con le date note {italian.on(PartialDate(today.year, today.month, today.day))}.",
        Link(site.canonical(page).partition("://")[2] or page, page),
        qr.code(site.canonical(page)),
    )


def _others(number: int) -> str:
    if number < 1:
        return ""
    return f"E {'un altro' if number == 1 else f'altri {number}'}: all’indirizzo qui sotto."


def _row(each: Appointment) -> Row:
    often = bool(each.rule) and len(each.days) > MANY
    days = f"{italian.capitalised(each.rule)}; nelle feste da confermare" if often else street.days_in_words(each)
    meta = " · ".join(part for part in ("" if often else each.rule, each.hours, each.where) if part)
    return Row(each.title, days, meta, each.state)
