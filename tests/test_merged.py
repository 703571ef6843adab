"""A municipality that merged with others: what docs/pubblicare.md says to do passes the check and is published."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from distretti.__main__ import main

from .conftest import PROJECT
from .mutants import DISTRICT
from .site import ADDRESS, pelican


def guide() -> str:
    """The example of the guide."""
    text = (PROJECT / "docs" / "pubblicare.md").read_text("utf-8")
    (found,) = re.findall(r"```yaml\nmunicipalities:\n(.+?)```", text, re.DOTALL)
    return str(found)


def joined(catalogue: Path, members: str) -> None:
    file = catalogue / DISTRICT
    file.write_text(file.read_text("utf-8").replace("municipalities:\n", f"municipalities:\n{members}", 1), "utf-8")


def test_what_the_guide_says_is_published(catalogue: Path, tmp_path: Path) -> None:
    joined(catalogue, guide())
    output = tmp_path / "output"
    done = pelican(output, content=catalogue, settings="publishconf.py", siteurl=ADDRESS)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (output / "distretti/lombardia/portici-immaginari/index.html").read_text("utf-8")
    assert "Cavacurta: fino al 31 dicembre 2017" in page
    assert (output / "comuni/castelgerundo/index.html").read_text("utf-8").count("Portici Immaginari")
    with (output / "dati/comuni-dei-distretti.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["comune"]: row for row in csv.DictReader(stream)}
    assert (rows["Cavacurta"]["comune_istat"], rows["Cavacurta"]["al"]) == ("", "2017-12-31")
    assert (rows["Cavacurta"]["provincia"], rows["Cavacurta"]["abitanti"]) == ("LO", "")
    assert rows["Castelgerundo"]["comune_istat"] == "098062"


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("name: Cavacurta\n    to: 2017", ""),
        ("name: Cavacurta (LO)\n    to: 2016-05", ""),
        ("name: Cavacurta\n    to: 2018", "(to: 2017-12-31)"),
        ("name: Cavacurta\n    to: 2026", "(to: 2017-12-31)"),
        ("name: Cavacurta\n    from: 2010", "(to: 2017-12-31)"),
        ("name: Cavacurta (MI)\n    to: 2017", "è stato soppresso"),
        ("name: Gattico\n    to: 2018", "è stato soppresso"),  # of another region
    ],
)
def test_a_municipality_of_the_past_has_left_before_it_went(
    catalogue: Path, member: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    joined(catalogue, f"  - {member}\n")
    assert main(["check", str(catalogue)]) == bool(said)
    assert said in capsys.readouterr().out
