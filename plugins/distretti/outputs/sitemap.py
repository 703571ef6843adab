"""What machines ask first: /sitemap.xml (sitemaps.org 0.9) with every listed page in its languages, and /robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from ..catalog.catalog import Catalog
from ..site import addresses, languages
from ..site.output import Dated, File, Output, Page
from ..site.site import Site

MOST = 50_000  # addresses in a file (sitemaps.org); at their length here those are a fifth of its 50 MB


# A page: its address, the record that dates it, itself and the same in other languages by their codes.
Listed = tuple[str, Dated | None, tuple[tuple[str, str], ...]]


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """Both files; the sitemap lists the pages of `site_map`, with the day of their record where they have one.

    More pages than a sitemap may have are in files of their own, which /sitemap.xml lists.
    """
    pages = sorted((page for page in site_map if isinstance(page, Page) and page.listed), key=lambda page: page.address)
    both = _alternates(site, {page.address for page in pages})
    listed: list[Listed] = [(page.address, page.record, both.get(page.address, ())) for page in pages]
    most = MOST // (1 + len(site.languages))
    parts = [tuple(listed[start : start + most]) for start in range(0, len(listed), most)]
    if len(parts) <= 1:
        yield File(addresses.SITEMAP, _sitemap, (catalog, site, tuple(listed)))
    else:
        yield File(addresses.SITEMAP, _index, (site, len(parts)))
        for number, part in enumerate(parts, 1):
            yield File(addresses.sitemap(number), _sitemap, (catalog, site, part))
    yield File(addresses.ROBOTS, _robots, (site,))


def _alternates(site: Site, listed: set[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each page that is in several languages with all of these and their addresses, as its own head says."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for address in listed if site.languages else ():
        there = [code for code in site.languages if languages.beside(code, address) in listed]
        every = languages.alternates(languages.versions(there, address, there), address)
        found |= dict.fromkeys((each for _, each in every), every)
    return found


def _sitemap(catalog: Catalog, site: Site, pages: Sequence[Listed]) -> bytes:
    days: dict[Any, str] = {record: day for day in catalog.changed_on for record in catalog.changed_on[day]}
    lines = []
    for address, record, alternates in pages:
        changed = f"<lastmod>{days[record]}</lastmod>" if record else ""
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(site.canonical(other) or other)}"/>'
            for code, other in alternates
        )
        lines.append(f"<url>{_location(site, address)}{changed}{others}</url>")
    return _xml("urlset", lines, ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if site.languages else "")


def _index(site: Site, parts: int) -> bytes:
    numbers = range(1, parts + 1)
    return _xml("sitemapindex", [f"<sitemap>{_location(site, addresses.sitemap(part))}</sitemap>" for part in numbers])


def _location(site: Site, address: str) -> str:
    return f"<loc>{escape(site.canonical(address) or address)}</loc>"


def _xml(root: str, lines: Sequence[str], more: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{more}>'
    return "\n".join([head, *lines, f"</{root}>\n"]).encode()


def _robots(site: Site) -> bytes:
    if site.preview:
        robots = "User-agent: *\nDisallow: /\n"
    else:
        robots = "User-agent: *\nAllow: /\n"
        robots += f"Sitemap: {site.canonical(addresses.SITEMAP)}\n" if site.url else ""
    return robots.encode()
