"""The policy of pages, what hosts are asked to send with them, and the lock of the checkers."""

from __future__ import annotations

import json
import re
from pathlib import Path

from distretti.site.site import CSP, REFERRER

from ..site import PROJECT

# Where a page uses what a directive allows.
USES = {
    "script-src": re.compile(r'<script [^>]*src="'),
    "style-src": re.compile(r'<link rel="stylesheet"'),
    "font-src": re.compile(r'<link rel="preload" [^>]*as="font"'),
    "img-src": re.compile(r'<link rel="icon"'),
    "manifest-src": re.compile(r'<link rel="manifest"'),
    "connect-src": re.compile(r'data-current="[^"]*cerca/attuali/"'),
    "form-action": re.compile(r'<form [^>]*action="[^"]*cerca/"'),
}

_CODE = re.compile(r'<style|\sstyle="|\son\w+="|<script(?! type="application/ld\+json"| [^>]*src=)')


def test_the_policy_allows_only_what_some_page_uses(published: Path) -> None:
    directives = dict(part.split(" ", 1) for part in CSP.split("; "))
    assert directives.pop("default-src") == directives.pop("base-uri") == "'none'"
    assert directives == dict.fromkeys(USES, "'self'") | {"script-src": "'self' 'wasm-unsafe-eval'"}
    assert (published / "cerca" / "attuali" / "wasm.it.pagefind").is_file()
    pages = [(published / name / "index.html").read_text("utf-8") for name in ("", "segnala", "cerca")]
    assert [name for name, use in USES.items() if not any(map(use.search, pages))] == []


def test_every_page_has_the_policy_and_no_code_of_its_own(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        assert text.count(f'<meta http-equiv="Content-Security-Policy" content="{CSP}">') == 1, file
        assert '<meta name="referrer" content="strict-origin-when-cross-origin">' in text
        assert not _CODE.search(text), file


def test_hosts_are_asked_for_what_a_page_cannot_say(site: Path) -> None:
    lines = (site / "_headers").read_text("utf-8").splitlines()
    assert lines[:3] == ["/*", "  X-Content-Type-Options: nosniff", f"  Referrer-Policy: {REFERRER}"]
    assert lines[-2:] == ["/tema/*", "  Cache-Control: public, max-age=31536000, immutable"]


def headers_of(site: Path, address: str) -> list[str]:
    """What a host that reads the file sends with an address: the lines of every rule that matches it."""
    sent, matches = [], False
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            matches = address.startswith(line[:-1]) if line.endswith("*") else address == line
        elif matches:
            sent.append(line.strip())
    return sent


def test_each_page_has_one_policy_and_only_embeds_may_be_framed(site: Path) -> None:
    framed, placed = set(), set()
    for file in site.rglob("*.html"):
        address = f"/{file.relative_to(site).as_posix().removesuffix('index.html')}"
        if address == "/problemi/":  # of a preview alone
            continue
        sent = headers_of(site, address)
        policies = [line for line in sent if line.startswith("Content-Security-Policy: ")]
        assert len(policies) == 1, address
        assert policies[0].startswith(f"Content-Security-Policy: {CSP}; frame-ancestors ")
        framed |= {address} if policies[0].endswith("*") else set()
        geolocation = [line for line in sent if line.startswith("Permissions-Policy")]
        assert len(geolocation) == 1
        placed |= {address} if "self" in geolocation[0] else set()
    assert "/incorpora/piemonte/torino/" in framed
    assert {address for address in framed if not address.startswith("/incorpora/")} == set()
    assert {address for address in placed if not address.startswith("/passaporto/")} == set()


def test_the_checkers_are_pinned_by_hash_and_by_no_address() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((PROJECT / "package.json").read_text("utf-8"))["devDependencies"]
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if not package.get("integrity")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
