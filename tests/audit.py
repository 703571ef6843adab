"""Checkers from outside Python, on a site that is built: vnu (the Nu HTML checker), Lighthouse (its mobile profile).

Both come from package-lock.json (`npm ci`, integrity checked). As a program: `tests/audit.py vnu|lighthouse output`,
and `--all` for every page and not one of each kind.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":  # run as a file: the project's folder is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.chromium import FLAGS, chromium_path
from tests.server import serving
from tests.test_site import KINDS

PROJECT = Path(__file__).resolve().parents[1]
MODULES = PROJECT / "node_modules"
PORT = 8765  # the canonical addresses of the site that Lighthouse sees are made with it
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}

# vnu does not know that 'self' is the site's own address, nor that JSON-LD is data and never runs.
_NOT_SO = "violates Content Security Policy"


def missing(*commands: str) -> str:
    """What has to be installed first, in Italian, "" where nothing is missing."""
    known = {
        "java": "Manca Java (serve a vnu). Su Debian e Ubuntu: sudo apt-get install default-jre-headless",
        "node": "Manca Node 18.20 o più recente. Su Debian e Ubuntu: sudo apt-get install nodejs npm",
    }
    absent = [known[command] for command in commands if not shutil.which(command)]
    if not absent and not MODULES.is_dir():
        absent = ["Mancano i controllori: «make vnu» e «make lighthouse» li installano con npm ci."]
    return "\n".join(absent)


def vnu(folder: Path, files: list[str]) -> int:
    """Prints what the checker says of the files; 1 where it finds an error."""
    command = ["java", "-jar", str(MODULES / "vnu-jar/build/dist/vnu.jar"), "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *(str(folder / file) for file in files)], capture_output=True, check=False)
    said = json.loads(done.stderr)["messages"]
    told = [message for message in said if _NOT_SO not in message["message"]]
    for message in told:
        kind = "errore" if message["type"] == "error" else "avviso"
        place = message.get("url", "").removeprefix(f"file:{folder}/")
        print(f"{place}:{message.get('lastLine', 1)}: {kind}: {message['message']}")
    errors = sum(message["type"] != "info" for message in told)
    print(f"vnu: {len(files)} pagine, {errors} errori, {len(told) - errors} avvisi")
    return 1 if errors else 0


def lighthouse(folder: Path, files: list[str]) -> int:
    """Prints a table of scores, one page a line; 1 where one is below LEAST.

    A page that says "noindex" has no score for search engines: that is the one thing that Lighthouse asks of it.
    """
    print("  ".join((*LEAST, "pagina")))
    low = 0
    with serving(folder, compressed=True, port=PORT) as address:
        for file in files:
            report = _report(f"{address}/{file.removesuffix('index.html')}")
            if not report:
                print(f"Lighthouse non è riuscito su {file}", file=sys.stderr)
                return 1
            scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in LEAST}
            told = {name: "-" if name == "seo" and _hidden(folder / file) else str(scores[name]) for name in LEAST}
            print("  ".join(f"{told[name]:>{len(name)}}" for name in LEAST), f" /{file.removesuffix('index.html')}")
            few = [name for name, least in LEAST.items() if told[name] != "-" and scores[name] < least]
            low += bool(few)
            for line in _failed(report, few):
                print(f"    {line}", flush=True)
    print(f"Lighthouse: {len(files)} pagine, {low} sotto la soglia")
    return 1 if low else 0


def _report(url: str) -> dict[str, dict[str, dict[str, float | None]]]:
    """Lighthouse's report on a page in its mobile profile, empty where it fails."""
    with tempfile.TemporaryDirectory() as profile:
        flags = " ".join([*FLAGS, f"--user-data-dir={profile}"])
        command = [
            "node", str(MODULES / "lighthouse/cli/index.js"), url, "--quiet", "--output=json", "--output-path=stdout",
            f"--only-categories={','.join(LEAST)}", f"--chrome-flags={flags}",
        ]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": str(chromium_path())}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def _failed(report: dict[str, dict[str, dict[str, float | None]]], categories: list[str]) -> list[str]:
    """The audits that cost these categories their points."""
    wanted = {ref["id"] for name in categories for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    return [
        f"{name}: {audit['title']}"
        for name, audit in report["audits"].items()
        if name in wanted and audit["score"] is not None and audit["score"] < 0.9
    ]


def main(checker: str, folder: Path, every: bool) -> int:
    """Runs one checker over one page of each kind, or all of them."""
    if told := missing("java", "node") if checker == "vnu" else missing("node"):
        print(told, file=sys.stderr)
        return 1
    kinds = [kind for kind in KINDS if kind.endswith(".html")]
    if checker == "lighthouse":  # it judges only pages that are there
        return lighthouse(folder, [kind for kind in kinds if kind != "404.html"])
    return vnu(folder, sorted(str(file.relative_to(folder)) for file in folder.rglob("*.html")) if every else kinds)


def _hidden(file: Path) -> bool:
    return bool(re.search(r'<meta name="robots" content="noindex">', file.read_text("utf-8")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]).resolve(), "--all" in sys.argv))
