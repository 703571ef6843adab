"""Italian text, dates, prose and errors: what every other package says things with. Knows no record.

- `causes`: what the operating system refuses, in Italian; terminals that are not UTF-8.
- `dates`: partial dates ("2021", "2021-11"), days of the year, the day of the build.
- `day_words`: days that a text has in figures, in words.
- `italian`: dates, numbers, plurals, elisions, slugs and sort keys (Babel underneath).
- `limits`: how much of one thing a prose may have, so that reading it takes no time.
- `markdown`: prose to safe HTML, and what is wrong in it.
- `page_words`: the words of a page of sections: titles with anchors, places for data in double braces.
- `problem`: `Problem`, a mistake of an editor with file, line and column; `report`; `did_you_mean`.
- `signs`: the table of signs that no text may hold, and of those that only look plain.
- `web`: what is wrong in an address of the web or of mail.
- `words`: other languages: a table of words each (`words/en.po`), their numbers, dates and lists.
"""
