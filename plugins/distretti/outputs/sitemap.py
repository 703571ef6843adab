"""What machines ask first: /sitemap.xml (sitemaps.org 0.9) with every listed page, and /robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from ..catalog.catalog import Catalog
from ..site import addresses
from ..site.output import Dated, File, Output, Page
from ..site.site import Site


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """Both files; the sitemap lists the pages of `site_map`, with the day of their record where they have one."""
    pages = sorted((page for page in site_map if isinstance(page, Page) and page.listed), key=lambda page: page.address)
    yield File(addresses.SITEMAP, _sitemap, (catalog, site, tuple((page.address, page.record) for page in pages)))
    yield File(addresses.ROBOTS, _robots, (site,))


def _sitemap(catalog: Catalog, site: Site, pages: Sequence[tuple[str, Dated | None]]) -> bytes:
    days: dict[Any, str] = {record: day for day in catalog.changed_on for record in catalog.changed_on[day]}
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for address, record in pages:
        changed = f"<lastmod>{days[record]}</lastmod>" if record else ""
        lines.append(f"<url><loc>{escape(site.canonical(address) or address)}</loc>{changed}</url>")
    lines.append("</urlset>\n")
    return "\n".join(lines).encode()


def _robots(site: Site) -> bytes:
    if site.preview:
        robots = "User-agent: *\nDisallow: /\n"
    else:
        robots = "User-agent: *\nAllow: /\n"
        robots += f"Sitemap: {site.canonical(addresses.SITEMAP)}\n" if site.url else ""
    return robots.encode()
