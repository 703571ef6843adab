"""Open data: what the catalogue knows as files with stable columns and addresses.

- `columns`: what a dataset is: its columns, in the words of the model, and its rows, region by region; `datasets`: all
  of them, which are in `of_districts`, `of_events`, `of_programmes`, `of_venues`, `of_desk`, `of_comparison`.
- `rows`: the rows of a dataset, made once for all its files; `whole`: a record as it is, with its own keys.
- `formats`: rows as CSV (plain, and for Excel), JSON, GeoJSON; `sqlite`: all of them as one database.
- `package`: the description that machines read first (Frictionless Data Package); `dcat`: the catalogue of datasets in
  DCAT-AP_IT, as Turtle and JSON-LD.
"""
