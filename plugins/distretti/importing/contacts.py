"""What a public registry says of the bodies that lead districts → the fields of «contacts» that districts lack."""

from __future__ import annotations

import re
from collections import defaultdict

from ..model import District
from ..model.district import Contacts
from ..model.schema import keys
from ..reading.content import Content
from ..reading.formatting import formatted, sliced
from . import yaml_text
from .rows import Values
from .source_map import SourceMap

_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


def by_lead(content: Content) -> dict[str, list[District]]:
    """The districts by the IPA code of who leads them, in small letters."""
    found = defaultdict[str, list[District]](list)
    for district in content.of(District).values():
        if district.lead_ipa and not district.withdrawn:
            found[district.lead_ipa.casefold()].append(district)
    return dict(found)


def lacking(known: Values, given: Values) -> Values:
    """Those contacts that a source gives and a record has not."""
    there = known.get("contacts", {})
    return {key: value for key, value in given.items() if key not in there} if isinstance(there, dict) else {}


def with_contacts(content: Content, district: District, new: Values, source: SourceMap) -> str:
    """The file of a district with these contacts and their source; "" where its form lets nothing be added."""
    document = content.document(district)
    cut = sliced(document)
    if cut is None or not isinstance(document.value, dict):
        return ""
    reference = source.url or f"{source.publisher}, {source.title}"
    if "pec" in new:
        new = new | {"registry": "ipa", "registry_date": str(source.date), "source": reference}
        if document.value.get("contacts", {}).keys() & {"registry", "registry_date", "source"}:
            return ""
    fields, known = dict(cut.fields), keys(Contacts)
    lines = yaml_text.block(dict(sorted(new.items(), key=lambda pair: known.index(pair[0]))), "  ")
    begun = fields.get("contacts", "contacts:\n")
    if not begun.rstrip().endswith(":") and "\n  " not in begun:
        return ""  # written on one line
    fields["contacts"] = begun + lines
    if not any(item.reference == reference for item in district.sources):
        item = _ITEM.search(fields["sources"])
        if item is None:
            return ""
        fields["sources"] += yaml_text.block([described(source)], item[1])
    return formatted(cut._replace(fields=fields).text, District)


def described(source: SourceMap, page: str = "") -> Values:
    """The source of a record: its own page where it has one."""
    title = {"title": source.title} if source.title else {}
    date = {"date": str(source.date)} if source.date else {}
    url = page or source.url
    return {**title, "publisher": source.publisher, **({"url": url} if url else {}), **date}
