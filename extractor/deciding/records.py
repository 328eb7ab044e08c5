"""What a decision is, and what the decisions on one thing come to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.deciding.keys import Subject


class Status(StrEnum):
    """Where a finding stands in the review."""

    OPEN = "open"
    ACCEPTED = "accepted"  # the finding is right: the report is at fault
    DISMISSED = "dismissed"  # the finding is of no account


class Field(StrEnum):
    """What was decided."""

    STATUS = "status"
    REVIEWER = "reviewer"  # who is to look at it
    NOTE = "note"
    FIGURE = "figure"  # the number a mention states, as a person reads it
    ROLE = "role"  # what a mention is: total, part, rate; recipient, donor


class Origin(StrEnum):
    """Where a decision was made."""

    PAGE = "page"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log; an empty ``value`` takes back what was decided before."""

    subject: Subject
    field: Field
    value: str
    author: str
    at: str  # ISO 8601, UTC, to the second
    origin: Origin = Origin.PAGE


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds now of one finding or one mention."""

    subject: Subject
    status: Status = Status.OPEN
    reviewer: str = ""
    note: str = ""
    figure: str = ""
    role: str = ""
    author: str = ""  # of the last decision
    at: str = ""
