"""Files of others → records: CSV lists and iCalendar, by a map that says which of their columns fills which field.

`source_map` reads the map; `sheets` and `agendas` (its lines: `unfolding`) read the file as rows (`rows`), values as
records write them (`moments`, `cells`, `rules`). `matching` says which of them is there already and what differs;
`contacts` adds to districts; `sound` writes the text of a record and checks it, `yaml_text` puts values into YAML;
`plan` puts it all together, `report` says what was found. Nothing here writes a file.
"""
