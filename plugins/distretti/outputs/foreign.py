"""Pages in other languages that have a table of words: home, districts by region, each district, markets and events.

Each is beside an Italian page and is made only where that is. What a page says comes from records and tables of words,
never from a sentence of an Italian page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ..catalog import completeness
from ..catalog.catalog import Catalog
from ..language.words import Own, Words, words
from ..model import District, Event, Region
from ..presenters import calendars, foreign, foreign_district, foreign_events, foreign_region, heads
from ..presenters.maps import Atlas
from ..site import addresses, languages
from ..site.blocks import Block, BlocksView, Phrase, Row
from ..site.components import Chip, Link
from ..site.output import Output, Page
from ..site.site import Site

SHOWN = 8  # events on the home page
COMING = 60  # in the list of all


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """The pages of each language beside those of `site_map`."""
    beside = {page.address for page in site_map if isinstance(page, Page)}
    atlas = Atlas(catalog)
    for code in site.languages:
        for italian, page in _pages(catalog, site, atlas, code):
            if italian in beside:
                yield page


def _pages(catalog: Catalog, site: Site, atlas: Atlas, code: str) -> Iterator[tuple[str, Page]]:
    """Each page with the address of the Italian one that it is beside."""
    template = "foreign/page.html"

    def page(italian: str, *made: Any) -> tuple[str, Page]:
        return italian, Page(languages.beside(code, italian), *made)

    yield page(addresses.HOME, "foreign/home.html", _home, (catalog, site, code))
    yield page(addresses.DISTRICTS, template, _regions, (catalog, code, atlas))
    for region in catalog.regions:
        yield page(addresses.of(region), template, _region, (catalog, code, atlas, region), region)
    bare = {district.id for district in catalog.bare_districts.get(True, ())}
    for district in catalog.districts:
        inputs = catalog, code, atlas, district
        yield page(addresses.of(district), template, _district, inputs, district, district.id not in bare)
    yield page(addresses.EVENTS, template, _events, (catalog, code))
    for region in catalog.regions:
        yield page(addresses.events_of_region(region.id), template, _events_of_region, (catalog, code, region.id))


def _home(catalog: Catalog, site: Site, code: str) -> BlocksView:
    words_ = words(code)
    title = words_("Distretti del commercio italiani")
    lead = words_.phrase(
        "Un distretto del commercio è una zona in cui Comuni, associazioni del commercio, imprese e cittadini "
        "lavorano insieme."
    )
    known = catalog.upcoming(catalog.coming, SHOWN)
    rows = tuple(foreign_events.row(words_, catalog, event, day) for day, event in known)
    data = {"@context": "https://schema.org", "@type": "WebSite", "name": title, "license": site.licence(code)}
    data |= {"url": languages.home(code), "inLanguage": code}
    chips = foreign.region_chips(words_, catalog)
    return BlocksView(
        head=foreign.head(words_, addresses.HOME, title, lead, structured=data),
        words=words_,
        heading=words_("Trova un distretto del commercio in Italia"),
        lead=lead,
        blocks=(
            Block(items=_ways(words_, catalog)),
            Block(words_("Regioni"), "regions", texts=(_known(words_, catalog),), chips=chips),
            _listed(words_, catalog, rows),
        ),
    )  # fmt: skip


def _ways(words_: Words, catalog: Catalog) -> tuple[Phrase, ...]:
    """The ways from the home page; what a district is only where someone wrote it."""
    written = {addresses.prose(page.id) for page in catalog.translated_pages}
    ways = (
        ("Che cos'è un distretto del commercio", addresses.WHAT_IS_A_DISTRICT),
        ("Distretti, regione per regione", addresses.DISTRICTS),
        ("Mercati ed eventi", addresses.EVENTS),
        ("Per chi vuole investire", addresses.INVESTORS),
        ("Dati aperti", addresses.DATA),
    )
    return tuple(
        (foreign.page(words_, words_(label), address),)
        for label, address in ways
        if address != addresses.WHAT_IS_A_DISTRICT or f"{address[:-1]}.{words_.code}/" in written
    )


def _known(words_: Words, catalog: Catalog) -> Phrase:
    """How many districts the catalogue has."""
    number = len(catalog.districts)
    known = words_.count(number, "{n} distretto in questo catalogo.", "{n} distretti in questo catalogo.")
    ceased = len(catalog.ceased_districts.get("", ()))
    gone = words_.count(ceased, "{n} non c'è più.", "{n} non ci sono più.") if ceased else ""
    return known, *((" ", gone) if gone else ()), " ", words_("L'elenco è parziale: fa fede quello di ogni Regione.")


def _regions(catalog: Catalog, code: str, atlas: Atlas) -> BlocksView:
    words_ = words(code)
    title, lead = words_("Distretti del commercio, regione per regione"), _known(words_, catalog)
    others = tuple(
        (foreign.region_link(words_, catalog, region.id),)
        for region in catalog.regions
        if not catalog.districts_of_region.get(region.id)
    )
    drawn = foreign_region.drawn(words_, atlas.italy(), words_("Mappa dei comuni che sono in un distretto"))
    return BlocksView(
        head=foreign.head(words_, addresses.DISTRICTS, title, lead, (words_("Distretti"), ""), section="districts"),
        words=words_,
        heading=title,
        lead=lead,
        blocks=(
            Block(chips=foreign.region_chips(words_, catalog)),
            Block(map=drawn),
            Block(words_("Regioni senza distretti noti: norme e cifre"), "others", items=others),
        ),
    )


def _region(catalog: Catalog, code: str, atlas: Atlas, region: Region) -> BlocksView:
    words_ = words(code)
    name = foreign.region(words_, catalog, region.id)
    title, lead = (
        words_("Distretti del commercio in {regione}", regione=name),
        foreign_region.lead(words_, catalog, region),
    )
    return BlocksView(
        head=foreign.head(
            words_, addresses.of(region), title, lead, (words_("Distretti"), addresses.DISTRICTS), (name, ""),
            section="districts", entry=partial(foreign.entry, words_, "page", title, (), lead, region.name),
        ),
        words=words_,
        heading=title,
        lead=(*lead, *foreign_region.note(region)),
        blocks=foreign_region.blocks(words_, catalog, atlas, region),
        trust=foreign.trust(words_, region),
    )  # fmt: skip


def _found_as(words_: Words, district: District, places: Sequence[str]) -> str:
    """Its name, with what the language calls the towns in it: "Distretto Urbano del Commercio di Torino (Turin)"."""
    called = {words_.name(place) for place in places if place in district.name} - {*places}
    return f"{district.name} ({', '.join(sorted(called))})" if called else district.name


def _district(catalog: Catalog, code: str, atlas: Atlas, district: District) -> BlocksView:
    words_ = words(code)
    lead = foreign_district.lead(words_, catalog, district)
    region = foreign.region(words_, catalog, district.region)
    named = (catalog.happenings_of_district, catalog.initiatives_of_district, catalog.programmes_of_district)
    bare = completeness.is_bare(district) and not any(lookup.get(district.id) for lookup in named)
    places = [place.name for place in catalog.municipalities_of(district)]
    keys = " ".join((district.region, *places))
    about = {"@type": "Organization", "@id": addresses.of(district), "name": district.name}
    head = foreign.head(
        words_,
        addresses.of(district),
        heads.unique_title(catalog, district, district.name, region),
        lead,
        (words_("Distretti"), addresses.DISTRICTS),
        (region, addresses.region(district.region)),
        (Own(district.short_name), ""),
        section="districts",
        noindex=bare,
        structured={
            "@context": "https://schema.org",
            "@type": "WebPage",
            "url": languages.beside(code, addresses.of(district)),
            "name": district.name,
            "inLanguage": code,
            "about": about,
        },
        entry=partial(foreign.entry, words_, "district", _found_as(words_, district, places), (region,), lead, keys),
    )
    drawn = foreign_region.drawn(
        words_, atlas.district(district), words_("Mappa dei comuni del distretto «{nome}»", nome=district.short_name)
    )
    return BlocksView(
        head=head,
        words=words_,
        heading=Own(district.name),
        lead=lead,
        blocks=foreign_district.blocks(words_, catalog, district, drawn),
        trust=foreign.trust(words_, district),
    )


def _events(catalog: Catalog, code: str) -> BlocksView:
    words_ = words(code)
    title = words_("Mercati ed eventi")
    lead = words_.phrase("I prossimi eventi dei distretti, e regione per regione tutti i mercati con la loro regola.")
    events = [event for _, event in catalog.upcoming(catalog.coming, COMING)]
    chips = tuple(
        Chip(
            foreign.region(words_, catalog, region.id),
            languages.beside(code, addresses.events_of_region(region.id)),
            len(calendars.markets_of(found)),
        )
        for region in catalog.regions
        if (found := calendars.in_region(catalog, region.id))
    )
    rows = foreign_events.coming(words_, catalog, events)
    return BlocksView(
        head=foreign.head(words_, addresses.EVENTS, title, lead, (title, ""), section="events"),
        words=words_,
        heading=title,
        lead=lead,
        blocks=(
            Block(words_("Mercati e fiere per regione"), "regions", chips=chips),
            _listed(words_, catalog, rows),
        ),
    )


def _listed(words_: Words, catalog: Catalog, rows: tuple[Row, ...]) -> Block:
    """The events to come, or that none is known."""
    nothing = () if rows else (words_.phrase("Nessun evento futuro con data certa è noto."),)
    return Block(
        words_("Prossimi eventi"),
        "events",
        foreign.built(words_, catalog) if rows else None,
        texts=nothing,
        rows=rows,
        searched=False,
    )


def _events_of_region(catalog: Catalog, code: str, slug: str) -> BlocksView:
    words_ = words(code)
    region = foreign.region(words_, catalog, slug)
    title = words_("Mercati ed eventi in {regione}", regione=region)
    found = calendars.in_region(catalog, slug)
    markets = calendars.markets_of(found)
    events = [event for event in found if isinstance(event, Event)]
    lead = words_.phrase("Le date si calcolano dalla regola; nelle feste chiedi sul posto. I nomi sono in italiano.")
    coming, back = (foreign_events.coming(words_, catalog, some) for some in (events, markets))
    nothing = words_.phrase("Nessun mercato è noto.")
    return BlocksView(
        head=foreign.head(
            words_,
            addresses.events_of_region(slug),
            title,
            (title, ". ", *lead),
            (words_("Mercati ed eventi"), addresses.EVENTS),
            (region, ""),
            section="events",
        ),
        words=words_,
        heading=title,
        lead=lead,
        blocks=(
            _listed(words_, catalog, coming),
            Block(words_("Mercati e fiere"), "markets", rows=back, texts=() if back else (nothing,)),
            Block(items=((Link(words_("Anche gli eventi passati"), addresses.events_of_region(slug)),),)),
        ),
    )
