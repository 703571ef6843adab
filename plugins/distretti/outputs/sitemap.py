"""What machines ask first: /sitemap.xml (sitemaps.org 0.9) with every listed page, and /robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from ..catalog.catalog import Catalog
from ..site import addresses
from ..site.output import Dated, File, Output, Page
from ..site.site import Site

MOST = 50_000  # addresses in a file (sitemaps.org); at their length here those are a fifth of its 50 MB


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """Both files; the sitemap lists the pages of `site_map`, with the day of their record where they have one.

    More pages than a sitemap may have are in files of their own, which /sitemap.xml lists.
    """
    pages = sorted((page for page in site_map if isinstance(page, Page) and page.listed), key=lambda page: page.address)
    listed = [(page.address, page.record) for page in pages]
    parts = [tuple(listed[start : start + MOST]) for start in range(0, len(listed), MOST)]
    if len(parts) <= 1:
        yield File(addresses.SITEMAP, _sitemap, (catalog, site, tuple(listed)))
    else:
        yield File(addresses.SITEMAP, _index, (site, len(parts)))
        for number, part in enumerate(parts, 1):
            yield File(addresses.sitemap(number), _sitemap, (catalog, site, part))
    yield File(addresses.ROBOTS, _robots, (site,))


def _sitemap(catalog: Catalog, site: Site, pages: Sequence[tuple[str, Dated | None]]) -> bytes:
    days: dict[Any, str] = {record: day for day in catalog.changed_on for record in catalog.changed_on[day]}
    lines = []
    for address, record in pages:
        changed = f"<lastmod>{days[record]}</lastmod>" if record else ""
        lines.append(f"<url>{_location(site, address)}{changed}</url>")
    return _xml("urlset", lines)


def _index(site: Site, parts: int) -> bytes:
    numbers = range(1, parts + 1)
    return _xml("sitemapindex", [f"<sitemap>{_location(site, addresses.sitemap(part))}</sitemap>" for part in numbers])


def _location(site: Site, address: str) -> str:
    return f"<loc>{escape(site.canonical(address) or address)}</loc>"


def _xml(root: str, lines: Sequence[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, f"</{root}>\n"]).encode()


def _robots(site: Site) -> bytes:
    if site.preview:
        robots = "User-agent: *\nDisallow: /\n"
    else:
        robots = "User-agent: *\nAllow: /\n"
        robots += f"Sitemap: {site.canonical(addresses.SITEMAP)}\n" if site.url else ""
    return robots.encode()
