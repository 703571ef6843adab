"""What is said of names that are no field: Italian ones, and those that are indented wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import problems_of

SHOPS = "districts/lombardia/botteghe-inventate.yaml"


def said(catalogue: Path, before: str, after: str) -> list[str]:
    """The messages of the problems of a district of which a text is another."""
    path = catalogue / SHOPS
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    return [problem.message for problem in problems_of(catalogue)]


@pytest.mark.parametrize(
    ("before", "after", "meant"),
    [
        ("municipalities:", "comuni:", "municipalities"),
        ("name:", "nome:", "name"),
        ("status:", "Stato:", "status"),
        ("short_name:", "nome breve:", "short_name"),
        ("kind:", "tipo:", "kind"),
        ("    url:", "    indirizzo:", "url"),
        ("compiled:", "telefono: 0371 1\ncompiled:", "phone»"),
    ],
)
def test_an_italian_name_gets_the_right_field(catalogue: Path, before: str, after: str, meant: str) -> None:
    name = after.partition(":")[0].strip()
    found = [message for message in said(catalogue, before, after) if message.startswith(f"campo sconosciuto «{name}»")]
    assert len(found) == 1
    assert f" Forse volevi «{meant}" in found[0]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "    url: https://portici.example/botteghe\n",
            "    url: https://portici.example/botteghe\n    status: attivo\n",
            "il rientro è sbagliato: «status» è un campo della scheda, qui è dentro «sources»",
        ),
        ("    url:", "url:", "campo sconosciuto «url»: se è di «sources», il rientro è sbagliato"),
        (
            "status:",
            "  status:",
            "YAML non valido: il rientro è sbagliato: la riga comincia più a destra di quella sopra",
        ),
        ("  - Crema\n", "  - Crema\n   - Lodi\n", "il rientro è sbagliato: comincia più a destra delle altre voci"),
    ],
)
def test_a_wrong_indent_is_called_that(catalogue: Path, before: str, after: str, words: str) -> None:
    assert any(message.startswith(words) for message in said(catalogue, before, after))


def test_a_colon_in_a_text_is_no_wrong_indent(catalogue: Path) -> None:
    (message,) = said(catalogue, "kind: urbano", "kind: urbano: due")
    assert "rientro" not in message


def test_a_list_under_a_list_is_no_wrong_indent(catalogue: Path) -> None:
    assert said(catalogue, "  - Crema\n", "  - Crema\n  - Lodi\n") == []
