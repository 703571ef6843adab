"""The list of all programmes by region, and each programme's page: state of the call first, then facts and figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import Programme
from ..model import programme as words
from ..model.programme import NATIONAL
from ..presenters import evidence, heads, list_items, lists, programme_facts, references, sections, term_facts, validity
from ..search import documents
from ..site import addresses
from ..site.components import Chip, Evidence, Fact, Group, Link, ListItem, Statement, Table, Until
from ..site.output import Head, Output, Page, collection
from ..site.site import Site


@dataclass(frozen=True, slots=True)
class ProgrammesView:
    """All programmes, grouped by region; the chips lead to the regions' headings."""

    head: Head
    heading: str
    lead: str
    calls: Link | None
    regions: tuple[Chip, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme's page, in the order in which it is read."""

    head: Head
    heading: str
    lead: str
    kind: str
    state: str | Until
    warning: str
    state_sentence: str | Until
    prose: Markup
    facts: tuple[Fact, ...]
    figures: Table | None
    effects: tuple[Statement, ...]
    terms: tuple[Table, ...]
    answers: tuple[Fact, ...]
    districts: tuple[ListItem, ...]
    districts_note: str
    descendants: tuple[ListItem, ...]
    evidence: Evidence
    links: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list and one page for each programme."""
    if catalog.programmes:
        yield Page(addresses.PROGRAMMES, "programmes.html", _list, (catalog,))
    for programme in catalog.programmes:
        yield Page(addresses.of(programme), "programme.html", _view, (catalog, site, programme), programme)


def _extra(programme: Programme) -> str:
    """What tells apart two programmes of one region with one name."""
    date = programme.opened or programme.closed or programme.valid_from
    kind = words.KINDS[programme.kind].lower()
    return f"{kind}, {italian.partial(date)}" if date else kind


def _list(catalog: Catalog) -> ProgrammesView:
    slugs = sorted(catalog.programmes_of_region, key=partial(_national_first, catalog))
    total = italian.count(len(catalog.programmes), "programma o bando", "programmi e bandi")
    where = italian.count(len(slugs), "regione", "regioni")
    return ProgrammesView(
        head=lists.PROGRAMMES.head(
            f"{total} per i distretti del commercio in {where}: leggi, misure, protocolli, formazione e bandi.",
            structured=collection(lists.PROGRAMMES.title, addresses.PROGRAMMES, len(catalog.programmes)),
        ),
        heading=lists.PROGRAMMES.title,
        lead=f"{total} in {where}: leggi, misure, protocolli, formazione, ricerche e bandi. L'elenco è parziale.",
        calls=Link("Solo i bandi, quelli aperti per primi", addresses.CALLS) if catalog.calls else None,
        regions=tuple(_chip(catalog, slug) for slug in slugs),
        groups=tuple(_group(catalog, slug) for slug in slugs),
    )


def _national_first(catalog: Catalog, slug: str) -> tuple[bool, tuple[str, str]]:
    return slug != NATIONAL, italian.order(references.region_name(catalog, slug))


def _chip(catalog: Catalog, slug: str) -> Chip:
    return Chip(references.region_name(catalog, slug), f"#{slug}", len(catalog.programmes_of_region[slug]))


def _group(catalog: Catalog, slug: str) -> Group:
    rows = tuple(
        list_items.programme_today(catalog, item, with_region=False) for item in catalog.programmes_of_region[slug]
    )
    name = "Italia: misure nazionali" if slug == NATIONAL else references.region_name(catalog, slug)
    return Group(name, slug, rows)


def _view(catalog: Catalog, site: Site, programme: Programme) -> ProgrammeView:
    districts = catalog.districts_of_programme.get(programme.id, ())
    state = programme_facts.state(catalog, programme)
    unsure = state == programme_facts.NO_DEADLINE
    last = programme_facts.holds_until(catalog, programme, state)
    return ProgrammeView(
        head=replace(_head(catalog, programme), built=validity.built(catalog, page=True) if last else None),
        heading=programme.name,
        lead=programme.description,
        kind=words.KINDS[programme.kind],
        state="" if unsure else programme_facts.state_word(catalog, programme, italian.capitalised(state)),
        warning=italian.capitalised(state) if unsure else "",
        state_sentence=programme_facts.holding_sentence(catalog, programme),
        prose=markdown.html(programme.prose) if programme.prose else Markup(""),
        facts=programme_facts.facts(catalog, programme),
        figures=programme_facts.figures(programme),
        effects=sections.numbered(programme, programme.effects),
        terms=term_facts.tables(catalog, programme),
        answers=term_facts.answers(catalog, programme),
        districts=tuple(list_items.district(catalog, district, with_region=False) for district in districts),
        districts_note=_districts_note(programme, len(districts)),
        descendants=tuple(
            list_items.programme_today(catalog, item) for item in catalog.descendants.get(programme.id, ())
        ),
        evidence=evidence.of(catalog, site, programme, programme_facts.missing(programme)),
        links=_links(catalog, programme),
    )


def _districts_note(programme: Programme, known: int) -> str:
    if not known:
        return ""
    count = italian.count(known, "scheda di questo catalogo lo cita", "schede di questo catalogo lo citano")
    said = f" Le fonti ne contano {italian.number(programme.districts_count)}." if programme.districts_count else ""
    return f"{count}: l'elenco può essere parziale.{said}"


def _links(catalog: Catalog, programme: Programme) -> tuple[Link, ...]:
    """Where to go on: the region's official list and page, and the other calls."""
    where = italian.in_region(references.region_name(catalog, programme.region))
    official = references.official_list(catalog, programme.region)
    page = Link(f"Distretti {where}", addresses.region(programme.region))
    links = [official] if official else []
    links += [page] if programme.region in catalog.region else []
    links += [Link("Tutti i bandi", addresses.CALLS)] if programme.is_call else []
    around = f"{lists.PROGRAMMES.title} {where}"
    if programme.id in catalog.districts_born_of:
        links.append(Link("I distretti nati da un bando", addresses.standing("nati-da-un-bando")))
    return (*links, Link(around, f"{addresses.PROGRAMMES}#{programme.region}"))


def _head(catalog: Catalog, programme: Programme) -> Head:
    sentence = programme_facts.state_sentence(catalog, programme)
    region = references.region_name(catalog, programme.region)
    return heads.head(
        heads.unique_title(catalog, programme, f"{programme.name} ({region})", _extra(programme)),
        f"{words.KINDS[programme.kind]} {italian.in_region(region)}. {sentence} {programme.description}",
        *lists.PROGRAMMES.trail,
        (programme.name, ""),
        section="bandi",
        cover=heads.region_cover(catalog, programme.region),
        structured=_structured(catalog, programme),
        correction=addresses.change(programme),
        entry=lambda: documents.programme(catalog, programme),
    )


def _structured(catalog: Catalog, programme: Programme) -> dict[str, Any]:
    """schema.org: a law is Legislation, a call a MonetaryGrant, the rest a CreativeWork."""
    area = {"@type": "AdministrativeArea", "name": references.region_name(catalog, programme.region)}
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": programme.name,
        "description": programme.description,
        "url": addresses.of(programme),
    }
    if programme.kind == "legge":
        identifiers = {"legislationIdentifier": list(programme.acts)} if programme.acts else {}
        return about | {"@type": "Legislation", "legislationJurisdiction": area} | identifiers
    if not programme.is_call:
        return about | {"spatialCoverage": area}
    grant = about | {"@type": "MonetaryGrant"}
    if programme.budget_eur is not None:
        grant["amount"] = {"@type": "MonetaryAmount", "currency": "EUR", "value": f"{programme.budget_eur:f}"}
    return grant | ({"sameAs": programme.notice_url} if programme.notice_url else {})
