"""What a content folder holds, once read: records, their documents, vocabularies, and all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ..language.problem import Problem
from ..model import Filed, ProsePage, Record
from ..model.registry import KIND_OF, KINDS, name_of
from ..places.register import Places
from . import layout, text_file, yaml_file
from .yaml_file import Document

Some = TypeVar("Some", bound=Filed)


class Mark(NamedTuple):
    """What of a record no other record may have, or the lists that name it must know."""

    uid: str | None
    aliases: tuple[str, ...]
    withdrawn: bool
    tied: tuple[tuple[str, str], ...] = ()  # to which records, and how
    towns: tuple[str, ...] = ()  # of a district, all that it has where they are known; that of a message


# Entries of vocabularies, their files, pages of words, problems.
SharedParts = tuple[dict[str, tuple[Any, ...]], dict[str, str], dict[str, ProsePage], list[Problem]]


@dataclass
class Content:
    """What a content folder holds, or a part of it: records by list and id, their documents, and what is wrong.

    `files` has also the records of other parts and those too broken to read, so that a link to one is not one more
    problem. `marks` are of the records that have something to mark. `entries` are those of each vocabulary;
    `vocabularies` maps each one there is to its file, "" where it is broken.
    """

    folder: Path
    places: Places
    paths: Mapping[str, Any]  # of all files of the folder, of other parts too
    lists: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in KINDS})
    pages: dict[str, ProsePage] = field(default_factory=dict)
    entries: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    vocabularies: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)  # by name
    problems: list[Problem] = field(default_factory=list)
    whole: Content | None = None  # that this is a part of

    @cached_property
    def files(self) -> dict[str, str]:
        """The file, as messages name it, of each record and page of words by name, also of those too broken to read."""
        if self.whole:
            return self.whole.files
        return {name: shown(path, self.folder) for name, path in layout.files(self.paths).items()}

    def in_regions(self) -> Iterator[tuple[str, str]]:
        """The names of the records that are in the folder of a region, with that folder."""
        for name in self.files:
            kind, _, identifier = name.partition("/")
            if kind in KINDS and KINDS[kind].inside == "region":
                yield name, identifier.partition("/")[0]

    def has(self, name: str) -> bool:
        """Whether there is a file of the record called so, also one too broken to read."""
        path = layout.path_of(name)
        return path in self.paths and layout.record_name(path) == name

    def of(self, model: type[Some]) -> dict[str, Some]:
        """The records of one kind, by id."""
        return self.lists[KIND_OF[model].name]

    def vocabulary(self, name: str) -> tuple[Any, ...]:
        """The entries of a vocabulary, none where it has no file."""
        return self.entries.get(name, ())

    def records(self) -> Iterator[Record]:
        """Every record that can be withdrawn, renamed, confirmed."""
        return (record for record in self.filed() if isinstance(record, Record))

    def filed(self) -> Iterator[Filed]:
        """Those, and what has no page of its own: all that files say."""
        return chain.from_iterable(records.values() for records in self.lists.values() if records)

    def marked(self) -> list[tuple[str, Mark]]:
        """The file and mark of each record read, by file."""
        return sorted((self.files[name], mark) for name, mark in self.marks.items())

    def file(self, record: Filed) -> str:
        """The file that a record is read from, as messages name it."""
        return shown(layout.path_of(name_of(type(record), record.id)), self.folder)

    def document(self, record: Filed) -> Document:
        """The document that a record was read from."""
        return self.document_at(self.file(record))

    def document_at(self, file: str) -> Document:
        """The document of a file, read again where its record is of another part."""
        if file not in self.documents:
            document, _ = yaml_file.read(contents(self.folder, file.partition("/")[2]), file)
            self.documents[file] = document or Document(file, {})
        return self.documents[file]

    def part(self) -> Content:
        """What records are read into apart from each other: the rest is shared."""
        return Content(
            self.folder, self.places, self.paths, entries=self.entries, vocabularies=self.vocabularies, whole=self
        )  # fmt: skip

    @property
    def shared_parts(self) -> SharedParts:
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
