"""Italian text, dates, prose and mistakes: what every other package says things with. Knows no record.

- `dates`: partial dates ("2021", "2021-11"), days of the year, the day of the build.
- `italian`: dates, numbers, plurals, elisions, slugs and sort keys (Babel underneath).
- `markdown`: prose to safe HTML, and what is wrong in it.
- `page_words`: the words of a page of sections, and the places for data in them.
- `problem`: `Problem`, a mistake of an editor with file, line and column; `report`; `did_you_mean`.
"""
