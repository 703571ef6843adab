"""Which file of a content folder holds which record. A page of words has a name like a record's: "pages/metodo"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model.registry import KINDS, REGISTRY, Kind

PAGES = "pages"  # the folder of pages of words, which are no records

_INSIDE = {"": "", "region": "[^/]+/", "year": r"(?:19|20)\d\d/"}
_SHOWN = {"": "", "region": "<regione>/", "year": "<anno>/"}
_RECORD = re.compile(
    rf"(?:{'|'.join(f'{kind.folder}/(?P<{kind.name}>{_INSIDE[kind.inside]}[^/]+)' for kind in REGISTRY)})\.(?:yaml|md)",
    re.ASCII,
)
_PAGE = re.compile(rf"{PAGES}/[^/]+\.md")


def path_of(name: str) -> str:
    """The file of the record, or page of words, called so: "districts/lombardia/lodi.yaml"."""
    kind, _, identifier = name.partition("/")
    return f"{name}.md" if kind == PAGES else f"{KINDS[kind].folder}/{identifier}.yaml"


def files_of(name: str) -> tuple[str, str]:
    """The file of the record called so, and that of the prose beside it."""
    path = path_of(name)
    return path, f"{path.removesuffix('.yaml')}.md"


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
