"""Figures: pure functions from the catalogue to tables, each with its rule, unit, date, and the list behind it.

- `tables`: `DataTable`, the one value from which a page's table, its CSV, its JSON and its description are made.
- `tallies`: what is counted of a region's records, made once for all tables.
- `claims`: what sources claim; `doubts`: which of it is to be checked; `beside`: claimed beside counted;
  `districts`: causes of the difference, kinds, states, years; `territory`: municipalities and people; `money`: calls,
  leverage; `grants`; `initiatives`; `happenings`; `quality`; `disputes`; `indicators`: of districts; `method`: the
  numbers of the page of the method.
- `comparison`: regions and provinces side by side.
- `shown`, `charts`, `choropleth`: a table in words, with bars, dots, a map of classes; `linked_map`: that of home.
- `pages`: which page has which tables.
"""
