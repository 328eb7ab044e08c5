"""Reports that may be two versions of one (初稿, 定稿), told wherever figures are added up.

Their figures differ, so that nothing shows which of them holds, and both count: what is left out of
a sum is what is known to be told twice.  Whoever reads the sum has to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.store import Results
from extractor.wording import Language, label

MOST = 5  # pairs that are named
ASKED = "SELECT * FROM versions"


@dataclass(frozen=True, slots=True)
class Versions:
    """The pairs of a results file: those that are named, and how many more there are."""

    named: list[Mapping[str, Any]]
    more: int

    def lines(self, language: Language) -> list[str]:
        """Return what to say of them, a line each; nothing where there are none."""
        if not self.named:
            return []
        pairs = [pair_told(row, language) for row in self.named]
        more = [_said("more", language).format(n=self.more)] if self.more else []
        return [_said("title", language), *pairs, *more, _said("remedy", language)]


def find_versions(results: Results, most: int = MOST) -> Versions:
    """Return the reports of ``results`` that may be two versions of one."""
    rows = results.ask(ASKED).named
    return Versions(list(rows[:most]), max(0, len(rows) - most))


def pair_told(row: Mapping[str, Any], language: Language) -> str:
    """Return both files, how much they share, and what to ask to see them side by side."""
    return _said("pair", language).format(
        one=f"{row['other_source']} · {row['other_report']}",
        other=f"{row['source']} · {row['report']}",
        shared=int(100 * row["shared"]),
        same=row["same_figures"],
        changed=row["changed_figures"],
        passage=row["passage"],
    )


def _said(code: str, language: Language) -> str:
    return label("versions", code, language)
