"""The state of a call on the day of the build, and a programme's facts as the values that pages draw."""

from __future__ import annotations

import datetime as dt

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import Programme
from ..model import programme as words
from ..site import addresses
from ..site.components import Cell, Column, Fact, Link, Table, Until
from . import evidence

OPEN = "aperto"
COMING = "non ancora aperto"
CLOSED = "chiuso"
NO_DEADLINE = "scadenza non nota"
TO_VERIFY = "da verificare"  # what was not yet open on the day of the build, for a reader of a later one

RECENT_YEARS = 1  # a call of this year or of the year before, whose deadline is unknown, may still be open

_CALL_FIELDS = ("opened", "budget_eur", "maximum_eur", "intensity", "de_minimis", "eligible", "expenses", "notice_url")


def state(catalog: Catalog, programme: Programme) -> str:
    """OPEN, COMING, CLOSED or NO_DEADLINE, as far as its dates say; empty for what takes no applications."""
    last = programme.deadline
    if not (programme.is_call or last):
        return ""
    if programme.opened and not catalog.has_come(programme.opened.first):
        return COMING
    if not last:
        return NO_DEADLINE
    return CLOSED if catalog.has_passed(last[0].last) else OPEN


def holds_until(programme: Programme, now: str) -> str:
    """The last day, in ISO form, on which the state of now is surely that; empty where no day ends it."""
    if now == OPEN and programme.deadline:
        return programme.deadline[0].last.isoformat()
    if now == COMING and programme.opened:
        return _day_before(programme.opened)
    return ""


def _day_before(date: PartialDate) -> str:
    return (date.first - dt.timedelta(days=1)).isoformat()


def state_word(now: str, last: str) -> str | Until:
    """A state as a tag; "aperto" becomes "chiuso" once its last day has passed."""
    if not last:
        return now
    later = CLOSED if now.lower() == OPEN else TO_VERIFY
    return Until(now, last, italian.capitalised(later) if now[:1].isupper() else later)


def last_sign(programme: Programme) -> PartialDate | None:
    """The date that says how old a call is: its deadline, or its announcement, or its newest source."""
    return programme.deadline[0] if programme.deadline else programme.opened or programme.newest_source


def may_be_open(catalog: Catalog, programme: Programme) -> bool:
    """Whether a call without a known deadline is recent enough to be worth asking for."""
    if state(catalog, programme) != NO_DEADLINE:
        return False
    valid, sign = programme.valid_to, last_sign(programme)
    return bool(valid and not catalog.has_passed(valid.last)) or not sign or sign.year >= catalog.year - RECENT_YEARS


def soonest(call: Programme) -> int:
    """A key that sorts calls by deadline, those that close first at the head."""
    return call.deadline[0].last.toordinal() if call.deadline else 0


def is_past(catalog: Catalog, call: Programme) -> bool:
    """Whether a call is closed, or without a known deadline and too old to ask for."""
    now = state(catalog, call)
    return now == CLOSED or (now == NO_DEADLINE and not may_be_open(catalog, call))


def deadline(programme: Programme) -> str:
    """ "domande entro il 31 luglio 2023, ore 16:00", "scadenza non nota", "fino a esaurimento dei fondi"."""
    last = programme.deadline
    if not last:
        return "fino a esaurimento dei fondi" if programme.until_funds_last else "scadenza non nota"
    date, time = last
    until = f"domande entro {italian.on(date)}" if date.day else f"domande fino a {italian.partial(date)}"
    return f"{until}, ore {time}" if time else until


def state_sentence(catalog: Catalog, programme: Programme) -> str:
    """What the state means for who would apply; empty for what takes no applications."""
    now = state(catalog, programme)
    until = italian.capitalised(deadline(programme))
    if now == OPEN:
        limit = ", salvo esaurimento dei fondi" if programme.until_funds_last else ""
        return f"Aperto al {italian.day(catalog.today)}, secondo le fonti. {until}{limit}. Verifica sul sito dell'ente."
    if now == COMING and programme.opened:
        today = italian.day(catalog.today)
        return f"Non ancora aperto al {today}: la data annunciata è {italian.partial(programme.opened)}. {until}."
    if now == CLOSED and programme.deadline:
        return f"Chiuso: {_past(*programme.deadline)}."
    return _no_deadline_sentence(catalog, programme) if now else ""


def holding_sentence(catalog: Catalog, programme: Programme) -> str | Until:
    """The same, with what it becomes for a reader on whose day that state is no more."""
    now, said = state(catalog, programme), state_sentence(catalog, programme)
    last = holds_until(programme, now)
    if now == OPEN and programme.deadline:
        return Until(said, last, f"Chiuso: {_past(*programme.deadline)}.")
    if now == COMING and programme.opened:
        opened, until = italian.partial(programme.opened), italian.capitalised(deadline(programme))
        return Until(said, last, f"La data annunciata per aprire era {opened}. {until}. Verifica con l'ente.")
    return said


def _past(date: PartialDate, time: str | None) -> str:
    hour = f", ore {time}" if time else ""
    return f"le domande scadevano {italian.on(date)}{hour}"


def _no_deadline_sentence(catalog: Catalog, programme: Programme) -> str:
    funds = ": le domande si accolgono fino a esaurimento dei fondi" if programme.until_funds_last else ""
    if may_be_open(catalog, programme):
        return f"Scadenza non nota{funds}. Può essere aperto, o aprire: verifica con l'ente che lo pubblica."
    sign = last_sign(programme)
    age = f" È un bando del {sign.year}." if programme.opened and sign else ""
    return f"Scadenza non nota{funds}.{age} Verifica con l'ente che lo ha pubblicato prima di contarci."


def facts(catalog: Catalog, programme: Programme) -> tuple[Fact, ...]:
    """The facts of a programme; for calls also which of the usual ones no source gives."""
    found = [
        Fact("Tipo", (words.KINDS[programme.kind],)),
        *_places(catalog, programme),
        *_dates(catalog, programme),
        *_money(programme),
        *_counts(programme),
        *evidence.practices(programme),
        *_unknown(programme),
    ]
    return tuple(found)


def _label(name: str) -> str:
    return str(Programme.model_fields[name].title)


def _places(catalog: Catalog, programme: Programme) -> list[Fact]:
    region = catalog.places.regions[programme.region]
    page: Cell = Link(region.name, addresses.region(region.slug)) if region.slug in catalog.region else region.name
    found = [Fact("Regione", (page,))]
    if district := catalog.district.get(programme.district or ""):
        found.append(Fact("Distretto", (Link(district.short_name, addresses.of(district)),)))
    if parent := catalog.programme.get(programme.descends_from or ""):
        found.append(Fact("Discende da", (Link(parent.name, addresses.of(parent)),)))
    return found


def _dates(catalog: Catalog, programme: Programme) -> list[Fact]:
    found = []
    if programme.opened:
        found.append(Fact(_label("opened"), (italian.partial(programme.opened),)))
    if programme.closed:
        note = "Prima della proroga." if programme.extensions else ""
        found.append(Fact(_label("closed"), (_moment(programme.closed, programme.closes_time),), note))
    elif programme.is_call and not programme.extensions:
        found.append(Fact(_label("closed"), ("non nota",)))
    for item in programme.extensions:
        found.append(Fact("Proroga", (_moment(item.closed, item.closes_time),), item.act or ""))
    if programme.until_funds_last:
        found.append(Fact(_label("until_funds_last"), ("sì",)))
    if periods := _periods(catalog, programme):
        found.append(Fact("Validità", periods))
    elif not (found or programme.is_call):
        found.append(Fact("Validità", ("non nota",)))
    return found


def _moment(date: PartialDate, time: str | None) -> str:
    return f"{italian.partial(date)}, ore {time}" if time else italian.partial(date)


def _periods(catalog: Catalog, programme: Programme) -> tuple[Cell, ...]:
    pairs = [(period.from_, period.to) for period in programme.periods]
    if pairs:
        return tuple(_period(catalog, start, end) for start, end in pairs)
    if programme.valid_from or programme.valid_to:
        return (_period(catalog, programme.valid_from, programme.valid_to),)
    return ()


def _period(catalog: Catalog, start: PartialDate | None, end: PartialDate | None) -> Cell:
    """ "dal 12 luglio 2022 al 31 dicembre 2023: scaduto"; in force only where the end is known."""
    span = [italian.since(start)] if start else []
    span += [italian.until(end)] if end else []
    words_of_span = " ".join(span)
    if start and not catalog.has_come(start.first):
        return Until(f"{words_of_span}: non ancora in vigore", _day_before(start), words_of_span)
    if not end:
        return f"{words_of_span}: fine non nota"
    over = f"{words_of_span}: scaduto"
    return over if catalog.has_passed(end.last) else Until(f"{words_of_span}: vigente", end.last.isoformat(), over)


def _money(programme: Programme) -> list[Fact]:
    found = []
    if programme.budget_eur is not None:
        found.append(Fact(_label("budget_eur"), (italian.euros(programme.budget_eur),)))
    if programme.maximum_eur is not None:
        found.append(Fact(_label("maximum_eur"), (italian.euros(programme.maximum_eur),)))
    if programme.leverage:
        found.append(Fact(_label("leverage"), (programme.leverage,)))
    if programme.intensity:
        found.append(Fact(_label("intensity"), (programme.intensity,)))
    if programme.de_minimis is not None:
        found.append(Fact(_label("de_minimis"), ("sì" if programme.de_minimis else "no",)))
    if programme.eligible:
        found.append(Fact(_label("eligible"), (programme.eligible,)))
    if programme.expenses:
        found.append(Fact(_label("expenses"), tuple(map(italian.capitalised, programme.expenses))))
    if programme.notice_url:
        found.append(Fact(_label("notice_url"), (Link(programme.notice_url.split("/")[2], programme.notice_url),)))
    return found


def _counts(programme: Programme) -> list[Fact]:
    counts = {
        "Distretti, secondo le fonti": programme.districts_count,
        "Finanziati, secondo le fonti": programme.funded_count,
        "Comuni, secondo le fonti": programme.municipalities_count,
    }
    notes = {"Finanziati, secondo le fonti": "Solo con questa misura: non si somma ai finanziati di altre."}
    found = [
        Fact(term, (italian.number(count),), notes.get(term, "")) for term, count in counts.items() if count is not None
    ]
    return [*found, Fact(_label("acts"), programme.acts)] if programme.acts else found


def _unknown(programme: Programme) -> list[Fact]:
    if not programme.is_call:
        return []
    missing = [_label(name) for name in _CALL_FIELDS if getattr(programme, name) in (None, ())]
    names = tuple(name[:1].lower() + name[1:] for name in missing)
    note = "Campi vuoti della scheda: la risposta può essere nella descrizione, nelle cifre o nelle fonti."
    return [Fact("Non noto", (", ".join(names),), note)] if names else []


def figures(programme: Programme) -> Table | None:
    """The dated numbers, each with its source."""
    rows: list[tuple[Cell, ...]] = [
        (
            italian.capitalised(item.label),
            italian.quantity(item.value, item.unit or ""),
            italian.partial(item.date) if item.date else "non nota",
            evidence.source_link(programme, item.source),
        )
        for item in programme.figures
    ]
    columns = (Column("Misura"), Column("Valore", "amount"), Column("Data", "date"), Column("Fonte"))
    return Table("Cifre del programma", columns, tuple(rows)) if rows else None
