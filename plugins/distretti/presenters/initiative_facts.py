"""An initiative's facts as the values that its page draws, each single fact with its origin."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Initiative
from ..model import initiative as words
from ..site import addresses
from ..site.components import Cell, Column, Fact, Link, Table
from . import evidence, references


def facts(initiative: Initiative) -> tuple[Fact, ...]:
    """The main facts; what no source says is said to be unknown."""
    axis: Cell = (
        Link(words.AXES[initiative.axis], addresses.axis(initiative.axis)) if initiative.axis else "nessuno dei tre"
    )
    return (
        Fact("Tipo", (words.KINDS[initiative.kind],)),
        Fact("Asse", (axis,)),
        Fact("Stato", (words.STATUSES[initiative.status] if initiative.status else "non noto",)),
        Fact("Dal", (italian.partial(initiative.since) if initiative.since else "non noto",)),
        Fact("Luogo", (italian.capitalised(initiative.place or "non noto"),)),
        *evidence.practices(initiative),
    )


def only_documents(initiative: Initiative) -> str:
    """Said where no fact comes from a public page: which document the initiative is known from."""
    if not initiative.facts or any(fact.origin != "documento" for fact in initiative.facts):
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
