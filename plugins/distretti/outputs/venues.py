"""Places: all of them, those of a region, those with a service, and the page of each; and what nobody has published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Term, Venue
from ..model.registry import KINDS
from ..presenters import heads, list_items, lists, references
from ..site import addresses
from ..site.components import Chip, Group, Link
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

# What the places of each network are called together, in the order of pages.
HEADINGS = {
    "tourval-cafe": "Tourval Cafè",
    "multiservizio": "Negozi multiservizio",
    "mercato-coperto": "Mercati coperti",
    "area-di-mercato": "Piazze e aree di mercato",
    "altro": "Altri luoghi",
}

# Networks whose places their sources count without a list: the initiative that tells it, and how many they are.
UNLISTED = {
    "tourval-cafe": ("tourval-cafe", "25 locali, 13 nel Cuneese e 12 in Liguria"),
    "multiservizio": ("negozi-multiservizio", "cinque negozi, quattro in Val Brembana e uno in Valle Imagna"),
}


@dataclass(frozen=True, slots=True)
class VenuesView:
    """Places by group, with the ways to those of a region or with a service; then what is missing, and who can tell."""

    head: Head
    heading: str
    lead: str
    regions: tuple[Chip, ...]
    services: tuple[Chip, ...]
    groups: tuple[Group, ...]
    missing: tuple[tuple[str, Link], ...]
    propose: Link


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, also by service, and one for each region that has places; the page of each is in `venue_pages`."""
    yield Page(addresses.VENUES, "venues.html", _list, (catalog,))
    yield Page(addresses.VENUES_BY_SERVICE, "venues.html", _by_service, (catalog,))
    for region in catalog.venues_of_region:
        yield Page(addresses.venues(region), "venues.html", _of_region, (catalog, region))


def _list(catalog: Catalog) -> VenuesView:
    number = len(catalog.venues)
    title = lists.VENUES.title
    lead = f"{_count(number)}: mercati coperti, piazze di mercato, bar e negozi con altri servizi. L’elenco è parziale."
    head = lists.VENUES.head(lead, structured=collection(title, addresses.VENUES, number))
    groups = (
        Group(
            heading, network, list_items.venues(catalog, catalog.venues_of_network.get(network, ()), with_network=False)
        )
        for network, heading in HEADINGS.items()
    )
    return _view(catalog, head, title, lead, groups, addresses.VENUES)


def _of_region(catalog: Catalog, region: str) -> VenuesView:
    found = catalog.venues_of_region[region]
    name = references.region_name(catalog, region)
    title = f"Luoghi dei distretti {italian.in_region(name)}"
    lead = f"{_count(len(found))} {italian.in_region(name)}, rete per rete."
    head = heads.head(
        title,
        lead,
        *lists.VENUES.trail,
        (name, ""),
        section="distretti",
        structured=collection(title, addresses.venues(region), len(found)),
    )
    groups = (
        Group(
            heading,
            network,
            list_items.venues(catalog, (item for item in found if item.network == network), with_network=False),
        )
        for network, heading in HEADINGS.items()
    )
    return _view(catalog, head, title, lead, groups, addresses.venues(region))


def _by_service(catalog: Catalog) -> VenuesView:
    title = "Luoghi per servizio"
    terms = _services(catalog)
    count = italian.count(len(terms), "servizio", "servizi")
    lead = f"Dove trovare {count}, secondo le fonti; un luogo con più servizi è sotto ognuno."
    head = heads.head(title, lead, *lists.VENUES.trail, ("Per servizio", ""), section="distretti")
    groups = (Group(term.label, term.id, list_items.venues(catalog, found)) for term, found in terms)
    return _view(catalog, head, title, lead, groups, addresses.VENUES_BY_SERVICE)


def _view(catalog: Catalog, head: Head, heading: str, lead: str, groups: Iterable[Group], address: str) -> VenuesView:
    regions = (
        Chip(
            references.region_name(catalog, region),
            addresses.venues(region),
            len(found),
            address == addresses.venues(region),
        )
        for region, found in catalog.venues_of_region.items()
    )
    services = (
        Chip(term.label, f"{addresses.VENUES_BY_SERVICE}#{term.id}", len(found)) for term, found in _services(catalog)
    )
    return VenuesView(
        head=head,
        heading=heading,
        lead=lead,
        regions=(Chip("Tutti", addresses.VENUES, len(catalog.venues), address == addresses.VENUES), *regions),
        services=tuple(services),
        groups=tuple(group for group in groups if group.rows),
        missing=tuple(_missing(catalog)),
        propose=Link("Proponi un luogo", addresses.proposal(KINDS["venues"].one)),
    )


def _services(catalog: Catalog) -> list[tuple[Term, tuple[Venue, ...]]]:
    """The services that some place has, each with the places, in the order of the vocabulary."""
    found = (
        (term, dict.fromkeys(venue for word in term.words for venue in catalog.venues_of_service.get(word, ())))
        for term in catalog.terms["services"].terms
    )
    return [(term, tuple(venues)) for term, venues in found if venues]


def _missing(catalog: Catalog) -> Iterator[tuple[str, Link]]:
    """What sources count, how much of it is here, and that nobody has published the rest."""
    for network, (identifier, counted) in UNLISTED.items():
        if initiative := catalog.initiative.get(identifier):
            known = len(catalog.venues_of_network.get(network, ()))
            here = f"qui ne sono {known}" if known > 1 else "qui ne è uno" if known else "qui non ce n’è nessuno"
            said = f"Le fonti ne contano {counted}; non se ne è trovato un elenco pubblico, e {here}."
            yield said, Link(initiative.name, addresses.of(initiative))


def _count(number: int) -> str:
    return italian.count(number, "luogo", "luoghi")
