"""A programme's dates as facts: announcement, deadlines, windows for applications, validity."""

from __future__ import annotations

import datetime as dt

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import Programme
from ..model.programme import Window
from ..site.components import Cell, Fact, Until


def facts(catalog: Catalog, programme: Programme) -> list[Fact]:
    """When applications could and can be sent, and how long the programme holds, as far as sources say it."""
    found = []
    if programme.closed:
        note = "Prima della proroga." if programme.extensions else ""
        found.append(Fact(_label("closed"), (_moment(programme.closed, programme.closes_time),), note))
    if programme.windows:
        spans = tuple(_span(window) for window in programme.spans)
        found.append(Fact(_label("windows"), spans))
    for item in programme.extensions:
        found.append(Fact("Proroga", (_moment(item.closed, item.closes_time),), item.act or ""))
    if programme.until_funds_last:
        found.append(Fact(_label("until_funds_last"), ("sì",)))
    if periods := _periods(catalog, programme):
        found.append(Fact("Validità", periods))
    if programme.opened:
        found.append(Fact(_label("opened"), (italian.partial(programme.opened),)))
    return found


def are_known(programme: Programme) -> bool:
    """Whether a source gives any of its dates."""
    dates = (programme.opened, programme.closed, programme.valid_from, programme.valid_to)
    return any(dates) or bool(programme.windows or programme.periods or programme.until_funds_last)


def _span(window: Window) -> str:
    """ "dal 2 maggio 2026 al 31 luglio 2026, ore 12:00"."""
    hour = f", ore {italian.hour(window.time)}" if window.time else ""
    until = f"{italian.until(window.closes)}{hour}"
    return f"{italian.since(window.opens)} {until}" if window.opens else f"fino {until}"


def _moment(date: PartialDate, time: str | None) -> str:
    return f"{italian.partial(date)}, ore {italian.hour(time)}" if time else italian.partial(date)


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
        return Until(f"{words_of_span}: non ancora in vigore", day_before(start), words_of_span)
    if not end:
        return f"{words_of_span}: fine non nota"
    over = f"{words_of_span}: scaduto"
    return over if catalog.has_passed(end.last) else Until(f"{words_of_span}: vigente", end.last.isoformat(), over)


def day_before(date: PartialDate) -> str:
    """The ISO day before a date begins."""
    return (date.first - dt.timedelta(days=1)).isoformat()


def _label(name: str) -> str:
    return str(Programme.model_fields[name].title)
