"""A part against its whole, where 其中 names one part alone: 慰问困难职工30名，其中劳模40名.

The whole is the figure just before 其中.  A part larger than it fails only where the figures of its
measure before it in the sentence, one or all together, could not be the whole either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

import regex

from extractor.linking.neighbours import between
from extractor.linking.relations import Form, Relation
from extractor.linking.totals import added, are_exact
from extractor.model import Figure, FindingKind

MEAN = regex.compile(r"(?:年|月|人|户)均|平均")
BETWEEN = regex.compile(
    r"^[^。；;！!？?\n0-9]{0,12}[，,（(]\s?其中[：:，,]?\s?[^，,。；;\n]{0,16}$"
)

# 为30名职工每人发放500元，其中劳模6名; 165名母亲中，有98名: what stands between leaves other wholes
APART = regex.compile(
    r"^(?:[^。；;！!？?\n]{0,40}[，,]\s?其中[：:，,]?\s?[^，,。；;\n0-9]{0,16}|[^，,。；;\n0-9]{2,24}中[，,]?有)$"
)

# 困难补助26.8万元（含春节慰问金8.6万元）
CONTAINED = regex.compile(r"[（(]\s?(?:其中)?(?:包)?含[^，,。；;\n0-9]{0,16}$")


def find_subsets(listed: Sequence[Figure], text: str, taken: Container[int]) -> Iterator[Relation]:
    """Yield the parts that stand alone after 其中; ``taken`` are parts of lists already found."""
    rows: dict[str, list[Figure]] = defaultdict(list)
    numbered: dict[int, int] = {}  # which of the figures that are no rate nor share each is
    for figure in listed:
        if figure.per or figure.is_share:
            continue
        numbered[figure.at] = len(numbered)
        if figure.is_each or figure.is_change:
            continue
        row = rows[figure.series]
        before = [f for f in row[-3:] if f.sentence == figure.sentence and f.stated]
        if before and figure.at not in taken and figure.stated:
            is_alone = numbered[figure.at] - numbered[before[-1].at] == 1
            yield from _subset(before, figure, text, is_alone=is_alone)
        row.append(figure)


def _subset(
    before: Sequence[Figure], part: Figure, text: str, *, is_alone: bool
) -> Iterator[Relation]:
    whole = before[-1]
    if MEAN.search(whole.lead):
        return  # 年均超收2040亿元，其中去年超收2573亿元
    words = between(whole, part, text)
    is_contained = CONTAINED.match(words) is not None
    is_next = is_contained or BETWEEN.match(words) is not None
    if whole.bracket is not None or not (is_next or (is_alone and APART.match(words))):
        return
    if not is_next and (whole.stated or 0) < (part.stated or 0):
        return
    is_exact = are_exact((whole, part))
    # 甲乡15万元，乙乡12万元，丙镇8万元，其中用于建房20万元 is a part of all three.
    is_only = part.stated is not None and added(before) < part.stated
    is_sure = is_exact and is_only and is_next and not is_contained
    yield Relation(FindingKind.SUBSET, Form.PART_OF, whole.at, (part.at,), is_sure)
