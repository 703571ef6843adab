"""`import`: what a file of others says becomes files of ours, and where it is asked for one commit per body."""

from __future__ import annotations

import contextlib
from itertools import groupby
from pathlib import Path

from .importing import report, source_map
from .importing.plan import Change, Plan, plan
from .importing.rows import NotRead
from .importing.sheets import MOST_BYTES
from .language import italian
from .language.causes import cause
from .language.dates import day_of_build
from .reading.loader import load
from .reading.text_file import MAX_BYTES
from .reviewing.revision import Refused, git


def imported(folder: Path, reference: Path, mapping: Path, file: Path, write: bool, commit: bool) -> str:
    """Take what is new of a file; what was found, as lines. Raises Refused where the file or its map cannot be used."""
    today = day_of_build()
    given, said = _bytes(file, MOST_BYTES), _bytes(mapping, MAX_BYTES)
    if not folder.is_dir():
        raise Refused(f"La cartella «{folder}» non c'è.")
    content = load(folder, reference)
    source, document, problems = source_map.read(said, str(mapping), content.places)
    if source is None or document is None:
        raise Refused("\n".join(map(str, sorted(problems))))
    try:
        made = plan(content, source, document, str(file), given, today)
    except NotRead as refused:
        raise Refused(str(refused)) from None
    name = f"{source.publisher}, {source.url or source.title} ({file.name})"
    lines = [made.report.text(name)]
    if made.changes and commit:
        branch = f"importa/{italian.slug(source.publisher)[:40].strip('-')}-{today.isoformat()}"
        lines.append(_committed(folder, made, branch, f"{source.publisher}, {source.url or source.title}"))
    elif made.changes and write:
        _written(folder, made.changes)
        lines.append("Ora: python -m distretti check")
    return "\n".join(lines)


def _bytes(file: Path, most: int) -> bytes:
    """What a file holds, no more than is needed to see that it is too large."""
    if not file.is_file():
        raise Refused(f"«{report.plain(str(file))}» {'non è un file' if file.exists() else 'non c’è'}.")
    try:
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise Refused(f"Non riesco a leggere «{file}»: {cause(error)}.") from None


def _written(folder: Path, changes: list[Change]) -> None:
    """Write all, or nothing."""
    before = {change.path: (folder / change.path).read_bytes() for change in changes if change.there}
    try:
        for change in changes:
            file = folder / change.path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("w" if change.there else "x", encoding="utf-8", newline="\n") as stream:
                stream.write(change.text)
    except OSError as error:
        _undone(folder, changes, before)
        raise Refused(f"Non riesco a scrivere «{error.filename}»: {cause(error)}. Non è cambiato niente.") from None


def _undone(folder: Path, changes: list[Change], before: dict[str, bytes]) -> None:
    for change in changes:
        with contextlib.suppress(OSError):
            if change.there:
                (folder / change.path).write_bytes(before[change.path])
            else:
                (folder / change.path).unlink(missing_ok=True)


def _committed(folder: Path, made: Plan, branch: str, source: str) -> str:
    """A branch with one commit for each body, as lines; all as before where git refuses."""
    before = {change.path: (folder / change.path).read_bytes() for change in made.changes if change.there}
    if git(folder, "diff", "--cached", "--name-only"):
        raise Refused("git ha già delle modifiche pronte per un commit: fai il commit, o «git reset», e ripeti.")
    if git(folder, "branch", "--list", branch):
        raise Refused(f"Il ramo «{branch}» c'è già: uniscilo o toglilo («git branch -D {branch}»), e ripeti.")
    start = git(folder, "rev-parse", "HEAD").strip()
    git(folder, "checkout", "-q", "-b", branch)
    ordered = sorted(made.changes, key=lambda change: (italian.order(change.body), change.path))
    bodies = [(body, list(changes)) for body, changes in groupby(ordered, key=lambda change: change.body)]
    try:
        _written(folder, ordered)
        for body, changes in bodies:
            paths = [str((folder / change.path).resolve()) for change in changes]
            git(folder, "add", "--", *paths)
            what = italian.count(len(changes), "scheda", "schede")
            message = report.plain(f"{body}: {what} da una fonte")
            git(folder, "commit", "-q", "-m", message, "-m", f"Fonte: {report.plain(source)}", "--", *paths)
    except Refused:
        git(folder, "reset", "-q", "--soft", start)
        git(folder, "reset", "-q")
        _undone(folder, made.changes, before)
        git(folder, "checkout", "-q", "-")
        git(folder, "branch", "-q", "-D", branch)
        raise
    return f"Nel ramo «{branch}»: {italian.count(len(bodies), 'commit, un ente', 'commit, uno per ente')}."
