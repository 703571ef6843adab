"""Events: what happens on a date, and what comes back by a rule."""

from __future__ import annotations

from typing import Annotated, Any

from ..language import italian
from .record import Attachment, Part, Record, field
from .relation import Relation, ties
from .values import (
    Date,
    Day,
    DayOfYear,
    DistrictId,
    InitiativeId,
    Moment,
    MunicipalityName,
    RecordName,
    Rule,
    Slug,
    Text,
    Time,
    Truth,
    VenueId,
    WebAddress,
    Zone,
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

STATUSES = {
    "confermato": "Confermato",
    "annullato": "Annullato",
    "rinviato": "Rinviato, data da definire",
    "spostato": "Spostato",
}

# What is done with a date of the rule that falls on a holiday; where no source says, the date is to be confirmed.
HOLIDAYS = {
    "si-tiene": "Si tiene anche nelle feste",
    "sospeso": "Sospeso nelle feste",
    "anticipato": "Nelle feste anticipato al giorno prima",
    "posticipato": "Nelle feste posticipato al giorno dopo",
}


class ProgrammeItem(Part):
    """A row of an event's programme: persons appear by their public role only."""

    time: Moment | None = field("Ora", "'HH:MM' o una parola (pomeriggio)")
    speaker: Text | None = field("Chi interviene")
    role: Text | None = field("Ruolo")
    topic: Text | None = field("Argomento")
    record: RecordName | None = field("Scheda", "La scheda di cui si parla, come «initiatives/tourval-cafe»")


class EventPart(Part):
    """A part of an event with times of its own."""

    title: Text = field("Che cosa", required=True)
    day: Day | None = field("Giorno", "Solo se l'evento dura più giorni")
    time: Time | None = field("Inizio", "'HH:MM' fra virgolette")
    end_time: Time | None = field("Fine", "'HH:MM' fra virgolette")
    place: Text | None = field("Luogo")


class Moved(Part):
    """A date of the rule that is held on another day."""

    from_: Day = field("Dal", "Il giorno della regola", required=True, key="from")
    to: Day = field("Al", "Il giorno in cui si tiene", required=True)
    reason: Text | None = field("Motivo")


class Recurrence(Part):
    """When it comes back: `rrule` is an RFC 5545 rule; a season is two days of the year; the rest are single dates.

    Where it is `approximate` the words are all that is known: nothing computes a day from the rule.
    """

    text: Text = field("Regola in parole", required=True)
    rrule: Rule = field("Regola RFC 5545", "Per esempio FREQ=WEEKLY;BYDAY=SA", required=True)
    approximate: Truth = field(
        "Senza giorni certi",
        "true se la fonte non dà i giorni («attorno all'11 novembre») o la regola è dedotta: contano solo le parole",
        default=False,
    )
    start: Day | None = field("Primo giorno", "Serve con INTERVAL e COUNT: da quale giorno si conta")
    from_: DayOfYear | None = field("Dal", "'MM-GG' fra virgolette, solo per ciò che è stagionale", key="from")
    to: DayOfYear | None = field("Al", "'MM-GG' fra virgolette; può essere prima di from: passa l'anno")
    holidays: Annotated[str, choice(HOLIDAYS)] | None = field(
        "Nelle feste", "Se nessuna fonte lo dice, le date che cadono in una festa sono da confermare"
    )
    patron: DayOfYear | None = field("Santo patrono", "Solo se la fonte dice che conta come festa")
    exceptions: Text | None = field("Eccezioni", "Le parole della fonte")
    except_: tuple[Day, ...] = field("Date in cui non si tiene", default=(), key="except")
    moved: tuple[Moved, ...] = field("Date spostate", default=())
    also: tuple[Day, ...] = field("Date in più", default=())


class Happening(Record):
    """What one-off and recurring events share."""

    title: Text = field("Titolo", required=True)
    kind: Annotated[str, choice(KINDS)] = field("Tipo", required=True)
    time: Time | None = field("Inizio", "'HH:MM' fra virgolette")
    end_time: Time | None = field("Fine", "'HH:MM' fra virgolette")
    place: Text | None = field("Luogo")
    venue: VenueId | None = field("Scheda del luogo", "Se il luogo ne ha una: lombardia/mercato-coperto-di-como")
    municipality: MunicipalityName | None = field("Comune", "Il nome Istat, o la città se è all'estero")
    organisers: tuple[Text, ...] = field("Organizzatori", default=())
    districts: tuple[DistrictId, ...] = field("Distretti", default=())
    about: tuple[Text, ...] = field("Riguarda", "Nomi che non sono schede", default=())
    initiatives: tuple[InitiativeId, ...] = field("Iniziative", default=())
    themes: tuple[Slug, ...] = field("Temi", "Gli id di themes.yaml", default=())
    attachments: tuple[Attachment, ...] = field("Documenti", default=())
    summary: Text = field("In breve", required=True)
    status: Annotated[str, choice(STATUSES)] | None = field("Stato")
    status_date: Day | None = field("Stato dal", "Il giorno in cui è stato annunciato")
    status_reason: Text | None = field("Motivo")
    accessibility: Text | None = field("Accessibilità del luogo", "Come la dice la fonte")
    booking_deadline: Day | None = field("Prenotazioni entro")
    online: WebAddress | None = field("In rete", "L'indirizzo a cui si segue da lontano")
    related: tuple[Relation, ...] = ties()
    notes: Text | None = field("Note")

    @property
    def heading(self) -> str:
        """What it is called."""
        return self.title


class Event(Happening):
    """Something on a date, past or to come; its year is the folder of its file."""

    start: Date = field("Data", "AAAA-MM-GG, AAAA-MM o AAAA", required=True)
    end: Date | None = field("Ultimo giorno")
    also: tuple[Day, ...] = field("Altri giorni", "I giorni dopo il primo, se non sono di seguito", default=())
    all_day: Truth = field("Tutto il giorno", default=False)
    moved_from: Date | None = field("Data di prima", "Per un evento spostato")
    country: Text | None = field("Paese", "Solo se non è in Italia")
    zone: Zone | None = field("Fuso orario", "Solo se non è quello dell'Italia: Europe/London")
    parts: tuple[EventPart, ...] = field("Parti", default=())
    programme: tuple[ProgrammeItem, ...] = field("Programma", default=())

    @property
    def order(self) -> tuple[Any, ...]:
        """Its place in lists: by its first day and hour."""
        return self.start.first.isoformat(), self.time or "", italian.order(self.title), self.id


class RecurringEvent(Happening):
    """A market or fair that comes back by a rule."""

    recurrence: Recurrence = field("Cadenza", required=True)
    to_confirm: Truth = field("Da riconfermare", "La fonte più recente è di prima del 2022 o senza data", default=False)
