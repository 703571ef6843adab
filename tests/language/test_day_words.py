"""Days that notes have in figures, as a person would write them."""

from __future__ import annotations

import pytest

from distretti.language import day_words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Determina 13724 del 16/07/2025.", "Determina 13724 del 16 luglio 2025."),
        ("firmato il 08/11/2021", "firmato l’8 novembre 2021"),
        ("l'11/11/2021 al castello", "l’11 novembre 2021 al castello"),
        ("Il 8/3/2020 e dall'01/10/2025", "L’8 marzo 2020 e dal 1º ottobre 2025"),
        ("Erba Notizie (6/11/2013)", "Erba Notizie (6 novembre 2013)"),
        ("D.D. 198/A2009B/2022 del 01/09/2022", "D.D. 198/A2009B/2022 del 1º settembre 2022"),
        ("decreto n. 6887/2020, DGR 1232/2019 e 140/2021", "decreto n. 6887/2020, DGR 1232/2019 e 140/2021"),
        ("il 31/02/2020", "il 31/02/2020"),
        (
            "la fonte scrive «il 16/07/2025» e poi il 17/07/2025",
            "la fonte scrive «il 16/07/2025» e poi il 17 luglio 2025",
        ),
    ],
)
def test_a_day_in_figures_is_written_in_words(text: str, said: str) -> None:
    assert day_words.in_words(text) == said
