"""One build: content in, checked; the catalogue; the files that must be made again; all of it remembered."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from . import refresh
from .catalog.catalog import Catalog
from .engine import exchange, fingerprints, store, writer
from .engine.output_folder import Tree
from .engine.parallel import WorkerFailed
from .engine.plan import AddressTaken, Drawing, Listing
from .engine.progress import Progress
from .engine.store import Forgotten, Memory
from .engine.tracking import Shelf
from .language.problem import errors, report
from .reading import history, survey
from .reading.history import History
from .reading.layout import record_name
from .search.index import Indexing
from .search.pagefind import IndexFailed
from .settings import BadSettings, read_settings, site_of, warnings_of
from .site.output import Output
from .theme import assets
from .theme import environment as theme
from .theme.compiler import Bytecode
from .theme.term_links import glossary

NO_SEARCH = "L'indice della ricerca non è riuscito: {}."
OUTPUTS = f"{__package__}.outputs"


class Job(NamedTuple):
    """What is to be built: the operator's settings, folders, the day, and what is known of the last time."""

    given: Mapping[str, Any]
    content: Path
    reference: Path
    output: Path
    cache: Path
    today: dt.date
    ground: tuple[bytes, bytes]
    found: dict[str, fingerprints.Stat]  # the survey of the content
    stats: dict[str, fingerprints.Stat]  # the same with the register's files
    seen: dict[str, fingerprints.Seen]  # the same at the last build
    processes: int
    said: Progress

    @property
    def strict(self) -> bool:
        """Whether a problem in the content stops the build."""
        return bool(self.given.get("STRICT"))


class Build:
    """Content is read and checked when it is made; `run` writes the site. Raises SystemExit with what is wrong."""

    def __init__(self, job: Job, kept: Memory | None) -> None:
        self.job = job
        try:
            self.settings = read_settings(job.given)
        except BadSettings as error:
            raise SystemExit(f"{error}\nNon è stato costruito niente: correggi le impostazioni.") from None
        code, look = kept.get("site", "ground", (b"", b"")) if kept else (b"", b"")
        self.kept = kept if code == job.ground[0] else None
        last = refresh.before(self.kept, job.seen) if self.kept else refresh.Before()
        seen = fingerprints.seen(job.stats, last.seen, self._bytes)
        self.intake = refresh.taken_in(
            job.content, job.reference, seen, job.found, job.today, self.kept, last, job.processes
        )  # fmt: skip
        self.intake.changes.everything |= look != job.ground[1]
        self.history = self._read_history()
        problems = self.intake.problems
        if errors(problems) and job.strict:
            raise SystemExit(f"{report(problems)}\nNiente è stato pubblicato: il sito di prima è intatto.")
        said = [report(problems)] if problems else []
        said += (f"Attenzione: {warning}" for warning in (warnings_of(self.settings) if job.strict else ()))
        self.report = "\n".join(said)

    def run(self) -> writer.Written:
        """Make and write what is to be; what was done."""
        job, taken, kept = self.job, self.intake, self.kept
        site = site_of(self.settings, job.given["MENU"], job.given["ATTRIBUTION"], not job.strict)
        catalog = Catalog(
            taken.index, Shelf(taken.values), taken.content, taken.problems, job.today, self.history.files
        )
        root = Path(job.given["THEME"])
        names, files = assets.assets(root / "static")
        listings: dict[str, Listing] = {"theme": lambda before: files}
        for place, name in enumerate(self._names()):
            listings[f"{place} {name}"] = partial(_listed, name, catalog, site)
        boundaries = taken.content.places.boundaries
        shapes = dict(boundaries.rows()) if taken.anew else {}
        boundaries.take(shapes.get if taken.anew or not kept else partial(kept.get, "shapes"))
        bytecode = Bytecode(lambda name: kept.get("templates", name) if kept else None)
        words = glossary(catalog.glossary)
        environment = theme.environment(root / "templates", site, names, words, bytecode)
        render = theme.renderer(environment, site, sorted((root / "social").glob("*.ttf")))
        try:
            searched = "search" in self._names()
            drawing = Drawing(listings, catalog.shelf, taken.changes, kept, searched)
            job.said.lap("elenco delle pagine")
            if len(drawing.dirty) > writer.FEW:  # compile here what each worker would
                list(map(environment.get_template, environment.list_templates()))
            indexing = Indexing(drawing.entries, kept, searched, job.strict)
            target = writer.Site(drawing, indexing, render, job.output, kept, job.processes, job.said)
            written, tree = (writer.publish if job.strict else writer.preview)(target)
        except AddressTaken as error:
            raise SystemExit(f"Due cose allo stesso indirizzo: {error}.\nNiente è stato scritto.") from None
        except IndexFailed as error:
            said = NO_SEARCH.format(error)
            raise SystemExit(f"{said}\nNiente è stato pubblicato: il sito di prima è intatto.") from None
        except WorkerFailed as failure:
            raise failure.__cause__ if isinstance(failure.__cause__, Forgotten) else failure from None
        job.said.lap("pagine")
        if indexing.failure:
            print(f"{NO_SEARCH.format(indexing.failure)}\nLe pagine sono a posto; la prossima costruzione riprova.")
        self._remember(drawing, indexing, tree, {"templates": bytecode.made, "shapes": shapes})
        job.said.lap("memoria")
        return written

    def _names(self) -> list[str]:
        return [*self.job.given["OUTPUTS"], *(() if self.job.strict else ("problems",))]

    def _read_history(self) -> History:
        """The history of the content: only a publish asks for it. What changed in it is noted among the changes."""
        known: History = (self.kept.get("site", "history") if self.kept else None) or History()
        try:
            found = history.read(self.job.content, known) if self.job.strict else History()
        except history.Shallow as error:
            raise SystemExit(f"{error}\nNiente è stato pubblicato: il sito di prima è intatto.") from None
        paths = found.files.keys() | known.files.keys() if found != known else ()
        changed = (path for path in paths if found.files.get(path) != known.files.get(path))
        self.intake.changes.things |= {("history", name) for name in map(record_name, changed) if name}
        return found

    def _bytes(self, path: str) -> bytes:
        folder, inside = self.job.content, path.removeprefix(f"{survey.REGISTER}/")
        if inside != path:
            folder = survey.register(folder, self.job.reference)
        return (folder / inside).read_bytes()

    def _remember(
        self, drawing: Drawing, indexing: Indexing, tree: Tree, made: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Keep what the next build can use. Without it the site is none the worse."""
        try:
            job, kept = self.job, self.kept or store.fresh(self.job.cache)
            self.intake.remember(kept)
            drawing.remember(kept)
            indexing.remember(kept)
            for room, values in made.items():
                kept.put(room, values.items())
            tree.remember(kept, exchange.idle_of(job.output))
            key = "" if indexing.failure else tree.key  # "": the next build looks at everything
            kept.put(
                "site", [("ground", self.job.ground), ("report", self.report), ("tree", key), ("history", self.history)]
            )
            kept.commit()
            kept.close()
        except (sqlite3.Error, OSError) as error:
            print(f"Non riesco a scrivere la memoria «{self.job.cache}» ({error}): la prossima volta si rifà tutto.")


def _listed(name: str, catalog: Catalog, site: Any, before: Sequence[Output]) -> Iterable[Output]:
    """What an output lists; its module is loaded only where that is asked."""
    outputs: Iterable[Output] = import_module(f"{OUTPUTS}.{name}").outputs(catalog, site, before)
    return outputs
