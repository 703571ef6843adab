"""The register of municipalities: found by name, or refused with the word that helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from distretti.places.names import UnknownPlace
from distretti.places.register import Places, read_places
from distretti.places.table import BadRegister

from ..conftest import REFERENCE


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
        ("Bolzano", None, "BZ"),
        ("Bozen", None, "BZ"),
        ("Bolzano/Bozen", None, "BZ"),
        ("Bolzano / Bozen", "trentino-alto-adige-sudtirol", "BZ"),
        ("Bolzano/Bozen (BZ)", None, "BZ"),
        ("Aoste", None, "AO"),
        ("Sovodnje ob Soči", None, "GO"),
        ("San Dorligo della Valle-Dolina", None, "TS"),
        ("Corvara", None, "PE"),  # also the German name of Corvara in Badia
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
        ("Soraga", None, "oggi si chiama «Soraga di Fassa»"),
        ("Forli'", None, "Forse volevi «Forlì»?"),
        ("Forli'", "lombardia", "Forse volevi «Forlì»?"),
        ("Forlí", None, "Forse volevi «Forlì»?"),
        ("SANT'ANGELO LODIGIANO", None, "Forse volevi «Sant'Angelo Lodigiano»?"),
        ("castro", None, "Forse volevi «Castro (BG)» o «Castro (LE)»?"),
        ("Castro (Lecce)", None, "Forse volevi «Castro (LE)»?"),
        ("Lodi (Lombardia)", None, "Forse volevi «Lodi»?"),
        ("Lodi(LO)", None, "Forse volevi «Lodi»?"),
        ("Comune di Lodi", None, "Forse volevi «Lodi»?"),
        ("Lodi [LO]", None, "Forse volevi «Lodi»?"),
        ("Roma Capitale", None, "Forse volevi «Roma»?"),
        ("provincia di Reggio nell’Emilia", None, "Forse volevi «Reggio nell'Emilia»?"),
        ("Lodi Vecchia", None, "Forse volevi «Lodi Vecchio»?"),
        ("comune " * 10_000, None, "non è il nome di un comune"),
        ("Bolzano–Bozen", None, "Forse volevi «Bolzano/Bozen»?"),
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


def test_names_in_two_languages_are_those_of_the_register(register: Places) -> None:
    """All of the province of Bolzano; a name that is another municipality's, or one of the past, stays that."""
    for place in register.municipalities.values():
        other = register.other_name(place)
        if place.province == "BZ" and not other:
            assert place.name in ("Gais", "Lana", "Plaus", "Corvara in Badia"), place.name
        if other and other not in ("Corvara", "Soraga"):
            assert register.find(other) == register.find(f"{place.name}/{other}") == place
    assert register.other_name(register.find("Brunico")) == "Bruneck"
    assert register.other_names(register.find("Lodi")) == ()


def saved(folder: Path, edit: Callable[[str], bytes], name: str = "comuni.csv") -> Path:
    """The register with one file saved otherwise."""
    for file in REFERENCE.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / name).write_bytes(edit((folder / name).read_text("utf-8")))
    return folder


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "comuni.csv:1:1: le colonne non sono quelle attese"),
        (lambda text: text.replace(",", ";").encode(), "comuni.csv:1:1: le colonne non sono quelle attese"),
        (lambda text: text.encode("cp1252", "replace"), "comuni.csv:2:1: non è in UTF-8"),
        (lambda text: text.encode("utf-16"), "non è in UTF-8"),
        (lambda text: text.replace("\n00", "\n").encode(), "comuni.csv:2:1: «1001» in istat_code non va bene"),
        (lambda text: text.replace("\n001001,", "\n001001.0,").encode(), "«001001.0» in istat_code"),
        (lambda text: text.replace("45.36591", '"45,36591"').encode(), "comuni.csv:2:1: «45,36591» in lat"),
        (lambda text: text.replace("45.36591", "4.536.591").encode(), "«4.536.591» in lat"),
        (lambda text: text.replace(",2558,", ",2.558,").encode(), "«2.558» in population"),
        (lambda text: text.replace(",13.31\n", "\n", 1).encode(), "comuni.csv:2:1: ci sono 11 valori"),
        (lambda text: text.replace("istat_code", "Codice").encode(), "manca «istat_code»"),
        (lambda text: text.replace("45.36591", "nan").encode(), "«nan» in lat non va bene"),
        (lambda text: text.replace("45.36591", "4536591").encode(), "«4536591» in lat non va bene"),
        (lambda text: text.partition("\n")[0].encode(), "comuni.csv:1:1: non c'è nessun comune"),
        (
            lambda text: text.replace("\n001002,", "\n001001,").encode(),
            "comuni.csv:3:1: il codice «001001» c'è già sopra",
        ),
        (lambda text: b"", "le colonne non sono quelle attese"),
    ],
)
def test_a_register_that_a_spreadsheet_saved(edit: Callable[[str], bytes], said: str, tmp_path: Path) -> None:
    with pytest.raises(BadRegister) as refused:
        read_places(saved(tmp_path, edit))
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_the_other_files_of_the_register_are_checked_too(tmp_path: Path) -> None:
    for name in ("comuni-former.csv", "comuni-bilingual.csv"):
        with pytest.raises(BadRegister, match=name):
            read_places(saved(tmp_path, lambda text: text.replace(",0", ",").replace("\n0", "\n").encode(), name))


def test_lines_of_windows_change_nothing(tmp_path: Path, register: Places) -> None:
    found = read_places(saved(tmp_path, lambda text: text.replace("\n", "\r\n").encode()))
    assert [*found.municipalities.values()] == [*register.municipalities.values()]
