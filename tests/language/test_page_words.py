"""The words of pages of sections, taken to pieces."""

from __future__ import annotations

from distretti.language.page_words import Place, filled, parsed, places

BODY = """Prima delle sezioni.

## Un titolo senza ancora

Ancora prosa.

## Bandi {#bandi}

Un testo con {{ oggi }}
su due righe.

- un elenco
- che resta testo

{{ anni }}
{{ fatti: initiatives/uno, initiatives/due | parole scelte }}

> Niente
> di niente.

- [Tutti](/bandi/)
- [Altro](https://altro.example/)

### Sotto {#sotto}
"""


def test_a_title_with_an_anchor_opens_a_section() -> None:
    prose, sections = parsed(BODY)
    assert prose == BODY[: BODY.index("## Bandi")]
    assert [(part.title, part.anchor, part.level) for part in sections] == [
        ("Bandi", "bandi", 2),
        ("Sotto", "sotto", 3),
    ]
    assert parsed("Solo prosa.\n") == ("Solo prosa.\n", ())


def test_a_section_is_text_places_an_empty_sentence_and_links() -> None:
    first, second = parsed(BODY)[1]
    assert first.text == "Un testo con {{ oggi }}\nsu due righe.\n\n- un elenco\n- che resta testo"
    assert [(place.name, place.arguments, place.words) for place in first.places] == [
        ("anni", (), ""),
        ("fatti", ("initiatives/uno", "initiatives/due"), "parole scelte"),
    ]
    assert first.empty == "Niente di niente."
    assert first.links == (("Tutti", "/bandi/"), ("Altro", "https://altro.example/"))
    assert (second.text, second.places, second.empty, second.links) == ("", (), "", ())


def test_places_are_where_they_stand_in_the_text() -> None:
    shown = [place for part in parsed(BODY)[1] for place in part.places]
    found = places(BODY)
    assert [place.name for place in found] == ["oggi", "anni", "fatti"]
    assert found[1:] == shown
    assert [BODY[place.at :].partition("\n")[0][:8] for place in found] == ["{{ oggi ", "{{ anni ", "{{ fatti"]


def test_what_is_not_well_written_has_no_name() -> None:
    assert places("a {{oggi}} b") == [Place("", (), "{{oggi}}", 2)]
    assert [place.name for place in places("{{ oggi } }} {{ a-b }}")] == ["", "", "a-b"]


def test_words_stand_for_their_names() -> None:
    assert filled("al {{ oggi }}, {{ altro }}", {"oggi": "1º maggio"}) == "al 1º maggio, {{ altro }}"
