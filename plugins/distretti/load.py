"""A content folder → records and problems. Nothing is lost in silence: every file is read, or a problem, or ignored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import markdown, yaml_file
from .model import (
    District,
    Event,
    Initiative,
    Part,
    Programme,
    ProsePage,
    Record,
    RecurringEvent,
    Region,
)
from .model.vocabularies import VOCABULARIES
from .places import Places, read_places
from .problem import Problem
from .validation import validated, validated_list
from .yaml_file import Document

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
_IGNORED = re.compile(r"\..*|README\.md|LICENSE.*|.*~|.*\.(swp|tmp|bak)|Thumbs\.db")

@dataclass(slots=True)
class Content:
    """Everything a content folder holds: records by kind and id, their documents by file, and what is wrong.

    `files` maps (model, id) to the file that holds it, also for records too broken to read, so that a link to a broken
    record is not one more problem. `entries` are those of each vocabulary; `vocabularies` maps each one there is to its
    file, "" where it is broken.
    """

    places: Places
    districts: dict[str, District] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    recurring: dict[str, RecurringEvent] = field(default_factory=dict)
    initiatives: dict[str, Initiative] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    pages: dict[str, ProsePage] = field(default_factory=dict)
    entries: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    vocabularies: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    files: dict[tuple[type[Part], str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, model: type[Part]) -> dict[str, Any]:
        """The records of one kind, by id."""
        tables: dict[type[Part], dict[str, Any]] = {
            District: self.districts, Event: self.events, RecurringEvent: self.recurring, Initiative: self.initiatives,
            Programme: self.programmes, Region: self.regions, ProsePage: self.pages,
        }  # fmt: skip
        return tables[model]

    def vocabulary(self, name: str) -> tuple[Any, ...]:
        """The entries of a vocabulary, none where it has no file."""
        return self.entries.get(name, ())

    def records(self) -> Iterator[Record]:
        """Every record that can be withdrawn, renamed, confirmed."""
        for records in (self.districts, self.events, self.recurring, self.initiatives, self.programmes, self.regions):
            yield from records.values()

    def document(self, record: Part) -> Document:
        """The document that a record was read from."""
        return self.documents[self.files[type(record), record.id]]  # type: ignore[attr-defined]


def load(folder: Path, reference: Path) -> Content:
    """The content of `folder`, with the register of places in `folder/reference` or else in `reference`."""
    own = folder / "reference"
    content = Content(read_places(own if (own / "comuni.csv").is_file() else reference))
    for file in _files(folder, content):
        try:
            _read(file, folder, content)
        except OSError as error:
            content.problems.append(_about(file, folder, f"il file non si legge ({error.strerror})"))
    content.problems.sort()
    return content


def _files(folder: Path, content: Content) -> Iterator[Path]:
    """The files of the folder in a fixed order; links (they may lead out of it, or round in it) are problems."""
    pending = [folder]
    while pending:
        for entry in sorted(pending.pop().iterdir()):
            if _IGNORED.fullmatch(entry.name) or (entry.parent == folder and entry.name == "reference"):
                continue
            if entry.is_symlink():
                content.problems.append(_about(entry, folder, "è un collegamento ad altro: metti qui il file stesso"))
            elif entry.is_dir():
                pending.append(entry)
            elif entry.is_file():
                yield entry
            else:
                content.problems.append(_about(entry, folder, "non è un file da leggere: toglilo"))


def _about(file: Path, folder: Path, message: str) -> Problem:
    return Problem(_shown(file, folder), 1, 1, "", message)


def _shown(file: Path, folder: Path) -> str:
    """The file's name in messages: from the folder that editors know ("content/districts/…")."""
    name = f"{folder.name or folder.resolve().name}/{file.relative_to(folder).as_posix()}"
    return name if name.isprintable() else "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _read(file: Path, folder: Path, content: Content) -> None:
    parts = file.relative_to(folder).with_suffix("").parts
    if file.suffix == ".yaml" and len(parts) == 1 and parts[0] in VOCABULARIES:
        _read_vocabulary(file, folder, VOCABULARIES[parts[0]], content)
    elif parts[0] == "pages" and len(parts) == 2 and file.suffix == ".md":
        _read_page(file, folder, content)
    elif file.suffix == ".md" and _model_of(parts):
        if not _is_own(file.with_suffix(".yaml")):
            content.problems.append(_about(file, folder, f"accanto manca la scheda «{file.stem}.yaml»"))
    elif file.suffix == ".yaml" and (model := _model_of(parts)):
        _read_record(file, folder, model, content)
    else:
        content.problems.append(_about(file, folder, _unexpected(file, parts)))


def _unexpected(file: Path, parts: tuple[str, ...]) -> str:
    if file.suffix == ".yml":
        return "il nome deve finire in .yaml"
    if file.suffix == ".yaml" and parts[0] == "events":
        return "un evento va in events/<anno>/ o in events/ricorrenti/"
    if file.suffix == ".yaml" and parts[0] in ("districts", "programmes"):
        return f"la scheda va in {parts[0]}/<regione>/"
    return "file non previsto qui: controlla cartella e nome, o toglilo"


def _model_of(parts: tuple[str, ...]) -> type[Record] | None:
    match parts:
        case ["districts", _, _]:
            return District
        case ["programmes", _, _]:
            return Programme
        case ["events", "ricorrenti", _]:
            return RecurringEvent
        case ["events", year, _] if _YEAR.fullmatch(year):
            return Event
        case ["initiatives", _]:
            return Initiative
        case ["regions", _]:
            return Region
    return None


def _read_record(file: Path, folder: Path, model: type[Record], content: Content) -> None:
    shown = _shown(file, folder)
    parts = file.relative_to(folder).with_suffix("").parts[1:]
    identifier = parts[-1] if model is RecurringEvent else "/".join(parts)
    content.files[model, identifier] = shown
    problems = misnamed = _name_problems(parts, shown)
    prose, prose_problems = _prose(file.with_suffix(".md"), folder)
    document, yaml_problems = yaml_file.read(_bytes(file), shown)
    problems = problems + prose_problems + yaml_problems
    if document:
        record, field_problems = validated(model, document, id=identifier, prose=prose)
        content.documents[shown] = document
        problems += field_problems
        if record and not misnamed:
            content.of(model)[identifier] = record
    content.problems += problems


def _name_problems(parts: tuple[str, ...], shown: str) -> list[Problem]:
    if all(SLUG.fullmatch(part) for part in parts):
        return []
    advice = "il nome di file e cartelle vuole solo lettere minuscole senza accenti, cifre e trattini"
    return [Problem(shown, 1, 1, "", f"{advice}: «{'/'.join(parts)}»")]


def _is_own(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _bytes(file: Path) -> bytes:
    """The file's bytes, no more than are needed to see that it is too large."""
    with file.open("rb") as stream:
        return stream.read(yaml_file.MAX_BYTES + 1)


def _prose(file: Path, folder: Path) -> tuple[str, list[Problem]]:
    """The Markdown beside a record, empty where there is none, and its problems."""
    if not _is_own(file):
        return "", []
    shown = _shown(file, folder)
    text, problems = yaml_file.decoded(_bytes(file), shown)
    return text, problems + markdown.problems(text, shown)


def _read_vocabulary(file: Path, folder: Path, model: type[Part], content: Content) -> None:
    shown = _shown(file, folder)
    document, problems = yaml_file.read(_bytes(file), shown)
    if document:
        content.documents[shown] = document
        entries, problems = validated_list(model, document)
        content.entries[file.stem] = entries
    content.vocabularies[file.stem] = "" if problems else shown
    content.problems += problems


def _read_page(file: Path, folder: Path, content: Content) -> None:
    shown = _shown(file, folder)
    content.files[ProsePage, file.stem] = shown
    text, problems = yaml_file.decoded(_bytes(file), shown)
    head, mark, body = text.removeprefix("---\n").partition("\n---\n")
    if not problems and not (text.startswith("---\n") and mark):
        problems = [_about(file, folder, "la pagina deve cominciare con title e description fra due righe «---»")]
    problems += _name_problems((file.stem,), shown)
    if not problems:
        document, problems = yaml_file.read(f"\n{head}\n".encode(), shown)
        if document:
            page, problems = validated(ProsePage, document, id=file.stem, body=body)
            first = head.count("\n") + 4
            problems += markdown.problems(body, shown, first)
            if page and not problems:
                content.pages[page.id] = page
    content.problems += problems
