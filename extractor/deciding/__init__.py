"""What people decide about findings and figures: kept beside the results, never in them.

A decision is one line of a log that only grows: who said what about which finding, and when.  What
holds now is the last line for each thing that was decided.  A finding is known by its content (the
bytes of its document, the check, and where its evidence stands in the file as received), so that a
decision finds its finding again after the batch is run anew, by other rules or into another folder;
where the finding is gone, the decision stays and says so.

    with open_decisions(Path("results")) as decisions:
        decisions.record([Decision(subject, Field.STATUS, Status.ACCEPTED, "张三", at)])
        decisions.standings()[subject.key].status
"""

from __future__ import annotations

from extractor.deciding.keys import (
    COMPARISON_SUBJECTS,
    FINDING_SUBJECTS,
    Subject,
    comparison_subject,
    finding_subject,
    mention_subject,
)
from extractor.deciding.records import Decision, Field, Origin, Standing, Status
from extractor.deciding.storing import NAME, Decisions, decisions_path, open_decisions

__all__ = [
    "COMPARISON_SUBJECTS",
    "FINDING_SUBJECTS",
    "NAME",
    "Decision",
    "Decisions",
    "Field",
    "Origin",
    "Standing",
    "Status",
    "Subject",
    "comparison_subject",
    "decisions_path",
    "finding_subject",
    "mention_subject",
    "open_decisions",
]
