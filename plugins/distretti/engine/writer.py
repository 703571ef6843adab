"""The files of a site → disk. Preview: in place, file by file. Publish: a second tree, exchanged with the served."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..site.output import SearchEntry
from . import exchange, fingerprints, parallel
from .dependents import Dependents
from .extra_files import ExtraFiles
from .links import Links, Row
from .output_folder import MANIFEST, OutputFolder
from .plan import BuildPlan, Render
from .store import Store

_HALF_WRITTEN = re.compile(r"(^|/)\.[^/]+\.new$")
FEW = 40  # fewer files than these are made here sooner than by workers


class Written(NamedTuple):
    """What a build did to the folder: files made anew, the paths written, counts of the others."""

    drawn: int = 0
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: int = 0


class _Made(NamedTuple):
    """A file that was made anew and written."""

    path: str
    trace: int
    content: bytes
    entry: SearchEntry | None
    stat: fingerprints.Stat
    written: bool
    links: Row | None


class NotDrawn(NamedTuple):
    """A file of a record that could not be made, the name of the record, and why."""

    path: str
    record: str
    cause: str


class Target(NamedTuple):
    """Where the files of a site come from and go to: `folder` is served, `store` knows what is there.

    `made` is told the paths of all files of the site when they are made: what it raises stops a publish. A file of a
    record whose making ends with an error that is `spared` is left out, and is in `not_drawn`.
    """

    plan: BuildPlan
    extra: ExtraFiles
    render: Render
    folder: Path
    store: Store | None
    processes: int
    progress: Callable[[str, int, int], None]  # told what is being done, how much of how many
    links: Links
    made: Callable[[set[str]], None]
    spared: Callable[[Exception], bool]
    not_drawn: list[NotDrawn]


def preview(target: Target) -> tuple[Written, OutputFolder]:
    """Bring the folder to the files of the site in place. Files of others stay; a cut-short build is finished."""
    plan, tree = target.plan, OutputFolder(target.folder, target.store)
    if plan.remembers and target.store and target.store.get("site", "folder") == tree.key:
        plan.make_again(tree.broken())
        paths = {*tree.paths, *plan.outdated} - plan.gone
    else:
        contents = plan.contents()
        plan.make_again(path for path, digest in contents.items() if not tree.intact(path, digest))
        paths = {*contents}
    return _update(target, tree, paths, _of_before(target.folder), tree.intact), tree


def publish(target: Target) -> tuple[Written, OutputFolder]:
    """Bring the idle tree to the files of the site, then serve it in one step.

    Whatever stops it before that step leaves the served tree as it was. Files of others move along with the site. The
    counts are of the idle tree, which holds the site of the publish before the last.
    """
    folder, contents = target.folder, target.plan.contents()
    served, idle = OutputFolder(folder, target.store), OutputFolder(exchange.idle_of(folder), target.store)
    others = _of_others(folder) - contents.keys()
    before = _paths(idle.folder) - others - {MANIFEST}
    stale = {path: digest for path, digest in contents.items() if not idle.intact(path, digest)}
    _write(f"{idle.folder}/{MANIFEST}", _listed(before | contents.keys() | target.extra.known))
    ready = stale.items() - target.plan.outdated.items()
    copied = [
        path for path, digest in ready if path not in target.plan.outdated and _copied(path, digest, served, idle)
    ]
    target.plan.make_again(stale.keys() - copied)

    def there(path: str, digest: bytes) -> bool:
        return idle.intact(path, digest) or _copied(path, digest, served, idle)

    done = _update(target, idle, {*contents}, before, there)
    for path in sorted(others):
        _write(f"{idle.folder}/{path}", (folder / path).read_bytes())
    exchange.exchange(folder)
    idle.renamed(folder)
    return done._replace(written=(*done.written, *copied)), idle


def _update(
    target: Target, tree: OutputFolder, paths: set[str], before: set[str], ready: Callable[[str, bytes], bool]
) -> Written:
    """New files first, then changed ones, the search, then the removal of what is gone: no link leads to nothing.

    The manifest names old and new files until all is done: what a cut-short build leaves, the next one knows. `ready`
    says of a file and its digest whether the tree has it.
    """
    folder, todo, extra = tree.folder, {*target.plan.outdated}, target.extra
    if not paths <= before:
        _write(f"{folder}/{MANIFEST}", _listed(before | paths))
    fresh = {path for path in todo if not (folder / path).exists()}
    written: list[str] = []
    for part in (fresh, todo - fresh):
        written += (made.path for made in _made(target, tree, sorted(part)) if made.written)
    pages = paths - extra.known - {missing.path for missing in target.not_drawn}
    search = extra.plan(ready)
    paths = pages | search.ready | search.made.keys()
    if not paths <= before | pages:
        _write(f"{folder}/{MANIFEST}", _listed(before | paths))
    for path, content in search.made.items():
        if _write(f"{folder}/{path}", content):
            written.append(path)
        tree.wrote(path, fingerprints.digest(content), fingerprints.stat_of((folder / path).stat()))
    target.made(paths)
    removed = _remove(folder, before - paths)
    for path in before - paths:
        tree.forget(path)
    if paths != before:
        _write(f"{folder}/{MANIFEST}", _listed(paths))
    return Written(len(todo), tuple(written), len(paths) - len(written), removed)


def _made(target: Target, folder: OutputFolder, paths: list[str]) -> Iterator[_Made]:
    """Make and write these files."""
    plan, links, dependents = target.plan, target.links, Dependents(None)
    for path in paths:
        plan.output(path)  # listed here, once, rather than by each worker

    def make(path: str) -> _Made | NotDrawn:
        try:
            content, entry, trace = plan.make(path, target.render)
        except Exception as error:
            record = plan.record(path)
            if not record or not target.spared(error):
                raise
            return NotDrawn(path, record, f"{type(error).__name__}: {error}")
        state = plan.state(path)
        fingerprint = dependents.note(state.number, trace, state.trace)
        plan.note_memos(dependents)
        file = f"{folder.folder}/{path}"
        written = _write(file, content)
        stat = fingerprints.stat_of(os.stat(file))
        return _Made(path, fingerprint, fingerprints.digest(content), entry, stat, written, links.row(path, content))

    takers: tuple[Callable[[Any], None], ...] = plan.dependents.merge, links.merge

    def at_exit() -> Iterator[tuple[int, Any]]:
        yield from ((0, batch) for batch in dependents.batches())
        yield from ((1, batch) for batch in links.batches())

    def on_exit(sent: tuple[int, Any]) -> None:
        takers[sent[0]](sent[1])

    processes = target.processes if len(paths) > FEW else 1
    links.begin()
    work = parallel.parallel_map(make, paths, processes, lambda path: f"/{path}", at_exit, on_exit)
    for done, made in enumerate(work, 1):
        if isinstance(made, NotDrawn):
            target.not_drawn.append(made)
            continue
        plan.note(made.path, made.trace, made.content, made.entry)
        folder.wrote(made.path, made.content, made.stat)
        links.note(made.path, made.links)
        target.progress("pagine", done, len(paths))
        yield made
    links.settle()


def _copied(path: str, digest: bytes, source: OutputFolder, target: OutputFolder) -> bool:
    """Whether the file could be taken from the other tree, which has it as it must be."""
    if not source.intact(path, digest):
        return False
    content = (source.folder / path).read_bytes()
    if fingerprints.digest(content) != digest:
        return False
    file = f"{target.folder}/{path}"
    _write(file, content)
    target.wrote(path, digest, fingerprints.stat_of(os.stat(file)))
    return True


def _listed(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _write(file: str, content: bytes) -> bool:
    """Whether the file had to be written; it is written whole, or not at all.

    Names are plain texts: making a Path of each of tens of thousands takes time.
    """
    try:
        if os.stat(file).st_size == len(content) and _has(file, content):
            return False
    except OSError:
        _make_folder(os.path.dirname(file))
    temporary = _temporary(file)
    try:
        _put(temporary, content)
        os.replace(temporary, file)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    return True


def _put(name: str, content: bytes) -> None:
    with open(name, "wb", buffering=0) as stream:
        if stream.write(content) < len(content):  # what fits on a full disk is written without an error
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)


def _has(file: str, content: bytes) -> bool:
    with open(file, "rb", buffering=0) as stream:
        return stream.read() == content


def _make_folder(folder: str) -> None:
    try:
        os.mkdir(folder)  # the folder above is there for nearly all
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def _temporary(file: str) -> str:
    folder, name = os.path.split(file)
    return f"{folder}/.{name}.new"


def _of_before(folder: Path) -> set[str]:
    """The files that the last build wrote here; files of others are never in it."""
    try:
        return set((folder / MANIFEST).read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def _of_others(folder: Path) -> set[str]:
    """The files that no build wrote here, without what a killed build left half written."""
    return {path for path in _paths(folder) - _of_before(folder) - {MANIFEST} if not _HALF_WRITTEN.search(path)}


def _paths(folder: Path) -> set[str]:
    """Every file under the folder."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def _remove(folder: Path, paths: set[str]) -> int:
    """Remove these files, what a killed build left of them, and the folders left empty; how many files were there."""
    removed = 0
    root = folder.resolve()
    for path in sorted(paths, reverse=True):
        file = folder / path
        if not file.resolve().is_relative_to(root):
            continue
        Path(_temporary(str(file))).unlink(missing_ok=True)
        if not file.is_file():
            continue
        file.unlink()
        removed += 1
        parent = file.parent
        while parent != folder and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
    return removed
