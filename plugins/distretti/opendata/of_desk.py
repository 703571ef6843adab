"""Public services, cards and circuits, questions with their answers."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..model import Circuit, PublicService, Question
from .columns import ID, REGION, TRUST, Dataset, Field, Rows, dated, described, joined, region_code, trust


def _services(catalog: Catalog, region: str) -> Rows:
    for item in catalog.services_of_region.get(region, ()):
        code = region_code(catalog, region) if region else None
        yield (
            item.id, item.name, item.audience, code, item.provider, item.url, joined(item.requires), *trust(item),
        )  # fmt: skip


SERVICES = Dataset(
    "servizi-pubblici",
    "Servizi pubblici",
    "I servizi pubblici che un cittadino o un negozio cerca, con l’indirizzo ufficiale: uno per riga.",
    (
        ID,
        described(PublicService, "name", "nome"),
        described(PublicService, "audience", "per_chi"),
        REGION,
        described(PublicService, "provider", "ente"),
        described(PublicService, "url", "indirizzo"),
        described(PublicService, "requires", "che_cosa_serve"),
        *TRUST,
    ),
    _services,
    themes=("GOVE",),
)


def _circuits(catalog: Catalog, region: str) -> Rows:
    for item in catalog.circuits if not region else ():
        yield (
            item.id, item.name, item.kind, item.status, item.issuer, item.area, joined(item.municipalities),
            joined(item.districts), dated(item.since), dated(item.until), item.how, item.accepted, item.benefits,
            item.initiative, *trust(item),
        )  # fmt: skip


CIRCUITS = Dataset(
    "carte-e-circuiti",
    "Carte fedeltà e circuiti dei distretti del commercio",
    "Carte, buoni e circuiti di check-in validi in più negozi, con lo stato che ne dice la scheda: uno per riga.",
    (
        ID,
        described(Circuit, "name", "nome"),
        described(Circuit, "kind", "tipo"),
        described(Circuit, "status", "stato"),
        described(Circuit, "issuer", "ente"),
        described(Circuit, "area", "zona"),
        described(Circuit, "municipalities", "comuni"),
        described(Circuit, "districts", "distretti"),
        described(Circuit, "since", "dal"),
        described(Circuit, "until", "al"),
        described(Circuit, "how", "come_si_ottiene"),
        described(Circuit, "accepted", "dove_si_usa"),
        described(Circuit, "benefits", "che_cosa_da"),
        described(Circuit, "initiative", "iniziativa"),
        *TRUST,
    ),
    _circuits,
)


def _questions(catalog: Catalog, region: str) -> Rows:
    for item in catalog.questions if not region else ():
        newest = item.answers[0]
        yield (
            item.id, item.name, str(item.asked), newest.text, newest.body, str(newest.date), len(item.answers),
            joined(item.districts), joined(item.readers), joined(item.themes), *trust(item),
        )  # fmt: skip


QUESTIONS = Dataset(
    "domande",
    "Domande e risposte sui distretti del commercio",
    "Le domande del forum che hanno una risposta, con la più recente: una per riga. Di chi chiede non c’è il nome.",
    (
        ID,
        described(Question, "name", "domanda"),
        described(Question, "asked", "data"),
        Field("risposta", "Risposta", description="La più recente"),
        Field("ente", "Ente che risponde", description="Vuoto: la redazione"),
        Field("data_risposta", "Data della risposta", "date"),
        Field("risposte", "Risposte", "integer", "Quante sono"),
        described(Question, "districts", "distretti"),
        described(Question, "readers", "per_chi"),
        described(Question, "themes", "temi"),
        *TRUST,
    ),
    _questions,
    themes=("GOVE",),
)
