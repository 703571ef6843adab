"""Events: what happens on a date, and what comes back by a rule."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from ..language import italian
from .record import Attachment, Part, Record, field
from .values import (
    Date,
    DayOfYear,
    DistrictId,
    InitiativeId,
    Moment,
    MunicipalityName,
    Rule,
    Slug,
    Text,
    Time,
    Truth,
    choice,
)

KINDS = {
    "animazione": "Animazione",
    "convegno": "Convegno",
    "festival": "Festival",
    "fiera": "Fiera",
    "firma": "Firma",
    "formazione": "Formazione",
    "incontro": "Incontro",
    "mercato": "Mercato",
    "missione": "Missione",
    "mostra": "Mostra",
    "premio": "Premio",
    "presentazione": "Presentazione",
    "rassegna": "Rassegna",
}


class ProgrammeItem(Part):
    """A row of an event's programme: persons appear by their public role only."""

    time: Moment | None = field("Ora", "'HH:MM' o una parola (pomeriggio)")
    speaker: Text | None = field("Chi interviene")
    role: Text | None = field("Ruolo")
    topic: Text | None = field("Argomento")


class Recurrence(Part):
    """When it comes back: `rrule` is an RFC 5545 rule without start; a season is two days of the year."""

    text: Text = field("Regola in parole", required=True)
    rrule: Rule = field("Regola RFC 5545", "Per esempio FREQ=WEEKLY;BYDAY=SA", required=True)
    from_: DayOfYear | None = field("Dal", "'MM-GG' fra virgolette, solo per ciò che è stagionale", key="from")
    to: DayOfYear | None = field("Al", "'MM-GG' fra virgolette; può essere prima di from: passa l'anno")
    exceptions: Text | None = field("Eccezioni", "Le parole della fonte")


class Happening(Record):
    """What one-off and recurring events share."""

    title: Text = field("Titolo", required=True)
    kind: Annotated[str, BeforeValidator(choice(KINDS))] = field("Tipo", required=True)
    time: Time | None = field("Inizio", "'HH:MM' fra virgolette")
    end_time: Time | None = field("Fine", "'HH:MM' fra virgolette")
    place: Text | None = field("Luogo")
    municipality: MunicipalityName | None = field("Comune", "Il nome Istat, o la città se è all'estero")
    organisers: tuple[Text, ...] = field("Organizzatori", default=())
    districts: tuple[DistrictId, ...] = field("Distretti", default=())
    about: tuple[Text, ...] = field("Riguarda", "Nomi che non sono schede", default=())
    initiatives: tuple[InitiativeId, ...] = field("Iniziative", default=())
    themes: tuple[Slug, ...] = field("Temi", "Gli id di themes.yaml", default=())
    attachments: tuple[Attachment, ...] = field("Documenti", default=())
    summary: Text = field("In breve", required=True)
    notes: Text | None = field("Note")

    @property
    def heading(self) -> str:
        """What it is called."""
        return self.title


class Event(Happening):
    """Something on a date, past or to come; its year is the folder of its file."""

    start: Date = field("Data", "AAAA-MM-GG, AAAA-MM o AAAA", required=True)
    end: Date | None = field("Ultimo giorno")
    country: Text | None = field("Paese", "Solo se non è in Italia")
    programme: tuple[ProgrammeItem, ...] = field("Programma", default=())

    @property
    def order(self) -> tuple[Any, ...]:
        """Its place in lists: by its first day and hour."""
        return self.start.first.isoformat(), self.time or "", italian.order(self.title), self.id


class RecurringEvent(Happening):
    """A market or fair that comes back by a rule."""

    recurrence: Recurrence = field("Cadenza", required=True)
    to_confirm: Truth = field("Da riconfermare", "La fonte più recente è di prima del 2022 o senza data", default=False)
