"""What no single field can check: one small function for each rule, from content to problems.

Rules of records need of the others no more than that they are there, so they can be run on a part of the content; rules
of the whole need all vocabularies, pages, names of files and marks, and no records.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ...language.problem import Problem
from ..content import Content
from . import (
    dates,
    desk,
    fields,
    figures,
    glossary,
    happenings,
    links,
    messages,
    moves,
    names,
    pages,
    places,
    recurrences,
    venues,
)

Rule = Callable[[Content, dt.date], Iterator[Problem]]

OF_RECORDS: tuple[Rule, ...] = (
    names.region_files_say_their_region,
    names.programmes_say_their_folder,
    names.event_folders_are_their_year,
    places.district_municipalities_exist,
    places.named_municipalities_exist,
    places.provinces_exist,
    places.events_are_where_their_districts_are,
    venues.venues_are_in_their_region,
    venues.points_are_in_their_municipality,
    venues.hours_of_venues_have_a_date,
    venues.services_of_venues_have_a_term,
    venues.happenings_are_in_the_region_of_their_venue,
    links.linked_records_exist,
    links.linked_records_are_of_the_region,
    links.programmes_descend_from_others,
    links.publishers_are_written_alike,
    links.partner_kinds_exist,
    links.challenges_exist,
    links.terms_exist,
    links.sources_are_listed,
    fields.windows_take_the_place_of_a_deadline,
    fields.closed_calls_say_when,
    fields.calls_for_a_whole_region_have_no_district,
    fields.contacts_of_a_registry_say_which,
    fields.aggregations_are_of_others,
    fields.extensions_are_later,
    fields.deadlines_are_of_a_day,
    fields.recognitions_say_one_thing,
    fields.collections_have_a_goal,
    fields.lists_have_no_repeats,
    dates.ends_follow_starts,
    dates.events_have_likely_lengths,
    dates.seasons_have_two_ends,
    dates.times_are_likely,
    dates.what_is_active_has_begun,
    dates.known_days_are_past,
    happenings.hours_are_of_a_day,
    happenings.hours_exist,
    happenings.countries_are_others,
    happenings.parts_begin_with_the_whole,
    happenings.titles_leave_the_status_to_its_field,
    happenings.days_are_in_order,
    happenings.statuses_say_all,
    happenings.parts_are_within,
    recurrences.rules_have_dates,
    recurrences.first_days_are_of_the_rule,
    recurrences.single_dates_fit_the_rule,
    recurrences.added_dates_are_new,
    recurrences.words_agree_with_the_rule,
    recurrences.words_agree_with_the_hour,
    dates.late_records_say_how_they_were_collected,
    messages.messages_end_after_they_begin,
    messages.messages_are_seen,
    messages.messages_can_be_read,
    messages.municipalities_exist,
    messages.pictures_say_their_licence,
    desk.regions_of_services_exist,
    desk.checkups_ask_once,
    desk.questions_wait_for_an_answer,
    desk.answers_follow_their_question,
    desk.circuits_in_force_have_not_ended,
    desk.circuits_say_who_issues_them,
    figures.one_value_for_one_source,
    figures.shares_are_parts,
    figures.intensities_are_parts,
    figures.counts_are_whole,
    figures.amounts_are_likely,
    figures.provinces_are_parts,
    figures.amounts_are_euros,
    figures.wholes_hold_their_parts,
)
OF_THE_WHOLE: tuple[Rule, ...] = (
    names.folders_are_regions,
    names.regions_have_their_file,
    names.names_differ_from_addresses,
    names.uids_are_unique,
    names.vocabulary_terms_are_unique,
    links.bodies_are_told_apart,
    links.ties_are_said_once,
    links.challenges_of_needs_exist,
    links.statements_cite_documents,
    glossary.glossary_words_differ,
    glossary.glossary_references_exist,
    glossary.glossary_sources_are_whole,
    pages.required_pages_are_there,
    pages.required_vocabularies_are_there,
    pages.pages_name_what_there_is,
    pages.pages_show_all_their_data,
    pages.pages_name_records_that_exist,
    moves.aliases_are_free,
    moves.withdrawn_regions_list_nothing,
    messages.folders_are_districts,
    messages.messages_are_of_their_district,
)
RULES = (*OF_RECORDS, *OF_THE_WHOLE)


def broken(content: Content, today: dt.date, rules: tuple[Rule, ...] = RULES) -> list[Problem]:
    """The problems of these rules, sorted."""
    problems: list[Problem] = []
    for rule in rules:
        problems += rule(content, today)
    return sorted(problems)
