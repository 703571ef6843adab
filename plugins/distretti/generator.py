"""Pelican's door: settings in, the floors run in order, files out. The only module that imports Pelican."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

from pelican import signals

from . import rules, theme
from .catalog import Catalog, catalog
from .dates import day_of_build
from .glossary import glossary
from .load import load
from .outputs import problems as problems_page
from .page import Output
from .problem import report
from .publish import AddressTaken, Render, Written, preview, publish
from .settings import BadSettings, read_settings, site_of, warnings_of

PROJECT = Path(__file__).resolve().parents[2]

DELETING_REFUSED = (
    "La pubblicazione non ammette --delete-output-directory: il sito di prima resta finché il nuovo non è pronto."
)


class DistrictsGenerator:
    """Reads and checks the content when made, before Pelican touches the output; writes the site when asked."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], path: str, **_: Any) -> None:
        self.given = settings
        strict = bool(settings.get("STRICT"))
        if strict and settings.get("DELETE_OUTPUT_DIRECTORY"):
            raise SystemExit(DELETING_REFUSED)
        try:
            self.settings = read_settings(settings)
        except BadSettings as error:
            raise SystemExit(f"{error}\nNon è stato costruito niente: correggi le impostazioni.") from None
        self.folder = Path(path)
        today = day_of_build(settings.get("TODAY"))
        content = load(self.folder, PROJECT / "content" / "reference")
        problems = content.problems + rules.broken(content, today)
        if problems and strict:
            raise SystemExit(f"{report(problems)}\nNiente è stato pubblicato: il sito di prima è intatto.")
        if problems:
            print(report(problems))
        for warning in warnings_of(self.settings) if strict else ():
            print(f"Attenzione: {warning}")
        self.catalog: Catalog = catalog(content, problems, today)

    def generate_context(self) -> None:
        """Nothing to share with other generators."""

    def generate_output(self, writer: Any) -> None:
        """Render every output and bring the output folder up to date."""
        given = self.given
        lenient = not given.get("STRICT")
        site = site_of(self.settings, given["MENU"], given["ATTRIBUTION"], lenient, len(self.catalog.problems))
        root = Path(given["THEME"])
        names, files = theme.assets(root / "static")
        outputs: list[Output] = list(files)
        modules: list[ModuleType] = list(given["OUTPUTS"])
        if site.preview:
            modules.append(problems_page)
        for module in modules:
            outputs += module.outputs(self.catalog, site, outputs)
        words = glossary(self.catalog.glossary)
        fonts = sorted((root / "social").glob("*.ttf"))
        render = theme.renderer(theme.environment(root / "templates", site, names, words), site, fonts)
        done = _written(outputs, render, Path(given["OUTPUT_PATH"]).resolve(), site.preview)
        print(
            f"Distretti: {done.pages} pagine; file scritti {done.written}, "
            f"invariati {done.unchanged}, tolti {done.removed}."
        )


def _written(outputs: list[Output], render: Render, folder: Path, in_place: bool) -> Written:
    """What was done to the folder; refusals end the build with a message, the site of before still there."""
    if not in_place and folder.is_mount():
        raise SystemExit(f"«{folder}» è un punto di montaggio, che non si scambia: pubblica in una sottocartella.")
    try:
        return (preview if in_place else publish)(outputs, render, folder)
    except AddressTaken as error:
        raise SystemExit(f"Due cose allo stesso indirizzo: {error}.\nNiente è stato scritto.") from None
    except OSError as error:
        whole = "" if in_place else "\nNiente è stato pubblicato: il sito di prima è intatto."
        raise SystemExit(f"Non riesco a scrivere «{error.filename or folder}»: {error.strerror}.{whole}") from error


def _generators(pelican: Any) -> type[DistrictsGenerator]:
    return DistrictsGenerator


def register() -> None:
    """Called by Pelican. Too small to fail: a plugin that fails here is dropped in silence."""
    signals.get_generators.connect(_generators)
