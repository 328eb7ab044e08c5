"""What the words below a list say of the kinds of its rows.

    远帆公司 50000元 ⏎ 第二小学 8636.5元 ⏎ 陈月娥 2000元 ⏎ 林志邦 1500元 ⏎ 合计 62136.5元
    以上捐款中，单位捐款58636.5元，个人捐款3500元

The kinds make the total, which fails if they are all there are: 单位 and 个人, or the parts of a
division.  Rows that follow each other make the kinds; where all but one do, the last one is of the
rows left, and fails where one slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.linking.division_words import is_all_of, part_named
from extractor.linking.neighbours import rest_of_sentence
from extractor.linking.openness import OPEN_WORDS
from extractor.linking.relations import Form, Relation, sum_of
from extractor.linking.rows.columns import columns_of
from extractor.linking.rows.lists import RowList
from extractor.linking.slips import is_digit_off
from extractor.linking.totals import FEWEST, added, are_exact, is_like
from extractor.model import Figure

POINTS = regex.compile(r"\s*(?:以上|上述|上列|其中|这些?)")
# 以上捐款已用去单位捐款31000元: what is said of some of it, or of another time, need not hold
OTHERWISE = regex.compile(r"用|支出|拨|发放|[去上往前历]年|计划|预计|另|累计|含")
ALL_GIVERS = (frozenset({"单位", "个人"}), frozenset({"集体", "个人"}), frozenset({"单位", "职工"}))
GIVERS = regex.compile(r"单位|集体|个人|职工")


def find_kinds(
    lists: Sequence[RowList], by_paragraph: Mapping[int, Sequence[Figure]], text: str
) -> Iterator[Relation]:
    """Yield the totals of lists as those of the kinds told below, and the kinds with their rows."""
    for found in lists:
        told = by_paragraph.get(found.total.paragraph + 1, ()) if found.total else ()
        if not told or not POINTS.match(text, told[0].sentence_start):
            continue
        first = [f for f in told if f.sentence == told[0].sentence]
        for total, rows in columns_of(found):
            kinds = [f for f in first if f.series == total.series and f.bracket is None]
            is_plain = not any(f.per or f.is_change or not f.stated for f in kinds)
            if len(kinds) >= FEWEST and is_plain and is_like(total, kinds):
                yield from _of(total, kinds, rows, text)


def _of(
    total: Figure, kinds: Sequence[Figure], rows: Sequence[Figure], text: str
) -> Iterator[Relation]:
    words = POINTS.sub("", text[kinds[0].sentence_start : kinds[-1].end], 1)
    words += rest_of_sentence(kinds[-1], text)
    is_plain = are_exact((total, *kinds)) and not (
        OPEN_WORDS.search(words) or OTHERWISE.search(words)
    )
    is_sure = is_plain and _are_all(kinds)
    if is_sure or total.stated == added(kinds):
        yield sum_of(Form.OF_WHICH, total, kinds, closed=is_sure)
    if added(rows) != total.stated or not are_exact(rows):
        return
    left = list(rows)
    others: list[Figure] = []
    for kind in kinds:
        own = _block(kind, left)
        if not own:
            others.append(kind)
            continue
        left = [f for f in left if f not in own]
        if len(own) >= FEWEST:
            yield sum_of(Form.LIST_THEN_TOTAL, kind, own)
    is_off = len(others) == 1 and is_sure and len(left) >= FEWEST
    if is_off and len(kinds) > 1 and is_digit_off(others[0], left, FEWEST):
        yield sum_of(Form.LIST_THEN_TOTAL, others[0], left, closed=True)


def _block(kind: Figure, rows: Sequence[Figure]) -> Sequence[Figure]:
    """Return the first rows, or the last, that make a kind."""
    for size in range(1, len(rows)):
        for block in (rows[:size], rows[-size:]):
            if added(block) == kind.stated:
                return block
    return rows if added(rows) == kind.stated else ()


def _are_all(kinds: Sequence[Figure]) -> bool:
    """Whether there is no other kind."""
    givers = [GIVERS.findall(f.lead) for f in kinds]
    if all(len(words) == 1 for words in givers) and len(kinds) == FEWEST:
        return frozenset(words[0] for words in givers) in ALL_GIVERS
    named = [part_named(f.lead) for f in kinds]
    parts = [part for part in named if part is not None]
    same = {(part.division, part.measure) for part in parts}
    is_of_one = len(parts) == len(kinds) and len(same) == 1
    return is_of_one and is_all_of(parts[0].division, [part.part for part in parts])
