"""The frozen catalogue: sorted records without problems, and the look-ups that pages need. The only thing outputs see.

- `catalog`: `Catalog`, and `catalog(content, problems, today)` for who has no build.
- `relations`: under which keys each look-up has a record: who links to whom, what is where, who uses a term (`terms`).
- `organisations`: the bodies that records cite, each under one name.
- `completeness`: which of the fields that may be empty a record has.
- `recurrence`: the dates of recurring events; `nearest`: what is near a municipality.
"""
