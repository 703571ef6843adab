"""The catalogue of datasets under shapes of others: `python tests/opendata/foreign.py catalogo.ttl shapes.ttl…`.

DCAT-AP's shapes are at https://github.com/SEMICeu/DCAT-AP; they are not part of the project. Prints what they refuse,
and ends with 1 where they refuse anything.
"""

from __future__ import annotations

import sys

from pyshacl import validate
from rdflib import Graph


def main(catalogue: str, *shapes: str) -> int:
    """0 where all shapes are content."""
    rules = Graph()
    for file in shapes:
        rules.parse(file, format="turtle")
    good, _, said = validate(Graph().parse(catalogue, format="turtle"), shacl_graph=rules, inference="rdfs")
    print(said)
    return not good


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
