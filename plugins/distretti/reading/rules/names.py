"""Names and addresses: files in their folder, no address taken twice, vocabularies without repeats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ...language import italian
from ...language.problem import Problem, did_you_mean
from ...model import Event, Programme, Region
from ...model.programme import NATIONAL
from ...site import addresses
from ..content import Content
from ..yaml_file import KeyPath


def folders_are_regions(content: Content, today: dt.date) -> Iterator[Problem]:
    """The folder of a district or programme, and the name of a region's file, are regions of Italy."""
    own_files = ((name, name.partition("/")[2]) for name in content.files if name.startswith("regions/"))
    for name, region in (*content.in_regions(), *own_files):
        national = region == NATIONAL and name.startswith("programmes/")
        if region not in content.places.regions and not national:
            hint = did_you_mean(region, content.places.regions)
            yield Problem(content.files[name], 1, 1, "", f"«{region}» non è una regione italiana.{hint}")


def regions_have_their_file(content: Content, today: dt.date) -> Iterator[Problem]:
    """A region with districts or programmes has its own file: their pages lead to it."""
    missing = set()
    for name, region in sorted(content.in_regions()):
        if region in content.places.regions and f"regions/{region}" not in content.files and region not in missing:
            missing.add(region)
            message = f"manca la scheda della regione: aggiungi regions/{region}.yaml"
            yield Problem(content.files[name], 1, 1, "", message)


def region_files_say_their_region(content: Content, today: dt.date) -> Iterator[Problem]:
    """A region's name and ISTAT code are those of the register."""
    for region in content.of(Region).values():
        place = content.places.regions.get(region.id)
        if place and region.name and italian.slug(region.name) != place.slug:
            yield content.document(region).problem(("name",), f"il nome della regione è «{place.name}»")
        if place and region.istat_code and region.istat_code != place.code:
            yield content.document(region).problem(("istat_code",), f"il codice Istat è '{place.code}'")


def programmes_say_their_folder(content: Content, today: dt.date) -> Iterator[Problem]:
    """A programme's region is its folder."""
    for programme in content.of(Programme).values():
        folder = programme.id.partition("/")[0]
        if programme.region and programme.region != folder:
            yield content.document(programme).problem(("region",), f"il file è nella cartella «{folder}»")


def event_folders_are_their_year(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event is in the folder of the year in which it starts."""
    for event in content.of(Event).values():
        if event.start and str(event.start.year) != event.id.partition("/")[0]:
            yield content.document(event).problem(
                ("start",), f"comincia nel {event.start.year}: il file va nella cartella events/{event.start.year}/"
            )


def names_differ_from_addresses(content: Content, today: dt.date) -> Iterator[Problem]:
    """No record has the name of a page that the site makes by itself (a month, a list)."""
    for name, file in content.files.items():
        if addresses.is_taken(name):
            slug = name.rpartition("/")[2]
            message = f"«{slug}» è già l'indirizzo di un elenco: cambia il nome del file"
            if slug.isdigit():
                message = "il nome del file non può essere un numero: è l'indirizzo di un mese"
            yield Problem(file, 1, 1, "", message)


def uids_are_unique(content: Content, today: dt.date) -> Iterator[Problem]:
    """A uid belongs to one record only."""
    holders: dict[str, str] = {}
    for file, mark in content.marked():
        if mark.uid and holders.setdefault(mark.uid, file) != file:
            message = f"«{mark.uid}» è già usato da {holders[mark.uid]}"
            yield content.document_at(file).problem(("uid",), message)


def vocabulary_terms_are_unique(content: Content, today: dt.date) -> Iterator[Problem]:
    """No two entries of a vocabulary have the same id, number or name, in whatever capitals."""
    for vocabulary, entries in content.entries.items():
        file = content.vocabularies[vocabulary]
        for key in ("id", "number", "name", "label") if file and vocabulary != "bodies" else ():
            seen: dict[Any, Any] = {}
            for index, entry in enumerate(entries):
                value = getattr(entry, key, None)
                folded = italian.folded(value) if isinstance(value, str) else value
                if value is not None and folded in seen:
                    path: KeyPath = (index, key)
                    other = "" if seen[folded] == value else f", scritto «{seen[folded]}»"
                    yield content.document_at(file).problem(path, f"«{value}» è già in questo elenco{other}")
                seen.setdefault(folded, value)
