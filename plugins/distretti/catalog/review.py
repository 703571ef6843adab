"""What of a sound record is worth another look: it is old, thin, second-hand, or lacks what a body could tell.

Nothing of it stops a record, and nothing of it is wrong for sure. As of a year, so that a new day changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from ..language import italian
from ..language.problem import REMARK, Problem
from ..model import District, Event, Record, RecurringEvent
from ..reading.content import Content
from ..reading.yaml_file import KeyPath
from .catalog import Catalog

OLD = 3  # years after which what a source says is worth another look


class Task(NamedTuple):
    """Something that a district's record lacks: its name in lists, the test, the field and what an editor is told.

    Nothing is told of what an editor alone cannot mend.
    """

    title: str
    test: Callable[[Catalog, District], bool]
    field: str
    advice: str


def _bare(catalog: Catalog, district: District) -> bool:
    return district in catalog.bare_districts.get(True, ())


def _old(catalog: Catalog, district: District) -> bool:
    newest = district.newest_source
    return newest is None or newest.year <= catalog.year - OLD


def _expiring(catalog: Catalog, district: District) -> bool:
    expires = district.recognition.expires if district.recognition else None
    return bool(expires and expires.year <= catalog.year + 1)


def _to_verify(catalog: Catalog, district: District) -> bool:
    return district.status == "da-verificare"


def _open_list(catalog: Catalog, district: District) -> bool:
    return not district.municipalities_complete


def _single(catalog: Catalog, district: District) -> bool:
    return len(district.sources) == 1


def _press(catalog: Catalog, district: District) -> bool:
    return {catalog.kind_of(source) for source in district.sources} == {"stampa"}


def _unconfirmed(catalog: Catalog, district: District) -> bool:
    return district.confirmed is None


def _personal(catalog: Catalog, district: District) -> bool:
    email = district.contacts.email if district.contacts else None
    return bool(email and is_personal(email))


TASKS = (
    Task("Riconoscimento in scadenza", _expiring, "recognition", "il riconoscimento scade: cerca l'atto di rinnovo"),
    Task("Recapito di una persona", _personal, "contacts", "la casella sembra di una persona: cerca l'ufficio"),
    Task("Quasi solo un nome", _bare, "name", "la scheda dice quasi solo il nome"),
    Task("Da verificare", _to_verify, "status", "lo stato è da verificare"),
    Task("Comuni non tutti noti", _open_list, "municipalities_complete", "l'elenco dei comuni non è completo"),
    Task("Fonti vecchie o senza data", _old, "sources", f"nessuna fonte degli ultimi {OLD} anni: cercane una"),
    Task("Una fonte sola", _single, "sources", "c'è una fonte sola: cercane una seconda"),
    Task("Solo la stampa", _press, "sources", "lo dice solo la stampa: cerca un atto, o il sito dell'ente"),
    Task("Nessun ente l'ha confermata", _unconfirmed, "confirmed", ""),
)  # fmt: skip

# Who keeps mailboxes for anybody, and given names that a mailbox of a body's own may begin with.
_FOR_ANYBODY = re.compile(r"@(?:gmail|googlemail|libero|hotmail|outlook|live|yahoo|alice|tiscali|virgilio|icloud)\.")
_GIVEN = (
    "alberto|alessandra|alessandro|alessia|andrea|angela|anna|antonella|antonio|barbara|carlo|chiara|claudia|claudio|"
    "cristina|daniela|daniele|davide|elena|elisa|emanuele|enrico|fabio|federica|federico|filippo|francesca|francesco|"
    "gabriele|giacomo|gianluca|giorgio|giovanna|giovanni|giulia|giuseppe|ilaria|laura|lorenzo|luca|lucia|luigi|marco|"
    "maria|mario|massimo|matteo|maurizio|michele|monica|nicola|paola|paolo|patrizia|pietro|riccardo|roberta|roberto|"
    "sara|silvia|simona|simone|stefania|stefano|valentina|valeria|vincenzo"
)
_OF_A_PERSON = re.compile(rf"(?:{_GIVEN}|[a-z])[._](?:de[lr]?|di|da)?[a-z]+@|[a-z]+[._](?:{_GIVEN})@")

# Hosts that hold what others have published, and what editors do about a source there.
_SECOND_HAND = {
    "un indirizzo abbreviato: scrivi quello intero": (
        "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "t.ly",
    ),
    "una copia: cita la pagina di chi l'ha pubblicata": (
        "github.com", "raw.githubusercontent.com", "docslib.org", "yumpu.com", "issuu.com", "scribd.com",
        "archive.org", "archive.ph", "archive.is", "webcache.googleusercontent.com", "translate.goog",
    ),
    "una raccolta di notizie d'altri: cita chi l'ha data": (
        "zazoom.it", "virgilio.it", "msn.com", "news.google.com", "tuttitalia.it", "comuni-italiani.it",
        "paginegialle.it", "wikipedia.org", "informazione.it", "libero.it",
    ),
}  # fmt: skip
_ADVICE_OF = {host: advice for advice, hosts in _SECOND_HAND.items() for host in hosts}


def is_personal(email: str) -> bool:
    """Whether a mailbox seems to be of a person: at a provider for anybody, or «nome.cognome» at a body's own."""
    small = email.lower()
    return bool(_FOR_ANYBODY.search(small) or _OF_A_PERSON.match(small))


def second_hand(url: str) -> str:
    """What to do about a source that is a copy, an aggregator or a shortener; "" where it is none."""
    parts = (urlsplit(url).hostname or "").split(".")
    hosts = (".".join(parts[place:]) for place in range(len(parts) - 1))
    return next((_ADVICE_OF[host] for host in hosts if host in _ADVICE_OF), "")


def of_district(catalog: Catalog, district: District) -> tuple[str, ...]:
    """What a district's record lacks, the most urgent first; nothing of one that has ceased."""
    if district.status == "cessato":
        return ()
    return tuple(task.title for task in TASKS if task.test(catalog, district))


def markets_of_region(catalog: Catalog, region: str) -> list[RecurringEvent]:
    """The markets to be confirmed of a region, by municipality and title: all that their sources say is old."""
    found = [
        item
        for item in catalog.happenings_of_region.get(region, ())
        if isinstance(item, RecurringEvent) and item.to_confirm
    ]
    return sorted(found, key=lambda item: (italian.order(item.municipality or ""), italian.order(item.title)))


def remarks(catalog: Catalog, content: Content, records: Iterable[Record]) -> Iterator[Problem]:
    """A warning for each thing of these records that is worth another look, at its field."""
    for record in records:
        if record.withdrawn is None:
            document = content.document(record)
            for path, advice in _of_record(catalog, record):
                yield document.problem(path, f"{REMARK}{advice}", warning=True)


def _of_record(catalog: Catalog, record: Record) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(record, District) and record.status != "cessato":
        for task in TASKS:
            if task.advice and task.test(catalog, record):
                yield (task.field,), task.advice
    for place, source in enumerate(record.sources):
        if source.url and (advice := second_hand(source.url)):
            yield ("sources", place, "url"), f"la fonte è {advice}"
    if isinstance(record, Event):
        yield from _clashes(catalog, record)


def _clashes(catalog: Catalog, event: Event) -> Iterator[tuple[KeyPath, str]]:
    """Other events of the day of one that is to come, in its municipality: the same one, or in each other's way."""
    here = catalog.place_of(event)
    if not here or not event.start.day or event.start.first < catalog.today:
        return
    there = catalog.happenings_of_municipality.get(here.istat_code, ())
    others = [
        f"«{other.title}»"
        for other in there
        if isinstance(other, Event) and other.id != event.id and other.start == event.start
    ]
    if others:
        yield ("start",), f"lo stesso giorno e nello stesso comune c'è {italian.listed(others)}"
