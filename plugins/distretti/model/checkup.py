"""Self-checks: questions that readers answer for themselves, each with its weight and where it comes from."""

from __future__ import annotations

from typing import Annotated

from .record import Part, Record, field
from .values import InitiativeId, Slug, Text, choice

WEIGHTS = {"indispensabile": "Indispensabile", "importante": "Importante", "utile": "Utile"}


class CheckupQuestion(Part):
    """One question; without sources it is the editors' own."""

    ask: Text = field("Domanda", "Si risponde sì, no o non so: sì è la risposta che aiuta", required=True)
    weight: Annotated[str, choice(WEIGHTS)] = field("Peso", required=True)
    why: Text = field("Perché si chiede", required=True)
    next: Text = field("Che cosa fare", "Se la risposta è no, o non si sa", required=True)
    region: Slug | None = field("Regione", "Se è una regola di una sola regione: «lombardia»")
    sources: tuple[Text, ...] = field("Fonti", "Quelle della scheda; se mancano è una domanda nostra", default=())


class Outcomes(Part):
    """What the answers say, in words: the first that holds is the result."""

    missing: Text = field("Se manca qualcosa di indispensabile", required=True)
    unsure: Text = field("Se di qualcosa di indispensabile non si sa", required=True)
    almost: Text = field("Se manca, o non si sa, qualcosa di importante", required=True)
    ready: Text = field("Se non manca niente di indispensabile o importante", required=True)


class Checkup(Record):
    """One self-check."""

    name: Text = field("Nome", required=True)
    audience: Text = field("Per chi", required=True)
    description: Text = field("Descrizione", "Che cosa si capisce alla fine, e che cosa no", required=True)
    initiative: InitiativeId | None = field("Iniziativa", "Quella che fa la stessa verifica con i suoi esperti")
    questions: tuple[CheckupQuestion, ...] = field("Domande", required=True, least=1)
    outcomes: Outcomes = field("Che cosa dicono le risposte", required=True)
