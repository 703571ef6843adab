"""The public catalogue of Italy's commerce districts. From the bottom: language, model, places, site, engine, reading,
catalog, presenters, search, theme, outputs; then `build` and `refresh`, which use them all, and the doors: `plugin`
(Pelican's), `serve`, `editing`, `commands`, `__main__` (see docs/architecture.md).
"""
