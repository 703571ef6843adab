"""The preview's own page: what is wrong with the content. A publish never has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.problem import errors, warnings
from ..presenters import heads
from ..site import addresses
from ..site.output import Head, Output, Page
from ..site.site import Site


@dataclass(frozen=True, slots=True)
class ProblemsView:
    """Every problem as one line, `file:line:column: campo: messaggio`, then the warnings."""

    head: Head
    lead: str
    lines: tuple[str, ...]
    warnings: tuple[str, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """/problemi/, also when there is none: editors look for it."""
    yield Page(addresses.PROBLEMS, "problems.html", _view, (catalog,), listed=False)


def _view(catalog: Catalog) -> ProblemsView:
    wrong, warned = errors(catalog.problems), warnings(catalog.problems)
    problems = italian.count(len(wrong), "problema", "problemi") if wrong else "Nessun problema"
    more = f"; {italian.count(len(warned), 'avviso', 'avvisi')}" if warned else ""
    head = heads.head(
        "Problemi nei contenuti", "I problemi trovati nei file dei contenuti.", ("Problemi", ""), noindex=True
    )
    return ProblemsView(head, f"{problems} nei contenuti{more}.", tuple(map(str, wrong)), tuple(map(str, warned)))
