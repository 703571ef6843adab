"""The search index: what it says of each record, and the files that Pagefind makes of that.

- `documents`: a record to its `SearchEntry`: words, line, facets, days, place.
- `desk_documents`: the same of public services, cards and questions.
- `index`: entries to the two indexes, made again where entries changed; `pagefind`: the binary that makes their files.
"""
