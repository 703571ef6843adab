"""Fields of one record that mean something only with others, or only without."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from ...language.problem import Problem
from ...model import District, Programme
from ..content import Content

_CLOSED = re.compile(r"\b(?:chius|scadut|conclus|terminat)[oaie] (?:il|l['’]\d|dal?|entro|nel)\b", re.IGNORECASE)


def windows_take_the_place_of_a_deadline(content: Content, today: dt.date) -> Iterator[Problem]:
    """A call has windows or one deadline, and windows do not overlap."""
    for programme in content.of(Programme).values():
        for name in ("closed", "closes_time", "extensions") if programme.windows else ():
            if getattr(programme, name):
                message = "con «windows» non si scrive: la scadenza è «closes» di ogni periodo"
                yield content.document(programme).problem((name,), message)
        for index, (first, second) in enumerate(pairwise(programme.windows), 1):
            if not second.opens or second.opens.first < first.closes.last:
                message = "ogni periodo vuole «opens», e comincia quando quello di prima è finito"
                yield content.document(programme).problem(("windows", index), message)


def closed_calls_say_when(content: Content, today: dt.date) -> Iterator[Problem]:
    """A call whose words say that it is closed has a date of that, however rough, or else may look open: a warning."""
    for programme in content.of(Programme).values():
        unknown = programme.is_call and not programme.deadline and programme.funded_count is None
        said = _CLOSED.search(programme.description) if unknown else None
        if said:
            message = f"il testo dice «{said[0]}» e non c'è una scadenza: scrivi «closed», anche solo il mese o l'anno"
            yield content.document(programme).problem(("description",), message, warning=True)


def calls_for_a_whole_region_have_no_district(content: Content, today: dt.date) -> Iterator[Problem]:
    """What every shop of a region can answer is a call, and of no district."""
    for programme in content.of(Programme).values():
        if programme.whole_region and (programme.district or programme.kind != "bando-imprese"):
            message = "solo un bando per le imprese, senza «district», può essere per tutta la regione"
            yield content.document(programme).problem(("whole_region",), message)


def contacts_of_a_registry_say_which(content: Content, today: dt.date) -> Iterator[Problem]:
    """A PEC from a registry has its day and its source, and is of the lead municipality."""
    for district in content.of(District).values():
        contacts = district.contacts
        if contacts and contacts.registry:
            given = {
                "pec": contacts.pec, "registry_date": contacts.registry_date, "source": contacts.source,
                "lead": district.lead,
            }  # fmt: skip
            for name in (name for name, value in given.items() if not value):
                message = f"con «registry» ci vuole anche «{name}»"
                yield content.document(district).problem(("contacts", "registry"), message)


def extensions_are_later(content: Content, today: dt.date) -> Iterator[Problem]:
    """Each extension of a call ends after the deadline before it."""
    for programme in content.of(Programme).values():
        before = (programme.closed, programme.closes_time)
        for index, extension in enumerate(programme.extensions):
            sooner = before[0] and extension.closed and extension.closed.last < before[0].first
            same = before[0] == extension.closed and extension.closes_time in (None, before[1])
            if sooner or same:
                what = "è la scadenza di prima" if same else f"viene prima della scadenza di prima, «{before[0]}»"
                message = f"«{extension.closed}» {what}: una proroga la sposta più in là"
                yield content.document(programme).problem(("extensions", index, "closed"), message)
            before = (extension.closed, extension.closes_time)


def deadlines_are_of_a_day(content: Content, today: dt.date) -> Iterator[Problem]:
    """Midnight is of two days: a warning."""
    for programme in content.of(Programme).values():
        if programme.closes_time == "00:00":
            message = "la mezzanotte fra quali giorni? Se è la fine del giorno scrivi '23:59'"
            yield content.document(programme).problem(("closes_time",), message, warning=True)


def recognitions_say_one_thing(content: Content, today: dt.date) -> Iterator[Problem]:
    """A district without recognition has no act, day or end of one."""
    for district in content.of(District).values():
        found = district.recognition
        for name in ("act", "date", "expires") if found and found.state == "nessuno" else ():
            if getattr(found, name):
                message = f"con «state: nessuno» non si scrive «{name}»: o l'uno o l'altro"
                yield content.document(district).problem(("recognition", name), message)


def collections_have_a_goal(content: Content, today: dt.date) -> Iterator[Problem]:
    """A collection of stamps is not complete before it begins."""
    for district in content.of(District).values():
        if district.stamps == 0:
            message = "per una raccolta serve almeno un timbro: se servono tutti, togli la riga"
            yield content.document(district).problem(("stamps",), message)


def lists_have_no_repeats(content: Content, today: dt.date) -> Iterator[Problem]:
    """What a list of words or names says, it says once."""
    for record in content.records():
        for name, value in vars(record).items():
            if type(value) is not tuple or len(value) < 2 or type(value[0]) not in (str, int):
                continue
            if len({*value}) < len(value) and name != "aggregates":  # these have a rule of their own
                index = next(place for place, item in enumerate(value) if item in value[:place])
                yield content.document(record).problem((name, index), f"«{value[index]}» è già scritto sopra")


def aggregations_are_of_others(content: Content, today: dt.date) -> Iterator[Problem]:
    """An aggregation puts together other districts, each once."""
    for district in content.of(District).values():
        for index, identifier in enumerate(district.aggregates):
            if identifier == district.id:
                message = "un distretto non mette insieme sé stesso"
                yield content.document(district).problem(("aggregates", index), message)
            elif identifier in district.aggregates[:index]:
                yield content.document(district).problem(("aggregates", index), f"«{identifier}» è già scritto sopra")
