"""Figures in doubt say so where they stand: contradicted in their record, by another source, or by their own share."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from distretti.catalog.catalog import catalog
from distretti.reading.loader import load
from distretti.statistics import claims, doubts

from ..conftest import REFERENCE, TODAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.450.000 €", {7_450_000}), ("8832989", {8_832_989}), ("quasi 30 milioni", {30_000_000}),
        ("370 mila euro", {370_000}), ("40+32+74+53=199", {40, 32, 74, 53, 199}), ("un milione", set()),
        ("2,5 miliardi", {2_500_000_000}), ("796 comuni pari al 55% (2011)", {796, 55, 2011}),
    ],
)  # fmt: skip
def test_numbers_of_a_text(text: str, expected: set[int]) -> None:
    assert doubts.numbers(text) == expected


@pytest.mark.parametrize(
    ("said", "share", "differs"),
    [
        ("55%", "53.0", True), ("53%", "53.0", False), ("52,9%", "53.0", False), ("quasi 60%", "58.6", False),
        ("quasi 60%", "60.2", True), ("oltre 60%", "61.8", False), ("oltre 60%", "59.0", True),
    ],
)  # fmt: skip
def test_a_share_that_is_not_the_computed_one(said: str, share: str, differs: bool) -> None:
    assert doubts.share_differs(f"Quota indicata dalla fonte: {said}", Decimal(share)) == differs
    assert not doubts.share_differs(f"Quota indicata dalla fonte: {said}", None)


def test_a_figure_of_a_disagreement_says_so_and_the_others_do_not(catalogue: Path) -> None:
    file = catalogue / "regions" / "lombardia.yaml"
    before = catalog(load(catalogue, REFERENCE), [], TODAY).region["lombardia"]
    figure = before.figures[0]
    with file.open("a", encoding="utf-8") as stream:
        stream.write(
            f"disagreements:\n  - about: Quanti sono\n    values:\n      - value: {figure.value} (secondo loro)\n"
            f"        source: {figure.source}\n      - value: altri\n        source: {figure.source}\n"
        )
    after = catalog(load(catalogue, REFERENCE), [], TODAY).region["lombardia"]
    found = {claim.value: claim for claim in claims.of_region(after, figure.measure)}
    assert "«Quanti sono»" in found[figure.value].doubt
    assert [claim.doubt for claim in claims.of_region(before, figure.measure)].count("") == len(found)
    assert list(doubts.disputed(after, figure.source, figure.value + 2)) == []
    assert list(doubts.disputed(after, "https://altrove.example.it/", figure.value)) == []


def doubts_of(site: Path, name: str) -> dict[str, str]:
    """Value → the doubts of its rows, of a table."""
    found: dict[str, str] = {}
    with (site / "statistiche" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["valore"]] = found.get(row["valore"], "") + row["verifica"]
    return found


def test_the_contradictions_of_the_documents_are_flagged_in_place(site: Path) -> None:
    """C1, C2, C12, C13, C16 of docs/requirements.md; C8 by province."""
    districts = doubts_of(site, "lombardia/distretti-dichiarati")
    assert all(districts[value] for value in ("199", "187", "205", "208"))
    towns = doubts_of(site, "lombardia/comuni-dichiarati")
    assert "sotto verifica" in towns["796"]
    assert towns["927"] == ""
    piedmont = doubts_of(site, "piemonte/distretti-dichiarati")
    assert all(piedmont[value] for value in ("94", "70"))
    assert "Investimenti" in doubts_of(site, "piemonte/soldi/investimenti-dichiarati")["30000000"]
    assert "Risorse" in doubts_of(site, "piemonte/soldi/contributi-dichiarati")["7450000"]
    assert doubts_of(site, "province/pv/cifre-dichiarate")["18"]
