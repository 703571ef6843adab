"""What ends a build by no fault of the content or the code: a folder, the disk, rights, memory, Ctrl+C. In Italian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from .engine import exchange
from .engine.ledger import Ledger
from .engine.others import CannotCarry
from .engine.parallel import WorkerDied
from .language.causes import cause, shown

INTACT = "Niente è stato pubblicato: il sito di prima è intatto."
NOTHING = "Niente è stato scritto."
LATER = "L'anteprima si completa alla prossima costruzione."
MOUNTED = "«{}» è un punto di montaggio, che non si scambia: pubblica in una sottocartella."
MOUNTED_INSIDE = "In «{}» è montato «{}», che non si scambia con il resto: smontalo, oppure montalo fuori di lì."
MIXED = (
    "In «{}» c'è un sito pubblicato: l'anteprima non ci scrive. «make site» e «make serve» usano anteprima/; "
    "con Pelican scegli un'altra cartella: -o anteprima."
)
REFUSED = "Non costruisco il sito in «{}»: {}. Scegli una cartella a parte, per esempio -o output."
OWN = (
    ".ci", ".git", ".github", ".venv", "bench", "content", "docs", "node_modules", "plugins", "tests", "theme", "tools",
)  # fmt: skip
MOST_NAMED = 40


def refuse_folder(output: Path, project: Path, made_of: Mapping[str, Path], memory: Path, strict: bool) -> None:
    """SystemExit where a site must not be built in a folder: in, on or above what it is made of, or where it is served.

    `made_of` are the folders that it is made of, by what the sentence calls them; `memory` is the store's file.
    """
    for name, folder in made_of.items():
        if reason := _meets(output, folder.resolve()):
            raise SystemExit(REFUSED.format(output, reason.format(name)))
    if memory.is_relative_to(output):
        raise SystemExit(REFUSED.format(output, "contiene la memoria delle costruzioni"))
    project = project.resolve()
    inside = output.relative_to(project).parts if output.is_relative_to(project) else ("",)
    if not inside or project.is_relative_to(output):
        raise SystemExit(REFUSED.format(output, "contiene il programma"))
    if inside[0] in OWN:
        raise SystemExit(REFUSED.format(output, f"«{inside[0]}» è del programma"))
    if not strict and Ledger(output).published:
        raise SystemExit(MIXED.format(output))
    if strict and (mounted := exchange.mounted(output)):
        raise SystemExit(MOUNTED.format(output) if mounted == str(output) else MOUNTED_INSIDE.format(output, mounted))


def _meets(output: Path, folder: Path) -> str:
    if output == folder:
        return "è la cartella {}"
    if output.is_relative_to(folder):
        return "è dentro la cartella {}"
    return "contiene la cartella {}" if folder.is_relative_to(output) else ""


@contextmanager
def said_in_italian(output: Path, strict: bool, writes: bool = True) -> Iterator[None]:
    """What the system does to a build, as SystemExit with a sentence; `writes`: whether the site is written already."""
    what = "scrivere" if writes else "usare"
    then = (INTACT if strict else LATER) if writes else NOTHING
    try:
        yield
    except KeyboardInterrupt:
        raise SystemExit(f"Interrotto. {'Il sito servito è intero.' if strict else then}") from None
    except CannotCarry as error:
        raise SystemExit(
            f"«{shown(error)}», in «{output}», non è del sito e non posso portarlo nel sito nuovo così com'è "
            f"(è di un altro utente, o sta dove va un file del sito). Dallo a chi pubblica, o spostalo.\n{then}"
        ) from None
    except WorkerDied as error:
        raise SystemExit(f"{error}: qualcuno o il sistema l'ha chiuso (memoria finita?).\n{then}") from None
    except MemoryError:
        raise SystemExit(f"La memoria è finita: con WORKERS = 1 ne serve meno.\n{then}") from None
    except OSError as error:
        if error.errno is None:  # an OSError by name only (jinja2.TemplateNotFound)
            raise
        raise SystemExit(f"Non riesco a {what} «{shown(error.filename or output)}»: {cause(error)}.\n{then}") from error


def of_others(output: Path, files: Sequence[str]) -> str:
    """The files in a published folder that are not of the site, named; "" for none."""
    if not files:
        return ""
    head = "Un file che non è del sito resta pubblicato" if len(files) == 1 else (
        f"{len(files)} file che non sono del sito restano pubblicati"
    )  # fmt: skip
    rest = len(files) - MOST_NAMED
    more = [f"  e altri {rest}"] if rest > 0 else []
    return "\n".join([f"{head}, in «{output.name}»:", *(f"  {shown(path)}" for path in files[:MOST_NAMED]), *more])
