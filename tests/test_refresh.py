"""What a build that goes on from the last one knows and says of the content is what one from nothing would say."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.declared import Lookup, One
from distretti.catalog.lookups import Lookups
from distretti.engine import fingerprints, store
from distretti.engine.index import WITHDRAWN
from distretti.engine.store import Store
from distretti.model.registry import KINDS
from distretti.reading import survey
from distretti.refresh import PreviousBuild, Refresh, Source, previous_build, refresh

from .conftest import PROJECT, TODAY
from .moves import MOVES, Random
from .thorough import SEEDS, THOROUGH

ROUNDS = 60 if THOROUGH else 30  # of each seed

LOOKUPS = [name for name, item in vars(Lookups).items() if isinstance(item, Lookup | One)]


class Shelf:
    """A content folder, and what was kept of the last reading of it."""

    def __init__(self, root: Path) -> None:
        self.content, self.cache = root / "catalogue", root / "cache"
        shutil.copytree(PROJECT / "tests" / "catalogue", self.content)
        self.day = TODAY

    def again(self) -> dict[str, Any]:
        """What the next build knows of the content, and keeps."""
        kept = Store(self.cache) if self.cache.exists() else None
        before = kept.table("content", "files") if kept else {}
        stats = self._stats()
        files = fingerprints.of_files(stats, before, self._bytes)
        last = previous_build(kept, before) if kept else PreviousBuild()
        found = refresh(self._source(files), kept, last, 1)
        kept = kept or store.fresh(self.cache)
        found.save(kept)
        kept.commit()
        now = known(found)
        kept.close()
        return now

    def clean(self) -> dict[str, Any]:
        """The same from nothing, kept nowhere."""
        files = fingerprints.of_files(self._stats(), {}, self._bytes)
        return known(refresh(self._source(files), None, PreviousBuild(), 1))

    def _stats(self) -> dict[str, fingerprints.Stat]:
        return survey.survey(self.content) | survey.of_register(self.content / "reference")

    def _source(self, files: dict[str, fingerprints.Fingerprint]) -> Source:
        return Source(self.content, self.content / "reference", survey.survey(self.content), files, self.day)

    def _bytes(self, path: str) -> bytes:
        return (self.content / path).read_bytes()


def known(found: Refresh) -> dict[str, Any]:
    """What a build has at hand of the content: what is said, the lists, each record's values, each look-up's names."""
    index, content = found.index, found.content
    names = [name for kind in (*KINDS, WITHDRAWN) for name in index.names(kind)]
    return {
        "problems": list(map(str, found.problems)),
        "lists": {kind: index.names(kind) for kind in (*KINDS, WITHDRAWN)},
        "values": {name: found.values(name) for name in names},
        "lookups": {lookup: {key: index.names_for(lookup, key) for key in index.filled(lookup)} for lookup in LOOKUPS},
        "words": (content.entries, content.pages),
    }


@pytest.mark.parametrize("number", SEEDS)
def test_what_is_known_and_said_is_as_from_nothing(number: int, tmp_path: Path) -> None:
    random = Random(number)
    shelf = Shelf(tmp_path)
    shelf.again()
    done: list[str] = []
    for _ in range(ROUNDS):
        for move in random.choices(MOVES, k=random.choice((1, 1, 2, 4))):
            move(shelf, random)
            done.append(move.__name__)
        again, clean = shelf.again(), shelf.clean()
        assert {*again.pop("problems")} ^ {*clean.pop("problems")} == set(), done[-6:]
        assert again == clean, done[-6:]


def test_a_withdrawn_record_is_looked_at_again_when_what_it_names_goes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    market = shelf.content / "events/ricorrenti/mercato-dei-portici-immaginari.yaml"
    market.write_text(f"{market.read_text('utf-8')}withdrawn:\n  date: 2026-11-20\n  reason: Prova.\n", "utf-8")
    shelf.again()
    district = shelf.content / "districts/lombardia/portici-immaginari.yaml"
    district.rename(district.with_name("altri-portici.yaml"))
    said = shelf.again()["problems"]
    assert said == shelf.clean()["problems"]
    assert any(line.startswith("catalogue/events/ricorrenti/") and "districts[1]" in line for line in said)
