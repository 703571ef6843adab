"""The home page: three tasks first, then regions, next events and the key figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .. import addresses, italian, wording
from ..catalog import Catalog
from ..elements import Chip, Figure, Link, Row, Task
from ..page import Head, Output, Page
from ..theme import Site

TASKS = (
    Task(
        "Il mio comune",
        "Scegli il tuo comune e scopri in quale distretto è.",
        Link("Vai ai comuni", addresses.MUNICIPALITIES),
    ),
    Task("Mercati ed eventi", "Che cosa succede, quando e dove.", Link("Vai agli eventi", addresses.EVENTS)),
    Task("Bandi", "I fondi per le imprese e per i comuni.", Link("Vai ai bandi", addresses.CALLS)),
)


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows."""

    head: Head
    lead: str
    tasks: tuple[Task, ...]
    regions: tuple[Chip, ...]
    other_regions: tuple[Link, ...]
    events: tuple[Row, ...]
    markets: tuple[Row, ...]
    figures: tuple[Figure, ...]


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """The home page."""
    regions = sum(1 for region in catalog.regions if catalog.districts_of_region.get(region.id))
    districts = italian.count(len(catalog.districts), "distretto", "distretti")
    where = italian.count(regions, "regione", "regioni")
    view = HomeView(
        head=wording.head(
            site.name,
            f"Il catalogo dei distretti del commercio: {districts}, comuni, mercati, eventi e bandi, con le fonti.",
            section="home",
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
        events=tuple(wording.event_row(catalog, event, day) for day, event in catalog.upcoming(catalog.events, 5)),
        markets=tuple(wording.event_row(catalog, event, day) for day, event in catalog.upcoming(catalog.recurring, 5)),
        figures=_figures(catalog),
    )
    yield Page(addresses.HOME, "home.html", view)


def _figures(catalog: Catalog) -> tuple[Figure, ...]:
    """Counts of what the catalogue holds; the method page says how they are made."""
    method = Link("Come sono calcolate", addresses.METHOD)
    member = sum(1 for place in catalog.municipalities if catalog.districts_of_municipality.get(place.istat_code))
    counts = (
        (len(catalog.districts), "distretti in catalogo"),
        (member, "comuni in un distretto"),
        (len(catalog.recurring), "mercati e fiere ricorrenti"),
        (len(catalog.programmes), "programmi e bandi"),
    )
    return tuple(Figure(italian.number(count), label, method) for count, label in counts)
