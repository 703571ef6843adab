"""What editors could do next: what a record lacks. As of a year, so that a new day changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..catalog.catalog import Catalog
from ..model import District

OLD = 3  # years after which what a source says is worth another look


class Task(NamedTuple):
    """Something that a record lacks: what it is called, and the test of a district."""

    title: str
    test: Callable[[Catalog, District], bool]


def _bare(catalog: Catalog, district: District) -> bool:
    return district in catalog.bare_districts.get(True, ())


def _old(catalog: Catalog, district: District) -> bool:
    newest = district.newest_source
    return newest is None or newest.year <= catalog.year - OLD


def _expiring(catalog: Catalog, district: District) -> bool:
    expires = district.recognition.expires if district.recognition else None
    return bool(expires and expires.year <= catalog.year + 1)


def _to_verify(catalog: Catalog, district: District) -> bool:
    return district.status == "da-verificare"


def _open_list(catalog: Catalog, district: District) -> bool:
    return not district.municipalities_complete


def _single(catalog: Catalog, district: District) -> bool:
    return len(district.sources) == 1


TASKS = (
    Task("Riconoscimento in scadenza", _expiring),
    Task("Quasi solo un nome", _bare),
    Task("Da verificare", _to_verify),
    Task("Comuni non tutti noti", _open_list),
    Task("Fonti vecchie o senza data", _old),
    Task("Una fonte sola", _single),
)


def of_district(catalog: Catalog, district: District) -> tuple[str, ...]:
    """What a district's record lacks, the most urgent first; nothing of one that has ceased."""
    if district.status == "cessato":
        return ()
    return tuple(task.title for task in TASKS if task.test(catalog, district))
