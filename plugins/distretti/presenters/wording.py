"""What any page says of a record, in words: its name, its row in a list, its links, the head of a page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from ..catalog import relations
from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Happening, Initiative, Programme, Record, RecurringEvent
from ..model import district as district_model
from ..model import event as event_model
from ..model import initiative as initiative_model
from ..model import programme as programme_model
from ..model.record import ATTACHMENT_KINDS, Attachment
from ..site import addresses
from ..site.components import Cell, Group, Link, Row
from ..site.output import Head, SearchEntry
from ..site.site import Site

MUNICIPALITY_WORDS = ("comune", "comuni")


def title_of(record: Record) -> str:
    """The name of a record, whatever its kind."""
    return str(getattr(record, "title" if isinstance(record, Happening) else "name"))


def attachments(items: Iterable[Attachment]) -> tuple[Cell, ...]:
    """Documents as links; one without an address is said not to be available."""
    return tuple(
        Link(f"{item.title} ({ATTACHMENT_KINDS[item.kind]})", item.url)
        if item.url
        else f"{item.title} ({ATTACHMENT_KINDS[item.kind]}): non disponibile in rete"
        for item in items
    )


def regional_kind(catalog: Catalog, district: District) -> str:
    """The region's own word for the district's kind ("Territoriale"); the catalogue's where it has none or several."""
    if not district.kind:
        return ""
    region = catalog.region.get(district.region)
    words = {kind.name for kind in region.kinds if kind.catalogue_kind == district.kind} if region else set()
    return words.pop() if len(words) == 1 else district_model.KINDS[district.kind]


def place_count(catalog: Catalog, district: District) -> str:
    """ "9 comuni", "Lodi" for one, "almeno 3 comuni" where the list is incomplete, "comuni non noti"."""
    places = catalog.municipalities_of(district)
    if not places:
        return "comuni non noti"
    if not district.municipalities_complete:
        return f"almeno {italian.count(len(places), *MUNICIPALITY_WORDS)}"
    return places[0].name if len(places) == 1 else italian.count(len(places), *MUNICIPALITY_WORDS)


def district_row(catalog: Catalog, district: District, with_region: bool = True) -> Row:
    """A district in a list."""
    return catalog.shared(_district_row, district, with_region)


def _district_row(catalog: Catalog, district: District, with_region: bool) -> Row:
    codes = ", ".join(province.code for province in catalog.provinces_of(district))
    region = catalog.places.regions[district.region].name
    where = f"{region} ({codes})" if with_region and codes else region if with_region else codes
    warning = "" if district.status == "attivo" else district_model.STATUSES[district.status]
    kind = regional_kind(catalog, district)
    meta = " · ".join(part for part in (where, place_count(catalog, district)) if part)
    return Row(district.short_name, addresses.of(district), meta, (_short(kind),) if kind else (), warning)


def _short(kind: str) -> str:
    """What tells kinds apart in a list of districts: "Urbano" for "Distretto urbano del commercio"."""
    found = re.fullmatch("distretto (.+) del commercio", kind, re.IGNORECASE)
    return italian.capitalised(found[1]) if found else kind


def where(catalog: Catalog, event: Happening) -> str:
    """The place of an event: "Lodi, Piazza Broletto", "Cannes (Francia), Palais des Festivals"."""
    country = event.country if isinstance(event, Event) else None
    town = f"{event.municipality} ({country})" if country and event.municipality else event.municipality
    return ", ".join(part for part in (town, event.place) if part)


def hours(event: Happening) -> str:
    """ "ore 09:30", "ore 08:00–13:00", or empty."""
    if not event.time:
        return ""
    return f"ore {event.time}–{event.end_time}" if event.end_time else f"ore {event.time}"


def body(catalog: Catalog, name: str) -> Cell:
    """A body's name, leading to where it is told of."""
    return Link(name, catalog.bodies[name].address) if name in catalog.bodies else name


def event_row(catalog: Catalog, event: Happening, day: dt.date | None = None) -> Row:
    """An event in a list; `day` is the date it comes next, for recurring ones."""
    return _event_row(catalog, event, day) if day else catalog.shared(_event_row, event)


def _event_row(catalog: Catalog, event: Happening, day: dt.date | None = None) -> Row:
    when = warning = ""
    if isinstance(event, Event):
        when = dates(event)
    elif isinstance(event, RecurringEvent):
        warning = "da riconfermare" if event.to_confirm else ""
        when = event.recurrence.text
        if day:
            when = f"prossima data: {italian.day(day, weekday=True)} ({when})"
    meta = " · ".join(part for part in (when, hours(event), where(catalog, event)) if part)
    warning = status(event) or warning
    return Row(event.title, addresses.of(event), meta, (event_model.KINDS[event.kind],), warning)


def dates(event: Event) -> str:
    """ "16–18 novembre 2011", "7, 21 maggio e 4 giugno 2027": all its days, as far as they are known."""
    if not event.also:
        return italian.span(event.start, event.end)
    return italian.listed([italian.partial(day) for day in (event.start, *event.also)])


def status(event: Happening) -> str:
    """ "annullato", "rinviato, data da definire", "spostato"; empty for what is as planned."""
    return "" if event.status in (None, "confermato") else event_model.STATUSES[event.status].lower()


def initiative_row(initiative: Initiative) -> Row:
    """An initiative in a list."""
    warning = "da verificare" if initiative.status == "da-verificare" else ""
    return Row(
        initiative.name,
        addresses.of(initiative),
        initiative.place or "",
        (initiative_model.KINDS[initiative.kind],),
        warning,
    )


def deadline(programme: Programme) -> str:
    """ "domande entro il 31 luglio 2023, ore 16:00", "scadenza non nota", "fino a esaurimento dei fondi"."""
    last = programme.deadline
    if not last:
        return "fino a esaurimento dei fondi" if programme.until_funds_last else "scadenza non nota"
    date, time = last
    until = f"domande entro {italian.on(date)}" if date.day else f"domande fino a {italian.partial(date)}"
    return f"{until}, ore {time}" if time else until


def programme_row(catalog: Catalog, programme: Programme, with_region: bool = True) -> Row:
    """A programme in a list; calls say their deadline."""
    return catalog.shared(_programme_row, programme, with_region)


def _programme_row(catalog: Catalog, programme: Programme, with_region: bool) -> Row:
    parts = [catalog.places.regions[programme.region].name] if with_region else []
    if programme.is_call:
        parts.append(deadline(programme))
    if programme.budget_eur is not None:
        parts.append(italian.euros(programme.budget_eur))
    return Row(programme.name, addresses.of(programme), " · ".join(parts), (programme_model.KINDS[programme.kind],))


def by_letter(rows: Iterable[Row]) -> tuple[Group, ...]:
    """Rows grouped by first letter, in their order; anchors "a" … "z", "altro" for what begins with no letter."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        letter = italian.folded(row.label)[:1].upper()
        groups.setdefault(letter if letter.isalpha() else "Altro", []).append(row)
    return tuple(Group(letter, letter.lower(), tuple(items)) for letter, items in groups.items())


def official_list(catalog: Catalog, region: str) -> Link | None:
    """The link to the region's own list, where one is known."""
    record = catalog.region.get(region)
    if not (record and record.official_list and record.official_list.url):
        return None
    return Link(f"Elenco ufficiale: {record.official_list.publisher}", record.official_list.url)


def file_link(catalog: Catalog, site: Site, record: Record) -> Link | None:
    """The record's file on the forge, for who has an account there; None where no repository is set."""
    if not site.repository:
        return None
    return Link("Modifica il file della scheda", f"{site.repository.rstrip('/')}/edit/main/{catalog.file(record)}")


def head(title: str, description: str, *trail: tuple[str, str], **more: Any) -> Head:
    """A page's head; the last step of the trail is the page itself and has no address."""
    text = " ".join(description.split())
    short = text if len(text) <= 155 else text[:154].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    if "entry" not in more and not more.get("noindex"):
        more["entry"] = partial(SearchEntry, "pagina", title, "", text, " ".join(name for name, _ in trail))
    return Head(italian.typographic(title), italian.typographic(short), trail, **more)


def unique_title(catalog: Catalog, record: Record, title: str, extra: str) -> str:
    """The title of a record's page, with `extra` added where another record has its name ("… (Torino, 3 maggio)")."""
    alone = len(catalog.namesakes[relations.namesake(record)]) == 1
    return title if alone or not extra else f"{title} ({extra})"
