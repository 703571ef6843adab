"""The incremental build: which outputs are outdated, making them on all cores, writing them whole.

In the words of "Build Systems à la Carte": verifying traces, recorded automatically, with an inverted index and early
cutoff. Salsa and Skyframe do alike. Nobody declares what a page depends on.

- A *query* is a question put to the catalogue: a look-up and a key. The *trace* of a page is all queries and all fields
  of records that were read while it was made (`tracking`); `tables` are the catalogue's look-ups that record queries.
- A *memo* is a value computed once for all pages that ask for it, with a trace of its own.
- `dependents` is the inverse of traces: for each query and field, the pages and memos that read it.
- A *fingerprint* (`fingerprints`) stands for the bytes of a file, an answer, a trace.
- A build finds the records that changed by fingerprint and compares their fields and their entries in the `index`: that
  gives the queries that have another answer. Memos that read one are computed again first: *early cutoff* is that one
  with the same answer affects nobody. `plan` then has the outdated pages; `inputs` tells outputs from each other.
- `parallel` makes pages in forked processes; `writer` writes those whose bytes differ (a preview in place; a publish
  into the idle one of two folders, which `exchange` swaps), whole (`disk`); `output_folder` knows what each file was
  when written, `ledger` which files builds wrote; what is not in it is of `others`, and goes along with the site.
- `packing` makes compressed copies of texts beside them, in a publish that wants them.
- `shares` puts together a site that several machines made, each some of its files.
- `links` remembers which files each page leads to, and says which of these are not there.
- `store` keeps all of this between builds in one SQLite file, a shortcut only: whatever is wrong with it means a build
  from nothing, with the same bytes.
- `search_entries`, `extra_files` are for the search index, made of what all pages say; `progress` tells how far it is.

Who writes outputs needs three rules and nothing of this package: `outputs()` lists and makes no view; a view is made by
a function of a module from the catalogue, the site, records and plain values; ask a look-up, do not filter a list.

This file imports nothing: a build that has nothing to do loads only `output_folder` and what it needs.
"""
