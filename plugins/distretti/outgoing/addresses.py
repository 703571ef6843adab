"""Every address of the web that the content names: the fields that hold one say so by their type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urldefrag

from ..model.links import web_addresses
from ..reading.content import Content, shown
from ..reading.yaml_file import Document, KeyPath


class Place(NamedTuple):
    """A field that holds an address."""

    document: Document
    path: KeyPath


def addresses(content: Content, files: set[str] | None = None) -> dict[str, list[Place]]:
    """The addresses of all records and vocabularies, or of these files, each with its places; none that is withdrawn.

    `files` are paths inside the content folder. What follows a "#" is of the page, and not asked for.
    """
    found = defaultdict[str, list[Place]](list)
    for file, document, path, value in _all(content):
        if files is None or file.partition("/")[2] in files:
            found[urldefrag(value)[0]].append(Place(document, path))
    return dict(found)


def _all(content: Content) -> Iterator[tuple[str, Document, KeyPath, str]]:
    for record in content.filed():
        if getattr(record, "withdrawn", None) is None:
            document = content.document(record)
            yield from ((document.file, document, path, value) for path, value in web_addresses(record))
    for name, entries in content.entries.items():
        file = shown(f"{name}.yaml", content.folder)
        for index, entry in enumerate(entries):
            found = web_addresses(entry)
            yield from ((file, content.document_at(file), (index, *path), value) for path, value in found)
