"""What the codes in the rows of a query mean, for whoever reads them on the screen.

Rows hold codes (``fails``, ``broken-file``), which SQL asks for; people know the words that every
other page shows for them.  Under the rows stands what the codes mean; a query that finds nothing
because it asks for a word is told the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.wording import Language, enumerated, label, labels

# By the name of a column, the families of codes it holds.
FAMILIES: Mapping[str, Sequence[str]] = {
    "verdict": ("verdict",),
    "kind": ("finding", "count_kind", "party_kind"),
    "reason": ("failure", "reason"),
    "stage": ("stage",),
    "type": ("mention",),
    "approx": ("approx",),
    "role": ("figure_role", "party_role"),
}
MOST = 12  # codes of one column
QUOTED = re.compile(r"'([^']+)'")


def meanings(
    heads: Sequence[str], rows: Iterable[Sequence[object]], language: Language
) -> list[str]:
    """Return a line for each column of codes: the codes in it and what they mean."""
    listed = list(rows)
    lines = []
    for at, head in enumerate(heads):
        codes = dict.fromkeys(str(row[at]) for row in listed if row[at] is not None)
        named = [(code, _meaning(head, code, language)) for code in codes]
        told = [f"{code} = {word}" for code, word in named if word and word != code]
        if told:
            colon = "：" if language is Language.ZH else ": "
            lines.append(head + colon + enumerated(told[:MOST], language))
    return lines


def asked_by_word(sql: str, values: Iterable[object], language: Language) -> list[str]:
    """Return, for each word that was asked for and is shown for a code, what to ask instead."""
    words = [*QUOTED.findall(sql), *(value for value in values if isinstance(value, str))]
    found = [(word, *code) for word in dict.fromkeys(words) for code in _codes(word, language)]
    asked = [each for each in found if each[1] in sql]
    return [f"{word} → {column} = '{code}'" for word, column, code in asked or found]


def _meaning(column: str, code: str, language: Language) -> str | None:
    known = labels(language)
    families = [family for family in FAMILIES.get(column, ()) if f"{family}.{code}" in known]
    return label(families[0], code, language) if families else None


def _codes(word: str, language: Language) -> Iterator[tuple[str, str]]:
    for column, families in FAMILIES.items():
        for name, said in labels(language).items():
            family, _, code = name.partition(".")
            if family in families and said == word and code != word:
                yield column, code
