"""What figures claim to be to each other.

A total and its parts, a rate and its product, a number and the names it counts, a fact said twice.

A ``Relation`` is a reading of the text, not a judgement: ``auditing`` works it out and says whether
it holds.  ``is_closed`` says that the text leaves no other reading: only then may it fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.model import FindingKind


class Form(StrEnum):
    """How the text puts a relation; part of the id of its check."""

    LIST_THEN_TOTAL = "list-then-total"  # 甲2000元，乙3000元，合计5000元
    TOTAL_THEN_LIST = "total-then-list"  # 共5000元：甲2000元，乙3000元
    OF_WHICH = "of-which"  # 5000元，其中甲2000元，乙3000元
    BRACKET = "bracket"  # 5000元（甲2000元、乙3000元）
    RUN = "run"  # 120名、48名、540名和46名 … 754名: no marker, but it adds up exactly
    RATE_TIMES_COUNT = "rate-count"  # 34户，每户800元，共27200元
    RATES_BOUND = "rates-bound"  # 2460户，每户300元或500元
    NAMES_COUNTED = "names"  # 甲、乙、丙三位
    STATED_TWICE = "stated-twice"


@dataclass(frozen=True, slots=True)
class Relation:
    """One reading of how figures hang together; figures are named by their place (mention id)."""

    kind: FindingKind
    form: Form
    total: int
    parts: tuple[int, ...]
    is_closed: bool = False
    is_open_list: bool = False  # 等: the list names only some
    items: int | None = None  # how many items are listed, where the parts are not all mentions
