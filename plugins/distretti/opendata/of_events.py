"""Events with a date, and markets that come back."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..model import Event, Happening, RecurringEvent
from ..places.register import Municipality
from .columns import ID, PLACE, TRUST, Dataset, Field, Rows, Value, dated, described, joined, region_code, trust


def _place(catalog: Catalog, item: Happening, town: Municipality | None) -> tuple[Value, ...]:
    if not town:
        return item.municipality, None, None, None, None, None
    return town.name, town.istat_code, town.province, region_code(catalog, town.region), town.latitude, town.longitude


def _events(catalog: Catalog, region: str) -> Rows:
    for item in catalog.happenings_of_region.get(region, ()):
        if isinstance(item, Event):
            yield (
                item.id, item.title, item.kind, str(item.start), dated(item.end), item.time, item.end_time, item.place,
                *_place(catalog, item, catalog.place_of(item)), item.country, joined(item.districts), *trust(item),
            )  # fmt: skip


_WHEN = (
    described(Happening, "time", "ora"),
    described(Happening, "end_time", "ora_fine"),
    described(Happening, "place", "luogo"),
)

EVENTS = Dataset(
    "eventi",
    "Eventi dei distretti del commercio",
    "Gli eventi con una data, passati e futuri: uno per riga.",
    (
        ID,
        described(Event, "title", "titolo"),
        described(Event, "kind", "tipo"),
        described(Event, "start", "inizio"),
        described(Event, "end", "fine"),
        *_WHEN,
        *PLACE,
        described(Event, "country", "paese"),
        described(Event, "districts", "distretti"),
        *TRUST,
    ),
    _events,
    point=True,
    themes=("EDUC", "ECON"),
)


def _markets(catalog: Catalog, region: str) -> Rows:
    for item in catalog.happenings_of_region.get(region, ()):
        if isinstance(item, RecurringEvent):
            rule = item.recurrence
            season = (str(rule.from_) if rule.from_ else None, str(rule.to) if rule.to else None)
            yield (
                item.id, item.title, item.kind, rule.text, None if rule.approximate else rule.rrule, *season,
                rule.exceptions, rule.approximate, item.to_confirm,
                item.time, item.end_time, item.place, *_place(catalog, item, catalog.place_of(item)),
                joined(item.districts), *trust(item),
            )  # fmt: skip


MARKETS = Dataset(
    "mercati",
    "Mercati e fiere che si ripetono",
    "I mercati e le fiere con la regola con cui tornano: uno per riga.",
    (
        ID,
        described(RecurringEvent, "title", "titolo"),
        described(RecurringEvent, "kind", "tipo"),
        Field("regola", "Regola in parole"),
        Field("rrule", "Regola", description="RFC 5545, senza inizio; vuota se le fonti non danno i giorni"),
        Field("dal", "Dal", description="Inizio della stagione, MM-GG"),
        Field("al", "Al", description="Fine della stagione, MM-GG; può essere prima di «dal»"),
        Field("eccezioni", "Eccezioni", description="Le parole della fonte"),
        Field("senza_giorni", "Senza giorni certi", "boolean", "Le fonti dicono solo la regola in parole, o è dedotta"),
        described(RecurringEvent, "to_confirm", "da_riconfermare", "boolean"),
        *_WHEN,
        *PLACE,
        described(RecurringEvent, "districts", "distretti"),
        *TRUST,
    ),
    _markets,
    point=True,
)
