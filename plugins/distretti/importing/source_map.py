"""The map of a source: who published it, how its file is written, which column fills which of our fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from ..language import italian
from ..language.problem import Problem, bare, did_you_mean
from ..model import District, Event, Filed, Part, RecurringEvent
from ..model.record import field
from ..model.schema import group
from ..model.values import Date, Slug, Text, WebAddress, choice
from ..places.names import UnknownPlace
from ..places.register import Places
from ..reading import field_names, yaml_file
from ..reading.validation import validated
from ..reading.yaml_file import Document

DISTRICTS, CONTACTS, EVENTS = "distretti", "contatti", "eventi"
KINDS = {DISTRICTS: "un elenco di distretti", CONTACTS: "recapiti di chi guida i distretti", EVENTS: "eventi"}
CSV, ICS = "csv", "ics"
FORMATS = {CSV: "tabella CSV", ICS: "calendario iCalendar"}
ENCODINGS = {"utf-8": "utf-8-sig", "windows-1252": "cp1252", "iso-8859-15": "iso-8859-15", "utf-16": "utf-16"}
SIGNS = {"virgola": ",", "punto-e-virgola": ";", "tabulazione": "\t", "barra": "|"}
DAY_FIRST = "giorno-mese-anno"
ORDERS = {"anno-mese-giorno": "2026-12-05", DAY_FIRST: "5/12/2026"}

PAGE = "sources.url"  # the page of one row
IPA = "lead_ipa"
# The sentences of a source are its own, and what a record says of itself is ours to say.
OURS = {"summary", "description", "notes", "strategy", "collected", "compiled", "confirmed", "aliases", "withdrawn",
        "sources", "practices", "disagreements", "related", "deduced"}  # fmt: skip


class SourceMap(Part):
    """What a file of others is, and what it fills."""

    kind: Annotated[str, choice(KINDS)] = field("Che cosa contiene", required=True)
    format: Annotated[str, choice(FORMATS)] = field("Forma", required=True)
    publisher: Text = field("Editore", "Chi ha pubblicato il file", required=True)
    title: Text | None = field("Titolo", "Serve quando il file non ha un indirizzo stabile")
    url: WebAddress | None = field("Indirizzo", "Dove si trova il file, o la sua pagina")
    date: Date | None = field("Data", "Il giorno del file")
    encoding: Annotated[str, choice(dict.fromkeys(ENCODINGS, ""))] = field("Codifica", default="utf-8")
    delimiter: Annotated[str, choice(dict.fromkeys(SIGNS, ""))] = field("Fra le colonne", default="virgola")
    separator: Annotated[str, choice(dict.fromkeys(SIGNS, ""))] = field(
        "Fra i valori di una colonna che è un elenco", default="virgola"
    )
    dates: Annotated[str, choice(ORDERS)] = field("Come sono scritte le date", default="anno-mese-giorno")
    region: Slug | None = field("Regione", "La cartella dei distretti")
    municipality: Text | None = field("Comune", "Se tutto accade in un comune")
    columns: dict[str, Text] = field("Colonne", "campo della scheda: colonna del file", default={})
    values: dict[str, Any] = field("Valori fissi", "campo della scheda: valore", default={})
    words: dict[str, dict[str, Text]] = field("Parole", "campo: parola del file: valore della scheda", default={})


def read(content: bytes, file: str, places: Places) -> tuple[SourceMap | None, Document | None, list[Problem]]:
    """The map in a file, with its document; None where it has a problem."""
    document, problems = yaml_file.read(content, file)
    if document is None:
        return None, None, problems
    found, more = validated(SourceMap, document)
    problems = [problem for problem in [*problems, *more] if not problem.warning]
    if found and not problems:
        problems = sorted(_wrong(found, document, places))
    return (None if problems else found), document, problems


def models(found: SourceMap) -> tuple[type[Filed], ...]:
    """The kinds of record that its rows may be."""
    return (Event, RecurringEvent) if found.kind == EVENTS else (District,)


def properties(kinds: tuple[type[Filed], ...]) -> dict[str, Any]:
    """The schemas of the fields of these kinds."""
    return {key: item for kind in reversed(kinds) for key, item in group(kind)["properties"].items()}


def schema_of(fields: dict[str, Any], name: str) -> dict[str, Any] | None:
    """The schema of a field by its dotted name ("contacts.pec"), None where there is none."""
    found: dict[str, Any] = {"properties": fields}
    for step in name.split("."):
        inside = _inside(found)
        if step not in inside:
            return None
        found = inside[step]
    return found


def missing_columns(columns: list[str], source: SourceMap, document: Document, file: str) -> Iterator[Problem]:
    """The columns of the map that the file has not, or has twice."""
    for name, column in source.columns.items():
        if columns.count(column) == 1:
            continue
        there = "c'è due volte" if column in columns else "non c'è"
        meant = "" if column in columns else did_you_mean(column, columns)
        if not meant and column not in columns:
            listed = italian.listed([f"«{each[:40]}»" for each in columns[:30]])
            meant = f" Ci sono {listed}." if len(columns) > 1 else " C'è una colonna sola: controlla «delimiter»."
        yield document.problem(("columns", name), f"in {file} la colonna «{column}» {there}.{meant}")


def _wrong(found: SourceMap, document: Document, places: Places) -> Iterator[Problem]:
    problem, fields = document.problem, properties(models(found))
    if not (found.url or found.title):
        yield problem(("publisher",), "aggiungi «url», o «title» se il file non ha un indirizzo", of_key=True)
    if found.format == ICS and found.kind != EVENTS:
        yield problem(("format",), "in un calendario ci sono solo eventi: «kind: eventi»")
    if found.format == ICS and found.columns:
        yield problem(("columns",), "un calendario non ha colonne: togli il gruppo", of_key=True)
    yield from _of_kind(found, document, places)
    for part, given in (("columns", found.columns), ("values", found.values)):
        for name in given:
            if advice := _not_fillable(found, part, name, fields):
                yield problem((part, name), advice, of_key=True)
    for name in found.words:
        if name not in found.columns and not (found.format == ICS and name == "kind"):
            yield problem(("words", name), "nessuna colonna riempie questo campo", of_key=True)
    for name in found.values:
        if any(_overlap(name, other) for other in found.columns):
            yield problem(("values", name), "lo riempie già una colonna: tieni l'una o l'altro", of_key=True)
    for name in found.columns:
        if any(name != other and _overlap(name, other) for other in found.columns):
            yield problem(("columns", name), "un'altra colonna riempie lo stesso campo: tienine una", of_key=True)
    yield from _of_values(found, document)


def _of_kind(found: SourceMap, document: Document, places: Places) -> Iterator[Problem]:
    needed = {DISTRICTS: ("name",), CONTACTS: (IPA,), EVENTS: ("title", "start")}[found.kind]
    missing = [name for name in needed if name not in found.columns and name not in found.values]
    if found.format == CSV and missing:
        said = f"manca la colonna di {' e di '.join(f'«{name}»' for name in missing)}"
        yield document.problem(("columns",), said, of_key=True)
    if found.kind == DISTRICTS and found.region not in places.regions:
        known = did_you_mean(found.region or "", places.regions)
        yield document.problem(("region",), f"serve «region», la cartella di una Regione.{known}")
    if found.kind == CONTACTS and "contacts.pec" in found.columns and not (found.date and found.date.day):
        yield document.problem(("date",), "per le PEC serve «date», il giorno del registro: AAAA-MM-GG")
    if found.municipality:
        try:
            places.find(found.municipality)
        except UnknownPlace as unknown:
            yield document.problem(("municipality",), str(unknown))


def _not_fillable(found: SourceMap, part: str, name: str, fields: dict[str, Any]) -> str:
    """Why a field cannot be filled from a column, or with a fixed value; "" where it can."""
    if name == PAGE:
        return "" if part == "columns" else "l'indirizzo di tutto il file va in «url»"
    if schema_of(fields, name) is None:
        first, _, inner = name.partition(".")
        known = [*fields, *(f"{first}.{key}" for key in _inside(fields.get(first, {})) if inner)]
        meant = did_you_mean(name, known)
        return f"campo sconosciuto «{name[:60]}».{meant}" if meant else field_names.unknown(name, models(found)[0], ())
    if part == "columns" and (inside := _inside(schema_of(fields, name) or {})) and name != "municipalities":
        return f"è un gruppo: scrivi il suo campo, come «{name}.{next(iter(inside))}»"
    if name.partition(".")[0] in OURS and not (part == "values" and name in ("summary", "notes")):
        return f"«{name}» non si prende da altri: lo scrive chi cura la scheda"
    if found.kind == CONTACTS and name != IPA and not name.startswith("contacts."):
        return "un elenco di contatti riempie solo «contacts…»"
    if found.kind == CONTACTS and name in ("contacts.registry", "contacts.registry_date", "contacts.source"):
        return "lo scrive da sé l'importazione, da «date» e «url»"
    return ""


def _overlap(one: str, other: str) -> bool:
    """Whether two fields are the same, or one is inside the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _inside(field: dict[str, Any]) -> dict[str, Any]:
    """The schemas of the fields of a group, or of an item of a list of groups; none of a value."""
    item = field.get("items", field)
    return next((one["properties"] for one in item.get("anyOf", [item]) if "properties" in one), {})


def _of_values(found: SourceMap, document: Document) -> Iterator[Problem]:
    """What is wrong with the fixed values, by the model itself, at their place in the map."""
    for name, value in found.values.items():
        nested: Any = value
        for step in reversed(name.split(".")):
            nested = {step: nested}
        tried = [validated(kind, Document(document.file, nested))[1] for kind in models(found)]
        wrong = [[each for each in found_ if _is_of(each, name)] for found_ in tried]
        if all(wrong):
            yield document.problem(("values", name), wrong[0][0].message)


def _is_of(problem: Problem, name: str) -> bool:
    return bare(problem.path).startswith(bare(name)) and not problem.message.startswith("manca questo campo")
