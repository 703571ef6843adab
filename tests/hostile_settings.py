"""The preview without the checks that refuse code in texts and prose: what then holds is the escaping alone."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pelicanconf import *  # noqa: F403

from distretti.language import markdown, page_words
from distretti.model import values
from distretti.reading.rules import figures

values._MARKUP = re.compile(r"(?!)")
markdown._lost = markdown._only_github = markdown._bad_links = lambda prose: iter(())
figures._CURRENCY = re.compile(r"(?!)")
page_words.places = lambda body: []

SITENAME = "Nome \"'<script>window.__hostile=1</script>"
ATTRIBUTION = "</p><img src=x onerror=window.__hostile=1> {{ 7*7 }}"
CONTATTO = "a@ente.example"
REPOSITORY = "https://codice.example/x"
