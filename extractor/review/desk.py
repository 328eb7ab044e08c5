"""What is open while the desk is: the results, the decisions, and what is kept of them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from extractor.deciding import Decision, Decisions, Field, Standing, Subject, open_decisions
from extractor.review.index import Index
from extractor.review.tallying import Tally
from extractor.store import Results, open_results
from extractor.wording import Language, label

REST = 20  # a new index at most every so many times as long as it takes to make one
LONGEST = {Field.NOTE: 4000, Field.REVIEWER: 40, Field.FIGURE: 40, Field.ROLE: 20, Field.STATUS: 20}


@dataclass(slots=True)
class Desk:
    """One open desk.  All pages are made in one thread, one after another."""

    results: Results
    decisions: Decisions
    language: Language
    _standings: dict[str, Standing] = field(default_factory=dict)
    _index: Index | None = None
    _version: int = -1
    _length: int = -1
    _rested_at: float = 0.0
    _tally: Tally | None = None

    @property
    def index(self) -> Index:
        """Return the index of the findings, made anew when results or decisions changed."""
        self._look_at_decisions()
        version = self.results.version
        if self._index is None or (version != self._version and time.monotonic() > self._rested_at):
            began = time.monotonic()
            self._index = Index(self.results, self._standings)
            self._version = version
            took = time.monotonic() - began
            self._rested_at = time.monotonic() + REST * took
        return self._index

    @property
    def tally(self) -> Tally:
        """Return the figures by year, counted in a process of its own since the first request."""
        if self._tally is None:
            self._tally = Tally(self.results.path)
        return self._tally

    @property
    def standings(self) -> Mapping[str, Standing]:
        """Return what is now decided, here or elsewhere, by the key of its subject."""
        self._look_at_decisions()
        return self._standings

    def say(self, family: str, code: object) -> str:
        """Return what people call ``code`` of ``family``."""
        return label(family, str(code), self.language)

    def standing(self, subject: Subject) -> Standing:
        """Return what is now decided about ``subject``."""
        return self.standings.get(subject.key) or Standing(subject)

    def decide(self, subject: Subject, wanted: Mapping[Field, str], author: str) -> None:
        """Store what differs from what was decided before, signed and dated."""
        standing = self.standing(subject)
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251  # about people
        decided = [
            Decision(subject, name, value.strip()[: LONGEST[name]], author, at)
            for name, value in wanted.items()
            if value.strip() != getattr(standing, name)
        ]
        if decided:
            self.decisions.record(decided)
            self._look_at_decisions()

    def close(self) -> None:
        """Close both files and stop counting."""
        if self._tally is not None:
            self._tally.close()
        self.results.close()
        self.decisions.close()

    def _look_at_decisions(self) -> None:
        """Take in what was decided since, here or elsewhere."""
        length = self.decisions.length
        if length == self._length:
            return
        self._length = length
        before, self._standings = self._standings, self.decisions.standings()
        if self._index is not None:
            for key, standing in self._standings.items():
                if before.get(key) != standing:
                    self._index.decide(standing)


def open_desk(results: Path, language: Language) -> Desk:
    """Return the desk over ``results``."""
    return Desk(open_results(results), open_decisions(results), language)
