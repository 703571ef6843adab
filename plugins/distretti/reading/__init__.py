"""Files of content to records, and every problem of theirs with its file, line and column. Knows no page.

- `survey`: which files there are; `layout`: which file holds which record.
- `text_file`: the bytes of a file to its text.
- `yaml_file`: one YAML file to text values with their places; `yaml_fast` is its quick way for files without problems.
- `pictures`: the picture beside a record, and what is wrong with it.
- `validation`: a document to a record of `model`, or to problems; `field_names`: of names that are no field.
- `loader`: a content folder to `Content` (`content`), whole (`load`) or record by record (`read_records`).
- `formatting`: a file cut into the slices of its fields, and put together in their order.
- `history`: how often each file was changed, and when last, from the repository.
- `rules/`: what no single field can check, one function each.
"""
