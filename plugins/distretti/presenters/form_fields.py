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
_TYPES = {"email": "email", "uri": "url"}
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


def _field(key: str, schema: dict[str, Any], required: bool) -> FormField:
    label, help_ = schema.get("title") or "", _help(schema.get("description", "").removesuffix("."))
    names = schema.get("x-nomi", "")
    if schema.get("type") == "array":
        item = _field("", schema["items"], required=True)
        return FormField(key, label, help_, "list", required, fields=(_named(item, label, names),))
    group = next((one for one in schema.get("anyOf", ()) if "properties" in one), schema)
    if "properties" in group:
        return FormField(key, label, help_, "group", required, fields=tuple(_of_group(group)))
    if "enum" in schema:
        return FormField(key, label, help_, "choice", required, options=_options(schema))
    control = "text" if key in _LONG else "line"
    kind = _TYPES.get(schema.get("format", ""), "text")
    example = str(schema.get("examples", [""])[0])
    example = "" if example in help_ else example
    return FormField(key, label, help_, control, required, kind, example, names)


def _help(text: str) -> str:
    """What a form says of a field: not how YAML writes it, which the form does by itself."""
    return "" if _OF_FILES.search(text) else text


def _named(item: FormField, label: str, names: str) -> FormField:
    """The item of a list: it is called as the list is."""
    return replace(item, label=label, names=names or item.names)


def _options(schema: dict[str, Any]) -> tuple[Option, ...]:
    if True in schema["enum"]:
        return _TRUTHS
    names = schema.get("enumDescriptions", schema["enum"])
    return tuple(Option(value, name) for value, name in zip(schema["enum"], names, strict=True))
