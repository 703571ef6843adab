"""Pelican's door: settings in, a build, files out. The only module that imports Pelican.

It loads little by itself: where nothing has changed, nothing else is needed.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import settings as pelican_settings
from pelican import signals
from pelican.log import console

from . import given
from .engine import exchange, fingerprints, parallel
from .engine.ledger import Ledger
from .engine.output_folder import OutputFolder
from .engine.progress import Progress
from .engine.store import Store, StoreUnusable
from .language.causes import speak_plainly
from .language.dates import BadDay, day_of_build
from .reading import survey
from .stops import of_others, refuse_folder, said_in_italian

if TYPE_CHECKING:
    from .build import Build

PACKAGE = Path(__file__).resolve().parent
PROGRAM = fingerprints.code_digest(PACKAGE)  # as it was when this process loaded it: `pelican -r` goes on with old code
REFERENCE = PACKAGE.parents[1] / "content" / survey.REGISTER

DELETING_REFUSED = (
    "La pubblicazione non ammette --delete-output-directory: il sito di prima resta finché il nuovo non è pronto."
)
PART_OF_PREVIEW = "REGIONS vale solo per la pubblicazione: «make share REGIONS=…» con publishconf.py."


class DistrictsGenerator:
    """Trace and checks the content when made, before Pelican touches the output; writes the site when asked."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], path: str, **_: Any) -> None:
        console.quiet = False  # of a build before this one in the same process
        self.context, self.given = context, settings
        self.content, self.output = Path(path), Path(settings["OUTPUT_PATH"]).resolve()
        if settings.get("STRICT") and settings.get("DELETE_OUTPUT_DIRECTORY"):
            raise SystemExit(DELETING_REFUSED)
        self.strict = bool(settings.get("STRICT"))
        self.part = bool(settings.get("REGIONS"))
        if self.part and not self.strict:
            raise SystemExit(PART_OF_PREVIEW)
        try:
            self.today = day_of_build(settings.get("TODAY"))
        except BadDay as error:
            raise SystemExit(f"{error}\n{given.STOPPED}") from None
        self.cache = _cache(settings, self.content, self.output)
        made_of = {"dei contenuti": self.content, "del tema": Path(settings["THEME"])}
        refuse_folder(self.output, PACKAGE.parents[1], made_of, self.cache, self.strict)
        with said_in_italian(self.output, self.strict, writes=False):
            self._begin(settings)

    def _begin(self, settings: dict[str, Any]) -> None:
        """Read and check the content, alone in the output folder."""
        theme = fingerprints.of_folder(Path(settings["THEME"]))
        self.environment = fingerprints.Environment(PROGRAM, fingerprints.settings_digest(settings), theme)
        self.progress = Progress(console.print)
        gc.disable()  # nothing here goes round in circles, and looking for circles among so many records takes time
        with ExitStack() as held:
            held.callback(gc.enable)
            held.callback(gc.freeze)  # nor among what is left of them
            held.enter_context(exchange.alone(self.output))
            exchange.repair(self.output)
            self.build = self._prepared()
            self.progress.lap("lettura e controlli")
            self.held = held.pop_all()

    def generate_context(self) -> None:
        """Nothing to share with other generators."""

    def generate_output(self, writer: Any) -> None:
        """Bring the output folder up to date."""
        with self.held, said_in_italian(self.output, self.strict):
            if self.build is None:
                return
            try:
                done = self.build.run()
            except StoreUnusable as damaged:
                done = self._anew(damaged).run()
        if done.others:
            print(of_others(self.output, done.others))
        for path in done.written:
            signals.content_written.send(str(self.output / path), context=self.context)
        refreshed = self.build.refresh
        warned = sum(problem.warning for problem in refreshed.problems)
        warnings = f", avvisi {warned}" if warned else ""
        self.progress.end(
            f"schede lette {refreshed.read}, problemi {len(refreshed.problems) - warned}{warnings}; "
            f"file rifatti {done.drawn}, "
            f"scritti {len(done.written)}, invariati {done.unchanged}, tolti {done.removed}"
        )

    def _prepared(self) -> Build | None:
        """A build with its content checked; None where there is nothing to do."""
        self.survey = survey.survey(self.content)
        self.stats = self.survey | survey.of_register(survey.register(self.content, REFERENCE))
        if self.part or not self.given.get("LOAD_CONTENT_CACHE", True):  # Pelican's --ignore-cache
            return self._build(None, {})
        try:
            kept = Store(self.cache)
            files = kept.table("content", "files")
            if not self._unchanged(kept, files):
                return self._build(kept, files)
            foreign = OutputFolder(self.output, kept).foreign(Ledger(self.output)) if self.strict else ()
            others = of_others(self.output, foreign)
            print("\n".join(filter(None, (kept.get("site", "report"), others, "Distretti: niente è cambiato."))))
            return None
        except StoreUnusable as damaged:
            return self._anew(damaged)

    def _unchanged(self, kept: Store, files: dict[str, fingerprints.Fingerprint]) -> bool:
        """Whether all is as the last build found and left it."""
        if self.given.get("DELETE_OUTPUT_DIRECTORY"):  # Pelican does it after this
            return False
        if kept.get("site", "environment") != self.environment or kept.get("content", "day") != self.today:
            return False
        stats = self.stats
        if files.keys() != stats.keys() or any(files[path][0] != stat for path, stat in stats.items()):
            return False
        if self.strict and Ledger(self.output).older(self.output):  # it is their turn to go
            return False
        folder = OutputFolder(self.output, kept)
        return bool(kept.get("site", "folder") == folder.key and folder.whole())

    def _anew(self, damaged: StoreUnusable) -> Build:
        if str(damaged):
            print(f"La memoria «{self.cache}» {damaged}: si rifà tutto da capo.")
        return self._build(None, {})

    def _emptied(self) -> Path:
        from .engine import shares

        try:
            return shares.emptied(self.output)
        except shares.Unfit as error:
            raise SystemExit(f"Non è stato costruito niente: {error}.") from None

    def _build(self, kept: Store | None, files: dict[str, fingerprints.Fingerprint]) -> Build:
        from .build import Build, Job  # and with it all the rest, only where there is something to do

        output = self._emptied() if self.part else self.output
        job = Job(
            self.given, self.content, REFERENCE, output, self.cache, self.today, self.environment,
            self.survey, self.stats, files, int(self.given.get("WORKERS") or parallel.cores()), self.progress,
        )  # fmt: skip
        made = Build(job, kept)
        if made.report:
            print(made.report)
        return made


def _cache(settings: dict[str, Any], content: Path, output: Path) -> Path:
    """The memory of the builds of this content into this folder."""
    name = blake2b(f"{content.resolve()}\0{output}".encode(), digest_size=6).hexdigest()
    return Path(settings["CACHE_PATH"]).resolve() / f"{output.name}-{name}.sqlite"


def _generators(pelican: Any) -> type[DistrictsGenerator]:
    return DistrictsGenerator


def _checked(check: Callable[..., None], then: Callable[..., Any]) -> Callable[[dict[str, Any]], Any]:
    def checked(settings: dict[str, Any]) -> Any:
        check(settings, pelican_settings.DEFAULT_CONFIG)
        return then(settings)

    return checked


speak_plainly()

# Two steps of Pelican's that come before it uses a setting: the first of a wrong form ends it with a traceback, without
# the plugin it makes an empty site. The settings file imports this module, whatever it says in PLUGINS.
for _step, _check in (("handle_deprecated_settings", given.forms), ("configure_settings", given.folders)):
    setattr(pelican_settings, _step, _checked(_check, getattr(pelican_settings, _step)))


def _quiet(_: Any) -> None:
    """Keep Pelican from ending with "Processed 0 articles": it counts nothing of what was built here."""
    console.quiet = True


def register() -> None:
    """Called by Pelican. Too small to fail: a plugin that fails here is dropped in silence."""
    signals.get_generators.connect(_generators)
    signals.finalized.connect(_quiet)
