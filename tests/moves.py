"""What may happen to a content folder between two builds: each move is drawn from a generator of random numbers."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from .conftest import PROJECT
from .mutants import MUTANTS
from .world import KEYS, disguised, replaced

WORDS = ("Mercato d'autunno", "Aosta", "Lodi", "Codogno", "2026-10-01", "2027-03", "attivo", "Comune di Lodi", "Zeta")
FOLDERS = ("districts/lombardia", "districts/piemonte", "events/ricorrenti", "events/2026", "initiatives")
ADDRESSES = ("/distretti/lombardia/antico/", "/iniziative/antica/", "/distretti/lombardia/portici-immaginari/")
BRACES = ("{{ elenco }}", "{{ scheda: initiatives/tessera-di-prova }}", "{{ districts }", "{{ prova: a, b }}")


class Folder(Protocol):
    """A content folder and its day."""

    day: dt.date

    @property
    def content(self) -> Path:
        """The folder."""


Random = random.Random
Move = Callable[[Folder, Random], object]


def records(folder: Folder) -> list[Path]:
    """The files of records, in a fixed order."""
    return sorted(file for file in folder.content.rglob("*.yaml") if file.parent != folder.content)


def words(folder: Folder) -> list[Path]:
    """Vocabularies and pages of words."""
    return sorted((*folder.content.glob("*.yaml"), *folder.content.glob("pages/*.md")))


def _edit(folder: Folder, random: Random) -> None:
    replaced(random.choice(records(folder)), random.choice(KEYS), random.choice(WORDS))


def _disguise(folder: Folder, random: Random) -> None:
    """Other text of the same length, with the time of before."""
    file = random.choice(records(folder))
    text = file.read_text("utf-8")
    disguised(file, text.swapcase() if random.random() < 0.2 else text.replace("inventat", "tatinven"))


def _withdraw(folder: Folder, random: Random) -> None:
    withdrawal = "\nwithdrawn:\n  date: 2026-11-20\n  reason: Doppione inventato.\n"
    file = random.choice(records(folder))
    text = file.read_text("utf-8")
    file.write_text(text.replace(withdrawal, "\n") if withdrawal in text else text + withdrawal.lstrip("\n"), "utf-8")


def _alias(folder: Folder, random: Random) -> None:
    replaced(random.choice(records(folder)), "aliases", f"[{random.choice(ADDRESSES)}]")


def _uid(folder: Folder, random: Random) -> None:
    replaced(random.choice(records(folder)), "uid", random.choice(("uno@example.org", "due@example.org")))


def _lines(folder: Folder, random: Random) -> None:
    """A line above all others: what is wrong below is a line further down."""
    file = random.choice((*records(folder), *words(folder)))
    text = file.read_text("utf-8")
    head = "---\n" if text.startswith("---\n") else ""
    file.write_text(f"{head}# una nota\n{text.removeprefix(head)}", "utf-8")


def _rename(folder: Folder, random: Random) -> None:
    file = random.choice(records(folder))
    file.rename(file.with_name(f"{random.choice(('antico', 'antica', 'altro'))}.yaml"))


def _copy(folder: Folder, random: Random) -> None:
    file = random.choice(records(folder))
    file.with_name(f"copia-{random.randrange(3)}.yaml").write_bytes(file.read_bytes())


def _move(folder: Folder, random: Random) -> None:
    file, place = random.choice(records(folder)), folder.content / random.choice(FOLDERS)
    place.mkdir(parents=True, exist_ok=True)
    file.rename(place / file.name)


def _delete(folder: Folder, random: Random) -> None:
    if len(records(folder)) > 3:
        random.choice(records(folder)).unlink()


def _mistake(folder: Folder, random: Random) -> None:
    mutant = random.choice(MUTANTS)
    file = folder.content / mutant.file
    if file.is_file() and mutant.old in file.read_text("utf-8"):
        mutant.apply(folder.content)


def _mend(folder: Folder, random: Random) -> None:
    """A file as it was at first, also one that had gone."""
    given = PROJECT / "tests" / "catalogue"
    file = random.choice(sorted((*given.rglob("*.yaml"), *given.rglob("*.md"))))
    there = folder.content / file.relative_to(given)
    there.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, there)


def _word(folder: Folder, random: Random) -> None:
    file = random.choice(words(folder))
    text = file.read_text("utf-8")
    if random.random() < 0.3:
        file.unlink()
    elif file.suffix == ".md":
        file.write_text(f"{text}\n{random.choice(BRACES)}\n", "utf-8")
    else:
        file.write_text(text.replace("- id: ", "- id: x", 1) if random.random() < 0.5 else f"{text}  x: 1\n", "utf-8")


def _prose(folder: Folder, random: Random) -> None:
    file = random.choice(records(folder)).with_suffix(".md")
    file.write_text(f"## {random.choice(WORDS)}\n\n[qui]({random.choice(ADDRESSES)})\n", "utf-8")


def _stray(folder: Folder, random: Random) -> None:
    file = folder.content / random.choice(("ciao.md", "districts/ciao.txt", "events/x.yaml", "altro/x.yaml"))
    if file.exists():
        file.unlink()
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text("Ciao.\n", "utf-8")


def _day(folder: Folder, random: Random) -> None:
    folder.day += dt.timedelta(random.choice((1, 1, 3, 40, 400, -2)))


MOVES: tuple[Move, ...] = (
    _edit, _edit, _disguise, _withdraw, _withdraw, _alias, _uid, _lines, _lines, _rename, _rename, _copy, _move,
    _delete, _mistake, _mistake, _mend, _mend, _mend, _word, _prose, _stray, _day,
)  # fmt: skip
