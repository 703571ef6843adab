"""What a content folder holds, once read: records, their documents, vocabularies, and all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from ..language.problem import Problem
from ..model import District, Event, Initiative, Part, Programme, ProsePage, Record, RecurringEvent, Region
from ..places.register import Places
from . import layout as paths
from . import text_file, yaml_file
from .layout import Name
from .yaml_file import Document


class Mark(NamedTuple):
    """What of a record no other record may have, or the lists that name it must know."""

    uid: str | None
    aliases: tuple[str, ...]
    withdrawn: bool


# Entries of vocabularies, their files, pages of words, problems.
Frame = tuple[dict[str, tuple[Any, ...]], dict[str, str], dict[str, ProsePage], list[Problem]]


@dataclass
class Content:
    """What a content folder holds, or a part of it: records by kind and id, their documents, and what is wrong.

    `files` has also the records of other parts and those too broken to read, so that a link to one is not one more
    problem. `marks` are of the records that have something to mark. `entries` are those of each vocabulary;
    `vocabularies` maps each one there is to its file, "" where it is broken.
    """

    folder: Path
    places: Places
    paths: Mapping[str, Any]  # of all files of the folder, of other parts too
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
    marks: dict[Name, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: Content | None = None  # that this is a part of

    @cached_property
    def files(self) -> dict[Name, str]:
        """The file of each record and page of words, as messages name it, also of those too broken to read."""
        if self.whole:
            return self.whole.files
        return {name: shown(path, self.folder) for name, path in paths.files(self.paths).items()}

    def has(self, model: type[Part], identifier: str) -> bool:
        """Whether there is a file of this record, also one too broken to read."""
        path = paths.path_of(model, identifier)
        return path in self.paths and paths.held_by(path) == (model, identifier)

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
        kinds = (self.districts, self.events, self.recurring, self.initiatives, self.programmes, self.regions)
        return chain.from_iterable(records.values() for records in kinds if records)

    def marked(self) -> list[tuple[str, Mark]]:
        """The file and mark of each record read, by file."""
        return sorted((self.files[name], mark) for name, mark in self.marks.items())

    def file(self, record: Part) -> str:
        """The file that a record is read from, as messages name it."""
        return shown(paths.path_of(type(record), record.id), self.folder)  # type: ignore[attr-defined]

    def document(self, record: Part) -> Document:
        """The document that a record was read from."""
        return self.document_at(self.file(record))

    def document_at(self, file: str) -> Document:
        """The document of a file, read again where its record is of another part."""
        if file not in self.documents:
            found, _ = yaml_file.read(contents(self.folder, file.partition("/")[2]), file)
            self.documents[file] = found or Document(file, {})
        return self.documents[file]

    def part(self) -> Content:
        """What records are read into apart from each other: the rest is shared."""
        return Content(
            self.folder, self.places, self.paths, entries=self.entries, vocabularies=self.vocabularies, whole=self
        )  # fmt: skip

    @property
    def frame(self) -> Frame:
        """All that was read but the records and the register."""
        return self.entries, self.vocabularies, self.pages, self.problems


def shown(path: str, folder: Path) -> str:
    """A file's name in messages: from the folder that editors know ("content/districts/…")."""
    name = f"{folder.name or folder.resolve().name}/{path}"
    return name if name.isprintable() else "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def contents(folder: Path, path: str) -> bytes:
    """The bytes of a file of the folder, no more than are needed to see that it is too large."""
    with open(f"{folder}/{path}", "rb", buffering=0) as stream:  # a Path of each file would cost as much
        return stream.read(text_file.MAX_BYTES + 1)
