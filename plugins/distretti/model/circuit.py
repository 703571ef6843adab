"""Card circuits: fidelity cards, vouchers and check-in schemes that are valid in more than one shop."""

from __future__ import annotations

from typing import Annotated

from .initiative import STATUSES
from .record import Record, field
from .values import Date, DistrictId, InitiativeId, MunicipalityName, Text, choice

KINDS = {
    "carta-fedelta": "Carta fedeltà",
    "buono-acquisto": "Buono acquisto",
    "check-in": "Check-in con premi",
    "altro": "Altro circuito",
}


class Circuit(Record):
    """One card, voucher or scheme."""

    name: Text = field("Nome", required=True)
    kind: Annotated[str, choice(KINDS)] = field("Tipo", required=True)
    status: Annotated[str, choice(STATUSES)] = field("Stato", required=True)
    issuer: Text | None = field("Chi la promuove o la rilascia", "Enti o associazioni, mai una persona")
    area: Text | None = field("Zona", "Dove vale, come lo dice la fonte")
    municipalities: tuple[MunicipalityName, ...] = field("Comuni", default=())
    districts: tuple[DistrictId, ...] = field("Distretti", default=())
    since: Date | None = field("Dal")
    until: Date | None = field("Al", "L'ultimo giorno in cui vale")
    how: Text | None = field("Come si ottiene")
    accepted: Text | None = field("Dove si usa", "In quali negozi o locali")
    benefits: Text | None = field("Che cosa dà", "Sconti, punti, premi: le parole della fonte")
    initiative: InitiativeId | None = field("Iniziativa", "La scheda che ne racconta la storia")
    description: Text = field("Descrizione", required=True)
