"""The home page: three tasks first, then next events and markets, regions, key figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..presenters import heads, validity
from ..site import addresses
from ..site.components import Chip, Figure, Link, ListItem, Task
from ..site.output import Head, Output, Page
from ..site.site import Site
from ..statistics import territory

TASKS = (
    Task("Il mio comune", "Scegli il tuo comune e scopri in quale distretto è.", addresses.MUNICIPALITIES),
    Task("Mercati ed eventi", "Che cosa succede, quando e dove.", addresses.EVENTS),
    Task("Bandi", "I fondi per le imprese e per i comuni.", addresses.CALLS),
)

COUNTED = f"{addresses.METHOD}#i-numeri-della-pagina-iniziale"


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    head: Head
    lead: str
    tasks: tuple[Task, ...]
    events: tuple[ListItem, ...]
    markets: tuple[ListItem, ...]
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
        lead=f"{districts} in {where}: chi ne fa parte, chi li guida, che cosa organizzano.",
        tasks=TASKS,
        events=tuple(validity.coming(catalog, event, day) for day, event in catalog.upcoming(catalog.coming, 5)),
        markets=tuple(validity.coming(catalog, event, day) for day, event in catalog.upcoming(certain, 5)),
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
