"""What a build looks at beside records: where links lead, before and after pages are drawn, and what was not drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from . import dead_links
from .catalog.catalog import Catalog
from .engine.links import Links
from .engine.plan import BuildPlan
from .engine.writer import NotDrawn
from .language.problem import errors, report
from .model.prose import REQUIRED
from .reading.content import shown
from .reading.layout import path_of
from .refresh import Refresh
from .site import addresses
from .site.output import Output
from .stops import INTACT

Recall = Callable[[str, str, Any], Any]  # what the last build kept: by namespace and name, with a default


class Look:
    """Of one build. `links` are what the next one compares with; `not_drawn` is filled while pages are made.

    `sentences` are what was said of drawn pages. Where the build is strict, what is wrong raises SystemExit.
    """

    def __init__(self, fresh: Refresh, plan: BuildPlan, catalog: Catalog, recall: Recall, strict: bool) -> None:
        self._fresh, self._plan, self._catalog, self._recall, self._strict = fresh, plan, catalog, recall, strict
        self.links: tuple[Any, ...] = ()
        self.sentences: list[str] = []
        self.not_drawn: list[NotDrawn] = []
        self._said: set[str] = set()

    def at_prose(self) -> str:
        """Add the links of prose that lead nowhere to what is wrong: others where links are, or files come and go.

        The report with them, "" where there are none.
        """
        content, plan = self._fresh.content, self._plan
        linked = dead_links.linking(content, self._fresh.index)
        asked, dead, before, known = self._recall("site", "links", (None, (), (), {}))
        if not plan.remembers or plan.moved or asked != frozenset(linked):
            files = plan.contents()
            dead = tuple(address for address in linked if addresses.file(address) not in files)
        found = dead_links.problems(content, linked, dead, lambda: map(dead_links.address_of, plan.contents()))
        places = dead_links.anchored(content, self._fresh.index)
        anchors = self._anchors({*map(dead_links.target, places)}, known)
        self._said = {*dead, *dead_links.lost_places(content, places, anchors)}
        found += dead_links.lost(content, places, anchors)
        if found and self._strict:
            raise SystemExit(f"{report(found)}\n{INTACT}")
        if found:
            self._fresh.build.problems = tuple(sorted({*self._fresh.problems, *found}))
            self._catalog.add(found)
            print(report(found))
        if found != list(before):
            plan.make_again([addresses.file(addresses.PROBLEMS)])
        self.links = frozenset(linked), dead, tuple(found), anchors
        return report(self._fresh.problems) if found else ""

    def _anchors(self, paths: set[str], known: Mapping[str, dead_links.Anchors]) -> dict[str, dead_links.Anchors]:
        """The places in these pages that links can lead to: known from the last build where a page is as it was."""
        plan = self._plan
        kept = {path: known[path] for path in paths & known.keys() if path not in {*plan.outdated, *plan.gone}}
        made = {path: dead_links.anchors_of(output) for path, output in plan.listed(paths - kept.keys()).items()}
        self._catalog.tracker.take_trace()
        plan.note_memos(plan.dependents)
        return kept | made

    def at_pages(self, links: Links, off: Mapping[str, Callable[[], Iterable[Output]]], files: set[str]) -> None:
        """Say which records could not be drawn, and which links of drawn pages lead to none of the `files`.

        `off` is what the operator has switched off: links to that are said, and stop nothing.
        """
        content = self._fresh.content
        missing = [
            f"{shown(path_of(file.record), content.folder)}:1:1: la scheda non si riesce a mostrare ({file.cause}): "
            f"/{file.path} non c'è"
            for file in sorted(self.not_drawn)
        ]
        links.check(files, self._plan.gone, self._recall("site", "dead", ()))
        dead, switched = dead_links.of_pages(links.dead, files, self._known_dead(), self._switched_off(off, links.dead))
        self.sentences = [*dead, *switched]
        if missing or self.sentences:
            print("\n".join([*missing, *self.sentences]))
        if (missing or dead) and self._strict:
            raise SystemExit(INTACT)

    def _known_dead(self) -> set[str]:
        """The addresses of which it was said that they are not there, or that are there on other days."""
        content = self._fresh.content
        known = {f"{page}#{place}" for page, places in dead_links.sections(content).items() for place in places}
        known |= {addresses.prose(name) for name in REQUIRED.keys() - content.pages.keys()}
        known |= {dead_links.address_of(file.path) for file in self.not_drawn}
        return known | self._said | {*(map(addresses.at, content.files) if errors(self._fresh.problems) else ())}

    def _switched_off(self, off: Mapping[str, Callable[[], Iterable[Output]]], dead: Iterable[str]) -> dict[str, str]:
        """The files that OUTPUTS_OFF takes away, each with its output; asked where a link is dead."""
        found = {addresses.file(output.address): name for name in off for output in off[name]()} if [*dead] else {}
        self._catalog.tracker.take_trace()
        return found
