"""The fields of a form, made from the JSON Schema of a kind of record: the model says all that is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..model import schema as schemas
from ..model.registry import Kind
from ..site.forms import FormField, Option

# Texts that are sentences: they get several lines.
_LONG = {
    "description",
    "strategy",
    "summary",
    "notes",
    "note",
    "text",
    "steering",
    "reason",
    "exceptions",
    "offer",
    "accessibility",
    "detail",
    "local",
}
# What an office does not say of its own record: the repository or the editors do.
_NOT_ASKED = {"uid", "aliases", "withdrawn", "collected", "compiled", "confirmed", "practices", "disagreements"}
_OF_FILES = re.compile(r"virgolette|\b(?:true|false|from|INTERVAL|initial|si o no)\b|\.yaml|solo cifre")
_SAID = re.compile(r"\d|HH:MM|come «")  # help that has an example of its own
_TYPES = {"email": "email", "uri": "url"}
# What is chosen of a list of the catalogue, where the model does not say it by a type: by the field, by its help.
_LISTS = {"themes": "themes", "needs": "needs", "region": "regions", "municipalities": "municipalities"}
_PARTNERS = "Un id di partners.yaml"
_CHOSEN = "Comincia a scrivere: si sceglie fra quelli suggeriti"
# What may be typed: the form makes of it what files have.
_EXAMPLES = {"data": "5/12/2026", "giorno": "5/12/2026", "giorno-di-ogni-anno": "1 luglio", "ora": "09:30"}
_TRUTHS = (Option("true", "sì"), Option("false", "no"))


# What an office knows of its own, besides what must be there: asked first, the rest is folded.
_KNOWN = {
    "kind", "status", "lead", "municipalities", "municipality", "contacts", "description", "start", "end", "time",
    "end_time", "place", "districts", "organisers", "recurrence", "opened", "closed", "notice_url", "region",
    "district", "promoters", "answers", "issuer", "how", "accepted", "requires",
}  # fmt: skip


def of_kind(kind: Kind) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    """The fields that a proposal of a record of a kind is asked for, in the order of files: first ones, other ones."""
    fields = [field for field in _of_group(schemas.group(kind.model)) if field.key not in _NOT_ASKED]
    first = tuple(field for field in fields if field.required or field.key in _KNOWN)
    return first, tuple(field for field in fields if field not in first)


def _of_group(group: dict[str, Any]) -> Iterator[FormField]:
    for key, field in group["properties"].items():
        yield _field(key, field, key in group["required"])


def _field(key: str, schema: dict[str, Any], required: bool, listed: str = "") -> FormField:
    """A field of a group, or with `listed` the item of a list of such names."""
    label, help_ = schema.get("title") or "", _help(schema.get("description", "").removesuffix("."))
    partner = schema.get("description", "").startswith(_PARTNERS)
    names = listed or schema.get("x-nomi") or ("partners" if partner else _LISTS.get(key, ""))
    if schema.get("type") == "array":
        item = _field("", schema["items"], False, names)
        return FormField(key, label, help_, "list", required, fields=(_named(item, label, names),))
    group = next((one for one in schema.get("anyOf", ()) if "properties" in one), schema)
    if "properties" in group:
        return FormField(key, label, help_, "group", required, fields=tuple(_of_group(group)))
    if "enum" in schema:
        return FormField(key, label, help_, "choice", required, options=_options(schema))
    control = "text" if key in _LONG else "line"
    kind = _TYPES.get(schema.get("format", ""), "text")
    chosen = names and names != "municipalities"
    example = "" if chosen or _SAID.search(help_) else _example(schema)
    return FormField(key, label, help_ or (_CHOSEN if chosen else ""), control, required, kind, example, names)


def _example(schema: dict[str, Any]) -> str:
    return _EXAMPLES.get(schema.get("x-forma", "")) or str(schema.get("examples", [""])[0])


def _help(text: str) -> str:
    """What a form says of a field: not how YAML writes it, which the form does by itself."""
    return "" if _OF_FILES.search(text) else text.replace("'HH:MM'", "HH:MM")


def _named(item: FormField, label: str, names: str) -> FormField:
    """The item of a list: it is called as the list is; in a group it is the name that is chosen."""
    fields = tuple(replace(field, names=names) if field.key == "name" and names else field for field in item.fields)
    return replace(item, label=label, fields=fields)


def _options(schema: dict[str, Any]) -> tuple[Option, ...]:
    if True in schema["enum"]:
        return _TRUTHS
    names = schema.get("enumDescriptions", schema["enum"])
    return tuple(Option(value, name) for value, name in zip(schema["enum"], names, strict=True))
