"""What machines ask first: /sitemap.xml (sitemaps.org 0.9) with every listed page, and /robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from .. import addresses
from ..catalog import Catalog
from ..page import File, Output, Page
from ..theme import Site


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """Both files; the sitemap lists the pages of `before`, with the day of their record where they have one."""
    pages = sorted((page for page in before if isinstance(page, Page) and page.listed), key=lambda page: page.address)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for page in pages:
        modified = f"<lastmod>{page.modified}</lastmod>" if page.modified else ""
        lines.append(f"<url><loc>{escape(site.canonical(page.address) or page.address)}</loc>{modified}</url>")
    lines.append("</urlset>\n")
    yield File(addresses.SITEMAP, "\n".join(lines).encode())
    if site.preview:
        robots = "User-agent: *\nDisallow: /\n"
    else:
        robots = "User-agent: *\nAllow: /\n"
        robots += f"Sitemap: {site.canonical(addresses.SITEMAP)}\n" if site.url else ""
    yield File(addresses.ROBOTS, robots.encode())
