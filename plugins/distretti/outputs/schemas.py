"""/schemi/: the fields of every kind of record, as a page for editors and as JSON Schema for their programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..catalog.catalog import Catalog
from ..model import schema as schemas
from ..model.registry import REGISTRY, Kind
from ..presenters import heads, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Column, Link, Section, Table
from ..site.output import File, Output, Page
from ..site.site import Site

NAME = "I campi delle schede"
LEAD = "Che cosa si può scrivere in una scheda, campo per campo: le stesse regole con cui il sito la controlla."
COLUMNS = (Column("Campo"), Column("Che cosa è"), Column("Come si scrive"))

_WORDS = {"object": "un gruppo di campi", "array": "un elenco"}  # of what is no text


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, and a schema for each kind."""
    yield Page(addresses.SCHEMAS, "sections.html", _page)
    for kind in REGISTRY:
        yield File(addresses.schema(kind.one), _schema, (site, kind.name))


def _schema(site: Site, name: str) -> bytes:
    kind = next(kind for kind in REGISTRY if kind.name == name)
    return (json.dumps(schemas.schema(kind, site.url), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _page() -> SectionsView:
    head = heads.head(NAME, LEAD, (NAME, ""), section="")
    return sections.view(head, NAME, LEAD, (_use(), *map(_section, REGISTRY)))


def _use() -> Section:
    text = (
        "Gli stessi campi sono descritti in JSON Schema, per gli editor di testo che completano e controllano mentre "
        "si scrive (in VS Code basta l’estensione «YAML»: il progetto è già preparato).",
    )
    links = tuple(Link(f"Schema di {kind.one} (JSON Schema)", addresses.schema(kind.one)) for kind in REGISTRY)
    return Section("Come si usano", "uso", text=text, links=links)


def _section(kind: Kind) -> Section:
    rows = tuple(_rows(schemas.group(kind.model), ""))
    return Section(kind.one.capitalize(), kind.one, tables=(Table(f"Campi di {kind.one}", COLUMNS, rows),))


def _rows(group: dict[str, Any], start: str) -> Iterator[tuple[str, str, str]]:
    """A row for each field, and after a group or a list of groups those inside it: "sources[].url"."""
    for key, field in group["properties"].items():
        must = ". Obbligatorio" if key in group["required"] else ""
        meaning = f"{field['title']}. {field.get('description', '')}".strip().removesuffix(".")
        yield f"{start}{key}", f"{meaning}{must}.", _how(field)
        inner, ending = (field["items"], "[]") if field.get("type") == "array" else (field, "")
        inner = next((item for item in inner.get("anyOf", ()) if "properties" in item), inner)
        if "properties" in inner:
            yield from _rows(inner, f"{start}{key}{ending}.")


def _how(field: dict[str, Any]) -> str:
    if "enum" in field:
        known = [item for item in field["enum"] if isinstance(item, str)]
        names = field.get("enumDescriptions", known)
        return ", ".join(
            key if key == name.lower() else f"{key} ({name})" for key, name in zip(known, names, strict=True)
        )
    if field.get("type") == "array" and "properties" not in field["items"] and "anyOf" not in field["items"]:
        return f"un elenco; ogni voce: {_how(field['items'])}"
    types = field.get("type", "object")
    written = _WORDS.get(types if isinstance(types, str) else types[-1], "testo")
    return f"{written}, per esempio {field['examples'][0]}" if "examples" in field else written
