"""Renames and withdrawals: old addresses that are free, and lists that stay while they list something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language.problem import Problem
from ...site import addresses
from ..content import Content


def aliases_are_free(content: Content, today: dt.date) -> Iterator[Problem]:
    """An old address could be a record's, leads to one record only, and is nobody's today.

    Nobody's: not even of a withdrawn record, or of one too broken to read. So an old address leads to no other.
    """
    holders = {addresses.at(name): file for name, file in content.files.items()}
    own = {file: address for address, file in holders.items()}
    now = frozenset(holders)
    for file, mark in content.marked():
        for index, alias in enumerate(mark.aliases):
            if alias == own[file]:
                message = f"«{alias}» è l'indirizzo di oggi di questa scheda: togli la riga"
            elif alias in holders:
                taken = "l'indirizzo di oggi di" if alias in now else "già usato da"
                message = f"«{alias}» è {taken} {holders[alias]}"
            else:
                message = _impossible(alias, content)
            holders.setdefault(alias, file)
            if message:
                yield content.document_at(file).problem(("aliases", index), message)


def _impossible(alias: str, content: Content) -> str:
    """Why an address could not be a record's, "" where it could."""
    if alias in map(addresses.region, content.places.regions):
        return f"«{alias}» è l'indirizzo della pagina di una regione"
    if not addresses.could_be_of_a_record(alias):
        return f"«{alias}» non può essere stato l'indirizzo di una scheda (per esempio /distretti/regione/nome/)"
    return ""


def withdrawn_regions_list_nothing(content: Content, today: dt.date) -> Iterator[Problem]:
    """A region's page lists its districts and programmes: it is not withdrawn while one of them is published."""
    marks = content.marks
    busy = {
        f"regions/{region}" for name, region in content.in_regions() if not (name in marks and marks[name].withdrawn)
    }
    for name, mark in marks.items():
        if mark.withdrawn and name in busy:
            message = "la regione ha distretti o programmi pubblicati: si ritirano prima quelli"
            yield content.document_at(content.files[name]).problem(("withdrawn",), message)
