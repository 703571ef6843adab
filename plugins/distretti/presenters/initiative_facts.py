"""An initiative's facts as the values that its page draws, each single fact with its origin."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Initiative
from ..model import initiative as words
from ..site import addresses
from ..site.components import Cell, Column, Fact, Link, Table
from . import evidence, references, ties

_ALSO_RECORDS = ("distretto", "evento", "programma")


def label(initiative: Initiative) -> str:
    """The kind, in a tag: what is told of as an initiative may have another page, as a district, event or programme."""
    return "Iniziativa" if initiative.kind in _ALSO_RECORDS else words.KINDS[initiative.kind]


def facts(catalog: Catalog, initiative: Initiative) -> tuple[Fact, ...]:
    """The main facts that are known."""
    axis: tuple[Cell, ...] = ()
    if initiative.axis:
        axis = (Link(words.AXES[initiative.axis], addresses.axis(initiative.axis)),)
    found: dict[str, tuple[Cell, ...]] = {
        "Luogo": (italian.capitalised(initiative.place),) if initiative.place else (),
        "Dal": (italian.partial(initiative.since),) if initiative.since else (),
        "Asse": axis,
    }
    known = (Fact(term, values) for term, values in found.items() if values)
    return (*known, *ties.facts(catalog, initiative), *evidence.practices(initiative))


def missing(initiative: Initiative) -> tuple[str, ...]:
    """What no source that was read says of it."""
    gaps = {
        "Se è ancora attiva": initiative.status in (None, "da-verificare"),
        "Da quando esiste": not initiative.since,
        "Il luogo": not initiative.place,
        "Chi la promuove": not initiative.promoters,
        "Altri fatti, oltre alla descrizione": not initiative.facts,
    }
    return tuple(gap for gap, unknown in gaps.items() if unknown)


def only_documents(initiative: Initiative) -> str:
    """Said where no fact and no source is a public page: which documents the initiative is known from."""
    public = any(fact.origin != "documento" for fact in initiative.facts)
    if not initiative.facts or public or any(source.url for source in initiative.sources):
        return ""
    cited = tuple(dict.fromkeys(source for fact in initiative.facts for source in fact.sources))
    this = "questo documento" if len(cited) == 1 else "questi documenti"
    return f"Nota solo da {this}: {'; '.join(cited)}. Nessuno dei fatti viene da pagine pubbliche."


def promoters(catalog: Catalog, initiative: Initiative) -> Table | None:
    """Who promotes it, with the kind of body."""
    labels = {kind: term.label for kind, term in catalog.partners.items()}
    rows: list[tuple[Cell, ...]] = [
        (references.body(catalog, promoter.name), labels.get(promoter.kind or "", "non indicato"))
        for promoter in initiative.promoters
    ]
    return Table("Chi promuove l'iniziativa", (Column("Ente"), Column("Tipo di ente")), tuple(rows)) if rows else None


def municipalities(catalog: Catalog, initiative: Initiative) -> tuple[Cell, ...]:
    """Links to the municipalities' pages; a name that the register does not know stays text."""
    places = [
        catalog.places.municipalities[code]
        for code, items in catalog.initiatives_of_municipality.items()
        if any(item.id == initiative.id for item in items)
    ]
    known = {name: place for place in places for name in (place.name, f"{place.name} ({place.province})")}
    return tuple(
        Link(name, addresses.municipality(known[name])) if name in known else name for name in initiative.municipalities
    )
