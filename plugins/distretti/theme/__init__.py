"""The theme folder: its files under hashed names, its templates, and all between a page and its bytes. Knows no record.

- `templates`: a `Theme`, the folder as one build has it; which templates each template is drawn with.
- `assets`: `theme/static` to files of the site.
- `environment`: the Jinja environment; `renderer`: pages to HTML, pictures to PNG, documents to PDF (`typesetting`).
- `compiler`: templates to plain Python.
- `links`: what templates call for links; `term_links`: terms of the glossary in texts.
- `picture`: SVG to PNG.
"""
