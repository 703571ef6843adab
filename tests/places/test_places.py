"""The register of municipalities: found by name, or refused with the word that helps."""

from __future__ import annotations

from collections import Counter

import pytest

from distretti.places.names import UnknownPlace
from distretti.places.register import Places


def test_the_register_is_whole(register: Places) -> None:
    assert len(register.municipalities) == 7894
    assert len(register.provinces) == 110
    assert len(register.regions) == 20
    assert register.regions["friuli-venezia-giulia"].name == "Friuli-Venezia Giulia"
    assert register.provinces["NO"].name == "Novara"
    assert register.provinces["NO"].slug == "no"


def test_slugs_are_unique_in_italy(register: Places) -> None:
    assert max(Counter(place.slug for place in register.municipalities.values()).values()) == 1
    assert register.find("Lodi").slug == "lodi"
    assert register.find("Samone (TN)").slug == "samone-tn"


@pytest.mark.parametrize(
    ("name", "region", "province"),
    [
        ("Lodi", None, "LO"),
        ("Lodi", "lombardia", "LO"),
        ("Lodi (LO)", None, "LO"),
        ("Samone (TN)", None, "TN"),
        ("Samone", "piemonte", "TO"),
        ("Sant’Angelo Lodigiano", "lombardia", "LO"),
        ("Sant'Angelo Lodigiano", "lombardia", "LO"),
    ],
)
def test_found(name: str, region: str | None, province: str, register: Places) -> None:
    assert register.find(name, region).province == province


@pytest.mark.parametrize(
    ("name", "region", "message"),
    [
        ("Lodigia", None, "non è il nome di un comune di oggi"),
        ("lodi", "lombardia", "Forse volevi «Lodi»?"),
        ("Samone", None, "uno fra Samone (TO) e Samone (TN)"),
        ("Lodi", "veneto", "è in Lombardia (LO)"),
        ("Lodi (MI)", None, "è in Lombardia (LO)"),
        ("Camairago", None, "è stato soppresso (ultimo giorno 2017-12-31): oggi è «Castelgerundo»"),
        ("", None, "non è il nome di un comune"),
        ("x" * 100_000, None, "non è il nome di un comune"),
    ],
)
def test_refused(name: str, region: str | None, message: str, register: Places) -> None:
    with pytest.raises(UnknownPlace) as refused:
        register.find(name, region)
    assert message in str(refused.value)


def test_every_former_name_says_what_it_is_today(register: Places) -> None:
    """Unless a municipality of today has the same name."""
    today = {place.name for place in register.municipalities.values()}
    for former in register._names.formers():
        if former.name in today:
            continue
        with pytest.raises(UnknownPlace, match=r"oggi (è|si chiama) «|è stato soppresso$"):
            register.find(former.name)
