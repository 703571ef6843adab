"""The forum: questions of readers, and what bodies or the editors answer with a source. Who asks is never named."""

from __future__ import annotations

from typing import Annotated

from .record import Part, Record, Source, field
from .values import Day, DistrictId, Slug, Text, choice

ASKERS = {"lettore": "un lettore", "redazione": "la redazione"}
READERS = {
    "cittadini": "Per chi abita nel distretto",
    "imprese": "Per i negozi e le imprese",
    "comuni": "Per i Comuni",
    "manager": "Per i manager di distretto",
    "investitori": "Per chi vuole investire",
}


class Answer(Part):
    """One answer."""

    text: Text = field("Risposta", required=True)
    body: Text | None = field("Ente che risponde", "Manca se risponde la redazione; mai una persona")
    date: Day = field("Data", "Il giorno della risposta", required=True)
    sources: tuple[Text, ...] = field("Fonti", "Quelle della scheda su cui si regge", required=True, least=1)


class Question(Record):
    """One question with its answers; without one it waits, and is not published."""

    name: Text = field("Domanda", "Una frase, senza nomi di persone", required=True)
    asked: Day = field("Data della domanda", required=True)
    by: Annotated[str, choice(ASKERS)] = field("Chi chiede", required=True)
    detail: Text | None = field("In più", "Quello che la domanda non dice in una frase")
    answers: tuple[Answer, ...] = field("Risposte", "La prima è la più recente", default=())
    districts: tuple[DistrictId, ...] = field("Distretti", "Se riguarda solo quelli", default=())
    readers: tuple[Annotated[str, choice(READERS)], ...] = field("A chi serve", default=())
    themes: tuple[Slug, ...] = field("Temi", "Gli id di themes.yaml", default=())
    sources: tuple[Source, ...] = field("Fonti", "Quelle delle risposte: chi chiede non ne ha bisogno", default=())

    @property
    def is_public(self) -> bool:
        """Whether there is an answer to read."""
        return bool(self.answers)
