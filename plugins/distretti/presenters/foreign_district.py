"""A district's page in other languages: from its record and controlled words; what a source says stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..catalog.catalog import Catalog
from ..catalog.standing import standing
from ..language.words import Own, Words, plain
from ..model import District
from ..model import district as terms
from ..site import addresses
from ..site.blocks import Block, Detail, Grid, Phrase
from ..site.components import Column, Link, Map
from . import district_answer, district_facts, district_gaps, foreign, foreign_events, investor_facts, references, ties
from .foreign import detail, own

# Each kind with its article, as a sentence has it.
_KINDS = {
    "urbano": "un distretto urbano del commercio",
    "diffuso": "un distretto diffuso del commercio",
    "hub-urbano": "un hub urbano",
    "hub-di-prossimita": "un hub di prossimità",
    "rete-di-imprese": "una rete di imprese",
    "centro-integrato-di-via": "un centro integrato di via",
    "centro-commerciale-naturale": "un centro commerciale naturale",
}
_STATES = {
    "attivo": "È {tipo} {luogo}.",
    "in-costituzione": "È {tipo} in costituzione {luogo}.",
    "da-verificare": "È {tipo} {luogo}; lo conosciamo solo da fonti vecchie o indirette.",
    "cessato": "Era {tipo} {luogo}: non c'è più.",
}


def kind(words: Words, district: District) -> str:
    """What it is, with its article: only what a source says."""
    said = district.kind if district.kind and "kind" not in district.deduced else ""
    return words(_KINDS.get(said, "un distretto del commercio"))


def lead(words: Words, catalog: Catalog, district: District) -> Phrase:
    """What it is, where, how many municipalities it has, who leads it."""
    said = words.phrase(_STATES[district.status], tipo=kind(words, district), luogo=_where(words, catalog, district))
    places = catalog.municipalities_of(district)
    if len(places) > 1:
        one, many = "Ha {n} comune.", "Ha {n} comuni."
        if not district.municipalities_complete:
            one, many = "Se ne conosce {n} comune; l'elenco non è completo.", "Ne ha almeno {n} comuni."
        said = (*said, " ", words.count(len(places), one, many))
    if district.lead and "lead" not in district.deduced:
        past = district.status == "cessato"
        text = "Lo guidava {ente}." if past else "Lo guida {ente}."
        said = (*said, " ", *words.phrase(text, ente=Own(district.lead)))
    return said


def _where(words: Words, catalog: Catalog, district: District) -> Phrase:
    region = foreign.region(words, catalog, district.region)
    found = catalog.provinces_of(district)
    if not found:
        return words.phrase("in {regione}", regione=region)
    one, many = "in provincia di {province}, {regione}", "nelle province di {province}, {regione}"
    names = plain(foreign.provinces(words, found))
    return (words.count(len(found), one, many, province=names, regione=region),)


def at_hand(words: Words, catalog: Catalog, district: District) -> tuple[Detail, ...]:
    """Who leads it, how to reach it, its municipalities."""
    deduced = (words("Dedotto da altri dati."),) if "lead" in district.deduced else ()
    return (
        *detail(words("Capofila"), Own(district.lead) if district.lead else None, note=deduced),
        *contacts(words, district, _of_mail(words, district)),
        *_municipalities(words, catalog, district),
    )


def _of_mail(words: Words, district: District) -> Phrase:
    cited = district.contacts.source if district.contacts else None
    return foreign.source(words, district, cited) if cited else ()


def contacts(words: Words, district: District, source: Phrase) -> Iterator[Detail]:
    """Whom to ask, as far as it is public; `source` leads to that of the certified mail."""
    found = district.contacts
    site = district_answer.own_site(district)
    if found:
        yield from detail(words("Ufficio"), own(district_answer.office(district)))
        yield from detail(words("Telefono"), _link(found.phone, "tel:"))
        yield from detail(words("E-mail"), _link(found.email, "mailto:"))
        note = (*_registry(words, found), *(words.phrase("Fonte: {fonte}", fonte=source[0]) if source else ()))
        yield from detail(words("PEC (posta certificata)"), _link(found.pec, "mailto:"), note=note)
        yield from detail(words("Orari"), own(found.hours))
    web = (found and found.url) or site
    yield from detail(words("Pagina web"), Link(web.split("/")[2], web) if web else None)


def _registry(words: Words, found: terms.Contacts) -> Phrase:
    """Whose mail it is, from which registry, of which day."""
    if not (found.registry and found.registry_date):
        return ()
    text = "Della posta certificata del Comune capofila, {registro} del {giorno}."
    registry = words(terms.REGISTRIES[found.registry])
    return words(text, registro=registry, giorno=words.partial(found.registry_date)), " "


def _link(value: str | None, scheme: str) -> Link | None:
    return Link(value, f"{scheme}{value.replace(' ', '')}") if value else None


def _municipalities(words: Words, catalog: Catalog, district: District) -> tuple[Detail, ...]:
    places = catalog.municipalities_of(district)
    links = [Link(words.name(place.name), addresses.municipality(place)) for place in places]
    note = () if district.municipalities_complete else (words("L'elenco non è completo."),)
    term = words.count(len(places), "Comune", "Comuni")
    return detail(term, words.listed(links) if links else None, note=note)


def facts(words: Words, catalog: Catalog, district: District) -> tuple[Detail, ...]:
    """What it is by its region's and the catalogue's words, its state, since when, what it wants, its networks."""
    note = (words("Dedotto da altri dati."),) if "kind" in district.deduced else ()
    label = words(terms.KINDS[district.kind]) if district.kind else ""
    regional = district_facts.regional_kind(catalog, district)
    kind_said: Phrase = (label, " (", Own(regional), ")") if label else ()
    return (
        *detail(words("Tipo"), kind_said, note=note),
        *detail(words("Stato"), words(terms.STATUSES[district.status])),
        *_recognition(words, district),
        *detail(words("Dal"), words.partial(district.since) if district.since else None),
        *detail(words("Altri nomi"), *map(Own, district.other_names)),
        *(Detail(words(tie.term), tuple(map(_in_italian, tie.values)))
          for tie in ties.facts(catalog, district)),
        *detail(words("Strategia"), own(district.strategy)),
        *detail(words("Stato di avanzamento"), words(terms.PROGRESS[district.progress]) if district.progress else None),
        *detail(words("Reti"), *(Link(Own(network.name), network.url) for network in district.networks)),
        *_terms(words, catalog, district),
    )  # fmt: skip


def _in_italian(link: Any) -> Phrase:
    """A link to a record by its name."""
    return (Link(Own(link.label), link.address),)


def _recognition(words: Words, district: District) -> tuple[Detail, ...]:
    found = district.recognition
    if not found:
        return ()
    note = [*own(found.act)]
    note += [", " if note else "", words.partial(found.date)] if found.date else []
    return detail(words("Riconoscimento"), words(terms.RECOGNITIONS[found.state]), note=tuple(filter(None, note)))


def _terms(words: Words, catalog: Catalog, district: District) -> Iterator[Detail]:
    """What sources say it does and has, each beside the catalogue's terms that it stands for."""
    for vocabulary, said, term in (
        ("interventions", district.interventions, "Interventi"), ("attractions", district.attractions, "Attrattori"),
    ):  # fmt: skip
        labels = ([found.label for found in catalog.terms[vocabulary].of([text])] for text in said)
        values = (foreign.explained(words, text, found) for text, found in zip(said, labels, strict=True))
        yield from detail(words(term), *values)


def investing(words: Words, catalog: Catalog, district: District) -> tuple[Detail, ...]:
    """What who wants to invest asks, as far as sources say it."""
    measured = (
        (*foreign.measured(words, investor_facts.measures(catalog, item), item), f", {words.partial(item.date)}, ",
         *foreign.source(words, district, item.source))
        for item in district.indicators
    )  # fmt: skip
    shown = district.status != "cessato" and standing(catalog, district).says_something
    sheet = (
        foreign.page(words, words("Scheda per chi vuole investire"), addresses.investor_sheet(district))
        if shown
        else None
    )
    return (
        *detail(words("Mix merceologico"), own(district.offer)),
        *detail(words("Spazi sfitti"), own(district.vacant_spaces)),
        *detail(words("Indicatori"), *measured),
        *detail(words("Scheda"), sheet),
    )


def grants(words: Words, catalog: Catalog, district: District) -> tuple[Grid, ...]:
    """Public money that sources cite."""
    rows: list[tuple[Phrase, ...]] = []
    for grant in district.grants:
        programme = catalog.programme.get(grant.programme or "")
        measure = Link(Own(grant.measure), addresses.of(programme)) if programme else Own(grant.measure)
        amount = words("non noto") if grant.amount_eur is None else words.euros(grant.amount_eur)
        told = words("circa {importo}", importo=amount) if grant.approximate and grant.amount_eur else amount
        keys = ((terms.GRANT_SHARES, grant.share), (terms.GRANT_ROLES, grant.role), (terms.GRANT_STAGES, grant.stage))
        said = [words(table[key]) for table, key in keys if key] + [*map(Own, grant.remarks)]
        details = words.listed(said) if said else (words("non indicati"),)
        year = str(grant.year) if grant.year else words("non noto")
        rows.append(((measure,), (year,), (told,), details, foreign.source(words, district, grant.source)))
    labels = ("Misura", "Anno", "Importo", "Dettagli", "Fonte")
    kinds = ("text", "date", "amount", "text", "text")
    columns = tuple(Column(words(label), form) for label, form in zip(labels, kinds, strict=True))
    return (Grid(words("Contributi pubblici citati dalle fonti"), columns, tuple(rows)),) if rows else ()


def missing(words: Words, catalog: Catalog, district: District, events: bool) -> tuple[Phrase, ...]:
    """What no source that was read says of it."""
    return tuple((words(thing),) for thing in district_gaps.missing(catalog, district, events))


def blocks(words: Words, catalog: Catalog, district: District, drawn: Map | None) -> tuple[Block, ...]:
    """The page, in the order in which it is read."""
    events = catalog.happenings_of_district.get(district.id, ())
    coming = foreign_events.coming(words, catalog, events)
    day = foreign.built(words, catalog) if catalog.upcoming(events, 1) else None
    gone = foreign_events.past(words, catalog, events)
    programmes = catalog.programmes_of_district.get(district.id, ())
    initiatives = catalog.initiatives_of_district.get(district.id, ())
    linked = tuple(_in_italian(references.record(item)) for item in (*programmes, *initiatives))
    candidates = (
        Block(details=at_hand(words, catalog, district), map=drawn),
        Block(words("Mercati ed eventi"), "events", day, rows=coming),
        Block(words("Dati principali"), "facts", details=facts(words, catalog, district)),
        *foreign.written(words, district),
        Block(
            words("Descrizione (in italiano)"), "description", texts=tuple(filter(None, [own(district.description)]))
        ),
        Block(words("Per chi vuole investire"), "invest", details=investing(words, catalog, district)),
        Block(words("Contributi"), "grants", grids=grants(words, catalog, district)),
        Block(words("Programmi e iniziative"), "programmes", items=linked),
        Block(words("Eventi passati"), "past", rows=gone),
        foreign.sources(words, catalog, district),
        Block(
            words("Che cosa manca"), "missing", items=missing(words, catalog, district, bool(events)), searched=False
        ),
    )
    return (*filter(foreign.has_something, candidates), foreign.original(words, addresses.of(district)))
