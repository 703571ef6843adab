"""The incremental build: which outputs are out of date, making them on all cores, writing them whole.

In the words of "Build Systems à la Carte" this is a suspending scheduler with verifying traces and an inverted index;
Salsa and Skyframe do alike.

- A *query* is a question put to the catalogue: a look-up and a key. `tracking` records the queries and the fields of
  records that are read while a page is made: its *trace*. Nobody declares what a page depends on.
- `dependents` is the inverse: for each query and field, the pages (and memoised values) whose traces have it.
- A *fingerprint* (`fingerprints`) stands for the bytes of a file, of the code, of the theme.
- A build finds the records that changed by their fingerprints, compares their index entries (`index`) and fields with
  those of before, and so knows which queries have another answer; `dependents` gives the pages to make again (`plan`).
- *Early cutoff*: an output whose bytes are as before is not written, and what depends on it is not touched.
- `store` keeps all of this between builds in one SQLite file. It is only a shortcut: whatever is wrong with it means
  a build from nothing, with the same bytes.
- `tables` are the attributes of the catalogue that record queries; `inputs` tells outputs from each other by what they
  are made from; `search_entries`, `extra_files` are for the search index, which is made of what all pages say.
- `parallel` makes pages in forked processes; `writer` writes them (preview in place; a publish fills the idle one of
  two folders, which `exchange` swaps in one step); `output_folder` knows what each file was when it was written;
  `progress` tells how far a build is.

Who writes outputs needs three rules and nothing of this package: `outputs()` lists and makes no view; a view is made by
a function of a module from the catalogue, the site, records and plain values; ask a look-up, do not filter a list.

This file imports nothing: a build that has nothing to do loads only `fingerprints`, `store` and `output_folder`.
"""
