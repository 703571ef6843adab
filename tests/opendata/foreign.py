"""The catalogue of datasets under shapes of others: `python tests/opendata/foreign.py catalogo.ttl shapes.ttl…`.

DCAT-AP's shapes are at https://github.com/SEMICeu/DCAT-AP; they are not part of the project. Prints what they refuse,
with what they only recommend, and ends with 1 where they refuse anything. Those of vocabularies (`mdr-vocabularies`)
want the vocabularies of the Union in the same graph, and refuse every catalogue without.
"""

from __future__ import annotations

import sys
from collections import Counter

from pyshacl import validate
from rdflib import SH, Graph


def main(catalogue: str, *shapes: str) -> int:
    """0 where all shapes are content."""
    rules = Graph()
    for file in shapes:
        rules.parse(file, format="turtle")
    graph = Graph().parse(catalogue, format="turtle")
    good, results, said = validate(graph, shacl_graph=rules, inference="rdfs", allow_warnings=True)
    print(said)
    severities = Counter(str(each).rpartition("#")[2] for each in results.objects(None, SH.resultSeverity))
    print(", ".join(f"{severity}: {amount}" for severity, amount in sorted(severities.items())) or "Niente da dire.")
    return not good


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
