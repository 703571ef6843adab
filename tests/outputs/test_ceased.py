"""Districts that have ceased: what counts them and what does not says so, in both languages."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from distretti.language.words import plain
from distretti.outputs import districts, foreign, foreign_pages, home, investor_sheets, investors
from distretti.outputs import foreign_investing as abroad
from distretti.site.output import Page

from ..mutants import SHOPS
from .test_documents import SITE
from .test_standings import read, replace

ITALIAN: tuple[Any, ...] = (investor_sheets, investors, districts, home)


def test_pages_that_count_a_district_that_has_ceased_and_those_that_do_not_say_so(catalogue: Path) -> None:
    """What a count leaves out or has too many of is beside it; nothing is said where none has ceased."""
    counts = []
    for status in ("in-costituzione", "cessato"):
        replace(catalogue / SHOPS, "status: in-costituzione", f"status: {status}")
        found = read(catalogue)
        italian = [each for module in ITALIAN for each in module.outputs(found, SITE)]
        others = (module.outputs(found, SITE, italian) for module in (abroad, foreign, foreign_pages))
        pages = {one.address: one.view for one in chain(italian, *others) if isinstance(one, Page)}
        region = pages["/per-investitori/lombardia/"].sections[0].text
        whole = next(part.text for part in pages["/per-investitori/"].sections if part.tables)
        texts = [*region, *whole, pages["/distretti/"].lead, pages["/"].known]
        for address in ("/en/invest/lombardia/", "/en/invest/", "/en/", "/en/districts/"):
            view = pages[address]
            texts += [plain(view.lead), *(plain(text) for block in view.blocks for text in block.texts)]
        counts.append(sum("più" in text or "no longer exist" in text for text in texts))
    assert counts == [0, 8]
