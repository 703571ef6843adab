"""What most readers come to a district's page for: what it is and who leads it in one sentence, and how to reach it."""

from __future__ import annotations

import re

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model import district as words
from ..model.district import Contacts
from ..places.register import Municipality
from ..site import addresses
from ..site.components import Cell, Fact, Link
from . import district_facts, evidence, references

FEW = 4  # municipalities that are named among the first facts; more have a list of their own
_PLAIN = "distretto del commercio"
_ARTICLES = {"hub": ("l'", "un ", "lo"), "rete": ("la ", "una ", "la")}  # the, a, it; others are masculine
_SITE = re.compile(r"(?:Distretto|DUC) ")  # who publishes a district's own site


def sentence(catalog: Catalog, district: District) -> str:
    """ "È il distretto urbano di Lodi, lo guida il Comune di Lodi.", with what of it is not sure."""
    kind = _kind(catalog, district)
    the, a, it = _ARTICLES.get(kind.partition(" ")[0], ("il ", "un ", "lo"))
    ended = district.status == "cessato"
    places, whole = catalog.municipalities_of(district), district.municipalities_complete
    named = whole and [place.name for place in places] == [district.short_name] and district.status == "attivo"
    what = f"{the if named else a}{kind}{' in costituzione' if district.status == 'in-costituzione' else ''}"
    said = f"{'Era' if ended else 'È'} {what} {_where(catalog, district, places, named)}"
    if district.lead and "lead" not in district.deduced:
        leads = f"{it} {'guidava' if ended else 'guida'} {italian.the(district.lead)}"
        said += f"{';' if ',' in said or ':' in said else ','} {leads}"
    return f"{said}.{_unsure(district)}"


def _kind(catalog: Catalog, district: District) -> str:
    """ "distretto urbano": only what a source says."""
    kind = district_facts.said_kind(catalog, district).lower() or _PLAIN
    found = re.fullmatch("(distretto .+) del commercio", kind)
    return found[1] if found else kind


def _where(catalog: Catalog, district: District, places: tuple[Municipality, ...], named: bool) -> str:
    area, part = _area(catalog, district), "ne faceva parte" if district.status == "cessato" else "ne fa parte"
    if not places:
        return area
    if not district.municipalities_complete:
        if len(places) == 1:
            return f"{area}: {part} {places[0].name}, forse con altri comuni"
        return f"{area}, con almeno {len(places)} comuni"
    if len(places) > 1:
        return f"di {len(places)} comuni {area}"
    town = places[0]
    capital = town.name == catalog.places.provinces[town.province].name
    return f"{f'di {town.name}' if named else italian.at(town.name)}{'' if capital else f', {area}'}"


def _area(catalog: Catalog, district: District) -> str:
    """ "in provincia di Lodi", "nelle province di Lodi e Milano", "in Lombardia" where no province is known."""
    names = [province.name for province in catalog.provinces_of(district)]
    if not names:
        return italian.in_region(catalog.places.regions[district.region].name)
    return f"{'in provincia' if len(names) == 1 else 'nelle province'} di {italian.listed(names)}"


def _unsure(district: District) -> str:
    if district.status == "in-costituzione":
        newest = district.newest_source
        return f" Lo dice una fonte {italian.of(newest)}." if newest else " Lo dicono fonti senza data."
    return " Lo conosciamo solo da fonti vecchie o indirette." if district.status == "da-verificare" else ""


def at_hand(catalog: Catalog, district: District) -> tuple[Fact, ...]:
    """Who leads it, how to reach it, its municipalities: what is known of them."""
    found: list[Fact] = []
    if district.lead:
        note = "Dedotto: le note dicono da che cosa." if "lead" in district.deduced else ""
        found.append(Fact("Capofila", (references.body(catalog, district.lead),), note))
    return (*found, *contacts(district), *_municipalities(catalog, district))


def _municipalities(catalog: Catalog, district: District) -> tuple[Fact, ...]:
    places = catalog.municipalities_of(district)
    if not places:
        return ()
    links = tuple(Link(place.name, addresses.municipality(place)) for place in places)
    note = "" if district.municipalities_complete else "L'elenco non è completo."
    shown = links if len(links) <= FEW else (Link(f"{len(links)} comuni", "#comuni"),)
    return (Fact("Comune" if len(links) == 1 else "Comuni", shown, note),)


def contacts(district: District) -> tuple[Fact, ...]:
    """How to reach the district, empty where nothing public is known."""
    facts = _contacts(district, district.contacts) if district.contacts else []
    if not (district.contacts and district.contacts.url) and (site := own_site(district)):
        facts.append(("Sito del distretto", (Link(site.split("/")[2], site),), "È fra le fonti di questa scheda."))
    return tuple(Fact(term, values, note) for term, values, note in facts if values)


def _contacts(district: District, contacts: Contacts) -> list[tuple[str, tuple[Cell, ...], str]]:
    pec: tuple[Cell, ...] = (Link(contacts.pec, f"mailto:{contacts.pec}"),) if contacts.pec else ()
    if pec and contacts.source:
        source = evidence.source_link(district, contacts.source)
        pec += (Link(f"Fonte: {source.label}", source.address) if isinstance(source, Link) else source,)
    called = re.sub(r"[^0-9+]", "", contacts.phone or "")
    return [
        ("Ufficio", (said,) if (said := office(district)) else (), ""),
        ("Telefono", (Link(contacts.phone, f"tel:{called}"),) if contacts.phone else (), ""),
        ("E-mail", (Link(contacts.email, f"mailto:{contacts.email}"),) if contacts.email else (), ""),
        ("PEC", pec, _registry(contacts)),
        ("Orari", (contacts.hours,) if contacts.hours else (), ""),
        ("Pagina web", (Link(contacts.url.split("/")[2], contacts.url),) if contacts.url else (), ""),
    ]


def office(district: District) -> str:
    """The office that answers, where it is not who leads the district."""
    said = district.contacts and district.contacts.office
    return "" if not said or said in (district.lead, f"{district.lead}, capofila") else said


def _registry(contacts: Contacts) -> str:
    """ "PEC del Comune capofila, da una raccolta dell'indice IPA del 26 gennaio 2026"; empty where none is said."""
    if not (contacts.registry and contacts.registry_date):
        return ""
    return f"PEC del Comune capofila, {words.REGISTRIES[contacts.registry]} {italian.of(contacts.registry_date)}."


def own_site(district: District) -> str:
    """The address of a source that a district publishes; empty where none is one."""
    return next((source.url for source in district.sources if source.url and _SITE.match(source.publisher)), "")
