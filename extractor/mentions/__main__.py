"""``python -m extractor.mentions``: the catalogue of rules, in Markdown."""

from extractor.mentions.catalogue import catalogue

print(catalogue(), end="")  # noqa: T201  # this is what the command is for
