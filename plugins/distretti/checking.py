"""The check of a content folder: every problem, and where it is asked for what is worth another look."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from . import dead_links, revision
from .catalog import review
from .catalog.catalog import catalog
from .language.causes import cause
from .language.dates import BadDay, day_of_build
from .language.problem import Problem, errors
from .places.table import BadRegister
from .reading import rules
from .reading.content import Content
from .reading.loader import load
from .revision import Refused


class Checked(NamedTuple):
    """What was found, warnings too, in how many files; mistakes in files that have not changed."""

    problems: list[Problem]
    files: int
    elsewhere: list[Problem]


def worklist(folder: Path, reference: Path, region: str = "") -> list[str]:
    """A line for each district's record that lacks something, those that lack most first: its file, what it lacks.

    Then one for each market to be confirmed.

    `region` is the slug of one, "" for all. Raises Refused as `checked` does, or where no district is of that region.
    """
    content, today = _read(folder, reference)
    known = catalog(content, content.problems + rules.broken(content, today), today)
    here = [district for district in known.districts if region in ("", district.region)]
    if not here:
        regions = sorted({district.region for district in known.districts})
        raise Refused(f"Nessun distretto in «{region}». Le regioni con distretti: {', '.join(regions)}.")
    lacks = [(district, review.of_district(known, district)) for district in here]
    lacks.sort(key=lambda pair: (-len(pair[1]), pair[0].order))
    regions = [region] if region else sorted({*known.happenings_of_region})
    markets = [market for slug in regions for market in review.markets_of_region(known, slug)]
    return [
        *(f"{content.file(district)}: {'; '.join(found)}" for district, found in lacks if found),
        *(f"{content.file(market)}: da riconfermare" for market in markets),
    ]


def checked(folder: Path, reference: Path, since: str | None = None, reviewed: bool = False) -> Checked:
    """The problems of a folder; with a revision of git, `since` which only files that differ count, and their remarks.

    `reviewed`: remarks on all records. Raises Refused, with what to do, where the folder cannot be read or compared.
    """
    content, today = _read(folder, reference)
    problems = content.problems + rules.broken(content, today)
    known = catalog(content, problems, today)
    problems += [*dead_links.in_whole(content, known), *known.repeats()]
    if reviewed or since is not None:
        problems += review.remarks(known, content, content.records())
    if since is not None:
        changed = revision.changed_since(folder, since)
        problems += revision.without_act(content, since, changed)
        here = [problem for problem in problems if problem.file.partition("/")[2] in changed]
        return Checked(here, len(content.files), errors([problem for problem in problems if problem not in here]))
    return Checked(problems, len(content.files), [])


def _read(folder: Path, reference: Path) -> tuple[Content, dt.date]:
    if not folder.is_dir():
        raise Refused(f"La cartella «{folder}» non c'è.")
    try:
        return load(folder, reference), day_of_build()
    except (BadRegister, BadDay) as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"Non riesco a leggere «{error.filename or folder}»: {cause(error)}.") from None
