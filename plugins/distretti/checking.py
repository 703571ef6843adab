"""The check of a content folder: every problem, and where it is asked for what is worth another look."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import NamedTuple

from . import dead_links
from .catalog import review
from .catalog.catalog import Catalog, catalog
from .language.causes import cause
from .language.dates import BadDay, day_of_build
from .language.problem import Problem, errors
from .places.table import BadRegister
from .reading import rules, survey
from .reading.content import Content, shown
from .reading.loader import load
from .reviewing import proposal, revision, texts
from .reviewing.publishers import Publishers
from .reviewing.revision import Refused


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
    problems += dead_links.in_whole(content, known)
    if since is not None:
        return _since(content, known, problems, since, reviewed)
    problems += (_hidden(folder, path) for path in survey.hidden(folder))
    problems += known.repeats()
    if reviewed:
        problems += review.remarks(known, content, content.records())
    return Checked(problems, len(content.files), [])


def _since(content: Content, known: Catalog, problems: list[Problem], since: str, reviewed: bool) -> Checked:
    """Those of the files that differ from a revision, with what the change does, and remarks on what it touches."""
    changed = revision.changed_since(content.folder, since)
    states = revision.states(content.folder, since, changed)
    problems += proposal.warnings(content, states, Publishers(content.folder, since))
    there = (path for path in changed if survey.is_hidden(path) and os.path.lexists(content.folder / path))
    problems += (_hidden(content.folder, path) for path in there)
    problems += texts.warnings(content.folder, since, changed)
    by_file = {shown(path, content.folder): state for path, state in states.items()}
    problems += (repeat for repeat in known.repeats(each=True) if _is_alike(repeat, by_file.get(repeat.file)))
    for remark in review.remarks(known, content, content.records()):
        if reviewed or (remark.file in by_file and _touched(remark.path, by_file[remark.file])):
            problems.append(remark)
    files = {shown(path, content.folder) for path in changed}
    here = [problem for problem in problems if problem.file in files]
    elsewhere = errors([problem for problem in problems if problem.file not in files])
    return Checked(here, len(content.files), elsewhere)


def _hidden(folder: Path, path: str) -> Problem:
    """The problem of a file that nobody sees and nothing reads."""
    of_git = path.rpartition("/")[2].startswith(".git")
    does = "dice a git e a GitHub come mostrare gli altri file, e può nascondere ciò che cambia" if of_git else ""
    said = "; ".join(filter(None, ("file nascosto, con un punto davanti al nome: non si legge", does)))
    return Problem(shown(path, folder), 1, 1, "", f"{said}; toglilo")


def _is_alike(repeat: Problem, state: revision.States | None) -> bool:
    """Whether a change may have made a record like another: not a district that has its name, kind and members of
    before."""
    if repeat.path != "name" or state is None or "municipalities" not in state.before:
        return True
    return any(state.before.get(key) != state.now.get(key) for key in ("name", "kind", "municipalities", "withdrawn"))


def _touched(path: str, state: revision.States) -> bool:
    """Whether what a remark is of differs: the field, or the item of it; of a day also the municipality."""
    field, _, place = path.partition(".")[0].partition("[")
    old, new = state.before.get(field), state.now.get(field)
    if place and isinstance(old, list) and isinstance(new, list):
        return new[int(place.rstrip("]")) - 1] not in old
    return old != new or (field == "start" and state.before.get("municipality") != state.now.get("municipality"))


def _read(folder: Path, reference: Path) -> tuple[Content, dt.date]:
    if not folder.is_dir():
        raise Refused(f"La cartella «{folder}» non c'è.")
    try:
        return load(folder, reference), day_of_build()
    except (BadRegister, BadDay) as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"Non riesco a leggere «{error.filename or folder}»: {cause(error)}.") from None
