"""The search index: what it says of each record, and the files that Pagefind makes of that.

- `documents`: a record to its `SearchEntry`: words, line, facets, days, place.
- `index`: entries to the two indexes, made again where entries changed; `pagefind`: the binary that makes their files.
"""
