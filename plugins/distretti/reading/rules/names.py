"""Names and addresses: files in their folder, no address taken twice, vocabularies without repeats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ...language import italian
from ...language.problem import Problem, did_you_mean
from ...model import District, Event, Initiative, Part, Programme, ProsePage, Region
from ...site import addresses
from ..content import Content
from ..yaml_file import Path

# Pages of the site that are not prose: a prose page with the name of one would take its address.
_TAKEN_PAGES = {
    "attrattori", "bandi", "comuni", "distretti", "eventi", "feed", "glossario", "iniziative", "problemi",
    "programmi", "province", "sfide", "tema",
}  # fmt: skip


def folders_are_regions(content: Content, today: dt.date) -> Iterator[Problem]:
    """The folder of a district or programme, and the name of a region's file, are regions of Italy."""
    for model, identifier in content.files:
        region = identifier.partition("/")[0]
        if model in (District, Programme, Region) and region not in content.places.regions:
            hint = did_you_mean(region, content.places.regions)
            yield Problem(content.files[model, identifier], 1, 1, "", f"«{region}» non è una regione italiana.{hint}")


def regions_have_their_file(content: Content, today: dt.date) -> Iterator[Problem]:
    """A region with districts or programmes has its own file: their pages lead to it."""
    missing = set()
    for model, identifier in sorted(content.files, key=lambda key: (key[0].__name__, key[1])):
        region = identifier.partition("/")[0]
        known = region in content.places.regions and (Region, region) not in content.files
        if model in (District, Programme) and known and region not in missing:
            missing.add(region)
            message = f"manca la scheda della regione: aggiungi regions/{region}.yaml"
            yield Problem(content.files[model, identifier], 1, 1, "", message)


def region_files_say_their_region(content: Content, today: dt.date) -> Iterator[Problem]:
    """A region's name and ISTAT code are those of the register."""
    for region in content.regions.values():
        place = content.places.regions.get(region.id)
        if place and region.name and italian.slug(region.name) != place.slug:
            yield content.document(region).problem(("name",), f"il nome della regione è «{place.name}»")
        if place and region.istat_code and region.istat_code != place.code:
            yield content.document(region).problem(("istat_code",), f"il codice Istat è '{place.code}'")


def programmes_say_their_folder(content: Content, today: dt.date) -> Iterator[Problem]:
    """A programme's region is its folder."""
    for programme in content.programmes.values():
        folder = programme.id.partition("/")[0]
        if programme.region and programme.region != folder:
            yield content.document(programme).problem(("region",), f"il file è nella cartella «{folder}»")


def event_folders_are_their_year(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event is in the folder of the year in which it starts."""
    for event in content.events.values():
        if event.start and str(event.start.year) != event.id.partition("/")[0]:
            yield content.document(event).problem(
                ("start",), f"comincia nel {event.start.year}: il file va nella cartella events/{event.start.year}/"
            )


def names_differ_from_addresses(content: Content, today: dt.date) -> Iterator[Problem]:
    """No record has the name of a page that the site makes by itself (a month, a list)."""
    for model, identifier in content.files:
        slug = identifier.rpartition("/")[2]
        if model is Event and slug.isdigit():
            message = "il nome del file non può essere un numero: è l'indirizzo di un mese"
            yield _named(content, model, identifier, message)
        if slug in {Initiative: addresses.INITIATIVE_LISTS, ProsePage: _TAKEN_PAGES}.get(model, ()):
            message = f"«{slug}» è già l'indirizzo di un elenco: cambia il nome del file"
            yield _named(content, model, identifier, message)


def _named(content: Content, model: type[Part], identifier: str, message: str) -> Problem:
    return Problem(content.files[model, identifier], 1, 1, "", message)


def uids_are_unique(content: Content, today: dt.date) -> Iterator[Problem]:
    """A uid belongs to one record only."""
    holders: dict[str, str] = {}
    for file, mark in content.marked():
        if mark.uid and holders.setdefault(mark.uid, file) != file:
            message = f"«{mark.uid}» è già usato da {holders[mark.uid]}"
            yield content.document_at(file).problem(("uid",), message)


def vocabulary_terms_are_unique(content: Content, today: dt.date) -> Iterator[Problem]:
    """No two entries of a vocabulary have the same id, number or name."""
    for vocabulary, entries in content.entries.items():
        file = content.vocabularies[vocabulary]
        for key in ("id", "number", "name") if file and vocabulary != "bodies" else ():
            seen: set[Any] = set()
            for index, entry in enumerate(entries):
                value = getattr(entry, key, None)
                if value is not None and value in seen:
                    path: Path = (index, key)
                    yield content.document_at(file).problem(path, f"«{value}» è già in questo elenco")
                seen.add(value)
