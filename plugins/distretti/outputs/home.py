"""The home page: what a district is, the box, three tasks, the map, what is on this week-end, open calls, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..catalog.catalog import Catalog
from ..language import italian
from ..presenters import agenda, district_facts, heads, list_items, programme_facts, validity
from ..site import addresses
from ..site.components import Chip, Figure, Link, ListItem, Task
from ..site.output import Head, Output, Page
from ..site.site import Site
from ..statistics import linked_map, territory
from ..statistics.linked_map import LinkedMap

# The sentence of content/pages/cos-e-un-distretto.md, where its source is.
SENTENCE = (
    "Un distretto del commercio è una zona in cui Comuni, associazioni del commercio, imprese e cittadini "
    "lavorano insieme."
)
TASKS = (
    Task("Il mio comune", "Scopri in quale distretto è.", addresses.MUNICIPALITIES, "pin"),
    Task("Mercati ed eventi", "Che cosa c'è, quando e dove.", addresses.EVENTS, "calendar"),
    Task("Bandi", "I fondi per imprese e comuni.", addresses.CALLS, "coin"),
)
SHOWN = 4

COUNTED = f"{addresses.METHOD}#i-numeri-della-pagina-iniziale"


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    head: Head
    lead: str
    what: Link
    tasks: tuple[Task, ...]
    map: LinkedMap | None
    known: str
    cells: str  # the degrees of which there are files of the week-end
    weekend: Link
    events: tuple[ListItem, ...]
    markets: tuple[ListItem, ...]
    calls: tuple[ListItem, ...]
    regions: tuple[Chip, ...]
    other_regions: tuple[Link, ...]
    figures: tuple[Figure, ...]
    method: Link


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The home page."""
    yield Page(addresses.HOME, "home.html", _view, (catalog, site))


def _view(catalog: Catalog, site: Site) -> HomeView:
    regions = sum(1 for region in catalog.regions if catalog.districts_of_region.get(region.id))
    districts = italian.count(len(catalog.districts), "distretto", "distretti")
    certain = catalog.certain.get(True, ())
    where = italian.count(regions, "regione", "regioni")
    return HomeView(
        head=heads.head(
            site.name,
            f"Il catalogo dei distretti del commercio: {districts}, comuni, mercati, eventi e bandi, con le fonti.",
            section="home",
            built=validity.built(catalog),
            structured={
                "@context": "https://schema.org",
                "@type": "WebSite",
                "name": site.name,
                "url": "/",
                "inLanguage": "it",
                "license": site.licence_url,
            },
        ),
        lead=SENTENCE,
        what=Link("Che cos'è", addresses.WHAT_IS_A_DISTRICT),
        tasks=TASKS,
        map=linked_map.of_italy(catalog),
        known=f"{districts} in {where}{district_facts.no_more(catalog)}",
        cells=" ".join(agenda.weekend_by_cell(catalog)),
        weekend=Link("Sabato e domenica, giorno per giorno", addresses.WEEKEND),
        events=tuple(validity.coming(catalog, event, day) for day, event in catalog.upcoming(catalog.coming, SHOWN)),
        markets=tuple(validity.coming(catalog, event, day) for day, event in catalog.upcoming(certain, SHOWN)),
        calls=_calls(catalog),
        regions=tuple(
            Chip(region.name, addresses.of(region), len(catalog.districts_of_region[region.id]))
            for region in catalog.regions
            if catalog.districts_of_region.get(region.id)
        ),
        other_regions=tuple(
            Link(region.name, addresses.of(region))
            for region in catalog.regions
            if not catalog.districts_of_region.get(region.id)
        ),
        figures=_figures(catalog),
        method=Link("Come sono calcolate queste cifre", COUNTED),
    )


def _calls(catalog: Catalog) -> tuple[ListItem, ...]:
    """The open calls, the first to close first."""
    opened = sorted(filter(catalog.is_open, catalog.calls), key=partial(programme_facts.soonest, catalog))
    rows = ((list_items.programme_today(catalog, call), call) for call in opened[:SHOWN])
    return tuple(validity.until_closed(catalog, row, call) for row, call in rows)


def _figures(catalog: Catalog) -> tuple[Figure, ...]:
    """Counts of what the catalogue holds, each with its list."""
    member = len(territory.everyone(catalog))
    counts = (
        (len(catalog.districts), "distretti in catalogo", addresses.DISTRICTS),
        (member, "comuni in un distretto", addresses.MUNICIPALITIES),
        (len(catalog.recurring), "mercati e fiere ricorrenti", addresses.RECURRING),
        (len(catalog.programmes), "programmi e bandi", addresses.PROGRAMMES),
    )
    return tuple(
        Figure(italian.number(count), label, Link(label, address) if count else None)
        for count, label, address in counts
    )
