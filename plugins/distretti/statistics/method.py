"""The numbers of the page that says how the catalogue is made, as Markdown, by the name that it writes in braces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import Event
from ..model import district as words
from . import claims, districts, pages, tallies
from .tables import DataTable


def words_of(catalog: Catalog) -> dict[str, str]:
    """Every number of the page. None of it is typed: a figure that the catalogue cannot give is not on the page."""
    return {
        **_records(catalog),
        **_gaps(catalog),
        **_markets(catalog),
        "comuni-italiani": italian.number(len(catalog.places.municipalities)),
        "documenti": italian.count(len(catalog.documents), "documento non ha", "documenti non hanno"),
        "definizioni": "\n".join(_definitions(catalog)),
    }


def _records(catalog: Catalog) -> dict[str, str]:
    found = districts.everywhere(catalog)
    statuses, kinds = Counter[str](), Counter[str]()
    for district, amount in found.items():
        statuses[district.status] += amount
        kinds[district.kind] += amount
    said = [f"{label.lower()} per {italian.number(kinds[kind])}" for kind, label in words.KINDS.items() if kinds[kind]]
    evidence = [tallies.evidence(catalog, region) for region in tallies.everywhere(catalog)]
    days = sorted(catalog.changed_on)
    return {
        **{f"stato-{status}": italian.number(statuses[status]) for status in words.STATUSES},
        "distretti": italian.number(len(catalog.districts)),
        "tipi": f"{italian.listed(said)}. Per {italian.number(kinds[''])} non è indicato" if said else "non indicato",
        "disaccordi": italian.number(sum(one.disagreements for one in evidence)),
        "confermate": italian.count(sum(one.confirmed for one in evidence), "scheda", "schede"),
        "schede": italian.count(sum(n for one in evidence for _, n in one.records), "scheda", "schede"),
        "aggiornato": italian.on(PartialDate.parse(days[-1])) if days else "",
    }


def _gaps(catalog: Catalog) -> dict[str, str]:
    partly = sum(len(catalog.districts_not_whole.get(region, ())) for region in tallies.regions(catalog))
    fields = sum(
        (tallies.fields(catalog, region) for region in tallies.everywhere(catalog)), Counter[tuple[str, str]]()
    )
    unknown = len(catalog.districts) - fields["districts", "municipalities"]
    grants = [
        grant
        for slug in catalog.districts_with_grants
        for one in catalog.districts_with_grants[slug]
        for grant in one.grants
    ]
    months = [event for key in catalog.events_of_month for event in catalog.events_of_month[key]]
    vague = sum(isinstance(event, Event) and event.start.exact is None for event in months)
    without = [region.name for region in catalog.regions if not catalog.districts_of_region.get(region.id)]
    quiet = [
        region.name
        for region in catalog.regions
        if catalog.districts_of_region.get(region.id)
        and not any(item.recurring for item in tallies.happenings(catalog, region.id))
    ]
    return {
        "comuni-incompleti": italian.count(partly, "distretto", "distretti"),
        "senza-comuni": italian.number(unknown),
        "confronti": italian.listed(list(_beside(catalog))) or "nessuno",
        "regioni-senza": italian.listed(without) or "nessuna",
        "contributi": italian.number(len(grants)),
        "senza-importo": italian.number(sum(grant.amount_eur is None for grant in grants)),
        "senza-fonte": italian.number(sum(grant.source is None for grant in grants)),
        "eventi-vaghi": italian.count(vague, "evento è noto", "eventi sono noti"),
        "senza-mercati": italian.listed(quiet) or "nessuna regione",
    }


def _beside(catalog: Catalog) -> Iterator[str]:
    """The regions that count more districts than the catalogue does, with both numbers."""
    for region in catalog.regions:
        claim = claims.newest(claims.of_region(region, claims.DISTRICTS))
        here = len(catalog.districts_of_region.get(region.id, ()))
        if claim and claim.date and claim.value > here:
            yield f"{region.name} {italian.number(int(claim.value))} nel {claim.date.year} (qui {italian.number(here)})"


def _markets(catalog: Catalog) -> dict[str, str]:
    unsure = [item for item in catalog.recurring if item.to_confirm]
    undated = sum(item.newest_source is None for item in unsure)
    return {
        "mercati": italian.number(len(catalog.recurring)),
        "da-riconfermare": italian.number(len(unsure)),
        "fonti-vecchie": italian.number(len(unsure) - undated),
        "fonti-senza-data": italian.number(undated),
    }


def _definitions(catalog: Catalog) -> Iterator[str]:
    """How each figure is counted, each rule once, as items of a Markdown list."""
    seen: set[str] = set()
    for table in _tables(catalog):
        if table.rule not in seen:
            seen.add(table.rule)
            yield f"- {table.definition} *{table.rule}*"


def _tables(catalog: Catalog) -> Iterator[DataTable]:
    kinds = [(pages.ITALY, ""), *((theme, "") for theme in pages.THEMES), (pages.INDICATORS, "")]
    region = next((region for region in tallies.regions(catalog) if catalog.districts_of_region.get(region)), None)
    kinds += [(kind, region) for kind in (pages.REGION, pages.MONEY, pages.DISPUTES)] if region else []
    for kind, key in kinds:
        yield from (make(catalog, key) for make in pages.tables_of(kind).values())
