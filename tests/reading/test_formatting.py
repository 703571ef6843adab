"""Fields in order: slices move, and nothing that a person wrote is written otherwise."""

from __future__ import annotations

import pytest

from distretti.model import District, RecurringEvent
from distretti.model.registry import identity
from distretti.model.schema import keys
from distretti.reading import survey
from distretti.reading.formatting import formatted
from distretti.reading.layout import record_name
from distretti.reading.yaml_file import read

from ..conftest import PROJECT


def lines(*given: str) -> str:
    return "".join(f"{line}\n" for line in given)


def test_fields_move_with_the_comments_above_them_and_stay_as_they_are_written() -> None:
    before = lines(
        "# Scheda del Comune.",
        "",
        "sources:",
        "- publisher: 'NO'   # la provincia",
        "  url: https://esempio.it/",
        "",
        "# Il nome è quello dell'atto.",
        'name:   "Distretto: uno"',
        "description: |",
        "  Prima riga.",
        "  # Non è un commento.",
        "",
        "  kind: urbano",
        "status: attivo",
        "# in fondo",
    )
    assert formatted(before, District) == lines(
        "# Scheda del Comune.",
        "",
        "",
        "# Il nome è quello dell'atto.",
        'name:   "Distretto: uno"',
        "status: attivo",
        "description: |",
        "  Prima riga.",
        "  # Non è un commento.",
        "",
        "  kind: urbano",
        "sources:",
        "- publisher: 'NO'   # la provincia",
        "  url: https://esempio.it/",
        "# in fondo",
    )


@pytest.mark.parametrize(
    "text",
    [
        "{sources: [], name: Uno}\n",
        "sources: []\nnome: Uno\n",
        "sources: []\nname: 'Uno\n",
        "  sources: []\n  name: Uno\n",
        "name: Uno\nname: Due\nkind: urbano\n",
        "",
    ],
    ids=["flow", "unknown field", "not YAML", "indented", "twice", "empty"],
)
def test_what_cannot_be_cut_stays(text: str) -> None:
    assert formatted(text, District) == text


def test_a_text_that_ends_in_blank_lines_keeps_them() -> None:
    text = "summary: |+\n  Un mercato.\n\n\ntitle: Mercato\n"
    after = formatted(text, RecurringEvent)
    assert read(after.encode(), "")[0].value == read(text.encode(), "")[0].value  # type: ignore[union-attr]


def test_every_real_record_keeps_its_values_and_is_in_order_once_for_all() -> None:
    content = PROJECT / "content"
    for path in survey.survey(content):
        if path.endswith(".yaml") and (name := record_name(path)):
            model = identity(name)[0]
            before = (content / path).read_text("utf-8")
            after = formatted(before, model)
            document, _ = read(after.encode(), path)
            was, _ = read(before.encode(), path)
            assert document
            assert was
            assert document.value == was.value
            assert list(document.value) == [key for key in keys(model) if key in document.value]
            assert sorted(after.split("\n")) == sorted(before.split("\n"))
            assert formatted(after, model) == after
