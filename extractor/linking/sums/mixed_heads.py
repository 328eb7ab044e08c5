"""Households and single people counted together: 以上共59人（户）, 合计85户（人）.

    1.退休干部6人…；⏎ 2.困难职工24户…；⏎ 3.伤残职工7户… ⏎ 以上共37人（户）
    走访低保家庭36户、五保老人14人、困境儿童9人，共59户（人）
    1.低保户120户…；⏎ 2.特困供养人员35人… ⏎ 上述对象每户（人）大米一份，共155份       one thing each

A household is no person, so that no other total holds both; what comes to one to its last digit
are its parts, and what does not claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.linking.figures import unit_of
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.said_rates import HEADS
from extractor.linking.totals import FEWEST, LONGEST, NOTHING, are_exact, digits_of
from extractor.model import CountKind, Figure

BOTH = regex.compile(r"[（(][户人名][)）]")
# 上述对象每户（人）大米、食用油一份，共155份
ONE_EACH = regex.compile(
    r"(?:以上|上述)\p{Han}{0,6}每[户人名](?:[（(][户人名][)）])[^0-9。]{0,20}$"
)
TELLING = 2  # digits of a total that two numbers make by no accident


def of_mixed_heads(listed: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield the numbers of households and people together, with those of each before them."""
    for at, total in enumerate(listed):
        is_told = total.is_marked_total and total.is_exact and digits_of(total.stated) >= TELLING
        if not is_told or not _is_of_both(total, text):
            continue
        heads = [f for f in listed[:at] if f.series in HEADS and not (f.per or f.bracket)]
        parts: list[Figure] = []
        whole = NOTHING
        for figure in reversed(heads[-LONGEST:]):
            parts.insert(0, figure)
            whole += figure.stated or NOTHING
            if whole >= (total.stated or NOTHING):
                break
        kinds = {f.series for f in parts}
        if whole == total.stated and len(parts) >= FEWEST and len(kinds) > 1 and are_exact(parts):
            yield sum_of(Form.LIST_THEN_TOTAL, total, parts)


def _is_of_both(total: Figure, text: str) -> bool:
    """Whether a bracket behind a total says that it counts both, or each got one of a thing."""
    if total.series in HEADS:
        return bool(BOTH.search(unit_of(total)) or BOTH.match(text, total.end))
    words = text[total.sentence_start : total.start].removesuffix("共").rstrip("，, ")
    return total.series.startswith(CountKind.ITEM) and ONE_EACH.search(words) is not None
