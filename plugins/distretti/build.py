"""One build: content in, checked; the catalogue; the files that must be made again; all of it kept for the next one."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from . import refresh, shares
from .catalog.catalog import HISTORY, Catalog
from .engine import exchange, fingerprints, store, writer
from .engine.links import Links
from .engine.output_folder import OutputFolder
from .engine.packing import Packing
from .engine.parallel import WorkerFailed
from .engine.plan import TEMPLATE, AddressTaken, BuildPlan, Lister
from .engine.progress import Progress
from .engine.store import Store, StoreUnusable
from .engine.tracking import Query, Tracker
from .language.causes import cause
from .language.problem import errors, report
from .look import Look
from .outputs import ALL, WITH_SITE_MAP
from .places.table import BadRegister
from .reading import history, survey
from .reading.history import History
from .reading.layout import record_name
from .search.index import Indexing
from .search.pagefind import IndexFailed
from .settings import BadSettings, read_settings, site_of, warnings_of
from .site import addresses
from .site.output import Output
from .site.site import Site
from .stops import INTACT
from .theme import typesetting
from .theme.links import DrawnLinks
from .theme.templates import TemplateError, Theme, ThemeFailed

NO_SEARCH = "L'indice della ricerca non è riuscito: {}."
NO_TYPST = (
    "Manca typst, che fa i PDF: «make publish» e «make pdf» lo installano da sé; senza PDF: «PDF=0 make publish»."
)
NO_MEMORY = "Non riesco a scrivere la memoria «{}» ({}): la prossima volta si rifà tutto."
LONG = "Elenchi troppo lunghi per una pagina, che continuano su altre: {}. I primi:"
_PART, _FEW = f"{addresses.part('', 1)}index.html", 5
STATIC = "static"  # the look-up of the query for the files of theme/static


class Job(NamedTuple):
    """What is to be built: the operator's settings, folders, the day, and what is known of the last time."""

    given: Mapping[str, Any]
    content: Path
    reference: Path
    output: Path
    cache: Path
    today: dt.date
    environment: fingerprints.Environment
    survey: dict[str, fingerprints.Stat]
    stats: dict[str, fingerprints.Stat]  # the survey with the register's files
    files: dict[str, fingerprints.Fingerprint]  # of these, at the last build
    processes: int
    progress: Progress

    @property
    def strict(self) -> bool:
        """Whether a problem in the content stops the build."""
        return bool(self.given.get("STRICT"))


class Build:
    """Content is read and checked when it is made; `run` writes the site. Raises SystemExit with what is wrong."""

    def __init__(self, job: Job, kept: Store | None) -> None:
        self.job = job
        try:
            self.settings = read_settings(job.given)
        except BadSettings as error:
            raise SystemExit(f"{error}\nNon è stato costruito niente: correggi le impostazioni.") from None
        if self.settings.documents and not typesetting.is_there():
            raise SystemExit(f"{NO_TYPST}\nNon è stato costruito niente.")
        last: fingerprints.Environment | None = kept.get("site", "environment") if kept else None  # None: a full disk
        self.kept = kept if last and last.code == job.environment.code else None
        self.last = last or job.environment
        previous = refresh.previous_build(self.kept, job.files) if self.kept else refresh.PreviousBuild()
        files = fingerprints.of_files(job.stats, previous.files, self._bytes)
        self.files = files
        source = refresh.Source(job.content, job.reference, job.survey, files, job.today)
        try:
            self.refresh = refresh.refresh(source, self.kept, previous, job.processes)
        except BadRegister as error:
            raise SystemExit(f"{error}\nNiente è stato costruito: il sito di prima è intatto.") from None
        self.history = self._read_history()
        problems = self.refresh.problems
        if job.strict and errors(problems):
            raise SystemExit(f"{report(problems)}\n{INTACT}")
        lines = [report(problems)] if problems else []
        lines += (f"Attenzione: {warning}" for warning in (warnings_of(self.settings) if job.strict else ()))
        self.report = "\n".join(lines)

    def run(self) -> writer.Written:
        """Make and write what is to be; what was done."""
        job, kept = self.job, self.kept
        site = site_of(self.settings, not job.strict)
        fresh = self.refresh
        tracker = Tracker(fresh.values)
        catalog = Catalog(fresh.index, tracker, fresh.content, fresh.problems, job.today, self.history.files)
        with _said_in_italian(job):
            borders = self._borders()
            theme = Theme(Path(job.given["THEME"]), job.environment.theme, site, catalog.glossary, self._recall)
            self._theme_changes(theme)
            searched = "search" in self._names()
            plan = BuildPlan(
                self._listers(catalog, site, theme), catalog.tracker, catalog.memos, fresh.changes, kept, searched
            )
            job.progress.lap("elenco delle pagine")
            look = self.look = Look(fresh, plan, catalog, self._recall, job.strict)
            self.report = look.at_prose() or self.report
            part = self.settings.regions
            if part:
                plan.only(shares.mine(plan, catalog, part, job.output.parent))
            theme.prepare(plan.templates(), whole=len(plan.outdated) > writer.FEW)
            indexing = Indexing(plan.entries, kept, searched, job.strict)
            links = Links(kept if plan.remembers else None, DrawnLinks(site.folder).read)
            packing = Packing(kept, self.settings.compressed and job.strict, job.processes)
            off = {name: partial(_listed, name, catalog, site, ()) for name in self.settings.outputs_off}
            target = writer.Target(
                plan, indexing, theme.render, job.output, kept, job.processes, job.progress, links,
                partial(look.at_pages, links, off), _is_of_a_record, look.not_drawn, packing,
            )  # fmt: skip
            write = writer.share if part else writer.publish if job.strict else writer.preview
            written, folder = write(target)
        self.report = "\n".join(filter(None, [self.report, *look.sentences]))
        job.progress.lap("pagine")
        if part:
            shares.keep(folder, self._made_of(), self.settings, plan, catalog)
            return written
        if indexing.failure:
            print(f"{NO_SEARCH.format(indexing.failure)}\nLe pagine sono a posto; la prossima costruzione riprova.")
        if long := sorted(path for path in plan.contents() if path.endswith(_PART)):
            print(f"{LONG.format(len(long))} {', '.join(f'/{path.removesuffix(_PART)}' for path in long[:_FEW])}")
        self._save(plan, indexing, links, folder, theme, borders, packing)
        job.progress.lap("memoria")
        return written

    def _made_of(self) -> object:
        """What shares have in common that fit together."""
        code, settings, theme = self.job.environment
        files = sorted((path, digest) for path, (_, digest) in self.files.items())
        return code, settings, sorted(theme.items()), self.job.today, files, sorted(self.history.files.items())

    def _recall(self, namespace: str, name: str, default: Any) -> Any:
        return self.kept.get(namespace, name, default) if self.kept else default

    def _names(self) -> list[str]:
        published = (name for name in ALL if name not in self.settings.outputs_off)
        return [*published, *(() if self.job.strict else ("problems",))]

    def _listers(self, catalog: Catalog, site: Site, theme: Theme) -> dict[str, Lister]:
        """What lists the files of each module, in the order of modules; those of the theme first."""

        def static(before: Sequence[Output]) -> Iterable[Output]:
            catalog.tracker.trace(STATIC)
            return theme.files

        listers: dict[str, Lister] = {"theme": static}
        for place, name in enumerate(self._names()):
            listers[f"{place} {name}"] = partial(_listed, name, catalog, site)
        return listers

    def _theme_changes(self, theme: Theme) -> None:
        """Add to the changes what another theme or other settings change."""
        changes, then, now = self.refresh.changes, self.last, self.job.environment
        changed = {path for path in then.theme.keys() | now.theme.keys() if then.theme.get(path) != now.theme.get(path)}
        names = {path.removeprefix("templates/") for path in changed if path.startswith("templates/")}
        queries: set[Query] = {(TEMPLATE, name) for name in theme.drawn_with_any(names)}
        changes.queries |= queries | (
            {(STATIC, None)} if any(path.startswith("static/") for path in changed) else set()
        )
        changes.everything |= then.settings != now.settings or theme.renamed or any(
            not path.startswith(("templates/", "static/")) for path in changed
        )  # fmt: skip

    def _borders(self) -> dict[str, Any]:
        """Give the maps the borders that the last build drew; those that it must draw itself."""
        boundaries = self.refresh.content.places.boundaries
        anew = dict(boundaries.rows()) if self.refresh.is_anew else {}
        boundaries.take(partial(self.kept.get, "shapes") if self.kept and not self.refresh.is_anew else anew.get)
        return anew

    def _read_history(self) -> History:
        """The history of the content: only a publish asks for it. What changed in it is noted among the changes."""
        known: History = (self.kept.get("site", "history") if self.kept else None) or History()
        try:
            found = history.read(self.job.content, known) if self.job.strict else History()
        except history.Shallow as error:
            raise SystemExit(f"{error}\n{INTACT}") from None
        paths = found.files.keys() | known.files.keys() if found != known else ()
        changed = (path for path in paths if found.files.get(path) != known.files.get(path))
        self.refresh.changes.queries |= {(HISTORY, name) for name in map(record_name, changed) if name}
        return found

    def _bytes(self, path: str) -> bytes:
        folder, inside = self.job.content, path.removeprefix(f"{survey.REGISTER}/")
        if inside != path:
            folder = survey.register(folder, self.job.reference)
        try:
            return (folder / inside).read_bytes()
        except OSError:
            return b""  # said where the file is read for what it says

    def _save(
        self,
        plan: BuildPlan,
        indexing: Indexing,
        links: Links,
        folder: OutputFolder,
        theme: Theme,
        borders: Mapping[str, Any],
        packing: Packing,
    ) -> None:
        """Keep what the next build can use. Without it the site is none the worse."""
        try:
            job, kept = self.job, self.kept or store.fresh(self.job.cache)
            self.refresh.save(kept)
            plan.save(kept)
            indexing.save(kept)
            links.save(kept, plan.gone)
            packing.save(kept)
            for namespace, values in {**theme.to_keep(), "shapes": borders}.items():
                kept.put(namespace, values.items())
            folder.save(kept, exchange.idle_of(job.output))
            whole = not indexing.failure and not self.look.not_drawn
            key = folder.key if whole else ""  # "": the next build looks at everything
            built = [
                ("environment", job.environment),
                ("report", self.report),
                ("folder", key),
                ("links", self.look.links),
            ]
            built += [("history", self.history), ("dead", tuple(links.dead))]
            kept.put("site", built)
            kept.commit()
            kept.close()
        except (sqlite3.Error, OSError) as error:
            print(NO_MEMORY.format(self.job.cache, cause(error)))


@contextmanager
def _said_in_italian(job: Job) -> Iterator[None]:
    """What stops a build by no fault of the code, as SystemExit with what the operator can do about it."""
    nothing = INTACT if job.strict else "Niente è stato scritto."
    try:
        yield
    except AddressTaken as error:
        raise SystemExit(f"Due cose allo stesso indirizzo: {error}.\n{nothing}") from None
    except ThemeFailed as error:
        raise SystemExit(f"Il tema «{job.given['THEME']}» non va bene: {error}.\n{nothing}") from None
    except IndexFailed as error:
        raise SystemExit(f"{NO_SEARCH.format(error)}\n{nothing}") from None
    except BadRegister as error:
        raise SystemExit(f"{error}\n{nothing}") from None
    except WorkerFailed as failure:
        raise failure.__cause__ if isinstance(failure.__cause__, StoreUnusable) else failure from None


def _is_of_a_record(error: Exception) -> bool:
    """Whether a page that ends so may be left out: what a text can do to code, and not what is wrong in a template."""
    of_values = RecursionError | ValueError | TypeError | LookupError | ArithmeticError
    return isinstance(error, of_values) and not isinstance(error, TemplateError)


def _listed(name: str, catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterable[Output]:
    """What an output lists; its module is loaded only where that is asked."""
    site_map = (before,) if name in WITH_SITE_MAP else ()
    outputs: Iterable[Output] = import_module(f"{__package__}.outputs.{name}").outputs(catalog, site, *site_map)
    return outputs
