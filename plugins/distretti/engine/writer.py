"""The files of a site → disk. Preview: in place, file by file. Publish: a second tree, exchanged with the served."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..site import addresses
from ..site.output import SearchEntry
from . import disk, exchange, fingerprints, others, parallel
from .dependents import Dependents
from .extra_files import ExtraFiles
from .ledger import Ledger
from .links import Links, Row
from .output_folder import OutputFolder
from .packing import Packing, copies_of
from .plan import BuildPlan, Render
from .store import Store

FEW = 40  # fewer files than these are made here sooner than by workers


class Written(NamedTuple):
    """What a build did to the folder: files made anew, the paths written, counts of the others."""

    drawn: int = 0
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: int = 0
    others: tuple[str, ...] = ()  # files in a published folder that are not ours


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
    packing: Packing


def preview(target: Target) -> tuple[Written, OutputFolder]:
    """Bring the folder to the files of the site in place. Files of others stay; a cut-short build is finished."""
    plan, tree, ledger = target.plan, OutputFolder(target.folder, target.store), Ledger(target.folder)
    if plan.remembers and target.store and target.store.get("site", "folder") == tree.key:
        plan.make_again(tree.broken())
        paths = {*tree.paths, *plan.outdated} - plan.gone
    else:
        contents = plan.contents()
        plan.make_again(path for path, digest in contents.items() if not tree.intact(path, digest))
        paths = {*contents}
    return _update(target, tree, ledger, paths, tree.listed(ledger), tree.intact), tree


def publish(target: Target) -> tuple[Written, OutputFolder]:
    """Bring the idle tree to the files of the site, then serve it in one step.

    Whatever stops it before that step leaves the served tree as it was. Files of others move along with the site. The
    counts are of the idle tree, which holds the site of the publish before the last.
    """
    folder, contents, begun = target.folder, target.plan.contents(), time.time_ns()
    ledger = Ledger(folder)
    served, idle = OutputFolder(folder, target.store), OutputFolder(exchange.idle_of(folder), target.store)
    listed = served.listed(ledger)
    copies = target.packing.names(contents)
    foreign = others.others(disk.paths(folder), listed | contents.keys() | copies)
    before = _cleared(idle.folder, idle.listed(ledger) | contents.keys() | copies)
    stale = {path: digest for path, digest in contents.items() if not idle.intact(path, digest)}
    ledger.note(idle.folder, before | contents.keys() | target.extra.known, ledger.older(idle.folder))
    ready = stale.items() - target.plan.outdated.items()
    copied = [
        path for path, digest in ready if path not in target.plan.outdated and _copied(path, digest, served, idle)
    ]
    target.plan.make_again(stale.keys() - copied)

    def there(path: str, digest: bytes) -> bool:
        return idle.intact(path, digest) or _copied(path, digest, served, idle)

    def older(paths: set[str]) -> set[str]:
        """Of the files that open pages may still ask for, those of the site of before that this one has not."""
        found = {path for path in listed - paths - ledger.older(folder) if addresses.outlives_its_page(path)}
        return {path for path in found if _copied(path, None, served, idle)}

    done = _update(target, idle, ledger, {*contents}, before, there, older)
    ours = ledger.files(idle.folder)
    carried = others.carry(foreign, ours, folder, idle.folder)
    idle.keep_times(served, begun)
    ledger.note_published([folder, idle.folder])
    exchange.exchange(folder)
    idle.renamed(folder)
    with suppress(OSError):  # the next publish does it
        others.drop(exchange.idle_of(folder), carried.files, carried.folders)
    return done._replace(written=(*done.written, *copied), others=tuple(sorted(carried.files))), idle


def share(target: Target) -> tuple[Written, OutputFolder]:
    """Make what is to be made into an empty folder, and nothing else of the site (`shares`)."""
    tree, paths = OutputFolder(target.folder, None), {*target.plan.contents()}
    written = tuple(made.path for made in _made(target, tree, sorted(target.plan.outdated)))
    target.made(paths)
    return Written(len(written), written), tree


def _cleared(folder: Path, ours: set[str]) -> set[str]:
    """Take from the idle tree what others had when it was served; the files of builds that are there."""
    there = disk.paths(folder)
    others.drop(folder, there.files - ours, there.folders - disk.above(there.files & ours))
    return there.files & ours


def _none(paths: set[str]) -> set[str]:
    return set()


def _update(
    target: Target, tree: OutputFolder, ledger: Ledger, paths: set[str], before: set[str],
    ready: Callable[[str, bytes], bool], older: Callable[[set[str]], set[str]] = _none,
) -> Written:  # fmt: skip
    """New files first, then changed ones, the search, then the removal of what is gone: no link leads to nothing.

    The ledger names old and new files until all is done: what a cut-short build leaves, the next one knows. `ready`
    says of a file and its digest whether the tree has it; `older` what stays there that the site has no more.
    """
    folder, todo, extra = tree.folder, {*target.plan.outdated}, target.extra
    ledger.note(folder, before | paths, ledger.older(folder))
    fresh = {path for path in todo if not (folder / path).exists()}
    written: list[str] = []
    for part in (fresh, todo - fresh):
        written += (made.path for made in _made(target, tree, sorted(part)) if made.written)
    pages = paths - extra.known - {missing.path for missing in target.not_drawn}
    search = extra.plan(ready)
    paths = pages | search.ready | search.made.keys()
    ledger.note(folder, before | paths | target.packing.names(paths), ledger.older(folder))
    for path, content in search.made.items():
        if disk.write(f"{folder}/{path}", content):
            written.append(path)
        tree.wrote(path, fingerprints.digest(content), fingerprints.stat_of((folder / path).stat()))
    stays = older(paths | copies_of(paths))
    target.made(paths)
    packed = target.packing.pack(paths, tree, ready, target.progress)
    written += packed.written
    paths |= stays | packed.paths
    removed = disk.remove(folder, before - paths)
    for path in (before | tree.paths) - paths:
        tree.forget(path)
    ledger.note(folder, paths, stays)
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
        written = disk.write(file, content)
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


def _copied(path: str, digest: bytes | None, source: OutputFolder, target: OutputFolder) -> bool:
    """Whether the file could be taken from the other tree, which has it as it must be: with this digest, if any."""
    if digest and not source.intact(path, digest):
        return False
    try:
        content = (source.folder / path).read_bytes()
    except OSError:
        return False
    found = fingerprints.digest(content)
    if found != (digest or found):
        return False
    file = f"{target.folder}/{path}"
    disk.write(file, content)
    target.wrote(path, found, fingerprints.stat_of(os.stat(file)))
    return True
