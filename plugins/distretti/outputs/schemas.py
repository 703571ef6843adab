"""/schemi/: the fields of every kind of record, as a page for editors and as JSON Schema for their programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import schema as schemas
from ..model.registry import REGISTRY
from ..presenters import heads, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Column, Link, Section, Table
from ..site.output import File, Output, Page
from ..site.site import Site

NAME = "I campi delle schede"
LEAD = "Che cosa si può scrivere in una scheda, campo per campo: le stesse regole con cui il sito la controlla."
COLUMNS = (Column("Campo"), Column("Che cosa è"), Column("Come si scrive"))

_CODE = re.compile(r"('[A-Z0-9:-]+')")  # what is written with its quotes: 'HH:MM'
_WORDS = {"object": "un gruppo di campi", "array": "un elenco"}  # of what is no text


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, one for each kind, and its schema."""
    yield Page(addresses.SCHEMAS, "sections.html", _page)
    for kind in REGISTRY:
        yield Page(addresses.fields_of(kind.one), "sections.html", _fields, (kind.name,))
        yield File(addresses.schema(kind.one), _schema, (site, kind.name))


def _schema(site: Site, name: str) -> bytes:
    kind = next(kind for kind in REGISTRY if kind.name == name)
    return (json.dumps(schemas.schema(kind, site.url), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _page() -> SectionsView:
    head = heads.head(NAME, LEAD, (NAME, ""), section="")
    text = (
        "Gli stessi campi sono descritti in JSON Schema, per gli editor di testo che completano e controllano mentre "
        "si scrive (in VS Code basta l’estensione «YAML»: il progetto è già preparato).",
    )
    pages = tuple(Link(f"I campi di {kind.one}", addresses.fields_of(kind.one)) for kind in REGISTRY)
    links = tuple(Link(f"Schema di {kind.one} (JSON Schema)", addresses.schema(kind.one)) for kind in REGISTRY)
    parts = (Section("I campi", "campi", links=pages), Section("Gli schemi", "schemi", text=text, links=links))
    return sections.view(head, NAME, LEAD, parts)


def _fields(name: str) -> SectionsView:
    """The fields of a kind, each group of fields in a table of its own."""
    kind = next(kind for kind in REGISTRY if kind.name == name)
    title = f"I campi di {kind.one}"
    head = heads.head(title, f"{title}. {LEAD}", (NAME, addresses.SCHEMAS), (title, ""), section="")
    rows = list(_rows(schemas.group(kind.model), ""))
    plain = tuple(row for row in rows if "." not in row[0])
    inside = tuple(row for row in rows if "." in row[0])
    parts = [Section("Campi", "campi", tables=(Table(f"Campi di {kind.one}", COLUMNS, plain),))]
    parts.append(
        Section("Dentro i gruppi", "gruppi", tables=(Table(f"Campi dei gruppi di {kind.one}", COLUMNS, inside),))
    )
    return sections.view(head, title, LEAD, parts)


def _rows(group: dict[str, Any], start: str) -> Iterator[tuple[str, str, str]]:
    """A row for each field, and after a group or a list of groups those inside it: "sources[].url"."""
    for key, field in group["properties"].items():
        must = ". Obbligatorio" if key in group["required"] else ""
        meaning = f"{field['title']}. {field.get('description', '')}".strip().removesuffix(".")
        yield f"{start}{key}", _with_code(f"{meaning}{must}."), _how(field)
        inner, ending = (field["items"], "[]") if field.get("type") == "array" else (field, "")
        inner = next((item for item in inner.get("anyOf", ()) if "properties" in item), inner)
        if "properties" in inner:
            yield from _rows(inner, f"{start}{key}{ending}.")


def _with_code(text: str) -> str:
    """The text as HTML where it has code, whose quotes stay as they are typed."""
    if not _CODE.search(text):
        return text
    parts = (
        Markup("<code>{}</code>").format(part) if _CODE.fullmatch(part) else italian.typographic(part)
        for part in _CODE.split(text)
    )
    return Markup("").join(parts)


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
