"""What no source that was read says of a district: each thing that a reader could tell, none that its notes tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..model import District
from . import district_answer

# A thing, the fields that say it, and the words by which notes say it though no field does.
_GAPS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Capofila: chi lo guida", ("lead",), r"capofila"),
    ("Tipo: urbano o diffuso, di un comune o di più", ("kind",), r""),
    ("Da quando esiste", ("since",), r"\bnat[oa]\b|costitui|istituit"),
    ("Riconoscimento della Regione", ("recognition",), r"riconosci|riconosciut|iscri|registro regionale"),
    ("Perimetro: può essere solo una parte del territorio comunale", ("perimeter",), r"perimetro"),
    ("Manager di distretto, se c'è", ("manager",), r"manager"),
    ("Cabina di regia: chi decide", ("steering",), r"cabina di regia"),
    ("Partner: gli enti e le associazioni che ne fanno parte", ("partners",), r"partner"),
    ("Contributi pubblici ricevuti", ("grants", "calls"), r"contribut|finanziat|\beuro\b|€"),
    ("Strategia: che cosa vuole fare", ("strategy",), r"strategi"),
    ("Stato di avanzamento del suo programma", ("progress",), r""),
    ("Mix merceologico: che cosa vendono i negozi", ("offer",), r"merceolog"),
    ("Spazi sfitti", ("vacant_spaces",), r"sfitt"),
    ("Reti di cui fa parte", ("networks",), r"\breti\b"),
    ("Certificazioni di terzi", ("certifications",), r"marchio|certificaz"),
    ("Documenti: accordo, mappa, programma", ("attachments",), r""),
)


def missing(catalog: Catalog, district: District, events: bool) -> tuple[str, ...]:
    """The things in the order of a page; `events` says whether any is known, past or to come."""
    told = " ".join(filter(None, (district.notes, district.description, district.prose)))
    found = list(_places(catalog, district))
    found += [
        thing
        for thing, fields, said in _GAPS
        if not any(_has(district, name) for name in fields) and not (said and re.search(said, told, re.IGNORECASE))
    ]
    found += [] if events else ["Mercati ed eventi"]
    return (*_contact(district), *found)


def _has(district: District, name: str) -> bool:
    governed = name in ("manager", "steering")
    return bool(getattr(district.governance, name, None) if governed else getattr(district, name))


def _contact(district: District) -> Iterator[str]:
    contacts = district.contacts
    if district_answer.own_site(district) or (contacts and (contacts.phone or contacts.email or contacts.url)):
        return
    only = " (qui c'è solo la PEC)" if contacts and contacts.pec else ""
    yield f"Contatti: un telefono, un'e-mail o un sito del distretto{only}"


def _places(catalog: Catalog, district: District) -> Iterator[str]:
    if not catalog.municipalities_of(district):
        yield "Comuni che ne fanno parte"
    elif not district.municipalities_complete:
        yield "Gli altri comuni che ne fanno parte"
