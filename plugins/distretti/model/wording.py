"""A value of a record's file in words, as the site writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from ..language import italian
from ..language.dates import PartialDate
from . import written

Fields = dict[str, Any]  # the JSON Schema of each field of a group


def inner(schema: dict[str, Any]) -> Fields:
    """The fields inside one, by their key: those of a group, or of the items of a list that are groups."""
    items = schema.get("items", {})
    schemas = (schema, items, *items.get("anyOf", ()), *schema.get("anyOf", ()))
    return next((found["properties"] for found in schemas if "properties" in found), {})


def is_money(schema: dict[str, Any], group: dict[str, Any]) -> bool:
    """Whether a value is a sum of money: by its field, or by the unit beside it."""
    return schema.get("pattern") == written.MONEY.schema["pattern"] or group.get("unit") == "EUR"


def said(value: Any, schema: dict[str, Any], group: dict[str, Any]) -> str:
    """A value in words: "162.016,81 €", "11 novembre 2021", "sì", "misura Bando, anno 2026"; as it is if wrong."""
    if isinstance(value, dict):
        fields = inner(schema)
        named = ((fields.get(key, {}), key, part) for key, part in value.items())
        return ", ".join(
            f"{str(field.get('title', key)).lower()} {said(part, field, value if key == 'value' else {})}"
            for field, key, part in named
        )
    if isinstance(value, list):
        items = schema.get("items", {})
        return "; ".join(said(item, items, {}) for item in value)
    text = str(value)
    try:
        return _said(text, schema, group)
    except (ValueError, ArithmeticError):
        return text


def _said(text: str, schema: dict[str, Any], group: dict[str, Any]) -> str:
    pattern = schema.get("pattern", "")
    if pattern and not re.fullmatch(pattern, text, re.ASCII):
        return text
    if schema.get("enum") == written.TRUTH["enum"]:
        return {"true": "sì", "false": "no"}.get(text, text)
    if "enumDescriptions" in schema and text in schema["enum"]:
        return str(schema["enumDescriptions"][schema["enum"].index(text)])
    if schema.get("x-forma") in ("data", "giorno"):
        return italian.partial(PartialDate.parse(text))
    if pattern == written.MONEY.schema["pattern"]:
        return italian.euros(Decimal(text))
    if pattern in (written.NUMBER.schema["pattern"], written.WHOLE.schema["pattern"]):
        return italian.quantity(Decimal(text) if "." in text else int(text), str(group.get("unit", "")))
    return text
