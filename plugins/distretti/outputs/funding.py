"""Funding: open calls, calls by year and region, sums of grants by measure, dated figures of money by meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import ProsePage, Record
from ..model import region as words
from ..presenters import grant_facts, list_items, programme_facts, references, section_pages, sections, validity
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import Output, Page
from ..site.site import Site

MONEY = {"contributi": "Contributi pubblici", "investimenti": "Valore degli investimenti, non dei contributi"}
ABOUT_MONEY = ("contribut", "risorse", "investiment", "riparto")


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, where its words are in the content."""
    for page in section_pages.page_at(catalog, addresses.FUNDING):
        yield Page(addresses.FUNDING, "sections.html", _view, (catalog, page))


def _view(catalog: Catalog, page: ProsePage) -> SectionsView:
    return section_pages.view(catalog, page, "bandi", DATA, _words(catalog), validity.built(catalog))


def _open(catalog: Catalog) -> Data:
    opened = (item for item in catalog.programmes if catalog.is_open(item))
    calls = sorted(opened, key=partial(programme_facts.soonest, catalog))
    return Data(
        rows=tuple(validity.until_closed(catalog, list_items.programme_today(catalog, call), call) for call in calls)
    )


def _years(catalog: Catalog) -> Data:
    """How many calls of past years there are, each year with a link to its list."""
    counts: Counter[tuple[int, str]] = Counter()
    for call in catalog.programmes:
        if call.is_call and programme_facts.is_past(catalog, call):
            sign = programme_facts.last_sign(call)
            counts[sign.year if sign else 0, call.kind] += 1
    rows = tuple(
        (
            Link(str(year or "Senza data"), f"{addresses.CALLS}#anno-{year or 'ignoto'}"),
            italian.number(counts[year, "bando"]),
            italian.number(counts[year, "bando-imprese"]),
        )
        for year in sorted({year for year, _ in counts}, reverse=True)
    )
    columns = (Column("Anno"), Column("Per i comuni", "amount"), Column("Per le imprese", "amount"))
    return Data(tables=(Table("Bandi degli anni passati, per anno", columns, rows),) if rows else ())


def _regional_calls(catalog: Catalog) -> Data:
    counts = Counter((item.region, item.kind) for item in catalog.programmes if item.is_call)
    names = {slug: references.region_name(catalog, slug) for slug, _ in counts}
    rows = tuple(
        (
            Link(names[slug], f"{addresses.PROGRAMMES}#{slug}"),
            italian.number(counts[slug, "bando"]),
            italian.number(counts[slug, "bando-imprese"]),
        )
        for slug in sorted(names, key=lambda slug: italian.order(names[slug]))
    )
    columns = (Column("Regione"), Column("Per i comuni", "amount"), Column("Per le imprese", "amount"))
    return Data(tables=(Table("Tutti i bandi, per regione", columns, rows),) if rows else ())


def _words(catalog: Catalog) -> dict[str, str]:
    """How many calls there are, and how many say who can apply and whether they follow the rule of small aid."""
    calls = catalog.calls
    small_aid = sum(call.de_minimis is not None for call in calls)
    records = f"in {italian.count(small_aid, 'scheda', 'schede')}"
    return {
        "oggi": italian.day(catalog.today),
        "bandi": italian.number(len(calls)),
        "con-chi": italian.number(sum(bool(call.eligible) for call in calls)),
        "de-minimis": records if small_aid else "nel bando: nelle schede, nessun dato pubblico",
    }


def _grants(catalog: Catalog) -> Data:
    return Data(after=tuple(_measures(catalog, slug) for slug in grant_facts.regions(catalog)))


def _measures(catalog: Catalog, slug: str) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for measure, pairs in grant_facts.by_measure(catalog, slug):
        known = sum(grant.amount_eur is not None for _, grant in pairs)
        added = grant_facts.total(grant for _, grant in pairs)
        rows.append((
            grant_facts.name(catalog, measure),
            grant_facts.meaning(pairs[0][1]) or "non precisato",
            str(measure.year or "non noto"),
            italian.number(len(pairs)),
            italian.number(known),
            italian.euros(added) if added is not None else "non si sommano" if known > 1 else "nessuna",
        ))  # fmt: skip
    columns = (
        Column("Misura"), Column("Che cosa misura"), Column("Anno", "date"), Column("Contributi", "amount"),
        Column("Con importo", "amount"), Column("Somma di questi", "amount"),
    )  # fmt: skip
    name = catalog.places.regions[slug].name
    table = Table(f"Contributi ai distretti {italian.in_region(name)}, per misura", columns, tuple(rows))
    link = Link(f"I contributi {italian.in_region(name)}, distretto per distretto", addresses.funding(slug))
    return Section(name, slug, 3, tables=(table,), links=(link,))


def _figures(catalog: Catalog) -> Data:
    rows: list[tuple[Cell, ...]] = [
        (
            Link(region.name, f"{addresses.of(region)}#cifre"),
            MONEY[item.measure],
            italian.quantity(item.value, item.unit),
            italian.partial(item.date),
            item.note or "nessuna",
            sections.source(catalog, item.source),
        )
        for region in catalog.regions
        for item in sorted(region.figures, key=lambda figure: figure.date.last)
        if item.measure in MONEY
    ]
    columns = (
        Column("Regione"), Column("Che cosa misura"), Column("Importo", "amount"), Column("Data", "date"),
        Column("Nota"), Column("Fonte"),
    )  # fmt: skip
    table = Table(f"{words.MEASURES['contributi']} e investimenti, con data e significato", columns, tuple(rows))
    return Data(tables=(table,) if rows else ())


def _disagreements(catalog: Catalog) -> Data:
    caption = "Importi diversi o con un significato diverso"
    return Data(tables=sections.disagreements(catalog, caption, _disputed(catalog)))


def _disputed(catalog: Catalog) -> Iterator[tuple[Record, str]]:
    for record in chain(catalog.regions, catalog.programmes, catalog.initiatives):
        for item in record.disagreements:
            if any(word in item.about.lower() for word in ABOUT_MONEY):
                yield record, item.about


def _leverage(catalog: Catalog) -> Data:
    rows = tuple((references.record(item), item.leverage) for item in catalog.programmes if item.leverage)
    columns = (Column("Bando"), Column("Leva finanziaria"))
    return Data(tables=(Table("Leva finanziaria dei bandi", columns, rows),) if rows else ())


DATA = {
    "aperti": _open,
    "anni": _years,
    "regioni": _regional_calls,
    "contributi": _grants,
    "cifre": _figures,
    "disaccordi": _disagreements,
    "leva": _leverage,
}
