"""What the site publishes: a module for each list, kind of page, file or format (docs/extending.md: how to add one).

A module has a function `outputs(catalog, site)` that lists its pages and files and makes none of them, a frozen
dataclass for what a page of its template draws, and the function that makes it from plain values and the catalogue.
"""

# All of them, in order; the operator leaves some out with OUTPUTS_OFF. A preview has `problems` too.
ALL = (
    "home",
    "districts",
    "regions",
    "provinces",
    "silhouettes",
    "municipalities",
    "finder",
    "events",
    "months",
    "days",
    "event_lists",
    "long_lists",
    "event_pages",
    "recurring",
    "weekly",
    "calendars",
    "subscribing",
    "initiatives",
    "actors",
    "terms",
    "challenges",
    "attractions",
    "programmes",
    "calls",
    "deadlines",
    "funding",
    "grants",
    "training",
    "good_practices",
    "certification",
    "publications",
    "investors",
    "enterprises",
    "statistics",
    "open_data",
    "data_catalogue",
    "schemas",
    "proposals",
    "confirmations",
    "newsroom",
    "glossary",
    "prose",
    "withdrawn",
    "redirects",
    "feed",
    "event_feeds",
    "social",
    "sheets",
    "yearbook",
    "headers",
    "search",
    "sitemap",
)

# Given the site map too: `outputs(catalog, site, site_map)`, with all pages and files that those before them list.
WITH_SITE_MAP = ("withdrawn", "sitemap")
