"""The theme folder: its files under hashed names, its templates, and all between a page and its bytes. Knows no record.

- `assets`: `theme/static` to hashed files.
- `environment`: the Jinja environment; `renderer`: a `Page` to HTML, a `Picture` to PNG.
- `compiler`: templates to plain Python.
- `links`: what templates call for links; `term_links`: terms of the glossary in texts.
- `picture`: SVG to PNG.
"""
