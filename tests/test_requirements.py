"""What docs/requirements.md promises can be read on the built site."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import html5lib
import pytest

from .conftest import PROJECT

ROW = re.compile(r"^\| (C?\d+[a-z]?) \| [^|]+ \| (–|`[^`]+`) \| ([^|]+) \|$", re.MULTILINE)
TABLE = (PROJECT / "docs" / "requirements.md").read_text("utf-8")
ROWS = ROW.findall(TABLE)
SERVED = [(number, address.strip("`"), words) for number, address, words in ROWS if address != "–"]


def plain(text: str) -> str:
    """One way of writing: plain apostrophes and spaces, small letters."""
    return " ".join(text.replace("’", "'").replace("\u00a0", " ").split()).lower()


def test_every_row_and_every_contradiction_is_in_the_table() -> None:
    numbers = [number for number, *_ in ROWS]
    assert numbers[:171] == [str(number) for number in range(1, 172)]
    assert {re.sub(r"[Ca-z]", "", number) for number in numbers[171:]} == {str(number) for number in range(1, 23)}


def test_rows_that_are_served_are_counted() -> None:
    served = [number for number, *_ in SERVED if number.isdigit()]
    assert f"{len(served)} of 171 rows are served" in TABLE
    assert len(served) >= 120


@lru_cache
def main_text(page: Path) -> str:
    """What a page says between its header and its footer."""
    main = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False).find(".//main")
    return plain("".join(main.itertext()))


@pytest.mark.parametrize(("number", "address", "words"), SERVED, ids=[number for number, *_ in SERVED])
def test_a_row_can_be_read_where_the_table_says(site: Path, number: str, address: str, words: str) -> None:
    text = main_text(site / address.strip("/") / "index.html")
    assert [word for word in words.split(" · ") if plain(word) not in text] == []
