"""What comes back by a rule: all of it as one weekly table, and the page of each market or fair with its next dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import RecurringEvent
from ..model import event as words
from ..model.occurrences import Occurrence
from ..model.rule_words import said
from ..presenters import (
    calendars,
    event_chips,
    event_facts,
    event_structured,
    evidence,
    heads,
    list_items,
    lists,
    markets,
    nearby,
    stamps,
    validity,
)
from ..presenters.calendars import Subscription
from ..presenters.markets import TO_CONFIRM, WeekGroup
from ..search import documents
from ..site import addresses
from ..site.components import Chip, Evidence, Fact, Group, Link, Until
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

DATES = 8
NO_DAYS = "Le fonti non danno i giorni: prima di andare, chiedi al Comune o a chi organizza."

# How notes begin that say again how old the sources are.
_OLD_SOURCE = re.compile(
    r"^(?:Da riconfermare: )?(?:(?:la )?font[ei] (?:datata è )?(?:del \d{4}|senza data)(?:\.|$))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RecurringListView:
    """All recurring events, folded: the days of the week, then what is monthly, then what is yearly."""

    head: Head
    lead: str
    notes: tuple[str, ...]
    doubtful: Link | None
    days: tuple[Chip, ...]
    regions: tuple[Chip, ...]
    columns: tuple[str, ...]
    groups: tuple[WeekGroup, ...]
    weekly: tuple[Chip, ...]  # the pages of each day of the week, where they are too many for one


@dataclass(frozen=True, slots=True)
class RecurringView:
    """The page of a recurring event, in the order in which it is read."""

    head: Head
    heading: str
    lead: str
    kind: str
    warning: str
    state: str  # that it is cancelled, and why
    doubt: str  # why it is to be confirmed
    dates_title: str
    dates: tuple[Until, ...]
    dates_note: str
    no_dates: str  # what is said where there are none
    facts: tuple[Fact, ...]
    prose: Markup
    nearby: tuple[Group, ...]
    evidence: Evidence
    calendar: Subscription | None
    tools: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The weekly table, and one page for each recurring event."""
    if catalog.recurring:
        yield Page(addresses.RECURRING, "recurring_index.html", _list, (catalog,))
    for event in catalog.recurring:
        yield Page(addresses.of(event), "recurring.html", _view, (catalog, site, event), event)


def _list(catalog: Catalog) -> RecurringListView:
    total = italian.count(len(catalog.recurring), "mercato o fiera", "mercati e fiere")
    doubtful = len(catalog.recurring) - len(catalog.certain.get(True, ()))
    large = len(catalog.recurring) > markets.MOST
    groups = () if large else markets.by_rule(catalog, catalog.recurring)
    description = f"{total} che tornano ogni settimana, ogni mese o ogni anno: giorno, orario e luogo di ciascuno."
    doubt = f"«Da riconfermare» ({doubtful}): la fonte più recente è di prima del 2022, o senza data."
    return RecurringListView(
        head=lists.RECURRING.head(
            description,
            structured=collection(lists.RECURRING.title, addresses.RECURRING, len(catalog.recurring)),
            built=validity.built(catalog),
            entry=lambda: documents.all_markets(lists.RECURRING.title, description),
        ),
        lead=f"{total}, giorno per giorno e in ordine di comune; chi ha più giorni è in ognuno.",
        notes=(markets.RULED, markets.HOLIDAYS, *([f"{doubt} Sono in fondo a ogni giorno."] if doubtful else [])),
        doubtful=Link("Solo quelli da riconfermare", addresses.TO_CONFIRM) if doubtful else None,
        days=markets.days(groups),
        regions=event_chips.regions(catalog, markets_only=True),
        columns=markets.COLUMNS,
        groups=groups,
        weekly=markets.ways(addresses.RECURRING, markets.by_section(catalog.recurring)) if large else (),
    )


def _view(catalog: Catalog, site: Site, event: RecurringEvent) -> RecurringView:
    dates = catalog.occurrences(event, DATES)
    unsure = event.to_confirm or event.recurrence.approximate
    foot = evidence.of(catalog, site, event, event_facts.missing(event))
    return RecurringView(
        head=replace(_head(catalog, site, event), built=validity.built(catalog) if dates and not unsure else None),
        heading=event.title,
        lead=event_facts.about(event),
        kind=words.KINDS[event.kind],
        warning=TO_CONFIRM if event.to_confirm else list_items.status(event),
        state=event_facts.state(event),
        doubt=_doubt(event) if event.to_confirm else "",
        dates_title="Date possibili" if event.to_confirm else "Prossime date",
        dates=tuple(Until(_date(each), each.day.isoformat()) for each in dates),
        dates_note=_note(event, any(not each.certain for each in dates)) if dates else "",
        no_dates=NO_DAYS if event.recurrence.approximate else "La regola non dà date nei prossimi dodici mesi.",
        facts=(
            *_when(catalog, event),
            *event_facts.place(catalog, event),
            *_rule(event),
            *event_facts.services(event),
            *event_facts.links(catalog, event),
        ),
        prose=markdown.html(event.prose) if event.prose else Markup(""),
        nearby=nearby.of_recurring(catalog, event),
        evidence=replace(foot, notes=_notes(event, foot.notes)),
        calendar=None if unsure else calendars.subscription(site, addresses.of(event), event.title),
        tools=stamps.tools_of_market(site, event),
    )


def _notes(event: RecurringEvent, notes: str) -> str:
    """Without what the page says already: that its sources are old, or have no date."""
    return italian.capitalised(_OLD_SOURCE.sub("", notes).strip()) if event.to_confirm else notes


def _date(each: Occurrence) -> str:
    """ "Venerdì 25 dicembre 2026: da confermare (Natale)", "Giovedì 24 … (al posto di venerdì 25 dicembre)"."""
    name = italian.capitalised(italian.day(each.day, weekday=True))
    if each.holiday:
        return f"{name}: da confermare ({each.holiday})"
    if each.planned:
        return f"{name} (al posto di {italian.short_day(each.planned)})"
    return f"{name} (data in più)" if each.added else name


def _note(event: RecurringEvent, doubtful: bool) -> str:
    rule = "da una regola che nessuna fonte recente dice" if event.to_confirm else "dalla regola"
    exceptions = f" Eccezioni, secondo la fonte: {event.recurrence.exceptions}." if event.recurrence.exceptions else ""
    return f"Date calcolate {rule}.{f' {markets.HOLIDAYS}' if doubtful else ''}{exceptions}"


def _doubt(event: RecurringEvent) -> str:
    newest = event.newest_source
    age = f"la fonte più recente è {italian.of(newest)}" if newest else "nessuna fonte porta una data"
    return f"{italian.capitalised(age)}: prima di andare, verifica che ci sia ancora."


def _head(catalog: Catalog, site: Site, event: RecurringEvent) -> Head:
    facts = (event.recurrence.text, list_items.hours(event), list_items.where(catalog, event))
    doubt = f" ({TO_CONFIRM})" if event.to_confirm else ""
    return heads.head(
        event_facts.title(catalog, event),
        f"{italian.capitalised(', '.join(filter(None, facts)))}{doubt}. {event_facts.about(event)}",
        *lists.RECURRING.trail,
        (event.title, ""),
        section="eventi",
        structured=event_structured.recurring(catalog, site, event),
        correction=addresses.change(event),
        entry=lambda: documents.recurring(catalog, event),
    )


def _when(catalog: Catalog, event: RecurringEvent) -> tuple[Fact, ...]:
    """How often, when next, at which hours."""
    rule = event.recurrence
    computed = said(rule)
    differs = italian.folded(computed) != italian.folded(rule.text) and not rule.approximate
    note = f"La regola che il catalogo usa: {computed}." if differs else ""
    dates = () if event.to_confirm else catalog.next_dates(event, 1)
    following = [_next(dates[0])] if dates else []
    return Fact("Quando", (italian.capitalised(rule.text),), note), *following, *event_facts.timetable(event)


def _next(day: dt.date) -> Fact:
    text = italian.capitalised(italian.day(day, weekday=True))
    return Fact("Prossima data", (Until(text, day.isoformat(), "vedi sotto"),))


def _rule(event: RecurringEvent) -> tuple[Fact, ...]:
    """What else its rule says: season, holidays, single dates."""
    rule = event.recurrence
    season = "" if rule.approximate else event_facts.season(rule)
    patron = "Conta come festa anche il santo patrono." if rule.patron else ""
    found = [
        Fact("Stagione", (italian.capitalised(season),) if season else ()),
        Fact("Nelle feste", (words.HOLIDAYS[rule.holidays],) if rule.holidays else (), patron),
        Fact("Eccezioni", (italian.capitalised(rule.exceptions),) if rule.exceptions else ()),
        Fact("Non si tiene", tuple(italian.partial(day) for day in rule.except_)),
        Fact("Date spostate", tuple(map(_moved, rule.moved))),
        Fact("Date in più", tuple(italian.partial(day) for day in rule.also)),
    ]
    return tuple(fact for fact in found if fact.values)


def _moved(item: words.Moved) -> str:
    reason = f" ({item.reason})" if item.reason else ""
    return f"{italian.since(item.from_)} {italian.until(item.to)}{reason}"
