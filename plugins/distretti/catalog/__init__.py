"""The frozen catalogue: sorted records without problems, and the look-ups that pages need. The only thing outputs see.

- `catalog`: `Catalog`, and `catalog(content, problems, today)` for who has no build.
- `lookups`: its lists and look-ups, each with the keys by which it has a record (`declared` says how, `relations` from
  what: who names whom, what is where); `terms`: who uses a term of a vocabulary.
- `organisations`: those that records cite, each under one name. `repeats`: what seems to be there twice, for warnings
  (`nearly`: what almost is); `review`: what of a sound record is worth another look.
- `standing`: what a district has to show to others. `completeness`: which of the fields that may be empty a record has.
- `recurrence`: the dates of recurring events; `nearest`: what is near a municipality.
"""
