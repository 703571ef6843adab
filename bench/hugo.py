"""A Hugo site of the same pages: one file of front matter for each, layouts made from the theme's templates.

`python -m bench.hugo CONTENT FOLDER` prepares it: everything that Hugo does not have to do while it is measured.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from distretti.language import italian
from distretti.site import addresses, site

from . import pages
from .layouts import UNTRANSLATED, Layouts

SITE = Path(__file__).parent / "site"
ASSETS = (
    "fonts/titillium-web-400.woff2",
    "fonts/titillium-web-700.woff2",
    "css/site.css",
    "icons/favicon.svg",
    "icons/apple-touch-icon.png",
)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def prepare(content: Path, folder: Path) -> None:
    """Write the Hugo site of this content into `folder`, and the site that it should equal into `<folder>.ours`."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SITE, folder)
    ours = folder.with_name(f"{folder.name}.ours")
    kept: list[str] = []

    def begin(templates: Path, site: site.Site, assets: dict[str, str]) -> pages.Seen:
        layouts = Layouts(templates, assets)
        for file in sorted(file for file in templates.glob("*.html") if file.name not in UNTRANSLATED):
            (folder / "layouts" / f"page-{file.name}").write_text(layouts.layout(file.name), "utf-8")
        _write(folder / "hugo.json", _config(site, assets))
        return pages.Seen(site, layouts.explained, keep)

    def keep(address: str, fields: pages.Fields) -> None:
        kept.append(address)
        _write(folder / "content" / ("_index.md" if address == "/" else f"p/{len(kept):06d}.md"), fields)

    pages.build(content, ours, begin)
    _files(ours, folder)


def _files(ours: Path, folder: Path) -> None:
    """What is not a page: the feed and the sitemap as data, the rest as it is."""
    _write(folder / "data" / "feed.json", _feed((ours / addresses.file(addresses.NEWS_FEED)).read_bytes()))
    _write(folder / "data" / "sitemap.json", _sitemap((ours / addresses.file(addresses.SITEMAP)).read_bytes()))
    for file in ours.rglob("*"):
        target = folder / "static" / file.relative_to(ours)
        if file.is_file() and file.suffix not in (".html", ".xml") and not file.name.startswith("."):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def _write(file: Path, data: Any) -> None:
    """JSON, a field of a page on a line of its own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, indent=0 if file.suffix == ".md" else None) + "\n", "utf-8")


def _feed(content: bytes) -> list[dict[str, str]]:
    names = ("title", "id", "updated", "summary")
    return [
        {name: entry.findtext(f"{ATOM}{name}", "") for name in names}
        | {"address": entry.findall(f"{ATOM}link")[0].get("href", "")}
        for entry in ElementTree.fromstring(content).iter(f"{ATOM}entry")
    ]


def _sitemap(content: bytes) -> list[tuple[str, str]]:
    urls = ElementTree.fromstring(content).iter(f"{SITEMAPS}url")
    return [(url.findtext(f"{SITEMAPS}loc", ""), url.findtext(f"{SITEMAPS}lastmod", "")) for url in urls]


def _config(site: site.Site, assets: dict[str, str]) -> dict[str, Any]:
    """Only what is used; nothing minified."""
    return {
        "baseURL": "/",
        "title": site.name,
        "locale": "it",
        "disableKinds": ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404", "section"],
        "outputFormats": {
            "feed": {"mediaType": "application/xml", "path": "feed", "baseName": "novita"},
            "sitemap": {"mediaType": "application/xml", "baseName": "sitemap"},
        },
        "outputs": {"home": ["html", "feed", "sitemap"], "page": ["html"]},
        "params": {
            "tagline": italian.typographic(site.tagline),
            "csp": str(site.csp),
            "referrer": site.referrer,
            "menu": [[key, label, address[1:]] for key, label, address in site.menu],
            "official_note": italian.typographic(site.official_note),
            "attribution": italian.typographic(site.attribution),
            "licence": site.licence_url,
            "assets": [assets[name][1:] for name in ASSETS],
        },
    }


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(sys.argv[2]))
