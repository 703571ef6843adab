"""Builds of a few outputs, without content and without Pelican."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pelicanconf

from distretti.engine import exchange
from distretti.engine import writer as publishing
from distretti.engine.dependents import Changes
from distretti.engine.plan import BuildPlan
from distretti.engine.tracking import Memos, Tracker
from distretti.engine.writer import Target, Written
from distretti.search.index import Indexing
from distretti.site.output import Output


def modules() -> list[ModuleType]:
    """The outputs of the site."""
    return [import_module(f"distretti.outputs.{name}") for name in pelicanconf.OUTPUTS]


def preview(outputs: Iterable[Output], render: Callable[..., bytes], folder: Path) -> Written:
    """Bring a folder to these outputs in place, as a first build would."""
    with exchange.alone(folder):
        exchange.repair(folder)
        return publishing.preview(_site(outputs, render, folder))[0]


def publish(outputs: Iterable[Output], render: Callable[..., bytes], folder: Path) -> Written:
    """Publish these outputs, as a first build would."""
    with exchange.alone(folder):
        exchange.repair(folder)
        return publishing.publish(_site(outputs, render, folder))[0]


def _site(outputs: Iterable[Output], render: Callable[..., bytes], folder: Path) -> Target:
    tracker = Tracker(lambda name: ())
    memos = Memos(tracker, lambda: None)
    plan = BuildPlan({"outputs": lambda before: outputs}, tracker, memos, Changes(everything=True), None)
    indexing = Indexing(plan.entries, None, wanted=False, strict=False)
    return Target(plan, indexing, render, folder, None, 1, lambda *_: None)
