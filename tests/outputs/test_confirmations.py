"""Who has answered for a record, and the letter to the others."""

from __future__ import annotations

from pathlib import Path

from distretti.catalog.catalog import catalog
from distretti.outputs import confirmations
from distretti.reading.loader import load
from distretti.site import addresses
from distretti.site.components import Link
from distretti.site.output import File, Page
from distretti.site.site import Site

from ..conftest import REFERENCE, TODAY
from ..mutants import DISTRICT

SITE = Site(
    "Catalogo", "", "https://esempio.it/x", None, (), "", "", Link("posta@esempio.it", "mailto:posta@esempio.it")
)


def made(catalogue: Path) -> dict[str, Page | File]:
    known = catalog(load(catalogue, REFERENCE), [], TODAY)
    return {output.address: output for output in confirmations.outputs(known, SITE)}  # type: ignore[misc]


def test_a_confirmed_record_moves_to_the_other_table_and_is_counted(catalogue: Path) -> None:
    file = catalogue / DISTRICT
    here = addresses.confirmations("lombardia")
    before = made(catalogue)
    assert [part.title for part in before[here].view.sections] == ["Da confermare"]  # type: ignore[union-attr]
    confirmed = "confirmed:\n  date: 2026-11-20\n  body: Comune di Lodi\n  how: pec\n"
    file.write_text(file.read_text("utf-8") + confirmed, "utf-8")
    after = made(catalogue)
    parts = {part.title: part.tables[0].rows for part in after[here].view.sections}  # type: ignore[union-attr]
    assert [row[0].label for row in parts["Confermate"]] == ["Portici Immaginari"]
    assert parts["Confermate"][0][2] == "il 20 novembre 2026 da Comune di Lodi"
    assert len(parts["Da confermare"]) == 1
    counts = after[addresses.CONFIRMATIONS].view.sections[0].tables[0].rows  # type: ignore[union-attr]
    assert [(row[0].label, *row[1:]) for row in counts] == [("Lombardia", "2", "1"), ("Piemonte", "1", "0")]


def test_a_letter_says_what_is_known_what_is_not_and_where_to_answer(catalogue: Path) -> None:
    letter = made(catalogue)["/distretti/lombardia/portici-immaginari/lettera.txt"].content.decode()  # type: ignore[union-attr]
    said, _, rest = letter.partition("Che cosa manca")
    missing, _, answer = rest.partition("Come rispondere")
    assert "- Capofila: Comune di Lodi\n" in said
    assert "- Comuni: Lodi e Codogno\n" in said
    assert "Capofila" not in missing
    assert "- Spazi sfitti\n" in missing
    assert "https://esempio.it/x/proponi/distretto/?scheda=/distretti/lombardia/portici-immaginari/" in answer
    assert "posta@esempio.it" in answer
