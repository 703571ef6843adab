"""What machines read first: a Data Package (Frictionless) with every dataset's files, columns and keys."""

from __future__ import annotations

import json
from typing import Any

from ..site.site import Site
from .columns import Dataset, Field
from .datasets import DATASETS

NAME = "distretti-del-commercio"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribuzione 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def as_json(title: str, home: str, updated: str) -> bytes:
    """The package; `home` is "" where the site has no address, `updated` the ISO day of the newest record."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": title,
        "description": "I distretti del commercio italiani: comuni, eventi, mercati, bandi, cifre, con le fonti.",
        "licenses": [LICENCE],
        "resources": [_resource(dataset) for dataset in DATASETS.values()],
    }
    package |= {"homepage": home} if home else {}
    package |= {"created": f"{updated}T00:00:00Z"} if updated else {}
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(dataset: Dataset) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "path": f"{dataset.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(field) for field in dataset.fields],
            "primaryKey": [field.name for field in dataset.fields if field.key],
            "missingValues": [""],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"name": field.name, "type": field.type, "title": field.title}
    found |= {"description": field.description} if field.description else {}
    found |= {"constraints": {"required": True}} if field.key else {}
    return found


def missing(site: Site) -> str:
    """What the catalogue of datasets cannot be written without; "" where all is stated."""
    lacking = [
        name
        for name, value in (
            ("SITEURL", site.url),
            ("TITOLARE", site.owner),
            ("in TITOLARE il codice IPA o la partita IVA", not site.owner or site.owner.identifier),
            ("CONTATTO", site.contact),
        )
        if not value
    ]
    return f"chi pubblica il sito non ha indicato {', '.join(lacking)}." if lacking else ""
