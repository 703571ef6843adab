"""The registry: every kind of record and every vocabulary, once. What else must know them asks here.

A kind added to `REGISTRY` is read, checked, linked, listed and kept; docs/extending.md says what else it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .checkup import Checkup
from .circuit import Circuit
from .district import District
from .event import Event, RecurringEvent
from .glossary import GlossaryTerm
from .initiative import Challenge, Initiative
from .message import Message
from .programme import Programme
from .prose import Publisher
from .public_service import PublicService
from .question import Question
from .record import Filed, Part, Record
from .region import Region
from .venue import Venue
from .vocabulary import AttractionTerm, IndicatorTerm, NamedBody, Need, ReferenceDocument, Term


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: the name of its list in the catalogue, what one is called, its model, its files and pages.

    `folder` is that of its files under the content folder; `inside` says whether they are in it by region, by district
    (whose region is a folder too) or by year.
    `address` is what the addresses of its pages begin with, and that of its list; `label` is what readers call it.
    """

    name: str
    one: str
    model: type[Filed]
    folder: str
    address: str
    label: str
    inside: Literal["", "region", "district", "year"] = ""

    @property
    def paged(self) -> bool:
        """Whether each is a record with a page of its own; others are shown by pages of the site."""
        return issubclass(self.model, Record)


# In the order in which look-ups hold records of several kinds.
REGISTRY = (
    Kind("districts", "distretto", District, "districts", "/distretti/", "Distretti", inside="region"),
    Kind("events", "evento", Event, "events", "/eventi/", "Eventi", inside="year"),
    Kind("recurring", "ricorrente", RecurringEvent, "events/ricorrenti", "/eventi/ricorrenti/", "Eventi"),
    Kind("initiatives", "iniziativa", Initiative, "initiatives", "/iniziative/", "Iniziative"),
    Kind("programmes", "programma", Programme, "programmes", "/programmi/", "Programmi", inside="region"),
    Kind("venues", "luogo", Venue, "places", "/luoghi/", "Luoghi", inside="region"),
    Kind("regions", "regione", Region, "regions", "/distretti/", "Regioni"),
    Kind("messages", "messaggio", Message, "messages", "/totem/", "Messaggi", inside="district"),
    Kind("public_services", "servizio-pubblico", PublicService, "public-services", "/servizi/", "Servizi pubblici"),
    Kind("circuits", "circuito", Circuit, "circuits", "/carte-fedelta/", "Carte e circuiti"),
    Kind("checkups", "autovalutazione", Checkup, "checkups", "/autovalutazione/", "Autovalutazioni"),
    Kind("questions", "domanda", Question, "questions", "/forum/", "Domande"),
)
KINDS = {kind.name: kind for kind in REGISTRY}
KIND_OF = {kind.model: kind for kind in REGISTRY}
PAGED = tuple(kind.name for kind in REGISTRY if kind.paged)

# Controlled terms for words that records keep as their sources say them, or for ids that records name.
TERMS = ("services", "interventions", "attractions", "audiences", "topics", "needs", "themes")

# One file each, beside the folders of records, with the model of its entries.
VOCABULARIES: dict[str, type[Part]] = {
    "partners": Term,
    "challenges": Challenge,
    "publishers": Publisher,
    "bodies": NamedBody,
    "documents": ReferenceDocument,
    "glossary": GlossaryTerm,
    **dict.fromkeys(TERMS, Term),
    "attractions": AttractionTerm,
    "needs": Need,
    "indicators": IndicatorTerm,
}


def name_of(model: type[Filed], identifier: str) -> str:
    """The name of a record, by its list and id: "districts/lombardia/lodi", "recurring/mercato-di-lodi"."""
    return f"{KIND_OF[model].name}/{identifier}"


def identity(name: str) -> tuple[type[Filed], str]:
    """The model and id of the record called so."""
    kind, _, identifier = name.partition("/")
    return KINDS[kind].model, identifier


def starting_with(*first: str) -> tuple[str, ...]:
    """The names of all kinds: these first, then the others in their order."""
    return (*first, *(name for name in KINDS if name not in first))
