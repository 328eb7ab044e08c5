"""By what a finding, a comparison or a mention is known again: its content, never its number.

The place of the evidence is taken in the file as received, the one text that no later release of
the restorer can change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

DIGITS = 24  # of the digest

# Everything a finding is known by, each in a column; a caller adds its condition.
FINDING_SUBJECTS = """
    SELECT findings.document, findings.report, findings.finding, documents.sha256,
           findings.check_id, findings.expression,
           coalesce((SELECT raw_start || '-' || raw_end FROM mentions
                     WHERE mentions.document = findings.document
                       AND mentions.report = findings.report
                       AND mentions.mention = findings.total_mention), '') AS total_place,
           coalesce((SELECT group_concat(place_of, ' ') FROM (
                       SELECT raw_start || '-' || raw_end AS place_of
                       FROM finding_parts JOIN mentions USING (document, report, mention)
                       WHERE finding_parts.document = findings.document
                         AND finding_parts.report = findings.report
                         AND finding_parts.finding = findings.finding
                       ORDER BY place)), '') AS part_places
    FROM findings JOIN documents USING (document)
"""

# Everything a comparison is known by, beside its row.
COMPARISON_SUBJECTS = """
    SELECT comparisons.*, one.sha256, other.sha256 AS other_sha256,
           here.raw_start || '-' || here.raw_end AS place,
           there.raw_start || '-' || there.raw_end AS other_place
    FROM comparisons
    JOIN documents AS one USING (document)
    LEFT JOIN documents AS other ON other.document = other_document
    LEFT JOIN mentions AS here
      ON here.document = comparisons.document AND here.report = comparisons.report
     AND here.mention = comparisons.mention
    LEFT JOIN mentions AS there
      ON there.document = other_document AND there.report = other_report
     AND there.mention = other_mention
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about, and enough of it to be recognised by a person."""

    key: str
    sha256: str  # of the document
    rule: str  # the check, or the rule that read the mention
    evidence: str  # where it stands in the file as received: total | parts
    said: str  # the sum written out, or the words as written


def finding_subject(row: Mapping[str, object]) -> Subject:
    """Return what the finding in a row of ``FINDING_SUBJECTS`` is known by."""
    evidence = f"{row['total_place']} | {row['part_places']}"
    sha256, check = str(row["sha256"]), str(row["check_id"])
    return Subject(
        _key("finding", sha256, check, evidence), sha256, check, evidence, str(row["expression"])
    )


def comparison_subject(row: Mapping[str, object]) -> Subject:
    """Return what the comparison in a row of ``COMPARISON_SUBJECTS`` is known by."""
    evidence = f"{row['place']} | {row['other_sha256'] or ''} {row['other_place'] or ''}".rstrip()
    sha256, check = str(row["sha256"]), str(row["check_id"])
    return Subject(
        _key("comparison", sha256, check, evidence), sha256, check, evidence, str(row["expression"])
    )


def mention_subject(row: Mapping[str, object]) -> Subject:
    """Return what a mention is known by; ``row`` holds its document's sha256, type and place.

    The type is part of the key and not the rule, which another release may name otherwise.
    """
    sha256, kind = str(row["sha256"]), str(row["type"])
    evidence = f"{row['raw_start']}-{row['raw_end']}"
    return Subject(
        _key("mention", sha256, kind, evidence), sha256, kind, evidence, str(row["surface"])
    )


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:DIGITS]
