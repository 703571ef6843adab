"""What a proposal changes, and what stands for it: for who reviews it.

- `revision`: files as they were at a revision of git; `Refused` where git or a file does not give them.
- `facts`: what differs between two versions of a record, each fact by its key.
- `texts`: the same of files that are no records, line by line.
- `standing`: which facts want an act or a source, and what would do; `acts`, `sums`, `publishers` know one.
- `proposal`: warnings that `check --since` adds: lost addresses, a record made another, facts without an act.
"""
