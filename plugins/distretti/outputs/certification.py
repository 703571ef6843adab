"""The page of certification: what it is, who grants it, which districts a source says were certified. None is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalog.catalog import Catalog
from ..language import italian
from ..presenters import district_facts, heads, list_items, references, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, ListItem, Section, Table
from ..site.output import Output, Page
from ..site.site import Site

NAME = "Certificazione di qualità"
INITIATIVE = "certificazione-di-qualita-dei-distretti-quality-mark-tocema-europe"
PROGRAMME = "lombardia/certificazione-di-qualita-quality-mark-tocema-europe"
AIMS = ("servizi-di-qualita", "reti-internazionali", "accesso-ai-finanziamenti")


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """The page of certification."""
    yield Page(addresses.CERTIFICATION, "sections.html", _view, (catalog,))


def _view(catalog: Catalog) -> SectionsView:
    head = heads.head(
        "Certificazione di qualità dei distretti del commercio",
        "Che cos'è, chi la rilascia, a che cosa serve e quali distretti risultano certificati, secondo le fonti.",
        (NAME, ""),
        section="distretti",
    )
    lead = "Il riconoscimento che un terzo dà a un distretto gestito bene. Questo catalogo non rilascia certificati."
    return sections.view(head, NAME, lead, _sections(catalog))


def _sections(catalog: Catalog) -> Iterator[Section]:
    record = catalog.initiative.get(INITIATIVE)
    programme = catalog.programme.get(PROGRAMME)
    titled = (("Iniziativa", record), ("Programma", programme))
    pages = tuple(Link(f"{kind}: {references.title_of(item)}", addresses.of(item)) for kind, item in titled if item)
    yield Section(
        "Che cos'è e chi la rilascia",
        "che-cos-e",
        text=(record.description if record else "",) if record else (),
        statements=sections.facts_of(catalog, INITIATIVE, "proposta"),
        empty=sections.NO_DATA,
        links=pages,
    )
    aims = sections.facts_of(catalog, INITIATIVE, "Serve") + sections.needs(catalog, *AIMS)
    yield Section(
        "A che cosa serve", "scopi", statements=tuple(dict.fromkeys(aims)), empty=sections.NO_DATA,
        links=(Link("Finanziamenti: bandi, contributi e cifre", addresses.FUNDING),),
    )  # fmt: skip
    levels = sections.facts_of(catalog, INITIATIVE, "livelli")
    yield Section("I livelli", "livelli", statements=levels, empty=sections.NO_DATA)
    yield _certified(catalog)
    about = ((record, item.about) for item in record.disagreements) if record else ()
    differing = sections.disagreements(catalog, "Quanti e quali distretti, secondo le fonti", about)
    yield Section("Le fonti non concordano", "disaccordi", tables=differing, empty="Nessun disaccordo noto.")
    yield Section("Eventi", "eventi", rows=_events(catalog), empty="Nessun evento noto.")


def _certified(catalog: Catalog) -> Section:
    rows: list[tuple[Cell, ...]] = [
        (
            Link(district.short_name, addresses.of(district)),
            item.scheme,
            item.level or "non noto",
            italian.partial(item.date) if item.date else "non nota",
            district_facts.expiry(catalog, item),
            sections.source(catalog, item.source),
        )
        for district in catalog.with_field.get(("districts", "certifications"), ())
        for item in district.certifications
    ]
    columns = (
        Column("Distretto"), Column("Marchio"), Column("Livello"), Column("Data", "date"), Column("Scadenza"),
        Column("Fonte"),
    )  # fmt: skip
    table = Table("Distretti certificati secondo le fonti", columns, tuple(rows))
    found = sections.facts_of(catalog, INITIATIVE, "certificat")
    return Section(
        "Distretti certificati",
        "distretti",
        text=(
            "Qui ci sono solo i certificati di terzi che una fonte nomina. La validità è limitata: dove la scadenza "
            "non è nota, il certificato può non valere più. Per ogni altro distretto non risulta nessuna "
            "certificazione, e non vuol dire che non ne abbia.",
        ),
        statements=found,
        tables=(table,) if rows else (),
        empty=sections.NO_DATA,
    )


def _events(catalog: Catalog) -> tuple[ListItem, ...]:
    return tuple(list_items.event(catalog, event) for event in catalog.happenings_of_initiative.get(INITIATIVE, ()))
