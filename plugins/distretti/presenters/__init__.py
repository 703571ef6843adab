"""Records in words: the facts, rows, tables and heads that pages show. Knows neither templates nor the disk.

- `list_items`: what a row of a list says; `references`: links to what a record names.
- `heads`: heads of pages; `lists`: the pages of lists, and which of them name a record.
- `district_facts`, `event_facts`, `programme_facts`, `initiative_facts`, `region_facts`, `venue_facts`, `term_facts`,
  `grant_facts`, `programme_dates`: the facts of each kind. (`_facts`, since `district` and the like are arguments.)
- `investor_facts`: what a district has to show to who would invest; `investor_data`: the same as data.
- `ties`: what ties a record of any kind to others, from either side.
- `form_fields`: the fields of a form, from the schema of a kind.
- `district_answer`: a district in a sentence, and how to reach it; `district_gaps`: what no source says of it.
- `agenda`, `markets`, `event_chips`: days and months with what is on, markets by weekday, the ways through them.
- `calendars`, `series`, `icalendar`, `atom`: what is in each calendar, an event as its entries, and their text.
- `event_structured`: events for search engines; `happening_rows`: those of a district, to come and past.
- `long_lists`: the first rows of a list that is too long for a page, and the way to all of them.
- `validity`: until which day what a page shows holds, for the script that knows the reader's day.
- `own_pages`: the pages that a source «Questo catalogo» names.
- `evidence`: the foot of a record's page: sources, disagreements, how it was compiled.
- `desk`: public services for a municipality, cards and questions as rows.
- `sections`: pages made of sections; `section_pages`: those whose words are in content/pages.
- `street`: what is on, for screens, posters and other sites; `totem_data`: the data of a totem; `qr`: QR codes;
  `stamps`: what has a stamp of the passport.
- `region_calls`: what is open to all of a region; `membership`, `nearby`: what is near and alike; `maps`: SVG maps.
- `printed`: records as printed matter has them.
- `foreign`: what pages of other languages share; `foreign_district`, `foreign_region`, `foreign_events`,
  `foreign_investing`, `foreign_rules`: what those of each kind say.
- `by_province`: the districts of a region by province; `locators`: where they are, small enough for a row.
"""
