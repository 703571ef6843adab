"""What editors ask of the command line beside checks: files in order, proposals of others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from .language import italian
from .language.dates import day_of_build
from .language.problem import Problem, did_you_mean, errors
from .model import Filed
from .model.registry import REGISTRY, identity
from .model.schema import group
from .model.skeleton import skeleton
from .reading import rules, survey, yaml_file
from .reading.formatting import Slices, formatted, sliced
from .reading.layout import record_name
from .reading.loader import SLUG, load
from .reading.text_file import decoded
from .reading.validation import validated
from .reviewing.revision import Refused, git

# What the form writes first: the file, and what its writer says the news comes from.
_PLACE = re.compile(r"# Scheda: content/(\S+\.yaml)\n(?:# Fonte: ([^\n]{1,500})\n)?")


def in_order(folder: Path, write: bool) -> list[str]:
    """The files of records whose fields are not in order; they are put in order where `write` says so."""
    found = []
    for path in survey.survey(folder):
        name = record_name(path) if path.endswith(".yaml") else None
        if name and (change := _formatted(folder / path, name)):
            found.append(path)
            if write:
                (folder / path).write_bytes(change)
    return found


def _formatted(file: Path, name: str) -> bytes:
    """The file in order, b"" where it is already, or cannot be read."""
    content = file.read_bytes()
    text, problems = decoded(content, file.name)
    if problems:
        return b""
    ordered = formatted(text, identity(name)[0]).encode()
    return ordered if ordered != content else b""


def begin(folder: Path, one: str, heading: str, region: str | None) -> str:
    """Write an empty file of a kind for a record that is called so; what was done, as a sentence.

    Raises Refused where the kind wants a region, or a district, that is not given or not there, the name gives no file
    name, or the file is there already.
    """
    kind = next(kind for kind in REGISTRY if kind.one == one)
    slug, today, inside = italian.slug(heading), day_of_build(), ""
    if not slug:
        raise Refused(f"da «{heading}» non viene nessun nome di file: servono lettere o cifre")
    if kind.inside == "region":
        regions = sorted(path.stem for path in (folder / "regions").glob("*.yaml"))
        if region not in regions:
            raise Refused(f"serve la regione: --region, una di {', '.join(regions)}")
        inside = f"{region}/"
    elif kind.inside == "district":
        districts = [f"{path.parent.name}/{path.stem}" for path in (folder / "districts").glob("*/*.yaml")]
        if region not in districts:
            raise Refused(f"serve il distretto: --region regione/distretto.{did_you_mean(region or '', districts)}")
        inside = f"{region}/"
    elif kind.inside == "year":
        inside = f"{today.year}/"
    file = folder / kind.folder / f"{inside}{slug}.yaml"
    if file.exists():
        raise Refused(f"{file} c'è già")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(skeleton(kind, heading, today), "utf-8")
    return f"Cominciata: {file}. Riempi le righe vuote, poi: python -m distretti check"


class Proposal(NamedTuple):
    """What a file from the form changes: the file of the record, its text to be, the keys of the fields that change,
    what its writer says that the news comes from.
    """

    path: str
    text: str
    changed: tuple[str, ...]
    source: str = ""


def proposal(folder: Path, file: Path, replace: bool = False) -> Proposal:
    """What a file that the form of /proponi/ made would change: only fields with another value are written anew.

    Raises Refused where it is no such file, is not sound by itself, or, unless `replace` says so, where it was begun
    as a new record and there is one of its name.
    """
    text, problems = decoded(file.read_bytes(), file.name)
    place = _PLACE.match(text)
    if place and (lacking := _lacking(folder, place[1])):
        raise Refused(f"{file}, riga 1: {lacking}")
    name = record_name(place[1]) if place else None
    if problems or not place or not name or not all(SLUG.fullmatch(part) for part in name.split("/")[1:]):
        raise Refused(f"{file} non è un file del modulo: la prima riga deve dire «# Scheda: content/…»")
    model, identifier = identity(name)
    new = _cut(text[place.end() - 1 :], model, identifier, str(file))
    if new.problems:
        raise Refused("\n".join(map(str, new.problems)))
    there, source = folder / place[1], place[2] or ""
    if not there.is_file():
        text = formatted(Slices("", new.slices.fields, "").text, model)
        return Proposal(place[1], text, tuple(new.slices.fields), source)
    old = _cut(there.read_text("utf-8"), model, identifier, place[1])
    if not replace and _is_another(old.record, new.record):
        raise Refused(_THERE.format(place[1]))
    fields = {field.alias or key: key for key, field in model.model_fields.items()}
    same = {
        key: lines
        for key, lines in old.slices.fields.items()
        if key in new.slices.fields and getattr(old.record, fields[key]) == getattr(new.record, fields[key])
    }
    slices = Slices(old.slices.head, {**new.slices.fields, **same}, old.slices.tail)
    named = (*new.slices.fields, *(key for key in old.slices.fields if key not in new.slices.fields))
    return Proposal(place[1], formatted(slices.text, model), tuple(key for key in named if key not in same), source)


_THERE = (
    "content/{} c'è già, e questo file non ha nessuna delle sue fonti: sembra una scheda nuova con lo stesso nome.\n"
    "Se è un'altra cosa, cambia il nome nella prima riga; se è la stessa e va riscritta, ripeti con --replace."
)
_UNSAID = {  # what the form writes in an address for what it does not know yet, by what a kind's folders are
    "year": ("anno", r"20\d\d", "manca l'anno: scrivi la data d'inizio, e qui l'anno al posto di «{}»"),
    "region": ("regione", "", "manca la regione: scrivi qui una di {1} al posto di «{0}»"),
}


def _lacking(folder: Path, path: str) -> str:
    """What the address of a proposal lacks, "" where it is whole: the form writes one also for who saves too early."""
    one, *parts = path.split("/")
    kind = next((kind for kind in REGISTRY if kind.folder == one and kind.inside in _UNSAID), None)
    if not kind or len(parts) != 2:
        return ""
    word, right, said = _UNSAID[kind.inside]
    regions = sorted(file.stem for file in (folder / "regions").glob("*.yaml"))
    known = re.fullmatch(right, parts[0]) if right else parts[0] in regions
    return "" if known or parts[0] != word else said.format(parts[0], ", ".join(regions))


def _is_another(old: Filed, new: Filed) -> bool:
    """Whether a file is not a correction of a record: it keeps none of its sources."""
    before, after = (vars(record).get("sources", ()) for record in (old, new))
    return bool(before) and not {source.url or source.title or source.publisher for source in before} & {
        source.url or source.title or source.publisher for source in after
    }


class _Cut(NamedTuple):
    """A file of a record: its slices, the record, what is wrong with it."""

    slices: Slices
    record: Any
    problems: list[Problem]


def _cut(text: str, model: type[Filed], identifier: str, file: str) -> _Cut:
    document, problems = yaml_file.read(text.encode(), file)
    slices = sliced(document) if document else None
    if document is None or slices is None:
        raise Refused("\n".join(map(str, problems)) or f"{file}: i campi non cominciano a inizio riga")
    record, more = validated(model, document, id=identifier, prose="", translations=())
    return _Cut(slices, record, errors([*problems, *more]))


def accept(folder: Path, file: Path, replace: bool = False) -> str:
    """Write what a proposal changes and commit it on a branch of its own; what was done, as sentences.

    Raises Refused where the proposal is not sound, would leave the content with a new problem, another proposal's
    branch is checked out, or git refuses. Then nothing has changed.
    """
    found = proposal(folder, file, replace)
    if not found.changed:
        raise Refused(f"{file} non cambia niente di content/{found.path}")
    there = folder / found.path
    before = there.read_bytes() if there.is_file() else None
    known, branch = _problems(folder), _fresh_branch(folder, there.stem)
    git(folder, "checkout", "-q", "-b", branch)
    try:
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(found.text, "utf-8")
        if fresh := [line for line in _problems(folder) if line not in known]:
            raise Refused("\n".join(fresh))
        named = _labels(found)
        said = f"{'Cambia' if before else 'Aggiunge'} {found.path}: {named}"
        git(folder, "add", "--", str(there.resolve()))
        source = ("-m", f"Fonte: {found.source}") if found.source else ()
        git(folder, "commit", "-q", "-m", said, *source, "--", str(there.resolve()))
    except Refused:
        git(folder, "reset", "-q", "--", str(there.resolve()))
        there.unlink() if before is None else there.write_bytes(before)
        git(folder, "checkout", "-q", "-")
        git(folder, "branch", "-q", "-D", branch)
        raise
    return f"Fatto: {found.path} ({named}), nel ramo «{branch}»."


_BRANCH = "proposta/"


def _fresh_branch(folder: Path, slug: str) -> str:
    """A name that no branch has: proposals are apart, the second for a record too."""
    here = git(folder, "branch", "--show-current").strip()
    if here.startswith(_BRANCH):
        raise Refused(
            f"Sei nel ramo «{here}», di un'altra proposta, che finirebbe insieme a questa: torna prima al ramo "
            "principale, per esempio con «git checkout main»."
        )
    taken = git(folder, "branch", "--list", f"{_BRANCH}*", "--format=%(refname:short)").split()
    names = (f"{_BRANCH}{slug}{end}" for end in ("", *(f"-{number}" for number in range(2, len(taken) + 3))))
    return next(name for name in names if name not in taken)


def _labels(found: Proposal) -> str:
    """The fields that change, as pages call them."""
    titles = group(identity(record_name(found.path) or "")[0])["properties"]
    return ", ".join(str(titles.get(key, {}).get("title", key)) for key in found.changed)


def _problems(folder: Path) -> list[str]:
    content = load(folder, folder / "reference")
    return [str(problem) for problem in errors([*content.problems, *rules.broken(content, day_of_build())])]
