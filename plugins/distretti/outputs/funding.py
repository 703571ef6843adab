"""Funding: open calls, calls by year and region, sums of grants by measure, dated figures of money by meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Programme, Record
from ..model import region as words
from ..presenters import grant_facts, programme_facts, sections, validity, wording
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import Output, Page
from ..site.site import Site

NAME = "Finanziamenti"
FOUR_CALLS = "quattro-bandi-lombardi-per-i-distretti-del-commercio"
MONEY = {"contributi": "Contributi pubblici", "investimenti": "Valore degli investimenti, non dei contributi"}
ABOUT_MONEY = ("contribut", "risorse", "investiment", "riparto")
NEEDS = ("accesso-ai-finanziamenti",)


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page of funding."""
    yield Page(addresses.FUNDING, "sections.html", _view, (catalog,))


def _view(catalog: Catalog) -> SectionsView:
    head = wording.head(
        "Finanziamenti per i distretti del commercio",
        "Bandi aperti, contributi ai distretti per misura, cifre delle regioni: ogni importo dice che cosa misura.",
        (NAME, ""),
        section="bandi",
        built=validity.built(catalog),
    )
    lead = "Dove cercare soldi per un distretto o un negozio, e quanti ne sono arrivati, secondo le fonti."
    return sections.view(head, NAME, lead, _sections(catalog))


def _sections(catalog: Catalog) -> Iterator[Section]:
    yield _open(catalog)
    yield from (_who(catalog), _years(catalog), _regional_calls(catalog))
    yield Section(
        "Contributi ai distretti",
        "contributi",
        text=(
            "Sono gli importi che le fonti danno per singoli distretti: non tutti i soldi della misura. "
            "Si sommano solo importi con lo stesso significato: stessa misura e anno, stessa quota e fase, tutti noti, "
            "non arrotondati e senza note che ne cambiano il senso.",
        ),
        empty=sections.NO_DATA if not grant_facts.regions(catalog) else "",
    )
    yield from (_measures(catalog, slug) for slug in grant_facts.regions(catalog))
    yield _figures(catalog)
    yield Section(
        "Le fonti non concordano", "disaccordi", empty="Nessun disaccordo noto sui soldi.",
        tables=sections.disagreements(catalog, "Importi diversi o con un significato diverso", _disputed(catalog)),
    )  # fmt: skip
    yield _leverage(catalog)
    yield Section(
        "Cercare altre risorse",
        "raccolta-fondi",
        text=("La raccolta di risorse oltre i bandi (fund raising) è un argomento della formazione.",),
        statements=sections.needs(catalog, *NEEDS),
        links=(
            Link("Formazione sul fund raising", addresses.term("topics", "fund-raising")),
            Link("La certificazione di qualità", addresses.CERTIFICATION),
        ),
    )


def _open(catalog: Catalog) -> Section:
    calls = sorted((item for item in catalog.programmes if catalog.is_open(item)), key=programme_facts.soonest)
    return Section(
        "Bandi aperti",
        "aperti",
        rows=tuple(validity.until_deadline(programme_facts.row(catalog, call), call) for call in calls),
        empty=f"Nessun bando aperto risulta nelle fonti di questo catalogo al {italian.day(catalog.today)}.",
        links=(Link("Tutti i bandi, anche quelli con la scadenza da verificare", addresses.CALLS),),
    )


def _years(catalog: Catalog) -> Section:
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
    table = (Table("Bandi degli anni passati, per anno", columns, rows),) if rows else ()
    return Section("Bandi per anno", "anni", tables=table, empty="Nessun bando di anni passati.")


def _regional_calls(catalog: Catalog) -> Section:
    counts = Counter((item.region, item.kind) for item in catalog.programmes if item.is_call)
    names = {slug: catalog.places.regions[slug].name for slug, _ in counts}
    rows = tuple(
        (
            Link(names[slug], f"{addresses.PROGRAMMES}#{slug}"),
            italian.number(counts[slug, "bando"]),
            italian.number(counts[slug, "bando-imprese"]),
        )
        for slug in sorted(names, key=lambda slug: italian.order(names[slug]))
    )
    columns = (Column("Regione"), Column("Per i comuni", "amount"), Column("Per le imprese", "amount"))
    table = (Table("Tutti i bandi, per regione", columns, rows),) if rows else ()
    return Section("Bandi per regione", "regioni", tables=table, empty="Nessun bando noto.")


def _who(catalog: Catalog) -> Section:
    calls = [item for item in catalog.programmes if item.is_call]
    said = sum(bool(item.eligible) for item in calls)
    known = sum(item.de_minimis is not None for item in calls)
    return Section(
        "Chi può chiedere",
        "chi",
        text=(
            "I bandi regionali sono di solito per i comuni dei distretti; i bandi dei distretti sono per le imprese "
            f"che ne fanno parte. Chi può chiedere è scritto in {italian.number(said)} bandi su "
            f"{italian.number(len(calls))}, nella loro pagina.",
            "De minimis: sono gli aiuti pubblici piccoli, che un'impresa può ricevere solo fino a un massimo in tre "
            "anni. Se un bando segue questa regola è scritto "
            + (f"in {italian.number(known)} schede." if known else "nel bando: nelle schede, nessun dato pubblico."),
        ),
        links=(Link("Pagina per chi ha un negozio", addresses.ENTERPRISES),),
    )


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


def _figures(catalog: Catalog) -> Section:
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
    text = ("Contributi e investimenti sono cose diverse: negli investimenti ci sono anche soldi di comuni e privati.",)
    return Section("Cifre delle regioni", "cifre", text=text, tables=(table,) if rows else (), empty=sections.NO_DATA)


def _disputed(catalog: Catalog) -> Iterator[tuple[Record, str]]:
    for record in chain(catalog.regions, catalog.programmes, catalog.initiatives):
        for item in record.disagreements:
            if any(word in item.about.lower() for word in ABOUT_MONEY):
                yield record, item.about


def _leverage(catalog: Catalog) -> Section:
    calls: list[Programme] = [item for item in catalog.programmes if item.leverage]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Link(item.name, addresses.of(item)), item.leverage or "") for item in calls
    )
    columns = (Column("Bando"), Column("Leva finanziaria"))
    return Section(
        "Leva finanziaria",
        "leva",
        text=(
            "È quanto investimento si muove per ogni euro di contributo pubblico: il rapporto fra la spesa complessiva "
            "e i soldi pubblici.",
        ),
        statements=sections.facts_of(catalog, FOUR_CALLS, "leva finanziaria"),
        tables=(Table("Leva finanziaria dei bandi", columns, rows),) if rows else (),
        empty=sections.NO_DATA,
    )
