"""/conferme/: which bodies have answered for their district's record, by region, and a letter to ask the others."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model import district as words
from ..presenters import district_answer, district_gaps, heads, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import File, Output, Page
from ..site.site import Site

NAME = "Chi ha confermato le schede"
LEAD = (
    "Le schede sono compilate da fonti pubbliche, con strumenti automatici. Vale di più quella che l’ente ha riletto: "
    "qui si vede quali lo sono, e come si chiede agli altri."
)
COLUMNS = (Column("Distretto"), Column("Capofila"), Column("Conferma"))
OF_REGIONS = (Column("Regione"), Column("Distretti", "amount"), Column("Confermati", "amount"))


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, one for each region with districts, and a letter for each district."""
    if not catalog.districts:
        return
    yield Page(addresses.CONFIRMATIONS, "sections.html", _page, (catalog,))
    for region in catalog.regions:
        if catalog.districts_of_region.get(region.id):
            yield Page(addresses.confirmations(region.id), "sections.html", _of_region, (catalog, region.id))
    for district in catalog.districts:
        yield File(addresses.letter_to(district), _letter, (catalog, site, district))


def _page(catalog: Catalog) -> SectionsView:
    rows = []
    for region in catalog.regions:
        found = catalog.districts_of_region.get(region.id, ())
        if found:
            cell: Cell = Link(region.name, addresses.confirmations(region.id))
            rows.append((cell, italian.number(len(found)), italian.number(len(_confirmed(found)))))
    head = heads.head(NAME, LEAD, (NAME, ""), section="distretti")
    steps = (
        "Chi lavora per l’ente che guida il distretto apre la pagina della scheda, segue «Proponi una correzione», "
        "corregge ciò che serve e mette la spunta a «Confermo la scheda»; poi manda il file dalla PEC dell’ente.",
    )
    table = Table("Schede dei distretti, per regione", OF_REGIONS, tuple(rows))
    how = Section(
        "Come si conferma", "come", text=steps, links=(Link("Che cosa vuol dire «confermata»", addresses.METHOD),)
    )
    return sections.view(head, NAME, LEAD, (Section("Regione per regione", "regioni", tables=(table,)), how))


def _of_region(catalog: Catalog, slug: str) -> SectionsView:
    region, found = catalog.region[slug], catalog.districts_of_region[slug]
    done = _confirmed(found)
    name = f"Schede confermate {italian.in_region(region.name)}"
    lead = f"{italian.count(len(done), 'scheda confermata', 'schede confermate')} su {italian.number(len(found))}."
    others = [district for district in found if not district.confirmed]
    parts = [
        Section("Confermate", "confermate", tables=_table(f"Confermate {italian.in_region(region.name)}", done)),
        Section(
            "Da confermare", "da-confermare", tables=_table(f"Da confermare {italian.in_region(region.name)}", others)
        ),
    ]
    head = heads.head(name, f"{name}: {lead}", (NAME, addresses.CONFIRMATIONS), (region.name, ""), section="distretti")
    return sections.view(head, name, lead, [part for part in parts if part.tables])


def _confirmed(found: tuple[District, ...]) -> list[District]:
    return [district for district in found if district.confirmed]


def _table(caption: str, found: list[District]) -> tuple[Table, ...]:
    rows = tuple(
        (Link(district.short_name, addresses.of(district)), district.lead or "", _state(district)) for district in found
    )
    return (Table(caption, COLUMNS, rows),) if rows else ()


def _state(district: District) -> Cell:
    if district.confirmed:
        return f"{italian.on(district.confirmed.date)} da {district.confirmed.body}"
    return Link(f"Lettera per {district.short_name}", addresses.letter_to(district))


def _letter(catalog: Catalog, site: Site, district: District) -> bytes:
    """A text to copy into an e-mail or a PEC: what the record says, what it lacks, where to answer."""
    contacts = district.contacts
    contact = getattr(site.contact, "label", "") or str(site.contact)
    said = [
        ("Nome", district.name),
        ("Tipo", words.KINDS.get(district.kind or "", "")),
        ("Stato", words.STATUSES[district.status]),
        ("Capofila", district.lead or ""),
        ("Comuni", italian.listed([place.name for place in catalog.municipalities_of(district)])),
        ("Dal", italian.partial(district.since) if district.since else ""),
        ("PEC", contacts.pec if contacts and contacts.pec else ""),
        ("E-mail", contacts.email if contacts and contacts.email else ""),
        ("Telefono", contacts.phone if contacts and contacts.phone else ""),
    ]
    page, form = addresses.of(district), addresses.change(district)
    events = bool(catalog.happenings_of_district.get(district.id))
    lines = [
        f"Oggetto: scheda del distretto «{district.short_name}» nel catalogo dei distretti del commercio",
        "",
        "Buongiorno,",
        f"{site.name} ha una scheda del vostro distretto: {site.canonical(page) or page}",
        "È compilata da fonti pubbliche e nessun ente l'ha ancora confermata. Vi chiediamo di rileggerla.",
        "",
        district_answer.sentence(catalog, district),
        "",
        "Che cosa dice oggi",
        *(f"- {label}: {value}" for label, value in said if value),
        "",
        "Che cosa manca",
        *(f"- {thing}" for thing in district_gaps.missing(catalog, district, events)),
        "",
        "Come rispondere",
        f"- con il modulo, che prepara il file e l'e-mail: {site.canonical(form) or form}",
        f"- oppure rispondendo a questa lettera, a {contact}, anche solo «la scheda è giusta».",
        "",
        "Bastano le notizie del distretto e dell'ufficio: nessun nome di persona.",
    ]
    return ("\n".join(lines) + "\n").encode()
