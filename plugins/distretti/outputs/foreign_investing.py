"""Districts compared for who would invest, in other languages: a table of each region, sheets, also on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ..catalog.catalog import Catalog
from ..language.words import Own, Words, plain, words
from ..model import District
from ..model.district import STATUSES
from ..presenters import (
    foreign,
    foreign_district,
    foreign_investing,
    heads,
    investor_data,
    investor_facts,
    printed,
)
from ..presenters.investor_facts import Compared
from ..presenters.printed import Leaflet
from ..site import addresses, languages
from ..site.blocks import Block, BlocksView, Phrase
from ..site.components import Chip, Link
from ..site.output import Document, File, Output, Page
from ..site.site import Site

CHOOSING = "Spunta i distretti che ti interessano e, in fondo alla tabella, mostra solo quelli."
NOTE = (
    "Abitanti: Istat, {giorno}, solo dove l'elenco dei comuni è completo. I soldi non si sommano: sono di misure e "
    "fasi diverse. «Da riconfermare» vuol dire che la fonte più recente è di prima del 2022, o senza data. "
    "«Con una nota»: è nella scheda del distretto. «Non noto» vuol dire che nessuna fonte letta lo dice."
)


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """The pages and papers of each language beside those of `site_map`."""
    beside = {output.address for output in site_map}
    for code in site.languages:
        for region in catalog.regions:
            table = addresses.comparison_for_investors(region.id)
            if table in beside:
                inputs = catalog, code, region.id
                yield Page(languages.beside(code, table), "foreign/comparison.html", _of_region, inputs)
        for district in catalog.districts:
            page, paper = addresses.investor_sheet(district), addresses.investor_sheet_pdf(district)
            if page in beside:
                data = languages.beside(code, addresses.investor_sheet_csv(district))
                yield File(data, _csv, (catalog, site, code, district))
                yield Page(
                    languages.beside(code, page),
                    "foreign/page.html",
                    _sheet,
                    (catalog, site, code, district),
                    listed=False,
                )
            if paper in beside:
                yield Document(
                    languages.beside(code, paper), "print/leaflet.typ", _paper, (catalog, site, code, district)
                )


def _of_region(catalog: Catalog, code: str, region: str) -> BlocksView:
    words_ = words(code)
    name = foreign.region(words_, catalog, region)
    compared = investor_facts.compared(catalog, region)
    shown, silent = len(compared.shown), compared.number - len(compared.shown)
    title = words_("Distretti in {regione} a confronto", regione=name)
    one, many = "{n} distretto su {tutti}.", "{n} distretti su {tutti}."
    lead = (words_.count(shown, one, many, tutti=words_.number(compared.number)),)
    texts = (
        *_automatic(words_, compared),
        *((words_.phrase(CHOOSING),) if shown > 1 else ()),
        *((_silent(words_, silent),) if silent else ()),
        *foreign_investing.not_counted(words_, len(catalog.ceased_districts.get(region, ()))),
    )
    data = addresses.data_of("confronto-dei-distretti", region)
    return BlocksView(
        head=foreign.head(
            words_, addresses.comparison_for_investors(region), title, (title, ". ", *lead),
            (words_("Investire"), addresses.INVESTORS), (name, ""), section="invest",
        ),
        words=words_,
        heading=title,
        lead=lead,
        blocks=(
            Block(texts=texts, grids=foreign_investing.compared(words_, title, compared)),
            Block(items=((Link(words_("Lo stesso confronto in CSV"), data),),), searched=False),
            Block(words_("Come si legge"), "reading", texts=(_note(words_),)),
            Block(words_("Altre regioni"), "others", chips=_others(words_, catalog, region)),
        ),
    )  # fmt: skip


def _note(words_: Words) -> Phrase:
    return words_.phrase(NOTE, giorno=words_.partial(investor_facts.POPULATION_DAY))


def _automatic(words_: Words, compared: Compared) -> tuple[Phrase, ...]:
    """How many of the records that are compared nobody wrote or answers for; the rows of others say so."""
    number = sum(investor_facts.is_automatic(item) for item, _ in compared.shown)
    total = words_.number(len(compared.shown))
    said = words_("Schede automatiche, non confermate: {n} su {tutti}.", n=words_.number(number), tutti=total)
    return ((said,),) if number else ()


def _silent(words_: Words, number: int) -> Phrase:
    one = "Manca un distretto di cui le fonti lette non dicono niente da confrontare, oltre ai comuni."
    many = "Mancano {n} distretti di cui le fonti lette non dicono niente da confrontare, oltre ai comuni."
    return (words_.count(number, one, many),)


def _others(words_: Words, catalog: Catalog, region: str) -> tuple[Chip, ...]:
    """The comparisons of other regions."""
    others = [item.id for item in catalog.regions if item.id != region and item.id in catalog.districts_of_region]
    address = partial(languages.beside, words_.code)
    return tuple(
        Chip(foreign.region(words_, catalog, slug), address(addresses.comparison_for_investors(slug)))
        for slug in others
    )


def _sheet(catalog: Catalog, site: Site, code: str, district: District) -> BlocksView:
    words_ = words(code)
    region = foreign.region(words_, catalog, district.region)
    said = words_.phrase("{nome}: ciò che le fonti dicono, riga per riga.", nome=Own(district.name))
    lead = (*said, " ", *foreign_district.lead(words_, catalog, district))
    head = foreign.head(
        words_, addresses.investor_sheet(district),
        _title(words_, heads.unique_title(catalog, district, district.name, region)), lead,
        (words_("Investire"), addresses.INVESTORS), (Own(district.short_name), addresses.of(district)),
        (words_("Scheda"), ""), section="invest", entry=None, noindex=True,
    )  # fmt: skip
    blocks = foreign_investing.sheet(words_, catalog, district)
    heading = _heading(words_, district.short_name)
    trust = (*foreign_investing.trust(words_, district), " · ", foreign_investing.dated(words_, district))
    return BlocksView(head, words_, heading, lead, (*blocks, _elsewhere(words_, site, district)), trust)


def _heading(words_: Words, name: str) -> Phrase:
    return words_.phrase("{nome}: scheda per chi vuole investire", nome=Own(name))


def _title(words_: Words, name: str) -> str:
    return plain(_heading(words_, name))


def _elsewhere(words_: Words, site: Site, district: District) -> Block:
    """The sheet as files, the district's page."""
    on_paper = foreign.page(words_, words_("Questa scheda in PDF"), addresses.investor_sheet_pdf(district))
    items = (
        *((on_paper,) if site.documents else ()),
        foreign.page(words_, words_("Questa scheda in CSV"), addresses.investor_sheet_csv(district)),
        foreign.page(words_, words_("La pagina del distretto"), addresses.of(district)),
        foreign.page(words_, words_("Accanto ad altri distretti"), addresses.compared(district)),
    )
    return Block(words_("Altrove"), "elsewhere", items=tuple((item,) for item in items))


def _csv(catalog: Catalog, site: Site, code: str, district: District) -> bytes:
    words_ = words(code)
    found = foreign_investing.rows(words_, site, investor_facts.known(catalog, district))
    trusted = words_(STATUSES[district.status]), plain(foreign.confirmation(words_, district))
    return investor_data.as_csv(district, trusted, map(words_, investor_data.COLUMNS), found)


def _paper(catalog: Catalog, site: Site, code: str, district: District) -> Leaflet:
    words_ = words(code)
    page = languages.beside(code, addresses.investor_sheet(district))
    region = foreign.region(words_, catalog, district.region)
    return Leaflet(
        title=_title(words_, district.name),
        language=code,
        publisher=printed.publisher(site),
        kicker=f"{site.name} · {region} · {foreign_investing.dated(words_, district)}",
        footer=site.canonical(page) or site.name,
        trust=foreign_investing.trust(words_, district),
        lead=(
            words_("Ciò che le fonti dicono, riga per riga."),
            " ",
            *foreign_district.lead(words_, catalog, district),
        ),
        licence=words_("Dati con licenza CC BY 4.0: si citano «{sito}» e la pagina.", sito=site.name),
        blocks=foreign_investing.sheet(words_, catalog, district),
    )
