"""What no single field can check: one small function for each rule, from the whole content to problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ..load import Content
from ..problem import Problem
from . import dates, glossary, links, moves, names, places

Rule = Callable[[Content, dt.date], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    names.folders_are_regions,
    names.regions_have_their_file,
    names.region_files_say_their_region,
    names.programmes_say_their_folder,
    names.event_folders_are_their_year,
    names.names_differ_from_addresses,
    names.uids_are_unique,
    names.vocabulary_terms_are_unique,
    places.district_municipalities_exist,
    places.event_municipalities_exist,
    places.provinces_exist,
    links.linked_records_exist,
    links.partner_kinds_exist,
    links.bodies_are_told_apart,
    links.challenges_exist,
    links.terms_exist,
    links.statements_cite_documents,
    links.sources_are_listed,
    glossary.glossary_words_differ,
    glossary.glossary_references_exist,
    glossary.glossary_sources_are_whole,
    dates.ends_follow_starts,
    dates.seasons_have_two_ends,
    dates.known_days_are_past,
    dates.late_records_say_how_they_were_collected,
    moves.aliases_are_free,
    moves.withdrawn_regions_list_nothing,
)


def broken(content: Content, today: dt.date) -> list[Problem]:
    """The problems of every rule, sorted."""
    return sorted(problem for rule in RULES for problem in rule(content, today))
