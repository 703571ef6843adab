"""Records in words: the facts, rows, tables and heads that pages show. Knows neither templates nor the disk.

- `wording`, `lists`, `covers`: names, rows of lists, heads of pages, and pictures for shared links.
- `district_facts`, `event_facts`, `programme_facts`, `initiative_facts`, `region_facts`, `term_facts`, `grant_facts`:
  the facts of each kind. (`_facts`, since `district` and the like are what their arguments are called.)
- `agenda`, `markets`, `event_chips`: days and months with what is on, markets by weekday, the ways through them.
- `calendars`, `series`, `icalendar`, `atom`: what is in each calendar, an event as its entries, and their text.
- `event_structured`: events for search engines.
- `evidence`: the foot of a record's page: sources, disagreements, how it was compiled.
- `sections`: pages made of sections; `membership`, `nearby`: what is near and alike; `maps`: SVG maps.
"""
