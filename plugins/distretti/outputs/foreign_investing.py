"""The sheet of a district for who would invest, in other languages: beside the Italian one, as a page and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalog.catalog import Catalog
from ..language.words import Own, Words, plain, words
from ..model import District
from ..presenters import foreign, foreign_investing, heads, printed
from ..presenters.printed import Leaflet
from ..site import addresses, languages
from ..site.blocks import Block, BlocksView, Phrase
from ..site.components import Link
from ..site.output import Document, Output, Page
from ..site.site import Site


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """The sheets of each language beside those of `site_map`."""
    beside = {output.address for output in site_map}
    for code in site.languages:
        for district in catalog.districts:
            inputs = catalog, site, code, district
            page, paper = addresses.investor_sheet(district), addresses.investor_sheet_pdf(district)
            if page in beside:
                yield Page(languages.beside(code, page), "foreign/page.html", _sheet, inputs, listed=False)
            if paper in beside:
                yield Document(languages.beside(code, paper), "print/leaflet.typ", _paper, inputs)


def _sheet(catalog: Catalog, site: Site, code: str, district: District) -> BlocksView:
    words_ = words(code)
    region = foreign.region(words_, catalog, district.region)
    lead = words_.phrase("{nome}: ciò che le fonti dicono, riga per riga.", nome=Own(district.name))
    head = foreign.head(
        words_, addresses.investor_sheet(district),
        _title(words_, heads.unique_title(catalog, district, district.name, region)), lead,
        (words_("Investire"), addresses.INVESTORS), (Own(district.short_name), addresses.of(district)),
        (words_("Scheda"), ""), section="invest", entry=None, noindex=True,
    )  # fmt: skip
    blocks = foreign_investing.sheet(words_, catalog, district)
    heading = _heading(words_, district.short_name)
    return BlocksView(head, words_, heading, lead, (*blocks, _elsewhere(words_, site, district)))


def _heading(words_: Words, name: str) -> Phrase:
    return words_.phrase("{nome}: scheda per chi vuole investire", nome=Own(name))


def _title(words_: Words, name: str) -> str:
    return plain(_heading(words_, name))


def _elsewhere(words_: Words, site: Site, district: District) -> Block:
    """The sheet as files, the district's page."""
    page, paper = addresses.investor_sheet(district), addresses.investor_sheet_pdf(district)
    on_paper = foreign.page(words_, words_("Questa scheda in PDF"), paper)
    items = (
        *((on_paper,) if site.documents else ()),
        Link(words_("Questa scheda in CSV, con le colonne in italiano"), f"{page}scheda.csv"),
        foreign.page(words_, words_("La pagina del distretto"), addresses.of(district)),
    )
    return Block(words_("Altrove"), "elsewhere", items=tuple((item,) for item in items))


def _paper(catalog: Catalog, site: Site, code: str, district: District) -> Leaflet:
    words_ = words(code)
    page = languages.beside(code, addresses.investor_sheet(district))
    region = foreign.region(words_, catalog, district.region)
    return Leaflet(
        title=_title(words_, district.name),
        language=code,
        publisher=printed.publisher(site),
        kicker=f"{site.name} · {region} · {words_.partial(district.changed)}",
        footer=site.canonical(page) or site.name,
        lead=words_("Ciò che le fonti dicono, riga per riga."),
        licence=words_("Dati con licenza CC BY 4.0: si citano «{sito}» e la pagina.", sito=site.name),
        blocks=foreign_investing.sheet(words_, catalog, district),
    )
