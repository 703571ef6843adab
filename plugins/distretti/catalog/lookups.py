"""The lists and look-ups of the catalogue, each with the keys by which it has a record; a key None has none."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ..engine.index import IndexEntry
from ..language import markdown
from ..model import (
    Checkup,
    Circuit,
    District,
    Event,
    Filed,
    Happening,
    Initiative,
    Message,
    Programme,
    PublicService,
    Question,
    Record,
    RecurringEvent,
    Region,
    Venue,
)
from ..model.registry import name_of
from ..places.register import Places
from . import completeness, nearly, organisations, relations, repeats
from .declared import List, Lookup, One, entry_in


class Lookups:
    """The half of the catalogue that is declared: `Catalog` has it."""

    districts = List(District)
    events = List(Event)  # by start
    recurring = List(RecurringEvent)
    initiatives = List(Initiative)
    programmes = List(Programme)
    venues = List(Venue)
    regions = List(Region)
    messages = List(Message)  # urgent ones first
    public_services = List(PublicService)
    circuits = List(Circuit)
    checkups = List(Checkup)
    questions = List(Question)
    withdrawn = List(Record)  # of any kind, by address

    # One record by its id, or by an address that it had.
    district = One(District, by=lambda district, _: [district.id])
    programme = One(Programme, by=lambda programme, _: [programme.id])
    initiative = One(Initiative, by=lambda initiative, _: [initiative.id])
    venue = One(Venue, by=lambda venue, _: [venue.id])
    region = One(Region, by=lambda region, _: [region.id])
    moved = One(Record, by=lambda record, _: record.aliases, withdrawn_too=True)

    districts_of_region = Lookup(District, by=lambda district, _: [district.region])
    districts_of_province = Lookup(District, by=lambda district, context: relations.provinces(district, context.towns))
    districts_of_municipality = Lookup(District, by=lambda _, context: context.codes)
    districts_of_standing = Lookup(District, by=lambda district, _: relations.standings(district))
    districts_born_of = Lookup(District, by=lambda district, _: [district.born_of])  # by programme
    districts_with_grants = Lookup(District, by=lambda district, _: [district.region if district.grants else None])
    districts_not_whole = Lookup(  # by region: not all of their municipalities are known
        District, by=lambda district, _: [None if district.municipalities_complete else district.region]
    )
    bare_districts = Lookup(District, by=lambda district, _: [completeness.is_bare(district) or None])  # just a name
    ceased_districts = Lookup(  # by region; "": all of them
        District, by=lambda district, _: ["", district.region] if district.status == "cessato" else []
    )
    aggregations_of_district = Lookup(District, by=lambda district, _: district.aggregates)  # of which it is part
    districts_of_programme = Lookup(District, by=lambda district, _: relations.programmes(district))

    happenings_of_district = Lookup(Happening, by=lambda happening, _: happening.districts)
    happenings_of_municipality = Lookup(Happening, by=lambda _, context: context.codes)
    happenings_of_initiative = Lookup(Happening, by=lambda happening, _: happening.initiatives)

    happenings_of_region = Lookup(  # "" abroad, or where no source says the municipality
        Happening, by=lambda happening, context: [relations.region(happening, context.towns)]
    )

    # By year and month of the start, month 0 where only the year is known; by the later months in which it goes on.
    events_of_month = Lookup(Event, by=lambda event, _: [(event.start.year, event.start.month)])
    events_under_way = Lookup(Event, by=lambda event, _: relations.later_months(event))
    events_of_area = Lookup(Event, by=lambda event, context: relations.area(event, context.towns))
    events_of_kind = Lookup(Event, by=lambda event, _: [event.kind])
    events_that_tell = Lookup(Event, by=lambda event, _: [relations.tells(event) or None])  # of experiences
    events_alike = Lookup(  # by district, or ISTAT code of the municipality, and kind
        Event, by=lambda event, context: [(where, event.kind) for where in (*event.districts, *context.codes)]
    )
    editions = Lookup(Event, by=lambda event, _: [relations.edition(event)])

    certain = Lookup(RecurringEvent, by=lambda market, _: [not market.to_confirm])  # False: to be confirmed
    markets_of_kind = Lookup(RecurringEvent, by=lambda market, _: [market.kind])
    markets_of_municipality = Lookup(RecurringEvent, by=lambda _, context: context.codes)
    markets_of_day = Lookup(  # by province and weekday of RFC 5545
        RecurringEvent, by=lambda market, context: relations.market_days(market, context.towns)
    )

    initiatives_of_axis = Lookup(Initiative, by=lambda initiative, _: [initiative.axis])
    initiatives_of_district = Lookup(Initiative, by=lambda initiative, _: initiative.districts)
    initiatives_of_municipality = Lookup(Initiative, by=lambda _, context: context.codes)

    messages_of_district = Lookup(Message, by=lambda message, _: [message.district])
    messages_of_municipality = Lookup(Message, by=lambda _, context: context.codes)  # that they name

    programmes_of_region = Lookup(Programme, by=lambda programme, _: [programme.region])
    programmes_of_district = Lookup(Programme, by=lambda programme, _: [programme.district])  # that it opened itself
    calls_of_whole_region = Lookup(  # open to every shop of it; by region
        Programme, by=lambda programme, _: [programme.region if programme.is_call and programme.whole_region else None]
    )
    descendants = Lookup(Programme, by=lambda programme, _: [programme.descends_from])  # of a programme
    _calls = Lookup(Programme, by=lambda programme, _: [programme.is_call or None])

    venues_of_region = Lookup(Venue, by=lambda venue, _: [venue.region])
    venues_of_network = Lookup(Venue, by=lambda venue, _: [venue.network])
    venues_of_service = Lookup(Venue, by=lambda venue, _: venue.services)  # by word of it
    venues_of_district = Lookup(Venue, by=lambda venue, _: venue.districts)
    venues_of_initiative = Lookup(Venue, by=lambda venue, _: venue.initiatives)
    venues_of_municipality = Lookup(Venue, by=lambda _, context: context.codes)
    happenings_of_venue = Lookup(Happening, by=lambda happening, _: [happening.venue])

    # Recognitions and agreements with a last day.
    expiring_districts = Lookup(District, by=lambda district, _: [relations.expires(district) or None])
    expiring_programmes = Lookup(Programme, by=lambda programme, _: [relations.expires(programme) or None])

    services_of_region = Lookup(PublicService, by=lambda service, _: [service.region or ""])  # "": of all Italy
    services_for = Lookup(PublicService, by=lambda service, _: [(service.region or "", service.audience)])
    circuits_of_district = Lookup(Circuit, by=lambda circuit, _: circuit.districts)
    circuits_of_municipality = Lookup(Circuit, by=lambda _, context: context.codes)
    circuits_of_initiative = Lookup(Circuit, by=lambda circuit, _: [circuit.initiative])
    checkups_of_initiative = Lookup(Checkup, by=lambda checkup, _: [checkup.initiative])
    checkups_of_region = Lookup(Checkup, by=lambda checkup, _: [question.region for question in checkup.questions])
    questions_of_district = Lookup(Question, by=lambda question, _: question.districts)
    questions_for = Lookup(Question, by=lambda question, _: question.readers)

    regions_with_figures = Lookup(  # by code of the province that the figures are of
        Region, by=lambda region, _: [figure.province for figure in region.provincial_figures]
    )

    namesakes = Lookup(Record, by=lambda record, _: [relations.namesake(record)])  # their pages would share a title
    changed_on = Lookup(Record, by=lambda record, _: [str(record.changed)])  # by ISO day
    citing = Lookup(  # by reference of a source without an address
        Record, by=lambda record, _: [source.reference for source in record.sources if not source.url]
    )
    with_field = Lookup[Any](Record, by=lambda record, _: relations.filled(record))  # by kind and field
    filled = Lookup(  # by completeness.key: kind, region, which fields are not empty
        Record, by=lambda record, context: [completeness.key(record, relations.region(record, context.towns))]
    )
    words = Lookup(Record, by=lambda record, _: relations.words(record))  # by vocabulary and word of it
    named = Lookup(Record, by=lambda _, context: context.codes)  # by the municipalities that records name

    called = One(Record, by=lambda record, _: [name_of(type(record), record.id)])  # of any kind, by its name
    tied = Lookup(Record, by=lambda record, _: relations.tied(record))  # by the name of a record to which they are tied

    # What a build asks, not a page: who cites an organisation, names a record, changes when a day has passed.
    citations = Lookup(Record, by=lambda record, _: organisations.roles(record))
    linking = Lookup(Record, by=lambda record, _: relations.linked(record), withdrawn_too=True)
    prose_links = Lookup(Record, by=lambda record, _: markdown.internal_links(record.prose))  # by address
    prose_anchors = Lookup(Record, by=lambda record, _: markdown.anchored_links(record.prose))  # by address with "#"
    twins = Lookup(Record, by=lambda record, context: [repeats.twin(record, context.towns)])
    nearly = Lookup(Record, by=lambda record, context: [nearly.of(record, context.towns)])
    dated = Lookup(Filed, by=lambda record, _: relations.last_days(record))


def entry(record: Filed, places: Places, today: dt.date) -> IndexEntry:
    """Where the index has a whole record: its list, its place there, its keys in these look-ups."""
    return entry_in(Lookups, record, places, today)
