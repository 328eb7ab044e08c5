"""What an evaluation comes to: tallies, shares, and every slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

MEASURES = ("overlap", "span", "value")
LINK = "link"  # of an amount with who got it, how many and when
Outcome: TypeAlias = tuple[str, str, str]  # measure, kind, right | spurious | missed


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, spurious and missed."""

    right: int
    spurious: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is right; ``None`` when nothing was found."""
        return _share(self.right, self.spurious)

    @property
    def recall(self) -> float | None:
        """Return the share of what there is that was found; ``None`` when there is nothing."""
        return _share(self.right, self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p and r else 0.0


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that came out otherwise than annotated."""

    document: str
    slip: str  # missed, value, spurious, check-missed, false-alarm, link-missed, link-spurious
    kind: str
    surface: str
    detail: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The score of some documents: tallies by (measure, kind, outcome), and every slip."""

    counts: Counter[Outcome]
    slips: tuple[Slip, ...]
    documents: int
    without_prediction: int
    similarity: float  # summed over the documents

    @property
    def text_recovered(self) -> float:
        """Return the mean share of the gold text that stands in the extracted text."""
        return self.similarity / max(1, self.documents)

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of mention that occur, in order."""
        return sorted({kind for measure, kind, _ in self.counts if measure in MEASURES})

    def tally(self, measure: str, kind: str) -> Tally:
        """Return the tally of one measure of one kind."""
        right, spurious, missed = (
            self.counts[measure, kind, outcome] for outcome in ("right", "spurious", "missed")
        )
        return Tally(right, spurious, missed)

    @property
    def links(self) -> dict[str, Tally]:
        """Return the tally of each kind that amounts are linked with in the annotation."""
        kinds = dict.fromkeys(kind for measure, kind, _ in self.counts if measure == LINK)
        return {kind: self.tally(LINK, kind) for kind in kinds}

    @property
    def checks(self) -> Tally:
        """Return how many of the annotated checks were found."""
        return self.tally("check", "all")

    @property
    def false_alarms(self) -> int:
        """Return how many findings fail where the annotation knows no failure."""
        return sum(slip.slip == "false-alarm" for slip in self.slips)


def total(evaluations: Iterable[Evaluation]) -> Evaluation:
    """Return the score of all the documents together."""
    found = list(evaluations)
    counts: Counter[Outcome] = Counter()
    for evaluation in found:
        counts.update(evaluation.counts)
    return Evaluation(
        counts,
        tuple(slip for evaluation in found for slip in evaluation.slips),
        sum(evaluation.documents for evaluation in found),
        sum(evaluation.without_prediction for evaluation in found),
        sum(evaluation.similarity for evaluation in found),
    )


def _share(right: int, wrong: int) -> float | None:
    return right / (right + wrong) if right + wrong else None
