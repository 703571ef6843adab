"""What no single field can check: one small function for each rule, from the whole content to problems."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from . import italian
from .dates import PartialDate
from .load import Content
from .model import District, Event, Initiative, Part, Programme, Record, RecurringEvent
from .places import UnknownPlace
from .problem import Problem, did_you_mean
from .yaml_file import Path

Rule = Callable[[Content, dt.date], Iterator[Problem]]


def broken(content: Content, today: dt.date) -> list[Problem]:
    """The problems of every rule, sorted."""
    return sorted(problem for rule in RULES for problem in rule(content, today))


def folders_are_regions(content: Content, today: dt.date) -> Iterator[Problem]:
    """The folder of a district or programme, and the name of a region's file, are regions of Italy."""
    for model, identifier in content.files:
        region = identifier.partition("/")[0]
        if model in (District, Programme) or model.__name__ == "Region":
            if region not in content.places.regions:
                hint = did_you_mean(region, content.places.regions)
                yield Problem(
                    content.files[model, identifier], 1, 1, "", f"«{region}» non è una regione italiana.{hint}"
                )


def region_files_say_their_region(content: Content, today: dt.date) -> Iterator[Problem]:
    """A region's name and ISTAT code are those of the register."""
    for region in content.regions.values():
        place = content.places.regions.get(region.id)
        if place and italian.slug(region.name) != place.slug:
            yield content.document(region).problem(("name",), f"il nome della regione è «{place.name}»")
        if place and region.istat_code != place.code:
            yield content.document(region).problem(("istat_code",), f"il codice Istat è '{place.code}'")


def programmes_say_their_folder(content: Content, today: dt.date) -> Iterator[Problem]:
    """A programme's region is its folder."""
    for programme in content.programmes.values():
        folder = programme.id.partition("/")[0]
        if programme.region != folder:
            yield content.document(programme).problem(("region",), f"il file è nella cartella «{folder}»")


def event_folders_are_their_year(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event is in the folder of the year in which it starts."""
    for event in content.events.values():
        if str(event.start.year) != event.id.partition("/")[0]:
            yield content.document(event).problem(
                ("start",), f"comincia nel {event.start.year}: il file va nella cartella events/{event.start.year}/"
            )


def district_municipalities_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Every municipality of a district is one of today, in its region, once."""
    for district in content.districts.values():
        seen: dict[str, int] = {}
        for index, membership in enumerate(district.municipalities):
            path: Path = ("municipalities", index)
            if "name" in _at(content, district, path):
                path = (*path, "name")
            try:
                code = content.places.find(membership.name, district.region).istat_code
            except UnknownPlace as error:
                yield content.document(district).problem(path, str(error))
                continue
            if code in seen:
                yield content.document(district).problem(path, f"«{membership.name}» è già nell'elenco")
            seen[code] = index


def _at(content: Content, record: Record, path: Path) -> dict[str, Any]:
    value: Any = content.document(record).value
    for step in path:
        value = value[step]
    return value if isinstance(value, dict) else {}


def event_municipalities_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """The place of an event in Italy is a municipality of today; so are those of an initiative."""
    for event in [*content.events.values(), *content.recurring.values()]:
        if event.municipality and not getattr(event, "country", None):
            yield from _place_problems(content, event, event.municipality, ("municipality",), event.districts)
    for initiative in content.initiatives.values():
        for index, name in enumerate(initiative.municipalities):
            yield from _place_problems(content, initiative, name, ("municipalities", index), initiative.districts)


def _place_problems(
    content: Content, record: Record, name: str, path: Path, districts: tuple[str, ...]
) -> Iterator[Problem]:
    try:
        content.places.find(name)
    except UnknownPlace as error:
        regions = {district.partition("/")[0] for district in districts}
        if len(regions) == 1:
            try:
                content.places.find(name, regions.pop())
            except UnknownPlace as narrower:
                error = narrower
            else:
                return
        yield content.document(record).problem(path, str(error))


def provinces_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Province codes are car plates of today, in the record's region."""
    for district in content.districts.values():
        for index, code in enumerate(district.provinces):
            yield from _province_problems(content, district, code, ("provinces", index), district.region)
    for region in content.regions.values():
        for index, figure in enumerate(region.provincial_figures):
            path: Path = ("provincial_figures", index, "province")
            yield from _province_problems(content, region, figure.province, path, region.id)


def _province_problems(
    content: Content, record: Record, code: str, path: Path, region: str
) -> Iterator[Problem]:
    province = content.places.provinces.get(code)
    if not province:
        codes = ", ".join(sorted(p.code for p in content.places.provinces.values() if p.region == region))
        yield content.document(record).problem(path, f"«{code}» non è la sigla di una provincia; in questa regione: {codes}")
    elif province.region != region:
        yield content.document(record).problem(path, f"la provincia «{code}» non è in questa regione")


def linked_records_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Every id written in a record is the id of a file."""
    for record in content.records():
        for path, model, identifier in _links(record):
            if (model, identifier) not in content.files:
                known = [name for kind, name in content.files if kind is model]
                yield content.document(record).problem(
                    path, f"non c'è nessuna scheda «{identifier}».{did_you_mean(identifier, known)}"
                )


def _links(record: Record) -> Iterator[tuple[Path, type[Part], str]]:
    if isinstance(record, District):
        for index, call in enumerate(record.calls):
            yield ("calls", index), Programme, call
        for index, grant in enumerate(record.grants):
            if grant.programme:
                yield ("grants", index, "programme"), Programme, grant.programme
    if isinstance(record, Event | RecurringEvent | Initiative):
        for index, district in enumerate(record.districts):
            yield ("districts", index), District, district
    if isinstance(record, Event | RecurringEvent):
        for index, initiative in enumerate(record.initiatives):
            yield ("initiatives", index), Initiative, initiative
    if isinstance(record, Programme):
        if record.district:
            yield ("district",), District, record.district
        if record.descends_from:
            yield ("descends_from",), Programme, record.descends_from


def vocabulary_terms_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Kinds of partner and numbers of challenges are those of their vocabularies."""
    kinds = [term.id for term in content.partners]
    numbers = {challenge.number for challenge in content.challenges}
    for record in content.records():
        people = getattr(record, "promoters", ()) or getattr(record, "partners", ())
        name = "promoters" if hasattr(record, "promoters") else "partners"
        for index, body in enumerate(people):
            if body.kind and body.kind not in kinds:
                yield content.document(record).problem(
                    (name, index, "kind"), f"«{body.kind}» non è in partners.yaml.{did_you_mean(body.kind, kinds)}"
                )
        for index, number in enumerate(getattr(record, "challenges", ())):
            if number not in numbers:
                yield content.document(record).problem(("challenges", index), f"non c'è nessuna sfida {number}")


def sources_are_listed(content: Content, today: dt.date) -> Iterator[Problem]:
    """Wherever a record cites a source, it is one of the record's sources."""
    for record in content.records():
        known = {source.reference for source in record.sources}
        for index, source in enumerate(record.sources):
            if not source.url and not source.title:
                yield content.document(record).problem(("sources", index), "serve url, oppure title per un documento")
        for path, cited in _citations(content.document(record).value, ()):
            if cited not in known:
                yield content.document(record).problem(
                    path, f"la fonte citata non è fra le fonti della scheda (sources).{did_you_mean(cited, known)}"
                )


def _citations(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts under `source`, and under `sources` of anything but the record itself."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "source" and isinstance(item, str):
                yield (*path, key), " ".join(item.split())
            elif key == "sources" and path:
                yield from (((*path, key, index), " ".join(text.split())) for index, text in enumerate(item))
            else:
                yield from _citations(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _citations(item, (*path, index))


def ends_follow_starts(content: Content, today: dt.date) -> Iterator[Problem]:
    """What ends does not end before it starts: days, periods, hours of one day."""
    for record in content.records():
        for path, start, end in _spans(record):
            if start and end and end.last < start.first:
                yield content.document(record).problem(path, f"«{end}» viene prima di «{start}»")
        time, end_time = getattr(record, "time", None), getattr(record, "end_time", None)
        # A market that ends after midnight is written with the hour it ends: only equal hours are surely wrong.
        if time and end_time and time == end_time:
            yield content.document(record).problem(("end_time",), "la fine è uguale all'inizio")


def _spans(record: Record) -> Iterator[tuple[Path, PartialDate | None, PartialDate | None]]:
    if isinstance(record, Event):
        yield ("end",), record.start, record.end
    if isinstance(record, District):
        for index, membership in enumerate(record.municipalities):
            yield ("municipalities", index, "to"), membership.from_, membership.to
        if record.recognition:
            yield ("recognition", "expires"), record.recognition.date, record.recognition.expires
    if isinstance(record, Programme):
        yield ("closed",), record.opened, record.closed
        yield ("valid_to",), record.valid_from, record.valid_to
        for index, period in enumerate(record.periods):
            yield ("periods", index, "to"), period.from_, period.to


def known_days_are_past(content: Content, today: dt.date) -> Iterator[Problem]:
    """The days on which something was compiled, confirmed, published or withdrawn are not after the day of the build."""
    for record in content.records():
        document = content.document(record)
        dates: list[tuple[Path, PartialDate | None]] = [(("compiled",), record.compiled)]
        dates += [(("confirmed", "date"), record.confirmed.date)] if record.confirmed else []
        dates += [(("withdrawn", "date"), record.withdrawn.date)] if record.withdrawn else []
        dates += [(("sources", index, "date"), source.date) for index, source in enumerate(record.sources)]
        for path, date in dates:
            if date and date.first > today:
                yield document.problem(path, f"«{date}» è dopo oggi ({today.isoformat()})")


def names_differ_from_addresses(content: Content, today: dt.date) -> Iterator[Problem]:
    """No event has the name that a page of its year needs (a month, "ricorrenti")."""
    for event in content.events.values():
        if event.slug.isdigit():
            file = content.files[Event, event.id]
            yield Problem(file, 1, 1, "", "il nome del file non può essere un numero: è l'indirizzo di un mese")
    for identifier in content.initiatives:
        if identifier in ("asse", "servizio"):
            file = content.files[Initiative, identifier]
            yield Problem(file, 1, 1, "", f"«{identifier}» è già l'indirizzo di un elenco: cambia il nome del file")


def aliases_are_free(content: Content, today: dt.date) -> Iterator[Problem]:
    """An old address leads to one record only; uids do not repeat."""
    taken: dict[str, list[tuple[Record, Path]]] = defaultdict(list)
    for record in content.records():
        for index, alias in enumerate(record.aliases):
            taken[alias].append((record, ("aliases", index)))
        if record.uid:
            taken[record.uid].append((record, ("uid",)))
    for name, holders in taken.items():
        for record, path in holders[1:]:
            first = content.document(holders[0][0]).file
            yield content.document(record).problem(path, f"«{name}» è già usato da {first}")


RULES: tuple[Rule, ...] = (
    folders_are_regions,
    region_files_say_their_region,
    programmes_say_their_folder,
    event_folders_are_their_year,
    district_municipalities_exist,
    event_municipalities_exist,
    provinces_exist,
    linked_records_exist,
    vocabulary_terms_exist,
    sources_are_listed,
    ends_follow_starts,
    known_days_are_past,
    names_differ_from_addresses,
    aliases_are_free,
)
