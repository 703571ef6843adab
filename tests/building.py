"""Builds of a few outputs, without content and without Pelican."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from distretti.catalog.catalog import Catalog
from distretti.engine import exchange
from distretti.engine import writer as publishing
from distretti.engine.dependents import Changes
from distretti.engine.links import Links
from distretti.engine.packing import Packing
from distretti.engine.plan import BuildPlan
from distretti.engine.tracking import Memos, Tracker
from distretti.engine.writer import Target, Written
from distretti.outputs import ALL, WITH_SITE_MAP
from distretti.search.index import Indexing
from distretti.site import site
from distretti.site.output import Output


def modules() -> list[ModuleType]:
    """The outputs of the site."""
    return [import_module(f"distretti.outputs.{name}") for name in ALL]


def listed(module: ModuleType, catalog: Catalog, site: site.Site, site_map: list[Output]) -> list[Output]:
    """What one output lists, as a build asks it."""
    known = [site_map] if module.__name__.rpartition(".")[2] in WITH_SITE_MAP else []
    return list(module.outputs(catalog, site, *known))


def preview(outputs: Iterable[Output], render: Callable[..., bytes], folder: Path) -> Written:
    """Bring a folder to these outputs in place, as a first build would."""
    with exchange.alone(folder):
        exchange.repair(folder)
        return publishing.preview(_site(outputs, render, folder))[0]


def publish(
    outputs: Iterable[Output], render: Callable[..., bytes], folder: Path, packing: Packing | None = None
) -> Written:
    """Publish these outputs, as a first build would."""
    with exchange.alone(folder):
        exchange.repair(folder)
        return publishing.publish(_site(outputs, render, folder, packing))[0]


def _site(
    outputs: Iterable[Output], render: Callable[..., bytes], folder: Path, packing: Packing | None = None
) -> Target:
    tracker = Tracker(lambda name: ())
    memos = Memos(tracker, lambda: None)
    plan = BuildPlan({"outputs": lambda before: outputs}, tracker, memos, Changes(everything=True), None)
    indexing = Indexing(plan.entries, None, wanted=False, strict=False)
    return Target(
        plan,
        indexing,
        render,
        folder,
        None,
        1,
        lambda *_: None,
        Links(None, lambda *_: None),
        lambda paths: None,
        lambda error: False,
        [],
        packing or Packing(None, False, 1),
    )
