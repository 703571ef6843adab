"""What a proposal changes, in Italian sentences, for who reviews it: Markdown that no record can break out of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .checking import Checked
from .language import italian
from .language.problem import REMARK, Problem
from .model import Filed
from .model.record import Source
from .model.registry import KINDS
from .model.schema import group
from .model.wording import Fields, said
from .reading.layout import record_name
from .reviewing import facts, revision, texts
from .reviewing.facts import Fact
from .reviewing.proposal import heading, renamed
from .reviewing.publishers import Publishers
from .reviewing.revision import States
from .reviewing.standing import Standing, brief, lacking, wants

MOST = 40  # changes of one record, problems of a sort or files that are listed
LONGEST = 4000  # signs of a sentence: a value may have 2,000, and is beside what it was
WHOLE = 55_000  # bytes of the text: GitHub takes 65,536 signs in a comment, and the pages that change come after
_TITLE = "# Che cosa cambia"
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~])")


class Change(NamedTuple):
    """A record that differs from the revision: its kind, its file, what it is called, what is said of it."""

    one: str
    path: str
    heading: str
    sentences: tuple[str, ...]


def summary(folder: Path, since: str, found: Checked | None, unchecked: str = "") -> str:
    """The text; without what was found, `unchecked` says why. Raises Refused as `changed_since` does."""
    paths = sorted(revision.changed_since(folder, since))
    states = revision.states(folder, since, paths)
    others = [path for path in paths if path not in states]
    outside = revision.changed_outside(folder, since)
    counted = _counted(len(states) - len(renamed(states)), len(others), len(outside))
    lines = [unreadable(unchecked, counted)] if found is None else [_TITLE, "", counted, "", *_to_look_at(found)]
    if outside:
        lines += ["## Cambia anche il programma", "", "Lo guarda chi lo cura, prima di far girare qualcosa.", ""]
        lines += _listed(map(plain, outside))
    for change in _changes(states, Publishers(folder, since)):
        lines += _section(change if change.sentences else change._replace(sentences=_no_fact(folder, since, change)))
    if others:
        lines += ["## Testi, vocabolari e altri file di contenuto", "", *_texts(folder, since, others)]
    lines += _said(folder, since)
    return _cut(lines)


def unreadable(why: str, counted: str = "") -> str:
    """What is said where the content cannot be checked at all."""
    lines = [_TITLE, "", *([counted, ""] if counted else []), "## Non si può controllare", ""]
    return "\n".join([*lines, *_listed(map(plain, why.splitlines()))])


def _cut(lines: list[str]) -> str:
    """The lines that there is room for, whole."""
    room = WHOLE
    for number, line in enumerate(lines):
        room -= len(line.encode("utf-8", "replace")) + 1
        if room < 0:
            return "\n".join([*lines[:number], "", "… il resto è troppo lungo: si vede nei file.", ""])
    return "\n".join(lines)


def plain(text: str) -> str:
    """A text of a stranger as Markdown that shows it and does nothing: no link, mention, picture or code; one line."""
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST else f"{line[:LONGEST]}… (sono {italian.number(len(line))} segni)"
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
    return (
        _SIGNS.sub(r"\\\1", shown.replace("&", "&amp;"))
        .replace("@", "&#64;")
        .replace("://", "&#58;//")
        .replace("www.", "www&#46;")
    )


def _counted(records: int, others: int, outside: int) -> str:
    said = [f"{records} {'scheda' if records == 1 else 'schede'}"]
    said += [f"{others} {'altro file' if others == 1 else 'altri file'} di contenuto"] if others else []
    said += [f"**{outside} file del programma**"] if outside else []
    return f"{', '.join(said)}."


def _listed(found: Iterable[str]) -> Iterator[str]:
    lines = list(found)
    yield from (f"- {line}" for line in lines[:MOST])
    yield from ([f"- … e altri {len(lines) - MOST}"] if len(lines) > MOST else [])
    yield ""


def _no_fact(folder: Path, since: str, change: Change) -> tuple[str, ...]:
    """What is said of a file that says the same as before: only its mode, a comment or its form is another."""
    (text,) = texts.changed(folder, since, [change.path])
    if not text.lines:
        return (f"nessun fatto cambia: {text.how}",)
    more = len(text.lines) - texts.SHOWN
    rest = [f"… e altre {italian.count(more, 'riga', 'righe')}"] if more > 0 else []
    told = (plain(str(line)) for line in text.shown)
    return ("nessun fatto cambia: solo come è scritto il file", *told, *rest)


def _texts(folder: Path, since: str, paths: list[str]) -> Iterator[str]:
    """Each file with the lines that differ in it."""
    for text in texts.changed(folder, since, paths[:MOST]):
        counted = f": {text.counted}" if text.counted else ""
        yield f"- {plain(text.path)}, **{text.how}**{counted}"
        yield from (f"  - {plain(str(line))}" for line in text.shown)
        more = len(text.lines) - texts.SHOWN
        yield from ([f"  - … e altre {italian.count(more, 'riga', 'righe')}"] if more > 0 else [])
    yield from ([f"- … e altri {len(paths) - MOST}"] if len(paths) > MOST else [])
    yield ""


def _section(change: Change) -> Iterator[str]:
    yield from (f"## {plain(change.heading)}", "", f"{change.one.capitalize()}, {plain(change.path)}", "")
    yield from _listed(change.sentences)


def _to_look_at(found: Checked) -> Iterator[str]:
    """Problems first, then what the proposal does without an act, then remarks."""
    wrong = [problem for problem in found.problems if not problem.warning]
    warned = [problem for problem in found.problems if problem.warning]
    remarks = [problem for problem in warned if problem.message.startswith(REMARK)]
    for title, some in (
        ("Problemi: così non entra", wrong),
        ("Problemi in altri file, forse per questo cambiamento", found.elsewhere),
        ("Da guardare", [problem for problem in warned if problem not in remarks]),
        ("Da rivedere in ciò che cambia", remarks),
    ):
        if some:
            yield from (f"## {title}", "", *_listed(map(_problem, sorted(set(some)))))


def _problem(problem: Problem) -> str:
    return plain(str(problem).replace(": avviso:", ":", 1))


def _said(folder: Path, since: str) -> Iterator[str]:
    """What the commits say of themselves: the source that a form's file names is there."""
    log = revision.git(folder, "log", "--no-merges", "--format=%s%n%b", f"{since}..HEAD")
    found = [line for line in log.splitlines() if line.strip()]
    if found:
        yield from ("## Come lo dice chi propone", "", *_listed(map(plain, found)))


def _changes(states: Mapping[str, States], publishers: Publishers) -> Iterator[Change]:
    moved = renamed(states)
    for path, state in states.items():
        if path not in moved.values():
            origin = moved.get(path, path)
            yield _change(path, origin, states[origin].before, state, publishers)


def _change(path: str, origin: str, before: dict[str, facts.Value], state: States, publishers: Publishers) -> Change:
    """What is said of one record; `origin` is the file that held it before, `path` where it kept its name."""
    kind, now = KINDS[(record_name(path) or "").partition("/")[0]], state.now
    if not now:
        gone = "**scheda tolta**" if not state.there else "**il file non si legge più**" if before else ""
        return Change(kind.one, path, heading(before) or path, (gone or "il file non si legge",))
    first = [] if before else ["**scheda nuova**"]
    first += [f"**il file ha un altro nome**: era {plain(origin)}"] if origin != path else []
    standing = Standing(before, now, publishers)
    fields = group(kind.model)["properties"]
    told = [_sentence(kind.model, fact, standing, bool(before)) for fact in facts.facts(before, now, fields)]
    sources = _of_sources(standing) if told or any(standing.sources) else ()
    return Change(kind.one, path, heading(now) or path, (*first, *told, *sources))


def _sentence(model: type[Filed], fact: Fact, standing: Standing, known: bool) -> str:
    """ "aggiunto il comune **Crema, dal 2026 (Delibera n. 3)**", "Importo: era 1 €, ora **2 €**; fonte nuova: …"."""
    label = plain(": ".join(fact.labels))
    old, new = _words(fact, fact.old), _words(fact, fact.new)
    if fact.how == "in un altro ordine":
        return f"{label}: in un altro ordine"
    if fact.field == "municipalities":
        told = f"{fact.how} il comune "
        is_other = fact.how == "cambiato"
        told += f"{plain(facts.called(fact.new))}: {_differing(old, new)}" if is_other else f"**{plain(new or old)}**"
    elif fact.how == "tolto":
        told = f"{label}: tolto ({plain(old)})"
    elif fact.how == "cambiato":
        told = f"{label}: {_differing(old, new)}"
    else:
        told = f"{label}: {'aggiunto ' if known and isinstance(fact.path[-1], int) else ''}**{plain(new)}**"
    return told + _standing(model, fact, standing, known)


def _words(fact: Fact, value: facts.Value) -> str:
    if value is None:
        return ""
    if fact.field == "municipalities":
        return facts.member(value)
    return said(value, fact.schema, fact.inside[0 if value is fact.old else 1])


def _differing(old: str, new: str) -> str:
    """Both where they are short, else each place in which they differ."""
    if max(len(old), len(new)) <= facts.SHORT:
        return f"era {plain(old)}, ora **{plain(new)}**"
    places = [_place(*place) for place in facts.differing(old, new)]
    return f"cambia {'; '.join(places)}" if places else "cambiano solo gli spazi"


def _place(lead: str, was: str, now: str) -> str:
    what = f"era {plain(was)}, ora **{plain(now)}**" if was and now else f"tolto **{plain(was)}**"
    what = what if was else f"aggiunto **{plain(now)}**"
    return f"«…{plain(lead)}»: {what}" if lead else f"all'inizio: {what}"


def _standing(model: type[Filed], fact: Fact, standing: Standing, known: bool) -> str:
    """What stands for a fact, and «senza atto» where that would not do."""
    what, act = wants(model, fact)
    stands = standing.of(fact)
    lacks = lacking(what, act, stands)
    none = f"; **{lacks}**" if lacks else ""
    if fact.field == "acts":
        return none
    own = any(fact.inside[1].get(key) for key in ("act", "source"))
    if (not known and not own) or (fact.field == "municipalities" and own and stands.fits):
        return none  # all of a new record has its sources; the act of a member is said with it
    return none + (f"; {plain(stands.words)}" if stands.words else "")


def _of_sources(standing: Standing) -> Iterator[str]:
    new, gone, changed = standing.sources
    told = [f"{_source(source)} ({standing.judged(source).words})" for source in new]
    yield f"Fonti nuove: {plain('; '.join(told)) if told else '**nessuna**'}"
    for source in gone:
        yield f"**tolta la fonte** {plain(_source(source))}"
    for was, now in changed:
        fields = group(Source)["properties"]
        parts = (_part(fields, key, was.get(key), now.get(key)) for key in (*fields, *sorted({*was, *now} - {*fields})))
        yield f"cambiata la fonte {plain(brief(now))}: {'; '.join(filter(None, parts))}"


def _part(fields: Fields, key: str, old: facts.Value, new: facts.Value) -> str:
    """How a part of a source differs, "" where it does not."""
    schema = fields.get(key, {})
    label, was, now = schema.get("title", key), said(old, schema, {}), said(new, schema, {})
    if old == new:
        return ""
    told = f"tolto ({plain(was)})" if new is None else f"**{plain(now)}**"
    return f"{plain(label)}: {told}" if None in (old, new) else f"{plain(label)}: era {plain(was)}, ora {told}"


def _source(source: dict[str, facts.Value]) -> str:
    return ", ".join(filter(None, (brief(source), str(source.get("url", "")))))
