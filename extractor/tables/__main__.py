"""``python -m extractor.tables``: the data dictionary, in Markdown."""

from extractor.tables import TABLES, VIEWS, dictionary

print(dictionary(TABLES, VIEWS), end="")  # noqa: T201  # this is what the command is for
