"""Which file of a content folder holds which record. A page of words has a name like a record's: "pages/metodo"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..language.words import codes
from ..model.message import PICTURES, Message
from ..model.registry import KINDS, REGISTRY, Kind, name_of

PAGES = "pages"  # the folder of pages of words, which are no records

_INSIDE = {"": "", "region": "[^/]+/", "district": "[^/]+/[^/]+/", "year": r"(?:19|20)\d\d/"}
_SHOWN = {"": "", "region": "<regione>/", "district": "<regione>/<distretto>/", "year": "<anno>/"}


def _beside(kind: Kind) -> tuple[str, ...]:
    """The endings of what may stand beside the file of a record: prose, by language, or the picture of a message."""
    return ("md", *(f"{code}.md" for code in codes())) if kind.paged else PICTURES


def _pattern(kind: Kind) -> str:
    endings = "|".join(("yaml", *_beside(kind)))
    return rf"{kind.folder}/(?P<{kind.name}>{_INSIDE[kind.inside]}[^/]+?)\.(?:{endings})"


_RECORD = re.compile("|".join(map(_pattern, REGISTRY)), re.ASCII)
_TRANSLATED = re.compile(rf"\.({'|'.join(codes())})\.md", re.ASCII)  # "lodi.en.md"
_PAGE = re.compile(rf"{PAGES}/[^/]+\.md")


def path_of(name: str) -> str:
    """The file of the record, or page of words, called so: "districts/lombardia/lodi.yaml"."""
    kind, _, identifier = name.partition("/")
    return f"{name}.md" if kind == PAGES else f"{KINDS[kind].folder}/{identifier}.yaml"


def files_of(name: str) -> tuple[str, ...]:
    """The file of the record called so, and those that may be beside it: its prose, or its picture."""
    path = path_of(name)
    beside = ("md",) if name.startswith(f"{PAGES}/") else _beside(KINDS[name.partition("/")[0]])
    return path, *(f"{path.removesuffix('.yaml')}.{ending}" for ending in beside)


def language_of(path: str) -> str:
    """The language that the name of a file of prose says; empty for Italian."""
    match = _TRANSLATED.search(path)
    return match[1] if match else ""


def picture_of(message: Message) -> str:
    """The file of the picture of a message that has one."""
    return path_of(name_of(Message, message.id)).removesuffix("yaml") + message.picture.partition(".")[0]


def record_name(path: str) -> str | None:
    """The name of the record that a file has, or is beside; None where it is of none."""
    match = _RECORD.fullmatch(path)
    return f"{match.lastgroup}/{match[match.lastgroup]}" if match and match.lastgroup else None


def page_name(path: str) -> str | None:
    """The name of the page of words that a file has; None where it has none."""
    return path.removesuffix(".md") if _PAGE.fullmatch(path) else None


def files(paths: Iterable[str]) -> dict[str, str]:
    """The path of each record and page of words among these paths, by name."""
    by_name: dict[str, str] = {}
    for path in paths:
        name = page_name(path) or record_name(path)
        if name and (path.endswith(".yaml") or name.startswith(f"{PAGES}/")):
            by_name[name] = path
    return by_name


def places_in(folder: str) -> list[str]:
    """Where records may be under a folder of the content, for editors: "events/<anno>/", "events/ricorrenti/"."""
    return [_shown(kind) for kind in REGISTRY if kind.folder.partition("/")[0] == folder]


def _shown(kind: Kind) -> str:
    return f"{kind.folder}/{_SHOWN[kind.inside]}"
