"""Public services that citizens and shops look for: who gives them, where, and what one needs. Links, nothing else."""

from __future__ import annotations

from typing import Annotated

from .record import Record, field
from .values import Slug, Text, WebAddress, choice

AUDIENCES = {"imprese": "Per i negozi e le imprese", "cittadini": "Per i cittadini", "tutti": "Per tutti"}


class PublicService(Record):
    """One service."""

    name: Text = field("Nome", required=True)
    audience: Annotated[str, choice(AUDIENCES)] = field("Per chi", required=True)
    region: Slug | None = field("Regione", "Se è di una sola regione: «lombardia»; manca se è di tutta Italia")
    provider: Text = field("Chi lo dà", "L'ente", required=True)
    url: WebAddress = field("Indirizzo ufficiale", "La pagina dell'ente, mai di altri", required=True)
    description: Text = field("A che cosa serve", required=True)
    requires: tuple[Text, ...] = field("Che cosa serve", "Quello che bisogna avere, una cosa per riga", default=())
    local: Text | None = field("E nel mio comune", "Che cosa resta da chiedere al proprio Comune")
