"""Regions and provinces side by side: one value, and pages that show it with the most of a measure first."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from distretti.site import addresses
from distretti.statistics import comparison

from .test_statistics import rows_of, same


def number(text: str) -> Decimal:
    """A file's number; nothing is less than nought."""
    return Decimal(text or -1)


@pytest.mark.parametrize("kind", ["regioni", "province"])
@pytest.mark.parametrize("measure", [column.key for column in comparison.MEASURES])
def test_the_most_comes_first_and_no_row_is_lost(site: Path, kind: str, measure: str) -> None:
    rows = list(csv.DictReader((site / "statistiche" / kind / "confronto.csv").open(encoding="utf-8", newline="")))
    rows.sort(key=lambda row: -number(row[measure]))
    drawn = rows_of(site / addresses.comparison(kind, measure).strip("/") / "index.html")["confronto"][1:]
    assert len(drawn) == len(rows) > 10
    for words, row in zip(drawn, rows, strict=True):
        values = [value for name, value in row.items() if not name.endswith("_url")]
        assert [pair for pair in zip(words, values, strict=True) if not same(*pair)] == []


def test_every_order_is_a_link_away_and_only_one_is_for_search_engines(site: Path) -> None:
    for kind in ("regioni", "province"):
        page = (site / "statistiche" / kind / "index.html").read_text("utf-8")
        assert 'content="noindex' not in page
        for column in comparison.MEASURES:
            assert f'/statistiche/{kind}/per-{column.key}/">{column.label}<' in page
            assert 'content="noindex' in (site / "statistiche" / kind / f"per-{column.key}" / "index.html").read_text(
                "utf-8"
            )
