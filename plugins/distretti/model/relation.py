"""What ties one record to another, of any kind: said on one side, shown on both."""

from __future__ import annotations

from typing import Annotated, Any

from .record import Part, field
from .values import RecordName, choice

RELATIONS = {
    "fa-parte-di": "Fa parte di",
    "strumento-di": "È uno strumento di",
    "stesso-progetto": "Stesso progetto",
    "realizzato-da": "Realizzato da",
}

# The same ties as the other record says them.
INVERSE = {
    "fa-parte-di": "Ne fanno parte",
    "strumento-di": "Ha per strumento",
    "stesso-progetto": "Stesso progetto",
    "realizzato-da": "Ha realizzato",
}


class Relation(Part):
    """Another record, and what this one is to it."""

    record: RecordName = field(
        "Scheda", "La cartella e il nome della scheda, come «initiatives/laboratorio-distretti»", required=True
    )
    relation: Annotated[str, choice(RELATIONS)] = field("Legame", "Che cosa è questa scheda per l'altra", required=True)


def ties() -> Any:
    """The field of the kinds of record that say such ties."""
    return field("Schede collegate", "Si scrive in una delle due schede: l'altra lo mostra da sé", default=())
