"""The register of Italy's municipalities, provinces and regions, and their boundaries. Knows no district.

- `register`: `read_places(folder)` gives `Places`; look-ups by ISTAT code or name.
- `table`: the CSV files of the register, checked.
- `names`: names as people write them; `UnknownPlace` says what is meant.
- `boundaries`: TopoJSON to outlines and shared borders, in rows that the next build can keep.
- `outlines`: stretches of border to SVG path data, in a map's projection.
- `coarse`: outlines of provinces and regions with few points.
- `distance`: kilometres between municipalities; `within`: how far outside one a point is.
"""
