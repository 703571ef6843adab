"""A site made by regions: which files are whose, and how shares become one published site (`distretti merge`).

Each share reads and checks all the content and draws only its pages, so that all agree on lists, links and counts.
"""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from .catalog.catalog import Catalog
from .engine import exchange, fingerprints, parallel, shares, writer
from .engine.dependents import Changes
from .engine.links import Links
from .engine.output_folder import OutputFolder
from .engine.packing import Packing
from .engine.plan import BuildPlan
from .engine.progress import Progress
from .engine.tracking import Memos, Tracker
from .model import Event, Record, RecurringEvent
from .model.programme import NATIONAL
from .places.names import UnknownPlace
from .places.register import Municipality, Places, Province
from .search.index import Indexing
from .settings import Settings
from .site.output import Output, Page
from .stops import INTACT, refuse_folder, said_in_italian


def names(places: Places) -> tuple[str, ...]:
    """What a share can be asked for: each region of the register, and what is of none."""
    return (*sorted(region.slug for region in places.regions.values()), NATIONAL)


def mine(plan: BuildPlan, catalog: Catalog, asked: Sequence[str], folder: Path) -> set[str]:
    """The files of these regions; SystemExit where one of them is none, and then the folder of the share goes."""
    known = names(catalog.places)
    for name in asked:
        if name not in known:
            shares.discard(folder)
            near = difflib.get_close_matches(name, known, n=1)
            advice = f" Forse volevi «{near[0]}»?" if near else f" Si può: {', '.join(known)}."
            raise SystemExit(f"REGIONS: «{name}» non è una regione.{advice}\nNon è stato costruito niente.")
    found = {path for path in plan.outdated if region_of(plan.output(path), catalog.places, known) in asked}
    catalog.tracker.take_trace()
    return found


def region_of(output: Output, places: Places, known: Container[str]) -> str:
    """The region that a file is of: that of its record or place, else the one that its address names, else none."""
    given = (*output.inputs, output.record) if isinstance(output, Page) else output.inputs
    of_inputs = (region for value in given for region in _regions(value, places))
    found = (*of_inputs, *output.address.split("/"))
    return next((region for region in found if region in known), NATIONAL)


def _regions(value: object, places: Places) -> Iterator[str]:
    if isinstance(value, Municipality | Province):
        yield value.region
    elif isinstance(value, Event | RecurringEvent):
        yield from (district.partition("/")[0] for district in value.districts)
        with suppress(UnknownPlace):
            yield places.find(value.municipality or "").region
    elif isinstance(value, Record):
        yield str(getattr(value, "region", ""))


def keep(folder: OutputFolder, made_of: object, settings: Settings, plan: BuildPlan, catalog: Catalog) -> None:
    """Put beside the files of a share what it says of itself; all that is `made_of` the same fits together."""
    sign = fingerprints.digest(repr(made_of).encode()).hex()
    files = {path: folder.digest(path).hex() for path in sorted(folder.paths)}
    said = shares.Share(
        sign, shares.sign_of(plan.contents()), settings.regions, names(catalog.places), files, plan.entries.all(),
        "search" not in settings.outputs_off, settings.compressed,
    )  # fmt: skip
    shares.write(folder.folder.parent, said)
    where = folder.folder.parent.name
    print(f"In «{where}» c'è solo una parte del sito ({', '.join(said.names)}): le unisce «make merge».")


def merge(folders: Sequence[Path], output: Path, project: Path) -> str:
    """Publish the site that these shares make together; what was done, or SystemExit with why it was not."""
    made_of = {f"della parte {folder.name}": folder for folder in folders}
    refuse_folder(output, project, made_of, project / ".cache", strict=True)
    with said_in_italian(output, strict=True), exchange.alone(output):
        exchange.repair(output)
        try:
            done = _published(*shares.together(folders), output)
        except (shares.Unfit, parallel.WorkerFailed) as error:
            raise SystemExit(f"{error.__cause__ or error}.\n{INTACT}") from None
    counts = f"file scritti {len(done.written)}, invariati {done.unchanged}, tolti {done.removed}"
    return f"Parti unite: {len(folders)}; {counts}."


def _published(share: shares.Share, where: dict[str, Path], output: Path) -> writer.Written:
    tracker, processes = Tracker(lambda name: ()), parallel.cores()
    memos = Memos(tracker, lambda: None)
    plan = BuildPlan(
        {"shares": lambda before: shares.outputs(share, where)}, tracker, memos, Changes(everything=True), None
    )
    shares.note(plan.entries, share)
    target = writer.Target(
        plan, Indexing(plan.entries, None, share.searched, strict=True), lambda *_: b"", output, None, processes,
        Progress(), Links(None, lambda *_: None), lambda paths: None, lambda error: False, [],
        Packing(None, share.compressed, processes),
    )  # fmt: skip
    return writer.publish(target)[0]
