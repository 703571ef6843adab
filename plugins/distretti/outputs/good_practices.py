"""Good practices: only what a source calls so or gives an award to, each with its district and its themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Initiative, Record
from ..model.registry import starting_with
from ..presenters import sections, wording
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Row, Section, Table
from ..site.output import Output, Page
from ..site.site import Site

NAME = "Buone pratiche"
KINDS_IN_ORDER = starting_with("districts", "regions")


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page of good practices."""
    yield Page(addresses.GOOD_PRACTICES, "sections.html", _view, (catalog,))


def _view(catalog: Catalog) -> SectionsView:
    head = wording.head(
        "Buone pratiche dei distretti del commercio",
        "Esperienze che una fonte indica come buona pratica o premia, con il distretto, il tema e la fonte.",
        (NAME, ""),
        section="iniziative",
    )
    lead = "Esperienze che una fonte chiama buone pratiche, porta a modello o premia. Il giudizio è suo, non nostro."
    return sections.view(head, NAME, lead, _sections(catalog))


def _sections(catalog: Catalog) -> Iterator[Section]:
    shown = [record for kind in KINDS_IN_ORDER for record in catalog.with_field.get((kind, "practices"), ())]
    yield Section(
        "Esperienze indicate o premiate",
        "esperienze",
        text=(
            f"{italian.count(len(shown), 'esperienza', 'esperienze')}. «Di eccellenza» è una classe che la Regione "
            "Lombardia ha dato a progetti di un bando: riguarda il progetto presentato, non i suoi risultati.",
        ),
        tables=_table(catalog, shown),
        empty="Nessuna, nelle fonti di questo catalogo.",
    )
    yield Section("Chi raccoglie le buone pratiche", "raccolte", rows=_collections(catalog), empty=sections.NO_DATA)
    yield Section(
        "Esperienze raccontate in pubblico", "racconti", rows=_events(catalog, told=True),
        statements=sections.needs(catalog, "rafforzare-le-reti"), empty=sections.NO_DATA,
    )  # fmt: skip
    yield Section("Premi e consegne di marchi", "premi", rows=_events(catalog, told=False), empty=sections.NO_DATA)
    yield Section(
        "Proporre una buona pratica",
        "proporre",
        text=(
            "Un ufficio, un'associazione o un distretto può proporne una: serve una pagina pubblica che la racconti, "
            "con i risultati e la data. Senza una fonte pubblica non la possiamo scrivere.",
        ),
        links=(Link("Come proporre una scheda o una correzione", addresses.CORRECTIONS),),
    )


def _table(catalog: Catalog, records: Iterable[Record]) -> tuple[Table, ...]:
    shown = tuple(records)
    themes = any(_themes(catalog, record) for record in shown)
    rows = tuple(
        (
            Link(_name(record), addresses.of(record)),
            item.text,
            _where(catalog, record),
            *((_themes(catalog, record) or "non indicato",) if themes else ()),
            sections.source(catalog, item.source) if item.source else Link("le fonti della scheda", _evidence(record)),
        )
        for record in shown
        for item in record.practices
    )
    columns = (Column("Esperienza"), Column("Che cosa ne dice la fonte"), Column("Distretto o regione"),
               *((Column("Tema"),) if themes else ()), Column("Fonte"))  # fmt: skip
    return (Table("Esperienze indicate o premiate dalle fonti", columns, rows),) if rows else ()


def _name(record: Record) -> str:
    return record.short_name if isinstance(record, District) else wording.title_of(record)


def _evidence(record: Record) -> str:
    return f"{addresses.of(record)}#fonti"


def _where(catalog: Catalog, record: Record) -> Cell | tuple[Cell, ...]:
    """The region of a district, the districts of anything else, or what it says it is about."""
    if isinstance(record, District):
        return Link(catalog.places.regions[record.region].name, addresses.region(record.region))
    named = [catalog.district[item] for item in getattr(record, "districts", ()) if item in catalog.district]
    links = tuple(Link(district.short_name, addresses.of(district)) for district in named)
    return links or getattr(record, "about", ()) or "non indicato"


def _themes(catalog: Catalog, record: Record) -> str:
    terms = catalog.terms["themes"].named(getattr(record, "themes", ()))
    return ", ".join(term.label for term in terms)


def _collections(catalog: Catalog) -> tuple[Row, ...]:
    vocabulary = catalog.terms["services"]

    def collects(item: Initiative) -> bool:
        return any(term.id == "buone-pratiche" for term in vocabulary.of(item.services))

    return tuple(wording.initiative_row(item) for item in catalog.initiatives if collects(item))


def _events(catalog: Catalog, told: bool) -> tuple[Row, ...]:
    """Events whose programme has experiences in it, or those that give an award; newest first."""
    found = catalog.events_that_tell.get(True, ()) if told else catalog.events_of_kind.get("premio", ())
    return tuple(wording.event_row(catalog, event) for event in reversed(found))
