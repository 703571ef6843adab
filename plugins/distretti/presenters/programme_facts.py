"""The state of a call on the day of the build, and a programme's facts as the values that pages draw."""

from __future__ import annotations

import re
from decimal import Decimal

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import Programme
from ..site import addresses
from ..site.components import Cell, Column, Fact, Link, Table, Until
from . import evidence, programme_dates, references, ties

OPEN = "aperto"
COMING = "non ancora aperto"
CLOSED = "chiuso"
NO_DEADLINE = "scadenza non nota"
PAST = "di anni passati"  # its deadline is not known, and it is too old to be open
TO_VERIFY = "da verificare"  # what was not yet open on the day of the build, for a reader of a later one

RECENT_YEARS = 1  # a call of this year or of the year before, whose deadline is unknown, may still be open

# The usual fields of a call, and the words by which its description, figures or notes say what they do not.
_CALL_FIELDS = {
    "closed": r"scaden|scadut|domande (?:da|entro|fino)|entro (?:il|l['’])",
    "maximum_eur": r"massim|fino a \d|fra \d[\d.]* e \d",
    "intensity": r"\d ?%|per cento",
    "budget_eur": r"\beuro\b|€|\bmila\b|milion",
    "eligible": r"\b(?:per|a|ai|alle|agli|di) (?:i |le |gli )?(?:distrett|comun|impres|negoz|reti|attivit)",
    "expenses": r"\bspes|investiment",
    "de_minimis": r"de minimis",
    "opened": r"\bapert|pubblicat|approvat",
    "notice_url": "",
}


def state(catalog: Catalog, programme: Programme) -> str:
    """What its dates say of a call today: one of the words above; empty for what takes no applications."""
    window = catalog.window(programme)
    if not (programme.is_call or window):
        return ""
    opens = window.opens if window else programme.opened
    if opens and not catalog.has_come(opens.first):
        return COMING
    if not window and _is_decided(programme):
        return CLOSED
    if not window:
        return NO_DEADLINE if _is_recent(catalog, programme) else PAST
    return CLOSED if catalog.has_passed(window.closes.last) else OPEN


def holds_until(catalog: Catalog, programme: Programme, now: str) -> str:
    """The last day, in ISO form, on which the state of now is surely that; empty where no day ends it."""
    window = catalog.window(programme)
    opens = window.opens if window else programme.opened
    if now == OPEN and window:
        return window.closes.last.isoformat()
    return programme_dates.day_before(opens) if now == COMING and opens else ""


def state_word(catalog: Catalog, programme: Programme, word: str) -> str | Until:
    """A state, as it is or capitalised, as a tag; "aperto" becomes "chiuso" once its last day has passed."""
    last = holds_until(catalog, programme, word.lower())
    if not last:
        return word
    later = CLOSED if word.lower() == OPEN and _is_final(programme, last) else TO_VERIFY
    return Until(word, last, italian.capitalised(later) if word[:1].isupper() else later)


def _is_final(programme: Programme, last: str) -> bool:
    """Whether no other window closes after a day."""
    final = programme.deadline
    return bool(final and final[0].last.isoformat() == last)


def last_sign(programme: Programme) -> PartialDate | None:
    """The date that says how old a call is: its deadline, or its announcement, or its newest source."""
    return programme.deadline[0] if programme.deadline else programme.opened or programme.newest_source


def may_be_open(catalog: Catalog, programme: Programme) -> bool:
    """Whether a call without a known deadline is recent enough to be worth asking for."""
    return state(catalog, programme) == NO_DEADLINE


def _is_decided(programme: Programme) -> bool:
    """Whether its sources say how many it has funded, so that it takes no more applications."""
    return programme.is_call and programme.funded_count is not None and not programme.until_funds_last


def _is_recent(catalog: Catalog, programme: Programme) -> bool:
    """Whether it is of this year or the last, or still valid, or of no known year."""
    valid, sign = programme.valid_to, last_sign(programme)
    return bool(valid and not catalog.has_passed(valid.last)) or not sign or sign.year >= catalog.year - RECENT_YEARS


def soonest(catalog: Catalog, call: Programme) -> int:
    """A key that sorts calls by deadline, those that close first at the head."""
    window = catalog.window(call)
    return window.closes.last.toordinal() if window else 0


def is_past(catalog: Catalog, call: Programme) -> bool:
    """Whether a call is closed, or without a known deadline and too old to ask for."""
    return state(catalog, call) in (CLOSED, PAST)


def deadline(catalog: Catalog, programme: Programme) -> str:
    """ "domande entro il 31 luglio 2023, ore 16:00", "scadenza non nota", "fino a esaurimento dei fondi".

    Before the first day of a window: "domande dal 2 maggio al 31 luglio 2023, ore 16:00".
    """
    window = catalog.window(programme)
    if not window:
        return "fino a esaurimento dei fondi" if programme.until_funds_last else NO_DEADLINE
    until = f"domande entro {italian.on(window.closes)}"
    if not window.closes.day:
        until = f"domande fino a {italian.partial(window.closes)}"
    if programme.windows and window.opens and not catalog.has_come(window.opens.first):
        until = f"domande {italian.since(window.opens)} {italian.until(window.closes)}"
    return f"{until}, ore {italian.hour(window.time)}" if window.time else until


def state_sentence(catalog: Catalog, programme: Programme) -> str:
    """What the state means for who would apply; empty for what takes no applications."""
    now = state(catalog, programme)
    until = italian.capitalised(deadline(catalog, programme))
    if now == OPEN:
        limit = ", salvo esaurimento dei fondi" if programme.until_funds_last else ""
        return f"Aperto al {italian.day(catalog.today)}, secondo le fonti. {until}{limit}. Verifica sul sito dell'ente."
    if now == COMING:
        return f"Non ancora aperto al {italian.day(catalog.today)}{_announced(programme)}. {until}."
    if now == CLOSED:
        said = (
            _past(*programme.deadline) if programme.deadline else "è già stato assegnato; la scadenza non è nelle fonti"
        )
        return f"Chiuso: {said}."
    if now == PAST:
        return _old_sentence(programme)
    return _no_deadline_sentence(programme) if now else ""


def _announced(programme: Programme) -> str:
    """The announced day, where no window says when it opens."""
    opened = programme.opened
    return f": la data annunciata è {italian.partial(opened)}" if opened and not programme.windows else ""


def holding_sentence(catalog: Catalog, programme: Programme) -> str | Until:
    """The same, with what it becomes for a reader on whose day that state is no more."""
    now, said = state(catalog, programme), state_sentence(catalog, programme)
    last = holds_until(catalog, programme, now)
    if not last:
        return said
    if now == OPEN and programme.deadline and _is_final(programme, last):
        return Until(said, last, f"Chiuso: {_past(*programme.deadline)}.")
    window, until = catalog.window(programme), italian.capitalised(deadline(catalog, programme))
    if now == OPEN:
        return Until(said, last, f"{until}: questa finestra è chiusa. Per le altre, verifica con l'ente.")
    opens = window.opens if window else programme.opened
    opened = f"La data annunciata per aprire era {italian.partial(opens)}. " if opens else ""
    return Until(said, last, f"{opened}{until}. Verifica con l'ente.")


def _past(date: PartialDate, time: str | None) -> str:
    hour = f", ore {italian.hour(time)}" if time else ""
    return f"le domande scadevano {italian.on(date)}{hour}"


def _no_deadline_sentence(programme: Programme) -> str:
    funds = ": le domande si accolgono fino a esaurimento dei fondi" if programme.until_funds_last else ""
    return f"Scadenza non nota{funds}. Può essere aperto, o aprire: verifica con l'ente che lo pubblica."


def _old_sentence(programme: Programme) -> str:
    """Of which year the call is, where it says so itself; nobody is sent to ask for what is long over."""
    sign = last_sign(programme)
    age = f"È un bando del {sign.year}" if programme.opened and sign else "È un bando di anni passati"
    funds = ": le domande si accoglievano fino a esaurimento dei fondi" if programme.until_funds_last else ""
    return f"{age}{funds}. La sua scadenza non è nelle fonti."


def facts(catalog: Catalog, programme: Programme) -> tuple[Fact, ...]:
    """The facts of a programme that are known: of a call first what who would apply asks."""
    dates, places, money = programme_dates.facts(catalog, programme), _places(catalog, programme), _money(programme)
    first = [*dates, *money, *places] if programme.is_call else [*places, *dates, *money]
    return (*first, *_counts(programme), *ties.facts(catalog, programme), *evidence.practices(programme))


def _label(name: str) -> str:
    return str(Programme.model_fields[name].title)


def _places(catalog: Catalog, programme: Programme) -> list[Fact]:
    whole = "Vale in tutta la regione, dentro e fuori dai distretti, per chi ha i requisiti."
    note = whole if programme.whole_region else ""
    found = [Fact("Regione", (references.region(catalog, programme.region),), note)]
    if district := catalog.district.get(programme.district or ""):
        found.append(Fact("Distretto", (Link(district.short_name, addresses.of(district)),)))
    if parent := catalog.programme.get(programme.descends_from or ""):
        found.append(Fact("Discende da", (Link(parent.name, addresses.of(parent)),)))
    return found


def _money(programme: Programme) -> list[Fact]:
    """Who can have it, how much, for what, and where that is written."""
    link = programme.notice_url
    found: dict[str, tuple[Cell, ...]] = {
        "eligible": (programme.eligible,) if programme.eligible else (),
        "maximum_eur": _euros(programme.maximum_eur),
        "intensity": (programme.intensity,) if programme.intensity else (),
        "budget_eur": _euros(programme.budget_eur),
        "leverage": (programme.leverage,) if programme.leverage else (),
        "de_minimis": () if programme.de_minimis is None else ("sì" if programme.de_minimis else "no",),
        "expenses": tuple(map(italian.capitalised, programme.expenses)),
        "notice_url": (Link(link.split("/")[2], link),) if link else (),
    }
    return [Fact(_label(name), values) for name, values in found.items() if values]


def _euros(amount: Decimal | None) -> tuple[Cell, ...]:
    return () if amount is None else (italian.euros(amount),)


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


def missing(programme: Programme) -> tuple[str, ...]:
    """Which of the usual facts of a call no source gives, and whether nobody says how long a programme holds."""
    if not programme.is_call:
        return () if programme_dates.are_known(programme) else ("Da quando e fino a quando vale",)
    about = (figure.label for figure in programme.figures)
    told = " ".join((programme.description, programme.prose, programme.notes or "", *about))
    empty = (name for name in _CALL_FIELDS if getattr(programme, name) in (None, ()))
    gaps = [name for name in empty if not (_CALL_FIELDS[name] and re.search(_CALL_FIELDS[name], told, re.IGNORECASE))]
    return tuple(_label(name) for name in gaps if name != "closed" or not programme.deadline)


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
