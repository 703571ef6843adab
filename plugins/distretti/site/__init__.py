"""What the site is made of, in plain values. Knows neither templates nor the disk.

- `addresses`: every public address, in one place.
- `blocks`: what pages of other languages are made of, whose texts are phrases; `languages`: their addresses.
- `components`: what the macros of the theme draw (`ListItem`, `Fact`, `Table`, `Section`…).
- `forms`: what the macros of forms draw.
- `forge`: where GitHub, GitLab and Forgejo have their pages for changing a file.
- `output`: what an output yields: `Page`, `File` or `Picture`; a page's `Head` and its `SearchEntry`.
- `site`: `Site`, what every page knows of the site it belongs to; the Content Security Policy.
"""
