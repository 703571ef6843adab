"""Signs that are not what they seem: each is refused with what to write, and no plain Italian text is."""

from __future__ import annotations

import pytest

from distretti.language import signs

LETTERS = "àèéìòùÀÈÉÌÒÙ«»°€’“”–…ªº"


@pytest.mark.parametrize("code", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("sign", LETTERS)
def test_a_sign_that_was_read_with_the_wrong_code_says_what_it_was(sign: str, code: str) -> None:
    try:
        misread = sign.encode().decode(code)
    except UnicodeDecodeError:  # bytes that cp1252 has no sign for: programs let them through
        misread = "".join(
            chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode(code) for byte in sign.encode()
        )
    (found,) = signs.refused(f"Una {misread}parola")
    assert found[0] == 4
    assert f"scrivi «{sign}»" in found[1]


def test_the_whole_of_a_misread_text_is_told() -> None:
    text = "Festa della città e dell’Adda: «perché» – 10 €"
    said = [message for _, message in signs.refused(text.encode().decode("cp1252", "replace"))]
    assert [word.rpartition("scrivi ")[2] for word in said if "scrivi" in word] == [
        "«à»",
        "«’»",
        "««»",
        "«é»",
        "«»»",
        "«–»",
        "«€»",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Perché l’Adda è «così»: 3–5 °C, 10 €, n.º 1, 1ª",
        "Ærøskøbing, Šmarje, Forlì, Võro, São João, Ça va",
        "«È»",
        "È»",
        "Âncora",
        "Äthiopien",
        "Le 3×4 ½ m² · ©",
        "à\xa0la",
        "¬ e √2",
        "10 µm, Ω e π, 5kΩ",
        "Αθήνα, Москва",
        "‚così‘",
        "a\tb\nc",
        "👩‍👩‍👧‍👦",
    ],
)
def test_what_is_only_uncommon_is_fine(text: str) -> None:
    assert list(signs.refused(text)) == []


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("\ufffd", "andato perso (U+FFFD)"),
        ("\xad", "(U+00AD): cancellalo"),
        ("\u200b", "carattere non ammesso U+200B"),
        ("\ufb00", "scrivi «ff»"),
        ("\ufb01", "scrivi «fi»"),
        ("\ufb04", "scrivi «ffl»"),
        ("\ufb06", "scrivi «st»"),
    ],
)
def test_signs_that_no_text_may_have(sign: str, said: str) -> None:
    ((place, message),) = signs.refused(f"ab{sign}c")
    assert (place, said in message) == (2, True)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2027–05—08", "hai scritto – (U+2013): ci vuole -; hai scritto — (U+2014): ci vuole -"),
        ("’09:30’", "hai scritto ’ (U+2019): ci vuole '"),
        ("1\u202f000", "hai scritto uno spazio non separabile (U+202F): ci vuole uno spazio"),
        ("−5", "hai scritto − (U+2212): ci vuole -"),
        ("09:30", ""),
    ],
)
def test_signs_that_look_plain_are_named_once(value: str, said: str) -> None:
    assert signs.look_alikes(value) == said


@pytest.mark.parametrize(
    "code",
    [
        0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x2028, 0x2060, 0x2062, 0x2800, 0x3164,
        0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFFC, 0x1D159, 0x1D173, 0xE0041, 0xE0100, 0xE01EF,
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["Lo{}di", "Lodi {} Adda", "{}Lodi", "Lodi{}", "{}", "3{}5"])
def test_what_nobody_sees_is_refused(around: str, code: int) -> None:
    ((at, message),) = signs.refused(around.format(chr(code)))
    assert at == around.index("{")
    assert f"U+{code:04X}" in message
    assert "cancellalo" in message


@pytest.mark.parametrize(
    "text",
    [
        "❤️ e ☎️",
        "1️⃣ e #️⃣",
        "👍🏽 o 👩🏽‍🌾",
        "🏳️‍🌈",
        "™️ ©️ ↔️ ‼️ ℹ️",
        "👨‍👩‍👧",
        "☺︎",
        "\\U0001F469\u200d\\U0001F467 \\U0001F3F3\ufe0f",
    ],
)
def test_emoji_are_fine(text: str) -> None:
    assert list(signs.refused(text)) == []
