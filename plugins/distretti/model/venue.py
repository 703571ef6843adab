"""Places where shops, markets and services are: bars of a network, multi-service shops, covered markets, squares."""

from __future__ import annotations

from typing import Annotated

from .record import Part, Record, field
from .relation import Relation, ties
from .values import Date, DistrictId, InitiativeId, MunicipalityName, Number, Text, WebAddress, choice

NETWORKS = {
    "tourval-cafe": "Tourval Cafè",
    "multiservizio": "Negozio multiservizio",
    "mercato-coperto": "Mercato coperto",
    "area-di-mercato": "Piazza o area di mercato",
    "altro": "Altro luogo",
}

STATUSES = {"attivo": "Attivo", "da-verificare": "Da verificare", "chiuso": "Chiuso"}


class Coordinates(Part):
    """The point where it is (WGS 84), as a source gives it."""

    latitude: Number = field("Latitudine", "In gradi: 45.3138", required=True)
    longitude: Number = field("Longitudine", "In gradi: 9.5034", required=True)
    source: Text | None = field("Fonte")


class Hours(Part):
    """When it is open, and of when that is."""

    text: Text = field("Orari", required=True)
    date: Date | None = field("Al", "Di quando sono")
    source: Text = field("Fonte", required=True)


class Venue(Record):
    """One place; its region is the folder of its file."""

    name: Text = field("Nome", "L'insegna, o il nome del luogo: mai quello di chi lo gestisce", required=True)
    network: Annotated[str, choice(NETWORKS)] = field("Rete", required=True)
    status: Annotated[str, choice(STATUSES)] | None = field("Stato")
    municipality: MunicipalityName = field("Comune", "Il nome Istat", required=True)
    address: Text | None = field("Indirizzo", "Via e numero, come li dà la fonte")
    coordinates: Coordinates | None = field("Coordinate", "Solo se una fonte le dà")
    districts: tuple[DistrictId, ...] = field("Distretti", default=())
    initiatives: tuple[InitiativeId, ...] = field("Iniziative", default=())
    services: tuple[Text, ...] = field("Servizi", "Parole che stanno in services.yaml", default=())
    products: tuple[Text, ...] = field("Prodotti", "Che cosa vi si trova, come lo dice la fonte", default=())
    hours: Hours | None = field("Orari")
    accessibility: Text | None = field("Accessibilità del luogo", "Come la dice la fonte")
    url: WebAddress | None = field("Pagina web")
    summary: Text | None = field("In breve", "Una frase, parole tue")
    related: tuple[Relation, ...] = ties()

    @property
    def region(self) -> str:
        """The slug of its region."""
        return self.id.partition("/")[0]

    @property
    def attractions(self) -> tuple[str, ...]:
        """Its products, for the vocabulary of what makes places recognisable."""
        return self.products

    @property
    def heading(self) -> str:
        """What it is called, with its town where its name does not say that."""
        return self.name if self.municipality in self.name else f"{self.name}, {self.municipality}"
