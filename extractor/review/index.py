"""Findings in memory, in their order and by everything they can be chosen by.

The results hold 100,000 findings in the order in which they were read; a page shows fifty, the
worst first, and counts all of them six ways.  This index holds of each finding its place in that
order, what it can be filtered by and the key of its decisions, so that no page waits for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from extractor.deciding import FINDING_SUBJECTS, Standing, Status, finding_subject
from extractor.report.evidence import Key
from extractor.report.worst_first import WORST
from extractor.store import Results

FACETS = ("verdict", "kind", "status", "year", "body", "reviewer", "copy")
NONE = "-"  # how "not stated" is written in an address

ROWS = f"""
    WITH subjects AS ({FINDING_SUBJECTS}),
    repeated AS MATERIALIZED (SELECT document, report, finding FROM repeated_findings)
    SELECT subjects.*, verdict, kind, year, organisation,
           (document, report, finding) IN repeated AS is_repeated
    FROM findings
    JOIN subjects USING (document, report, finding)
    JOIN reports USING (document, report)
    ORDER BY {WORST}
"""  # noqa: S608  # our own words


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are asked for; an empty field asks for all."""

    verdict: str = ""
    kind: str = ""
    status: str = ""
    year: str = ""
    body: str = ""
    reviewer: str = ""
    copy: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """Return the fields that ask for something."""
        pairs = ((field.name, str(getattr(self, field.name))) for field in fields(self))
        return {name: value for name, value in pairs if value}

    def without(self, name: str) -> dict[str, str]:
        """Return what is chosen, leaving out one field."""
        return {key: value for key, value in self.chosen.items() if key != name}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands among those asked for."""

    number: int  # from 1; 0 where it is not among them
    total: int
    before: Key | None
    after: Key | None


class Index:
    """All findings of a results file, as they were when it was made; a number is a finding."""

    def __init__(self, results: Results, standings: Mapping[str, Standing]) -> None:
        self._keys: list[Key] = []
        self._numbers: dict[Key, int] = {}
        self._by_decision: dict[str, list[int]] = {}
        columns: dict[str, list[str]] = {name: [] for name in FACETS}
        for number, (key, decided, values) in enumerate(_rows(results, standings)):
            self._keys.append(key)
            self._numbers[key] = number
            self._by_decision.setdefault(decided, []).append(number)
            for name, value in zip(FACETS, values, strict=True):
                columns[name].append(value)
        self._columns = {name: pd.Categorical(values) for name, values in columns.items()}

    def __len__(self) -> int:
        return len(self._keys)

    def page(self, wanted: Filter, start: int, length: int) -> list[Key]:
        """Return the findings asked for, from ``start`` on, the worst first."""
        found = self._found(wanted.chosen)[start : start + length]
        return [self._keys[number] for number in found]

    def count(self, wanted: Filter) -> int:
        """Return how many findings are asked for."""
        return len(self._found(wanted.chosen))

    def facet(self, name: str, wanted: Filter) -> list[tuple[str, int]]:
        """Return how many findings there are for each value of a field, the others as asked."""
        chosen = self._columns[name][self._found(wanted.without(name))]
        counts = pd.Series(chosen).value_counts()
        return [(str(value), int(n)) for value, n in counts.items() if n]

    def place(self, key: Key, wanted: Filter) -> Place:
        """Return where a finding stands among those asked for, and its neighbours."""
        found = self._found(wanted.chosen)
        number = self._numbers.get(key)
        if number is None:
            return Place(0, len(found), None, None)
        at = int(found.searchsorted(number))
        is_among = at < len(found) and found[at] == number
        after = at + 1 if is_among else at
        return Place(
            at + 1 if is_among else 0,
            len(found),
            self._keys[found[at - 1]] if at > 0 else None,
            self._keys[found[after]] if after < len(found) else None,
        )

    def status(self, key: Key) -> str:
        """Return the status of a finding."""
        return str(self._columns["status"][self._numbers[key]])

    def decide(self, standing: Standing) -> None:
        """Note what is now decided about the findings with one key."""
        for name, value in (("status", standing.status), ("reviewer", standing.reviewer or NONE)):
            column = self._columns[name]
            if value not in column.categories:
                column = column.add_categories([value])
            for number in self._by_decision.get(standing.subject.key, ()):
                column[number] = value
            self._columns[name] = column

    def holds(self, key: str) -> Key | None:
        """Return the finding with the key of a decision, or nothing where there is none now."""
        numbers = self._by_decision.get(key)
        return self._keys[numbers[0]] if numbers else None

    def _found(self, chosen: Mapping[str, str]) -> Any:  # noqa: ANN401  # an array of numbers
        """Return the numbers of the findings that have all the values in ``chosen``."""
        have = pd.Series(data=True, index=range(len(self._keys)), dtype=bool).to_numpy()
        for name, value in chosen.items():
            categories = self._columns[name].categories
            code = categories.get_loc(value) if value in categories else -1
            have = have & (self._columns[name].codes == code)
        return have.nonzero()[0]


def _rows(
    results: Results, standings: Mapping[str, Standing]
) -> Iterator[tuple[Key, str, tuple[str, ...]]]:
    """Yield of each finding its place, the key of its decisions, and the values of its facets."""
    for row in results.stream(ROWS):
        decided = finding_subject(row).key
        standing = standings.get(decided)
        values = (
            row["verdict"],
            row["kind"],
            str(standing.status if standing else Status.OPEN),
            NONE if row["year"] is None else str(row["year"]),
            row["organisation"] or NONE,
            (standing.reviewer if standing else "") or NONE,
            "repeated" if row["is_repeated"] else "first",
        )
        yield (row["document"], row["report"], row["finding"]), decided, values
