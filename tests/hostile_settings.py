"""The preview without the checks that refuse code in texts and prose: what then holds is the escaping alone."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pelicanconf import *  # noqa: F403

from distretti.language import limits, markdown, page_words
from distretti.model import checks
from distretti.reading import rules, text_file
from distretti.reading.rules import fields, figures, links, names, pages

checks.NOT_PLAIN = checks.NOT_PLAIN[1:]
markdown._lost = markdown._only_github = markdown._bad_links = lambda prose: iter(())
figures._CURRENCY = re.compile(r"(?!)")
page_words.places = lambda body: []
limits.exceeded = lambda text: iter(())
text_file._left = lambda text: iter(())
# The records are made by a program that knows the types of fields, and not what they mean.
MEANING = (
    fields.extensions_are_later, figures.counts_are_whole, links.programmes_descend_from_others,
    pages.required_pages_are_there, names.vocabulary_terms_are_unique, links.bodies_are_told_apart,
)  # fmt: skip
rules.OF_RECORDS = tuple(rule for rule in rules.OF_RECORDS if rule not in MEANING)
rules.OF_THE_WHOLE = tuple(rule for rule in rules.OF_THE_WHOLE if rule not in MEANING)

SITENAME = "Nome \"'<script>window.__hostile=1</script>"
ATTRIBUTION = "</p><img src=x onerror=window.__hostile=1> {{ 7*7 }}"
CONTATTO = "a@ente.example"
REPOSITORY = "https://codice.example/x"
