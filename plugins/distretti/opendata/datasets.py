"""The datasets, and for which regions their rows are asked.

Names of columns and addresses of files are promised to stay. A new column goes at the end.
"""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..statistics import tallies
from .columns import Dataset
from .of_comparison import COMPARISON
from .of_desk import CIRCUITS, QUESTIONS, SERVICES
from .of_districts import DISTRICTS, INDICATORS, MEMBERSHIPS
from .of_events import EVENTS, MARKETS
from .of_programmes import FIGURES, GRANTS, INITIATIVES, PROGRAMMES
from .of_venues import VENUES

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        DISTRICTS, MEMBERSHIPS, EVENTS, MARKETS, PROGRAMMES, INITIATIVES, GRANTS, FIGURES, INDICATORS,
        VENUES, SERVICES, CIRCUITS, QUESTIONS, COMPARISON,
    )
}  # fmt: skip


def places(catalog: Catalog) -> list[str]:
    """The slugs under which rows are asked for, in the order in which whole files have them; "" for none."""
    return tallies.everywhere(catalog)
