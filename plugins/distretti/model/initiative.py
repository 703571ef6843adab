"""Systems, projects and tools around the districts, as single facts with their origin."""

from __future__ import annotations

from typing import Annotated

from .record import Part, Record, Statement, field
from .relation import Relation, ties
from .values import Date, DistrictId, MunicipalityName, Slug, Text, Whole, choice

KINDS = {
    "accordo": "Accordo",
    "azione": "Azione",
    "certificazione": "Certificazione",
    "distretto": "Distretto",
    "evento": "Evento",
    "figura-professionale": "Figura professionale",
    "formazione": "Formazione",
    "progetto": "Progetto",
    "programma": "Programma",
    "pubblicazione": "Pubblicazione",
    "quadro": "Quadro",
    "rete": "Rete",
    "ricerca": "Ricerca",
    "servizio": "Servizio",
    "sistema": "Sistema",
    "strumento": "Strumento",
}

AXES = {
    "reti-di-impresa": "Reti d'impresa",
    "nuove-tecnologie": "Nuove tecnologie",
    "marketing-territoriale": "Marketing territoriale",
}

STATUSES = {"attivo": "Attivo", "concluso": "Concluso", "da-verificare": "Da verificare"}


class Promoter(Part):
    """A body that promotes the initiative."""

    name: Text = field("Nome", required=True)
    kind: Slug | None = field("Tipo", "Un id di partners.yaml")


class Initiative(Record):
    """One system, project or tool."""

    name: Text = field("Nome", required=True)
    kind: Annotated[str, choice(KINDS)] = field("Tipo", required=True)
    axis: Annotated[str, choice(AXES)] | None = field("Asse")
    status: Annotated[str, choice(STATUSES)] | None = field("Stato")
    since: Date | None = field("Dal")
    place: Text | None = field("Luogo")
    municipalities: tuple[MunicipalityName, ...] = field("Comuni", default=())
    districts: tuple[DistrictId, ...] = field("Distretti", default=())
    promoters: tuple[Promoter, ...] = field("Promotori", default=())
    services: tuple[Text, ...] = field("Servizi", default=())
    interventions: tuple[Text, ...] = field("Interventi", default=())
    audiences: tuple[Text, ...] = field("Destinatari", "Per la formazione e i servizi: a chi si rivolge", default=())
    topics: tuple[Text, ...] = field("Argomenti", "Per la formazione: che cosa si impara", default=())
    needs: tuple[Slug, ...] = field("Bisogni", "Gli id di needs.yaml a cui risponde", default=())
    themes: tuple[Slug, ...] = field("Temi", "Gli id di themes.yaml", default=())
    facts: tuple[Statement, ...] = field("Fatti", default=())
    effects: tuple[Statement, ...] = field("Ricadute attese", default=())
    description: Text = field("Descrizione", required=True)
    challenges: tuple[Whole, ...] = field("Sfide", "I numeri di challenges.yaml", default=())
    related: tuple[Relation, ...] = ties()


class Challenge(Part):
    """One of the six challenges of the districts."""

    number: Whole = field("Numero", required=True)
    id: Slug = field("Identificativo", required=True)
    title: Text = field("Titolo", required=True)
    description: Text = field("Spiegazione", required=True)
    statements: tuple[Statement, ...] = field("Che cosa dicono le fonti", default=())
