"""Production: strict. A problem in the content stops the publish and leaves the site of before untouched."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITEURL", "")
STRICT = True
PDF = os.environ.get("PDF", "1") != "0"  # documents for print; PDF=0 saves half a minute
# Beside each text a .gz and a .br, for a server of one's own (docs/pubblicare.md); GitHub Pages compresses by itself.
COMPRESSED = os.environ.get("COMPRESSED", "0") == "1"
# Only the pages of these regions, and «italia» for what is of none: a share of the site, for `make merge`.
REGIONS = tuple(os.environ.get("REGIONS", "").split())
DELETE_OUTPUT_DIRECTORY = False
