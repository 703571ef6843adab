"""Messages of totems: of a known district, with an end, short enough, with a picture that may be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language.problem import Problem, did_you_mean
from ...model import Message
from ...model.message import DAYS, MIDNIGHT
from ...places.names import UnknownPlace
from ...places.register import Municipality
from ..content import Content

MOST_WORDS = 200  # signs that are read at a glance from five metres
MOST_ADDRESS = 300  # signs: a QR code of more has squares too small for a phone in the street


def folders_are_districts(content: Content, today: dt.date) -> Iterator[Problem]:
    """The folder of a message is a district; of one that is withdrawn no message is shown."""
    for name, file in content.files.items():
        kind, _, identifier = name.partition("/")
        folder = identifier.rpartition("/")[0]
        if kind != "messages":
            continue
        if not content.has(f"districts/{folder}"):
            known = (other.partition("/")[2] for other in content.files if other.startswith("districts/"))
            message = f"«{folder}» non è un distretto: il file va in messages/<regione>/<distretto>/."
            yield Problem(file, 1, 1, "", f"{message}{did_you_mean(folder, known)}")


def messages_are_of_their_district(content: Content, today: dt.date) -> Iterator[Problem]:
    """The municipality of a message is one of its district, where all of these are known."""
    for name, mark in sorted(content.marks.items()):
        kind, _, identifier = name.partition("/")
        district = content.marks.get(f"districts/{identifier.rpartition('/')[0]}")
        if kind != "messages" or not mark.towns or not district or not district.towns:
            continue
        region = identifier.partition("/")[0]
        codes = [place.istat_code for town in district.towns if (place := _found(content, town, region))]
        here = _found(content, mark.towns[0], region)
        if here and here.istat_code not in codes:
            message = f"«{here.name}» non è un comune del distretto: i suoi sono {', '.join(district.towns[:20])}"
            yield content.document_at(content.files[name]).problem(("municipality",), message)


def _found(content: Content, town: str, region: str) -> Municipality | None:
    try:
        return content.places.find(town, region)
    except UnknownPlace:
        return None


def messages_end_after_they_begin(content: Content, today: dt.date) -> Iterator[Problem]:
    """The last day is not before the first, nor the last hour before the first."""
    for message in content.of(Message).values():
        if message.from_ and message.to and message.to.first < message.from_.first:
            found = f"«{message.to}» viene prima di «{message.from_}»: il messaggio finirebbe prima di cominciare"
            yield content.document(message).problem(("to",), found)
        if message.hours and message.hours.to <= message.hours.from_ and message.hours.to != MIDNIGHT:
            advice = "se passa la mezzanotte, scrivi due messaggi"
            found = f"«{message.hours.to}» non viene dopo «{message.hours.from_}»: {advice}"
            yield content.document(message).problem(("hours", "to"), found)


def messages_are_seen(content: Content, today: dt.date) -> Iterator[Problem]:
    """One of the days of a week on which a message is shown is between its first and its last; one that is over goes.

    The latter is a warning.
    """
    for message in content.of(Message).values():
        first, last = message.from_, message.to
        if not (first and last) or last.first < first.first:
            continue
        span = (first.first + dt.timedelta(days) for days in range(min(7, (last.first - first.first).days + 1)))
        if message.days and not {tuple(DAYS)[day.weekday()] for day in span} & {*message.days}:
            found = f"dal {first} al {last} non c'è nessuno di questi giorni: il messaggio non si vedrebbe mai"
            yield content.document(message).problem(("days",), found)
        elif last.first < today:
            found = f"«{last}» è passato e il messaggio non si vede più: togli il file"
            yield content.document(message).problem(("to",), found, warning=True)


def messages_can_be_read(content: Content, today: dt.date) -> Iterator[Problem]:
    """A text is short; the address of a QR code too."""
    for message in content.of(Message).values():
        for key, text, most, why in (
            ("text", message.text, MOST_WORDS, "da cinque metri non se ne leggono di più"),
            ("link", message.link, MOST_ADDRESS, "il codice QR sarebbe troppo fitto per un telefono"),
        ):
            if text and len(text) > most:
                found = f"{len(text)} caratteri: al massimo {most}, {why}"
                yield content.document(message).problem((key,), found)


def _written(content: Content, message: Message) -> set[str]:
    """The keys of its file, those of what is wrong too."""
    value = content.document(message).value
    return {*value} if isinstance(value, dict) else set()


def municipalities_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """The municipality of a message is one of today, in the region of its district."""
    for message in content.of(Message).values():
        try:
            if message.municipality:
                content.places.find(message.municipality, message.district.partition("/")[0])
        except UnknownPlace as error:
            yield content.document(message).problem(("municipality",), str(error))


def pictures_say_their_licence(content: Content, today: dt.date) -> Iterator[Problem]:
    """A picture is shown with its licence, and what is said of one is of one that there is."""
    for message in content.of(Message).values():
        if message.picture and not message.image and "image" not in _written(content, message):
            advice = "aggiungi «image:» con «alt:» (che cosa si vede) e «licence:» (con quale licenza si può mostrare)"
            yield content.document(message).problem((), f"accanto c'è un'immagine di cui manca la licenza: {advice}")
        elif message.image and not message.picture:
            name = message.slug
            found = f"non c'è un'immagine che si possa usare: mettila qui accanto, {name}.jpg, {name}.png o {name}.webp"
            yield content.document(message).problem(("image",), found)
