"""Relations of a report → findings: does every stated figure match what it is made of?

Each relation is worked out as intervals (``linking.intervals``) and gets one of four verdicts.
``fails`` is said only of a relation that the text closes and that no reading reconciles; where the
list is open or more may be inside, the finding is ``cannot_tell`` with what is missing.  Nothing is
ever corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractor.auditing.dates import check_dates
from extractor.auditing.numbering import check_numbering
from extractor.auditing.slogans import check_slogans
from extractor.auditing.spellings import check_spellings
from extractor.auditing.verdicts import judge
from extractor.linking.relations import Relation
from extractor.model import Finding, Mention, Report, Value, Verdict

WORST_FIRST = (Verdict.FAILS, Verdict.CANNOT_TELL, Verdict.WITHIN_APPROXIMATION, Verdict.HOLDS)


# What is checked without a relation between figures: each takes a report and its mentions.
CHECKS: tuple[Callable[[Report, Sequence[Mention[Value]]], Iterable[Finding]], ...] = (
    check_spellings,
    check_dates,
    check_numbering,
    check_slogans,
)


def audit(
    report: Report, mentions: Sequence[Mention[Value]], relations: Sequence[Relation]
) -> tuple[Finding, ...]:
    """Return what the checks say of a report and of its ``relations``, the worst first."""
    findings = [judge(relation, mentions) for relation in relations]
    for check in CHECKS:
        findings += check(report, mentions)
    return tuple(sorted(findings, key=_badness))


def _badness(finding: Finding) -> tuple[int, object, int]:
    place = min((span.start for span in finding.evidence), default=0)
    return WORST_FIRST.index(finding.verdict), -finding.severity, place
