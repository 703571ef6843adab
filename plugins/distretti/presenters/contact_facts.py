"""What most readers come to a district's page for: how to reach it, and what of dates and calls is not known."""

from __future__ import annotations

import re

from ..language import italian
from ..model import District
from ..model import district as words
from ..model.district import Contacts
from ..site import addresses
from ..site.components import Cell, Fact, Link
from . import evidence


def at_hand(district: District, upcoming: bool, open_calls: bool, of_region: bool) -> tuple[Fact, ...]:
    """The contacts, and a line for each thing that most readers come for and that is not known.

    `of_region` says whether calls of its region are open: then only the district's own are said to be none.
    """
    report = Link("Segnala un contatto pubblico", addresses.correction(addresses.of(district)))
    facts = list(contacts(district)) or [Fact("Contatti", ("Nessun contatto pubblico del distretto è noto.", report))]
    if not upcoming:
        facts.append(Fact("Mercati ed eventi", ("Nessun evento futuro con data certa è noto.",)))
    if not open_calls:
        whose = " del distretto" if of_region else ""
        facts.append(Fact("Bandi aperti", (f"Nessun bando aperto{whose} risulta dalle fonti.",)))
    return tuple(facts)


def contacts(district: District) -> tuple[Fact, ...]:
    """How to reach the district, empty where nothing public is known."""
    contacts = district.contacts
    if not contacts:
        return ()
    pec: tuple[Cell, ...] = (Link(contacts.pec, f"mailto:{contacts.pec}"),) if contacts.pec else ()
    if pec and contacts.source:
        pec += (evidence.source_link(district, contacts.source),)
    called = re.sub(r"[^0-9+]", "", contacts.phone or "")
    facts: list[tuple[str, tuple[Cell, ...], str]] = [
        ("Ufficio", (contacts.office,) if contacts.office else (), ""),
        ("E-mail", (Link(contacts.email, f"mailto:{contacts.email}"),) if contacts.email else (), ""),
        ("PEC", pec, _registry(contacts)),
        ("Telefono", (Link(contacts.phone, f"tel:{called}"),) if contacts.phone else (), ""),
        ("Orari", (contacts.hours,) if contacts.hours else (), ""),
        ("Pagina web", (Link(contacts.url.split("/")[2], contacts.url),) if contacts.url else (), ""),
    ]
    return tuple(Fact(term, values, note) for term, values, note in facts if values)


def _registry(contacts: Contacts) -> str:
    """ "PEC del Comune capofila, da una raccolta dell'indice IPA del 26 gennaio 2026"; empty where none is said."""
    if not (contacts.registry and contacts.registry_date):
        return ""
    return f"PEC del Comune capofila, {words.REGISTRIES[contacts.registry]} {italian.of(contacts.registry_date)}."
