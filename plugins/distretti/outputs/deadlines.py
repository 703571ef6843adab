"""Deadlines: calls that open and close, funds that run out, recognitions and agreements to renew; and their feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import District, Programme, Record
from ..model import programme as words
from ..presenters import atom, list_items, lists, programme_dates, programme_facts, references, sections, validity
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Link, ListItem, Section
from ..site.output import File, Output, Page
from ..site.site import Site

CLOSED = 10  # that closed last
OPENS = "Apre"
CLOSES = "Chiude"
NONE = "Nessuna scadenza futura risulta nelle fonti di questo catalogo: possono essercene che il catalogo non conosce."


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done, or from which it can be: as precise as the source says it."""

    record: Record
    date: PartialDate
    what: str  # "Apre", "Chiude", "Scade il riconoscimento"
    time: str | None = None
    turn: int = 1  # which window of its call


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """/scadenze/ and its feed: always there, also without any."""
    yield Page(addresses.DEADLINES, "sections.html", _view, (catalog,))
    yield File(addresses.DEADLINES_FEED, _feed, (catalog, site))


def _all(catalog: Catalog) -> list[Deadline]:
    """Every deadline that a record gives, past ones too, in order."""
    found = [item for call in catalog.calls for item in _of_call(call)]
    found += [item for district in catalog.expiring_districts.get(True, ()) for item in _of_district(district)]
    found += [item for programme in catalog.expiring_programmes.get(True, ()) for item in _of_agreement(programme)]
    return sorted(found, key=lambda item: (item.date.last, item.time or "24", addresses.of(item.record), item.what))


def _of_call(call: Programme) -> Iterator[Deadline]:
    """When each window opens and closes; of a call without a deadline, when it was announced to open."""
    if call.opened and not call.spans:
        yield Deadline(call, call.opened, OPENS)
    for turn, window in enumerate(call.spans, 1):
        if window.opens:
            yield Deadline(call, window.opens, OPENS, turn=turn)
        yield Deadline(call, window.closes, CLOSES, window.time, turn)


def _of_district(district: District) -> Iterator[Deadline]:
    if district.recognition and district.recognition.expires:
        yield Deadline(district, district.recognition.expires, "Scade il riconoscimento")


def _of_agreement(programme: Programme) -> Iterator[Deadline]:
    ends = [period.to for period in programme.periods if period.to] or (
        [programme.valid_to] if programme.valid_to else []
    )
    if ends and not programme.is_call:
        yield Deadline(programme, max(ends, key=lambda end: end.last), "Scade: va rinnovato")


def _view(catalog: Catalog) -> SectionsView:
    found = _all(catalog)
    coming = [item for item in found if _is_coming(catalog, item)]
    closed = _closed(catalog, found)
    funds = [call for call in catalog.calls if _until_funds_last(catalog, call)]
    number, today = italian.count(len(coming), "scadenza nota", "scadenze note"), _date(catalog.today)
    return sections.view(
        lists.DEADLINES.head(
            "Le scadenze dei distretti del commercio: bandi che aprono e chiudono, rinnovi, protocolli.",
            feed=addresses.DEADLINES_FEED,
            built=validity.built(catalog),
        ),
        lists.DEADLINES.title,
        f"{number} {italian.since(today)} in poi." if coming else "Nessuna scadenza futura è nota.",
        (
            Section("Prossime", "prossime", rows=tuple(_until(item) for item in coming), empty=NONE),
            Section(
                "Fino a esaurimento dei fondi",
                "esaurimento",
                rows=tuple(
                    validity.until_closed(catalog, list_items.programme_today(catalog, call), call) for call in funds
                ),
                empty="Nessun bando recente senza scadenza, aperto fino a esaurimento dei fondi, è noto.",
            ),
            Section(
                "Chiusi per ultimi",
                "chiusi",
                rows=tuple(_row(replace(item, what="Ha chiuso")) for item in reversed(closed[-CLOSED:])),
                empty="Nessun bando con una scadenza passata è noto.",
                links=(
                    Link("Tutti i bandi", addresses.CALLS),
                    Link("Feed delle scadenze (Atom)", addresses.DEADLINES_FEED),
                ),
            ),
        ),
    )


def _is_coming(catalog: Catalog, item: Deadline) -> bool:
    """Whether it is surely to come; of a call whose opening is known only to the year nobody knows."""
    return not (catalog.has_come(item.date.first) if item.what == OPENS else catalog.has_passed(item.date.last))


def _closed(catalog: Catalog, found: Iterable[Deadline]) -> list[Deadline]:
    return [item for item in found if item.what == CLOSES and _is_final(item) and catalog.has_passed(item.date.last)]


def _is_final(item: Deadline) -> bool:
    """Whether a call that closes then does not open again."""
    return isinstance(item.record, Programme) and item.turn == len(item.record.spans)


def _until_funds_last(catalog: Catalog, call: Programme) -> bool:
    if not call.until_funds_last or programme_facts.is_past(catalog, call):
        return False
    return programme_facts.state(catalog, call) != programme_facts.COMING


def _date(day: dt.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _row(item: Deadline) -> ListItem:
    kind = words.KINDS[item.record.kind] if isinstance(item.record, Programme) else "Distretto"
    return ListItem(
        references.title_of(item.record),
        addresses.of(item.record),
        _said(item),
        (kind,),
    )


def _until(item: Deadline) -> ListItem:
    """The row of what is to come, until it has."""
    last = programme_dates.day_before(item.date) if item.what == OPENS else item.date.last.isoformat()
    return replace(_row(item), last=last)


def _said(item: Deadline) -> str:
    """ "Chiude il 31 luglio 2027, ore 16:00", "Apre nel marzo 2027"."""
    hour = f", ore {italian.hour(item.time)}" if item.time else ""
    what, _, more = item.what.partition(":")
    return f"{what} {italian.on(item.date)}{hour}{f': {more.strip()}' if more else ''}"


def _feed(catalog: Catalog, site: Site) -> bytes:
    """What is to come, and what closed last: an entry each, with an id of its record and of what it is."""
    found = _all(catalog)
    shown = [*_closed(catalog, found)[-CLOSED:], *(item for item in found if _is_coming(catalog, item))]
    entries = sorted((_entry(item) for item in shown), key=lambda entry: (entry.updated, entry.id), reverse=True)
    return atom.feed(
        site, f"{site.name}: scadenze", addresses.DEADLINES_FEED, addresses.DEADLINES,
        "" if entries else f"{catalog.today.isoformat()}T00:00:00Z", entries,
    )  # fmt: skip


def _entry(item: Deadline) -> atom.Entry:
    address = addresses.of(item.record)
    return atom.Entry(
        atom.name_of(item.record, italian.slug(f"{item.what} {item.turn}" if item.turn > 1 else item.what)),
        f"{references.title_of(item.record)}: {_said(item)}",
        address,
        f"{item.record.changed.last.isoformat()}T00:00:00Z",
        f"{_said(item)}.",
    )
