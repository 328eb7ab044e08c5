"""Relations of a report → findings: does every stated figure match what it is made of?

Each relation is worked out as intervals (``linking.intervals``) and gets one of four verdicts.
``fails`` is said only of a relation that the text closes and that no reading reconciles; where the
list is open or more may be inside, the finding is ``cannot_tell`` with what is missing.  Nothing is
ever corrected.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.auditing.verdicts import judge
from extractor.linking.relations import Relation
from extractor.model import Finding, Mention, Value, Verdict

WORST_FIRST = (Verdict.FAILS, Verdict.CANNOT_TELL, Verdict.WITHIN_APPROXIMATION, Verdict.HOLDS)


def audit(mentions: Sequence[Mention[Value]], relations: Sequence[Relation]) -> tuple[Finding, ...]:
    """Return what the checks say of a report's ``relations``, the worst first."""
    return tuple(sorted((judge(relation, mentions) for relation in relations), key=_badness))


def _badness(finding: Finding) -> tuple[int, object, int]:
    place = finding.total.span.start if finding.total else 0
    return WORST_FIRST.index(finding.verdict), -finding.severity, place
