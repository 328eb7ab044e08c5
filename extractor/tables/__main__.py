"""``python -m extractor.tables``: the data dictionary, in Markdown."""

from extractor.tables import TABLES, dictionary

print(dictionary(TABLES), end="")  # noqa: T201  # this is what the command is for
